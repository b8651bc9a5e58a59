import { type Day, dayOf, minuteOf } from '#civil/minute.ts'
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
}

/**
 * Asks cameras for a key frame at 00:00, once each: where a document counts civil days, no picture of the new day may
 * need one of the old day, which goes earlier. What comes before the key frame is recorded in the sealed file as a
 * stretch that the day cannot show alone (`undecodable`). A camera that does not do as asked costs itself nothing but
 * that stretch; `refused` is told of it.
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

  async function ask({ camera, onvif, credentials, cameraUs }: DayCamera): Promise<void> {
    const { signal } = over
    const problem = await askSyncPoint({ onvif, credentials, cameraUs, signal })
    if (signal.aborted) return
    if (problem === null) refusals.delete(camera)
    else refuse(camera, plainText(problem))
  }

  function refuse(camera: string, detail: string): void {
    refusals.set(camera, detail)
    parts.refused(camera, detail)
  }

  return {
    refusals: refusals as ReadonlyMap<string, string>,
    tick(nowUs: number): void {
      const today = dayOf(minuteOf(nowUs))
      const begins = day !== null && today > day
      day = today
      if (!begins) return
      for (const camera of parts.cameras(nowUs)) {
        ask(camera).catch(() => refuse(camera.camera, 'it could not be asked'))
      }
    },
    /** Keeper time was set: every stream begins anew, and with a key frame. */
    clockStepped(nowUs: number): void {
      day = dayOf(minuteOf(nowUs))
    },
    close(): void {
      over.abort()
    },
  }
}
