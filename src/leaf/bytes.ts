/** 32 bytes in base64url without padding, written the one way there is. */
export const isHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value)

export const toBase64url = (bytes: Uint8Array): string =>
  bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

/** Throws SyntaxError on anything else, padding and a second way of writing the same bytes included. */
export function fromBase64url(text: string): Uint8Array {
  if (text.includes('=')) throw new SyntaxError('base64url without padding')
  const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=')
  return Uint8Array.fromBase64(padded, { alphabet: 'base64url', lastChunkHandling: 'strict' })
}

/** Eight bytes, big-endian; throws RangeError on what is no safe integer from 0. */
export function u64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count: ${value}`)
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}
