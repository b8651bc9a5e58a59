import { createPrivateKey, createPublicKey, sign } from 'node:crypto'

/** An Ed25519 key pair from its 32 bytes (RFC 8032 §5.1.5), for tests whose signatures are known beforehand. */
export function keyFromSeed(seed: Uint8Array): {
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
} {
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey, sign: message => sign(null, message, key) }
}
