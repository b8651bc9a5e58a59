import { secondUs } from '#civil/minute.ts'
import type { GapCause } from '../spool/events.ts'

/** Seconds of a camera that were not recorded, and why. */
export type Gap = {
  readonly camera: string
  readonly fromUs: number
  readonly toUs: number
  readonly cause: GapCause
  readonly detail: string
}

/** Between two pictures this much may pass unrecorded; more is a gap and has a record. */
export const unnoticedUs = 2 * secondUs
/** An open gap is written down at least this often, so that a kill -9 cannot hide its cause for longer. */
const rollUs = 60 * secondUs

/**
 * Follows one camera's coverage: every stretch of keeper time since it was added is either pictures
 * or a gap with its cause. `covered` is told each picture's moment, `lost` why pictures stopped.
 */
export function gapLog(camera: string, coveredUntilUs: number, record: (gap: Gap) => void) {
  let untilUs = coveredUntilUs
  let cause: Pick<Gap, 'cause' | 'detail'> = { cause: 'keeperRestart', detail: '' }
  let open = true

  const writeUntil = (toUs: number) => {
    if (toUs > untilUs) record({ camera, fromUs: untilUs, toUs, ...cause })
    untilUs = Math.max(untilUs, toUs)
  }
  function lost(nowUs: number, why: GapCause, detail: string): void {
    if (open && cause.cause === why) return
    if (open) writeUntil(nowUs)
    cause = { cause: why, detail }
    open = true
  }

  return {
    get untilUs() {
      return untilUs
    },
    covered(captureUs: number) {
      if (open) writeUntil(captureUs)
      else if (captureUs - untilUs > unnoticedUs) {
        cause = { cause: 'silence', detail: '' }
        writeUntil(captureUs)
      }
      open = false
      untilUs = Math.max(untilUs, captureUs)
    },
    /** Pictures stopped, or their cause changed; `nowUs` is keeper time. */
    lost,
    /** Keeper time was set; after a step back what follows counts from there. */
    stepped(nowUs: number) {
      untilUs = Math.min(untilUs, nowUs)
      lost(nowUs, 'clockStep', '')
    },
    /** Inside a running stream, e.g. packets lost between two pictures. */
    note(fromUs: number, toUs: number, why: GapCause, detail: string) {
      if (toUs > fromUs) record({ camera, fromUs, toUs, cause: why, detail })
    },
    tick(nowUs: number) {
      if (open && nowUs - untilUs > rollUs) writeUntil(nowUs)
    },
    close(nowUs: number) {
      if (open) writeUntil(nowUs)
    },
  }
}
export type GapLog = ReturnType<typeof gapLog>
