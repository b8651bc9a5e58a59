import { minuteUs, printed, secondUs } from '#civil/minute.ts'
import { type Refusal, refuse } from './basis.ts'
import type { ImportRule } from './imports.ts'

/** Who says when a file was shot. Instants are µs since the epoch; absent where nobody says anything. */
export type CaptureClaims = {
  /** Written into the file by its maker: the earliest of what it says. */
  readonly container?: number
  readonly fileName?: number
  /** When the file was last written to: the end of the shooting. */
  readonly fileTime?: number
  readonly operator?: number
}
export type Claimant = keyof CaptureClaims

/** The camera's clock beside a radio clock, looked at when the medium was taken out. */
export type ClockError = {
  readonly cameraShowedUs: number
  readonly trueUs: number
  readonly notedBy: string
  /** Another person. */
  readonly confirmedBy: string
  /** 媒体の取り出し日時: nothing on the medium is younger. */
  readonly removedAtUs: number
}

export type CaptureTime = {
  /** Of the first picture. */
  readonly startUs: number
  readonly by: Claimant
  /** By how much the camera's clock was ahead; 0 where nobody recorded an error. */
  readonly correctedByUs: number
  /** Earlier than any recorder of this kind was built, or far apart from the others: its clock was set back. */
  readonly clockWasReset: boolean
}

export type CaptureQuestion = {
  readonly claims: CaptureClaims
  readonly clockError?: ClockError
  readonly durationUs: number
  readonly nowUs: number
}

const names: Readonly<Record<Claimant, string>> = {
  container: 'ファイルの記録',
  fileName: 'ファイル名',
  fileTime: 'ファイルの日時',
  operator: '担当者の申告',
}
export const claimantName = (claimant: Claimant): string => names[claimant]

/** 2005-01-01T00:00Z. Clocks that lost their battery start again in one of these years' first days; nothing else is that old. */
const oldestCameraUs = 1_104_537_600_000_000
/** Claims further apart than this do not come from one clock. */
const farApartUs = 366 * 24 * 60 * minuteUs
/** Clocks differ by seconds; a medium cannot come from later than that. */
const toleranceUs = 5 * minuteUs

/**
 * From when a file's pictures count as captured: the earliest of all claims (読み A7). A recorded clock
 * error moves what the camera said, and may so make it later; then a second person must have confirmed
 * it, and nothing may be younger than the medium's removal.
 */
export function captureTimeOf(
  { capture }: ImportRule,
  { claims, clockError, durationUs, nowUs }: CaptureQuestion,
): CaptureTime | Refusal {
  const said = startsOf(claims, durationUs)
  const unfit = clockError ? refuseError(capture, clockError, nowUs) : null
  if (unfit) return unfit
  const correctedByUs = clockError ? clockError.cameraShowedUs - clockError.trueUs : 0
  const moved = said.map(({ by, us }) => ({
    by,
    us: by === 'operator' ? us : us - correctedByUs,
  }))
  const [first] = moved.sort((a, b) => a.us - b.us)
  if (!first) {
    return refuse(
      '撮影の時が分からないため、取り込めません',
      capture,
      '撮影を始めた日時を「--start "2026-11-22 09:30"」のように申告してください',
    )
  }
  const endUs = first.us + durationUs
  if (endUs > nowUs + toleranceUs) {
    return refuse(
      `撮影の時（${names[first.by]}: ${printed(first.us)}）が、今（${printed(nowUs)}）より後になります`,
      capture,
      'カメラの時計が進んでいたなら、正しい開始日時を「--start」で申告するか、カメラ時計のずれを記録してください',
    )
  }
  if (clockError && endUs > clockError.removedAtUs + toleranceUs) {
    return refuse(
      `直した撮影の時の終わり（${printed(endUs)}）が、媒体の取り出し日時（${printed(clockError.removedAtUs)}）より後になります`,
      capture,
      'カメラ時計のずれと取り出し日時を確かめてください',
    )
  }
  // A claim of a time still to come tells nothing about the others.
  const latest = Math.max(...said.map(({ us }) => us).filter(us => us <= nowUs + toleranceUs))
  const clockWasReset = said.some(({ us }) => us < oldestCameraUs || latest - us > farApartUs)
  return { startUs: first.us, by: first.by, correctedByUs, clockWasReset }
}

/** Each claim as the start of the shooting, none where it is no claim at all. */
function startsOf(claims: CaptureClaims, durationUs: number) {
  return (Object.keys(names) as Claimant[]).flatMap(by => {
    const us = claims[by]
    if (us === undefined || us <= 0) return []
    return [{ by, us: by === 'fileTime' ? us - durationUs : us }]
  })
}

function refuseError(
  capture: ImportRule['capture'],
  { cameraShowedUs, trueUs, notedBy, confirmedBy, removedAtUs }: ClockError,
  nowUs: number,
): Refusal | null {
  const by = notedBy.trim().normalize('NFKC')
  const second = confirmedBy.trim().normalize('NFKC')
  if (by === '' || second === '' || by === second) {
    return refuse(
      'カメラ時計のずれを、二人目が確かめていません',
      capture,
      'ずれを記録した人と、それを確かめた別の人の名前を「--noted-by」「--confirmed-by」に書いてください',
    )
  }
  if (trueUs > nowUs + toleranceUs || removedAtUs > nowUs + toleranceUs) {
    return refuse(
      'カメラ時計を見た日時か、媒体の取り出し日時が、まだ来ていない日時です',
      capture,
      '日時を確かめてください',
    )
  }
  if (Math.abs(cameraShowedUs - trueUs) < secondUs) {
    return refuse(
      'カメラ時計のずれがありません',
      capture,
      'ずれがなければ「--camera-showed」「--true-time」は要りません',
    )
  }
  return null
}
