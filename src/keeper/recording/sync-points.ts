import { type Day, dayOf, minuteOf, secondUs, startOfDayUs } from '#civil/minute.ts'
import { plainText } from '#onvif/plain-text.ts'
import type { Credentials } from '#rtsp/authorization.ts'
import type { OnvifRecord } from './onvif-record.ts'
import { askSyncPoint } from './sync-point.ts'

/** A camera that may be asked for a key frame when a day begins. */
export type DayCamera = {
  readonly camera: string
  readonly onvif: OnvifRecord
  readonly credentials: () => Credentials | null
  /** What its own clock says now. */
  readonly cameraUs: number
  /** Capture time of its last key frame. */
  readonly lastKeyUs: () => number | null
}

/** Later than this a key frame came by itself and not because it was asked for. */
const promptUs = 4 * secondUs
/** Nobody waits longer for the end of a group of pictures. */
const awaitedUs = 60 * secondUs

/**
 * Asks cameras for a key frame at 00:00, once each: where a document counts civil days, no picture of the new day may
 * need one of the old day, which goes earlier. What comes before the key frame is recorded in the sealed file as a
 * stretch that the day cannot show alone (`undecodable`). A camera that refuses, or agrees and does nothing, costs itself
 * nothing but that stretch; `refused` is told of it once.
 */
export function openSyncPoints(parts: {
  /** Those being recorded under such a rule. */
  readonly cameras: (nowUs: number) => readonly DayCamera[]
  readonly refused: (camera: string, detail: string) => void
}) {
  const over = new AbortController()
  let day: Day | null = null
  /** What each camera answered at the last midnight, where it did not do as asked. */
  const refusals = new Map<string, string>()
  /** Asked, and no key frame yet. */
  const awaited = new Set<DayCamera>()

  async function ask({ camera, onvif, credentials, cameraUs }: DayCamera): Promise<void> {
    const { signal } = over
    const problem = await askSyncPoint({ onvif, credentials, cameraUs, signal })
    if (problem !== null && !signal.aborted) refuse(camera, plainText(problem))
  }

  function refuse(camera: string, detail: string): void {
    if (refusals.has(camera)) return
    refusals.set(camera, detail)
    parts.refused(camera, detail)
  }

  function lookForKeys(midnightUs: number, nowUs: number): void {
    for (const one of awaited) {
      const afterUs = (one.lastKeyUs() ?? 0) - midnightUs
      const overdue = nowUs - midnightUs > awaitedUs
      if (afterUs < 0 && !overdue) continue
      awaited.delete(one)
      if (afterUs < 0) refuse(one.camera, `no key frame within ${awaitedUs / secondUs} s`)
      else if (afterUs > promptUs) {
        refuse(one.camera, `key frame after ${(afterUs / secondUs).toFixed(1)} s`)
      }
    }
  }

  return {
    refusals: refusals as ReadonlyMap<string, string>,
    tick(nowUs: number): void {
      const today = dayOf(minuteOf(nowUs))
      const begins = day !== null && today > day
      day = today
      if (awaited.size > 0) lookForKeys(startOfDayUs(today), nowUs)
      if (!begins) return
      refusals.clear()
      for (const camera of parts.cameras(nowUs)) {
        awaited.add(camera)
        ask(camera).catch(() => refuse(camera.camera, 'it could not be asked'))
      }
    },
    /** Keeper time was set: every stream begins anew, and with a key frame. */
    clockStepped(nowUs: number): void {
      day = dayOf(minuteOf(nowUs))
      awaited.clear()
    },
    close(): void {
      over.abort()
    },
  }
}
