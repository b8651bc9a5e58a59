import { minuteOf, printed, secondUs, startUs } from '#civil/minute.ts'
import type { Examination } from '#intake/examination.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import {
  type CaptureClaims,
  type CaptureTime,
  type ClockError,
  captureTimeOf,
} from '#law/capture-time.ts'
import { importHouse } from '#law/imports.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { dueUnder, type RuleInForce } from '#law/retention.ts'
import type { Take } from './takes.ts'

export type Proposal = {
  readonly examination: Examination
  readonly claims: CaptureClaims
  readonly clockError?: ClockError
}

/** What taking a file means, before anything is taken. */
export type Plan = {
  readonly time: CaptureTime
  readonly fromUs: number
  readonly toUs: number
  /** Pictures before this instant are past their time already and are left out; `fromUs` where none is. */
  readonly livesFromUs: number
  /** When the oldest picture of the file falls due, and when the last is gone. */
  readonly oldestDueUs: number
  readonly goneByUs: number
  /** The same file, taken before: whole, or broken off. */
  readonly known: Take | null
}

/** Neighbouring files of one recorder overlap by so much. */
const seamUs = 2 * secondUs

/** Decides whether a file may be taken, from when its life is counted, and what of it is past its time. */
export function consider(
  { imports }: RecordingProfile,
  rules: readonly RuleInForce[],
  takes: readonly Take[],
  { examination, claims, clockError }: Proposal,
  nowUs: number,
): Plan | Refusal {
  const { durationUs, units } = examination
  if (units === 0) {
    return refuse(
      '映像が1コマも入っていないため、取り込めません',
      importHouse.video,
      'ほかのファイルを選んでください',
    )
  }
  const known = takes.find(({ sha256 }) => sha256 === examination.sha256) ?? null
  const time = captureTimeOf(imports, {
    claims,
    durationUs,
    nowUs,
    ...(clockError ? { clockError } : {}),
  })
  if ('refused' in time) return time
  const fromUs = known?.fromUs ?? time.startUs
  const toUs = Math.max(fromUs + durationUs, fromUs + 1)
  const due = (us: number) => dueUnder(rules, minuteOf(us))
  const livesFromUs = livingFrom(fromUs, toUs, us => due(us).dueFromUs > nowUs)
  if (livesFromUs === null) {
    return refuse(
      `この映像（${printed(fromUs)}から）は、保存期間を過ぎています`,
      imports.capture,
      time.clockWasReset
        ? 'カメラの時計が戻っていたなら、カメラ時計のずれを記録し、二人目が確かめてください。そうでなければ、媒体から消去してください'
        : '取り込めません。媒体に残っているものも消去してください',
    )
  }
  const other = takes.find(
    take => take !== known && take.fromUs < toUs - seamUs && fromUs < take.toUs - seamUs,
  )
  if (other) {
    return refuse(
      `この時間帯（${printed(fromUs)}から）は、ほかのファイルから取り込み済みです`,
      importHouse.oneTake,
      '取り込み済みの分と重ならないファイルだけを選んでください',
    )
  }
  return {
    time,
    fromUs,
    toUs,
    livesFromUs,
    oldestDueUs: due(fromUs).limitUs,
    goneByUs: due(toUs - 1).limitUs,
    known,
  }
}

/**
 * The first instant of [fromUs, toUs) whose minute lives; null where none does. Older minutes are due no
 * later than younger ones, so it is looked up by halves: the length is the room's word.
 */
function livingFrom(fromUs: number, toUs: number, lives: (us: number) => boolean): number | null {
  if (lives(fromUs)) return fromUs
  if (!lives(toUs - 1)) return null
  let [dead, living] = [minuteOf(fromUs), minuteOf(toUs - 1)]
  while (living - dead > 1) {
    const half = Math.floor((dead + living) / 2)
    if (lives(startUs(half))) living = half
    else dead = half
  }
  return startUs(living)
}
