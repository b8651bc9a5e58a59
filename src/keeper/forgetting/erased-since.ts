import { type Minute, minuteOf } from '#civil/minute.ts'
import { type Span, union } from '#keyring/spans.ts'
import { camerasOf } from '../spool/cameras-named.ts'
import type { ErasedRange } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'

/** What went after a version of the keyring, by the signed events: an image of that version would bring it back. */
export type ErasedSince = {
  readonly ranges: readonly {
    readonly camera: string
    readonly from: Minute
    readonly to: Minute
  }[]
  /** Holds released since. */
  readonly holds: readonly string[]
}

/** Reads the whole spool: a restored image is rare, and 'all cameras' is told by every event before. */
export async function erasedSince(spool: Spool, version: number): Promise<ErasedSince> {
  const spans = new Map<string, Span[]>()
  const holds: string[] = []
  let active = new Set<string>()
  /** Announced and not yet done: a commit may have broken off before it counted. */
  const intended = new Map<number, readonly ErasedRange[]>()
  for await (const { event } of spool.read()) {
    if (event.type === 'CamerasFound') active = new Set(event.cameras)
    else if (event.type === 'CameraAdded') active.add(event.camera)
    else if (event.type === 'CameraRemoved') active.delete(event.camera)
    else if (event.type === 'HoldReleased') holds.push(event.hold)
    else if (event.type === 'ErasureIntended') intended.set(event.version, event.ranges)
    else if (event.type === 'ErasureDone' && event.version > version) {
      for (const { cameras, fromUs, toUs } of intended.get(event.version) ?? []) {
        for (const camera of camerasOf(cameras, [...active])) {
          const theirs = spans.get(camera) ?? []
          theirs.push([minuteOf(fromUs), minuteOf(toUs)])
          spans.set(camera, theirs)
        }
      }
    }
  }
  const ranges = [...spans].flatMap(([camera, theirs]) =>
    union(theirs).map(([from, to]) => ({ camera, from, to })),
  )
  return { ranges, holds }
}
