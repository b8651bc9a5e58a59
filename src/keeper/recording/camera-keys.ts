import type { CameraKeys, Keyring } from '#keyring/keyring.ts'

/** The cameras that are switched on. */
export const activeCameras = (keyring: Keyring): readonly (readonly [string, CameraKeys])[] =>
  [...keyring.cameras].filter(([, { about }]) => about.removedUs === undefined)

/** Of these, the ones that are recorded; the footage of the others comes on a medium. */
export const streamingCameras = (keyring: Keyring) =>
  activeCameras(keyring).filter(([, { about }]) => about.source !== 'card')

/** `user:password` as the keyring keeps it, in two views of the same bytes. */
export function split(
  secret: Uint8Array | null,
): { user: Uint8Array; password: Uint8Array } | null {
  if (secret === null) return null
  const colon = secret.indexOf(58)
  return { user: secret.subarray(0, colon), password: secret.subarray(colon + 1) }
}
