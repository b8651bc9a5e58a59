import { createHash, randomBytes } from 'node:crypto'

/** SHA-256 of the parts in order (FIPS 180-4). */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const random = (length: number): Uint8Array => randomBytes(length)
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
