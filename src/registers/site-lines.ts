import { warekiMoment } from '#civil/wareki.ts'
import type { AppendixState } from '#domain/camera/appendix.ts'
import type { ComplaintState } from '#domain/complaint/words.ts'
import type { EngagementState } from '#domain/engagement/words.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Clerk } from './case-file.ts'
import { filledCells, type Line } from './line.ts'

/** 別紙・別表 as it stands at an instant: one line a camera. What the document wants said stands under the id it has there. */
export function cameraLines(
  register: Register,
  { versions }: AppendixState,
  atUs: number,
): readonly Line[] {
  const version = versions.findLast(({ fromUs }) => fromUs <= atUs)
  if (!version) return []
  return version.lines.map(({ camera, states }) => ({
    register: register.id,
    number: camera,
    heldAtUs: version.fromUs,
    cells: filledCells(register, {
      number: camera,
      heldAt: `${version.version}（${warekiMoment(version.fromUs)}）`,
      cameraPlace: states.place ?? '',
      range: states.area ?? states.view ?? '',
      cameras: camera,
      note: Object.values(states).join('、'),
    }),
    closedAtUs: null,
  }))
}

export function complaintLine(
  { placeOf }: Clerk,
  register: Register,
  state: ComplaintState,
): Line | null {
  if (state.status === 'none') return null
  const { id, receivedAtUs, from, camera, matter, actions, answer, closedAtUs } = state
  return {
    register: register.id,
    number: id,
    heldAtUs: receivedAtUs,
    cells: filledCells(
      register,
      {
        number: id,
        heldAt: warekiMoment(receivedAtUs),
        who: from,
        purpose: matter,
        note: [...actions, answer ?? ''].filter(Boolean).join('、'),
        ...(camera ? { cameras: placeOf(camera) } : {}),
        ...(closedAtUs === null ? {} : { endedAt: warekiMoment(closedAtUs) }),
      },
      {
        who: { never: '名乗らず' },
        cameras: { never: '特になし' },
        endedAt: 'open',
        note: 'open',
      },
    ),
    closedAtUs,
  }
}

export function contractorLine(register: Register, state: EngagementState): Line | null {
  if (state.status === 'none') return null
  const { id, name, contract, pledge, workers, enteredAtUs, endedAtUs } = state
  const papers = [...(pledge ? ['誓約書'] : []), ...(contract ? ['契約書'] : [])].join('、')
  const until = endedAtUs ?? contract?.untilUs
  return {
    register: register.id,
    number: id,
    heldAtUs: enteredAtUs,
    cells: filledCells(
      register,
      {
        number: id,
        organisation: name,
        paper: papers,
        heldAt: warekiMoment(contract?.fromUs ?? enteredAtUs),
        postAndName: workers.map(worker => worker.name).join('、'),
        ...(until === undefined ? {} : { endedAt: warekiMoment(until) }),
      },
      { paper: 'open', endedAt: 'open', postAndName: 'open' },
    ),
    closedAtUs: endedAtUs,
  }
}
