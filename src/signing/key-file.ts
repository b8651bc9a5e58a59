import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'

/**
 * The name of a keeper under its events, of an office under its checkpoints: Ed25519 (RFC 8032), in a file of its own
 * (`keeper.key`, `office.key`, 0600, PKCS #8 DER), made once.
 *
 * Who reads this file can sign in that name and still cannot open a picture or a body; who only changes it makes its
 * owner sign as somebody else, which everyone holding the public key notices.
 */
export type SigningKey = VerifyingKey & { sign(bytes: Uint8Array): Uint8Array }

export type VerifyingKey = {
  /** 32 bytes, RFC 8032. */
  readonly raw: Uint8Array
  /** SubjectPublicKeyInfo (RFC 8410), to be handed out and printed. */
  readonly pem: string
  verify(bytes: Uint8Array, signature: Uint8Array): boolean
}

/** Draws the key and returns when it and its name are on the medium. Refuses (EEXIST) a file that is there. */
export async function createSigningKey(disk: Disk, path: string): Promise<VerifyingKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' })
  try {
    const file = await disk.create(path)
    await file.write(secret, 0).finally(() => file.close())
    await disk.syncDirectory(dirname(path))
  } finally {
    secret.fill(0)
  }
  return verifying(publicKey)
}

/** Throws Fault 'Misconfigured' on anything but an Ed25519 key. */
export async function readSigningKey(disk: Disk, path: string): Promise<SigningKey> {
  const secret = await disk.read(path)
  try {
    const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key')
    return {
      ...verifying(createPublicKey(privateKey)),
      sign: bytes => sign(null, bytes, privateKey),
    }
  } catch {
    // The parser's own message is left out: it may quote what it read.
    throw new Fault(
      'Misconfigured',
      sentence(
        `署名鍵のファイルが読めません: ${path}`,
        `${path} is no signing key (Ed25519, PKCS #8 DER)`,
      ),
    )
  } finally {
    secret.fill(0)
  }
}

/** From an SPKI PEM text or the 32 raw bytes. */
export function readVerifyingKey(key: string | Uint8Array): VerifyingKey {
  if (typeof key === 'string') return verifying(createPublicKey(key))
  const x = Buffer.from(key).toString('base64url')
  return verifying(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }))
}

function verifying(key: KeyObject): VerifyingKey {
  return {
    raw: Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'),
    pem: key.export({ format: 'pem', type: 'spki' }).toString(),
    verify: (bytes, signature) => verify(null, bytes, key, signature),
  }
}
