import { wipeDays } from './day-trees.ts'
import type { CameraKeys, Keyring } from './keyring.ts'

/**
 * Destroys in memory every key that `old` holds and `next` does not share: after a commit
 * `wipeReplaced(old, next)`, after a plan given up `wipeReplaced(next, old)`. `old` derives nothing
 * afterwards that `next` does not.
 */
export function wipeReplaced(old: Keyring, next: Keyring): void {
  for (const [camera, keys] of old.cameras) {
    const successor = next.cameras.get(camera)
    if (successor !== keys) wipeKeys(keys, successor)
  }
}

/** Destroys every key of a keyring in memory. */
export function wipeKeyring(keyring: Keyring): void {
  for (const keys of keyring.cameras.values()) wipeKeys(keys, undefined)
}

function wipeKeys(keys: CameraKeys, kept: CameraKeys | undefined): void {
  if (keys.secret !== kept?.secret) keys.secret?.fill(0)
  if (keys.days !== kept?.days) wipeDays(keys.days)
  if (keys.heldLeaves === kept?.heldLeaves) return
  for (const [hold, leaves] of keys.heldLeaves) {
    const keptLeaves = kept?.heldLeaves.get(hold)
    if (keptLeaves === leaves) continue
    for (const [minute, leaf] of leaves) if (keptLeaves?.get(minute) !== leaf) leaf.fill(0)
  }
}
