import { warekiMoment } from '#civil/wareki.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { type CaseFile, type Clerk, requestOf } from './case-file.ts'
import { filledCells, type Line } from './line.ts'
import { requestFacts } from './request-facts.ts'
import { periods, places, placesAndPeriods } from './spans.ts'

const endings = {
  ended: '',
  lapsed: '立会いが続かず終了',
  powerCut: '電源断により終了',
  connectionLost: '接続断により終了',
} as const

/** The line of one session, written from what was really shown; null before it was opened. */
export function sessionLine(
  clerk: Clerk,
  register: Register,
  file: CaseFile,
  at: number,
): Line | null {
  const session = file.sessions[at]
  const request = requestOf(file)
  if (!session || !request || session.state.status === 'none') return null
  const { state, events } = session
  const notes = events.flatMap(event =>
    event.type === 'LineConfirmed' || event.type === 'MomentNoted'
      ? [event.type === 'LineConfirmed' ? event.note : event.says]
      : [],
  )
  const closed = state.status === 'closed' ? state : null
  const { nameOf, placeOf } = clerk
  const shown = state.shown
  const facts = {
    ...requestFacts(clerk, request, approvalOf(file.approval, 'viewing'), 'viewing'),
    number: `${file.number}の${at + 1}`,
    heldAt: `${warekiMoment(state.openedAtUs)}から${closed ? `${warekiMoment(closed.closedAtUs)}まで` : ''}`,
    place: state.room,
    who: state.viewers.map(({ name }) => name).join('、'),
    cameras: places(shown, placeOf),
    cameraPlace: places(shown, placeOf),
    period: periods(shown),
    range: placesAndPeriods(shown, placeOf),
    witnesses: Object.keys(state.present).map(nameOf).join('、'),
    operator: nameOf(state.operator),
    note: [...(closed ? [endings[closed.how]] : []), ...notes].filter(Boolean).join('、'),
  }
  const never = { never: '該当なし（閲覧のみ）' }
  return {
    register: register.id,
    number: facts.number,
    heldAtUs: state.openedAtUs,
    cells: filledCells(register, facts, {
      conditions: never,
      medium: never,
      hash: never,
      madeAt: never,
      handedOverAt: never,
      returnedAt: never,
      endedAt: never,
      confirmation: never,
      cameraPlace: { never: '映した画像なし' },
      period: { never: '映した画像なし' },
    }),
    closedAtUs: closed?.closedAtUs ?? null,
  }
}
