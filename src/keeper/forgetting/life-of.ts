import { daySpan, type Minute } from '#civil/minute.ts'
import { lives } from '#keyring/day-tree.ts'
import { treeOf } from '#keyring/day-trees.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { isLive, liveMinutes } from '#keyring/minutes.ts'
import type { Life } from '#vault/release.ts'
import type { Custody } from './custody.ts'

const lifeIn = (keyring: Keyring, camera: string, minute: Minute): Life => {
  const { day, first } = daySpan(minute)
  const days = keyring.cameras.get(camera)?.days
  const tree = days && treeOf(days, day)
  if (tree && lives(tree, minute - first)) return 'living'
  return isLive(keyring, camera, minute) ? 'held' : 'dead'
}

/**
 * What a release of space may take from a camera, while forgetting goes on beside it. A minute that lived when the release
 * began counts as living to its end: what it needs of its neighbours was decided by that. Its own death is owed anew.
 */
export function lifeSince(custody: Custody, camera: string): (minute: Minute) => Life {
  const lived = liveMinutes(custody.keyring, camera)
  const held = new Set<Minute>()
  for (const leaves of custody.keyring.cameras.get(camera)?.heldLeaves.values() ?? []) {
    for (const minute of leaves.keys()) held.add(minute)
  }
  return minute => {
    const now = lifeIn(custody.keyring, camera, minute)
    if (now === 'living' || !lived.some(([from, to]) => from <= minute && minute < to)) return now
    return held.has(minute) ? 'held' : 'living'
  }
}
