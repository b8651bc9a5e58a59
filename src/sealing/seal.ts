import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * Bytes at rest in the database: nonce 12 ‖ AES-256-GCM ciphertext ‖ tag 16. The place they belong to is
 * associated data, so that a row that was moved does not open. A nonce is random: a key seals far fewer than
 * 2^32 times (NIST SP 800-38D §8.3).
 */
export const sealedOverhead = 28

export function seal(
  key: Uint8Array,
  nonce: Uint8Array,
  place: Uint8Array,
  ...plain: readonly Uint8Array[]
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place)
  const sealed = plain.map(part => cipher.update(part))
  return Buffer.concat([nonce, ...sealed, cipher.final(), cipher.getAuthTag()])
}

/** null: another key, another place, or not these bytes. */
export function unseal(key: Uint8Array, place: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < sealedOverhead) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(place)
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  } catch {
    return null
  }
}
