import { civilDay } from '#civil/day.ts'
import { startOfDayUs } from '#civil/minute.ts'
import { siteHouse } from '#law/house/site.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import { lineAt } from './appendix.ts'
import { lackingGates, type Papers } from './running.ts'
import type { CameraFacts, CameraState, PlannedCamera } from './words.ts'

/**
 * The paper a running camera lacks, overdue since it ran without; what must be looked at again; what a
 * change of aim asks for. None of it stops the camera.
 */
export function dutiesAt(state: CameraState, facts: CameraFacts, nowUs: number): readonly Duty[] {
  if (state.status === 'none' || state.firstOnAtUs === null) return []
  return [
    ...lacking(state, facts, state.firstOnAtUs, nowUs, state.camera),
    ...again(state, facts),
    ...afterMove(state, facts, nowUs),
    ...exceptionEnds(state, facts),
  ]
}

/** A camera that is recorded though nobody here switched it on: it owes the same paper since it runs. */
export function recordedDutiesAt(
  state: CameraState,
  facts: CameraFacts,
  { camera, name, sinceUs }: { camera: string; name: string; sinceUs: number },
  nowUs: number,
): readonly Duty[] {
  if (state.status !== 'none' && state.firstOnAtUs !== null) return []
  const known = state.status === 'none' ? { camera, coverageAtUs: null, signAtUs: null } : state
  return lacking(known, facts, sinceUs, nowUs, name)
}

function lacking(camera: Papers, facts: CameraFacts, dueUs: number, nowUs: number, called: string) {
  const { appendix, manual } = facts.profile.cameras
  const says = {
    appendix: `${appendix.name}に載せる`,
    sign: '表示を掲げ、写真を添える',
    coverage: '撮影区域を確かめる',
    manual: `${manual?.name ?? '取扱マニュアル'}を定める`,
    retention: '保存期間を定める',
    committee: `${facts.profile.committee?.name ?? '委員会'}を置く`,
  }
  return lackingGates(facts, camera, nowUs).map(({ needs, by }) => ({
    what: needs,
    about: camera.camera,
    says: `「${called}」: ${says[needs]}`,
    next: `${says[needs]}まで期限超過です。カメラは動かしておきます`,
    post: 'manager' as const,
    dueUs,
    basis: by,
  }))
}

function again({ camera, coverageAtUs, signAtUs }: PlannedCamera, { profile }: CameraFacts) {
  const { coverage, sign } = profile.cameras
  const looks = [
    {
      ...coverage,
      what: 'coverageAgain',
      at: coverageAtUs,
      says: '撮影区域をもう一度確かめる',
      basis: coverage.review,
    },
    { ...sign, what: 'signAgain', at: signAtUs, says: '表示をもう一度確かめる', basis: sign.gate },
  ]
  return looks.flatMap(({ what, at, says, againEveryDays, basis }) =>
    at === null
      ? []
      : [
          {
            what,
            about: camera,
            says: `「${camera}」: ${says}`,
            next: '現地で確かめて、記録と写真を残してください',
            post: 'operator' as const,
            dueUs: daysAfterUs(at, againEveryDays),
            basis,
          },
        ],
  )
}

/** Until it was looked at again and a later version of the list has it. */
function afterMove(
  { camera, movedAtUs, coverageAtUs }: PlannedCamera,
  { profile, appendix }: CameraFacts,
  nowUs: number,
) {
  if (movedAtUs === null) return []
  const reviewed = coverageAtUs !== null && coverageAtUs > movedAtUs
  const renewed = appendix.versions.some(
    ({ fromUs, lines }) =>
      movedAtUs < fromUs && fromUs <= nowUs && lines.some(line => line.camera === camera),
  )
  if (reviewed && renewed && lineAt(appendix, camera, nowUs)) return []
  return [
    {
      what: 'aimMoved',
      about: camera,
      says: `「${camera}」: 向きが変わった後の撮影区域を確かめ、${profile.cameras.appendix.name}を改める`,
      next: '確かめた記録を残し、新しい版に載せてください。カメラは動かしておきます',
      post: 'manager' as const,
      dueUs: movedAtUs,
      basis: siteHouse.moved,
    },
  ]
}

function exceptionEnds({ camera, exception }: PlannedCamera, { profile }: CameraFacts) {
  const day = exception && civilDay(exception.lastDay)
  if (!day) return []
  return [
    {
      what: 'exceptionEnds',
      about: camera,
      says: `「${camera}」: 撮影を続けない例外を終える`,
      next: '続けて撮影するように戻すか、新しい理由と終わりの日を書いてください',
      post: 'manager' as const,
      dueUs: startOfDayUs(day.add({ days: 1 }).toString()),
      basis: profile.cameras.hoursADay?.exception ?? siteHouse.hoursException,
    },
  ]
}
