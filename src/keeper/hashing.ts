import { createHash, hash, randomBytes } from 'node:crypto'

/** SHA-256 of the parts in order (FIPS 180-4). */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return hash('sha256', parts[0]!, 'buffer')
  const joined = createHash('sha256')
  for (const part of parts) joined.update(part)
  return joined.digest()
}

export const random = (length: number): Uint8Array => randomBytes(length)
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
