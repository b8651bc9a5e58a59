import { wipeDays } from './day-trees.ts'
import type { CameraKeys, Keyring } from './keyring.ts'

/**
 * Destroys in memory every key that `given` holds and none of `kept` shares: after a commit
 * `wipeReplaced(old, next)`; after a plan given up `wipeReplaced(next, old)`; after two operations
 * in a row, what stood between them alone, `wipeReplaced(between, old, next)`. What is destroyed
 * derives nothing any more, should anyone still look at it.
 */
export function wipeReplaced(given: Keyring, ...kept: readonly Keyring[]): void {
  for (const [camera, keys] of given.cameras) {
    const others = kept.map(keyring => keyring.cameras.get(camera))
    if (!others.includes(keys)) wipeKeys(keys, others)
  }
}

/** Destroys every key of a keyring in memory. */
export const wipeKeyring = (keyring: Keyring): void => wipeReplaced(keyring)

function wipeKeys(keys: CameraKeys, kept: readonly (CameraKeys | undefined)[]): void {
  if (kept.every(other => other?.secret !== keys.secret)) keys.secret?.fill(0)
  if (kept.every(other => other?.days !== keys.days)) wipeDays(keys.days)
  if (kept.some(other => other?.heldLeaves === keys.heldLeaves)) return
  for (const [hold, leaves] of keys.heldLeaves) {
    for (const [minute, leaf] of leaves) {
      if (kept.every(other => other?.heldLeaves.get(hold)?.get(minute) !== leaf)) leaf.fill(0)
    }
  }
}
