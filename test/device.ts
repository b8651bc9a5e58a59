import { generateKeyPairSync, sign } from 'node:crypto'

/** A screen's key, as a browser makes it there. */
export type Device = ReturnType<typeof device>

export function device() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const over = (...parts: readonly Uint8Array[]) =>
    sign('sha256', Buffer.concat(parts), privateKey).toString('base64url')
  return {
    key: { kty, crv, x, y },
    over,
    /** What a screen answers when it is asked who it is. */
    signed: (challenge: string) =>
      over(Buffer.from('tachiai/terminal/v1'), Buffer.from(challenge, 'base64url')),
  }
}
