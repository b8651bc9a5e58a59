import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'

/** living: its key stands in the day's tree. held: only a hold keeps it. dead: neither. */
export type Life = 'living' | 'held' | 'dead'

export type Release = {
  readonly disk: Disk
  readonly root: string
  readonly camera: string
  readonly lifeOf: (minute: Minute) => Life
  /** Dead minutes of [from, to) are looked at; a wider range only costs time. */
  readonly from: Minute
  readonly to: Minute
  /** Segments being written (`Writer.segment`): punched, never unlinked. */
  readonly open: ReadonlySet<string>
}

export type Released = {
  readonly punchedBytes: number
  readonly overwrittenBytes: number
  readonly unlinked: readonly string[]
  /** Files made in `held/`. */
  readonly heldCopies: readonly string[]
  /** Dead records that stay because a living or held minute begins inside their group. */
  readonly neededBytes: number
  /** Files that could not be worked on: to be tried again and alarmed. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[]
}

/**
 * Step 7 of forgetting: gives back what dead minutes occupy in `footage/` and `held/`, unlinks an hour when nothing of it
 * lives, after copying its held minutes verbatim to `held/`. Idempotent; a crash in between is made good by the next call.
 */
export async function releaseFootage(release: Release): Promise<Released> {
  throw new Error(`not yet: ${release}`)
}
