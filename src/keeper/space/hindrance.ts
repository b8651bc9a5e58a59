import type { GapCause } from '../spool/events.ts'

/** What keeps cameras from being recorded though they send: asked at each picture, set by whoever watches the disk. */
export type Hindrance = {
  /** Null: recorded. */
  of(camera: string): Extract<GapCause, 'diskFull' | 'overShare'> | null
  /** No camera at all, for want of space. */
  everything: boolean
  /** These alone: above their share, while the disk is short. */
  overShare: ReadonlySet<string>
}

export function noHindrance(): Hindrance {
  const hindrance: Hindrance = {
    everything: false,
    overShare: new Set(),
    of: camera =>
      hindrance.everything ? 'diskFull' : hindrance.overShare.has(camera) ? 'overShare' : null,
  }
  return hindrance
}
