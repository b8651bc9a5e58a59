import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'

/** The clear part of a blob. */
export type BlobHeader = {
  readonly site: Uint8Array
  readonly version: number
  /** SHA-256 of the blob of the version before; zeros for the first. */
  readonly previousHash: Uint8Array
}
export type SealedBlob = {
  /** Header, ciphertext and tag in the order of the file. */
  readonly parts: readonly Uint8Array[]
  readonly bytes: number
  /** SHA-256 of the parts. */
  readonly hash: Uint8Array
}

// magic 8 · format u16 · zeros 6 · site 16 · version u64 · previous hash 32 · nonce 12
// · ciphertext length u32 · ciphertext · tag 16.  Additional data: everything before the ciphertext.
// Plaintext: keyring length u32 · keyring · zeros up to a blob of whole steps.
const magic = Buffer.from('TACHIBLB')
const format = 1
const at = { format: 8, site: 16, version: 32, previous: 40, nonce: 72, length: 84 }
export const headerBytes = 88
const tagBytes = 16
/** A blob is a whole number of these, so that its length says little and its writes are aligned. */
export const blobStep = 65_536
const longest = 1 << 30
const zeros = Buffer.alloc(blobStep)
const chunk = 1 << 18

/** Bytes of the blob that seals a keyring of so many bytes. */
export function sealedBytes(plainBytes: number): number {
  if (plainBytes > longest) throw new RangeError('the keyring is longer than 1 GiB')
  return Math.ceil((headerBytes + 4 + plainBytes + tagBytes) / blobStep) * blobStep
}

/** ERK_v = HKDF-SHA256 (RFC 5869) of all shares in the order of their places; 32 bytes, the caller wipes them. */
export function rootKey(shares: Uint8Array, site: Uint8Array, version: number): Uint8Array {
  const info = Buffer.alloc(22)
  info.set(Buffer.from('tachiai/erk/v1'))
  info.writeBigUInt64BE(BigInt(version), 14)
  return new Uint8Array(hkdfSync('sha256', shares, site, info, 32))
}

/** AES-256-GCM. `key` must never seal another blob; `nonce` is 12 random bytes. */
export function sealBlob(
  key: Uint8Array,
  nonce: Uint8Array,
  { site, version, previousHash }: BlobHeader,
  plain: Uint8Array,
): SealedBlob {
  const bytes = sealedBytes(plain.length)
  const header = Buffer.alloc(headerBytes)
  header.set(magic, 0)
  header.writeUInt16BE(format, at.format)
  header.set(site, at.site)
  header.writeBigUInt64BE(BigInt(version), at.version)
  header.set(previousHash, at.previous)
  header.set(nonce, at.nonce)
  header.writeUInt32BE(bytes - headerBytes - tagBytes, at.length)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header)
  const parts = [header, ...framed(plain, bytes).map(part => cipher.update(part)), cipher.final()]
  parts.push(cipher.getAuthTag())
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return {
    parts: parts.filter(({ length }) => length > 0),
    bytes,
    hash: Uint8Array.from(hash.digest()),
  }
}

/** The blob at the beginning of a file's bytes, whole, or null where there is none of this site and version. */
export function blobIn(file: Buffer, site: Uint8Array, version: number): Buffer | null {
  const header = readHeader(file)
  if (header === null || header.version !== version || !Buffer.from(site).equals(header.site))
    return null
  const blob = file.subarray(0, header.bytes)
  return blob.length === header.bytes ? blob : null
}

export function readHeader(file: Buffer): (BlobHeader & { readonly bytes: number }) | null {
  if (file.length < headerBytes || !file.subarray(0, magic.length).equals(magic)) return null
  if (file.readUInt16BE(at.format) !== format) return null
  return {
    site: Uint8Array.from(file.subarray(at.site, at.site + 16)),
    version: Number(file.readBigUInt64BE(at.version)),
    previousHash: Uint8Array.from(file.subarray(at.previous, at.previous + 32)),
    bytes: headerBytes + file.readUInt32BE(at.length) + tagBytes,
  }
}

/** The keyring, or null where the key does not open the blob. The caller wipes it. */
export function openBlob(key: Uint8Array, blob: Buffer): Buffer | null {
  const decipher = opening(key, blob)
  const framed = decipher.update(blob.subarray(headerBytes, -tagBytes))
  try {
    decipher.final()
  } catch {
    framed.fill(0)
    return null
  }
  return framed.subarray(4, 4 + framed.readUInt32BE(0))
}

/** Whether the blob opens to exactly this keyring; compared piece by piece, each piece wiped at once. */
export function opensTo(key: Uint8Array, blob: Buffer, plain: Uint8Array): boolean {
  const decipher = opening(key, blob)
  const cipher = blob.subarray(headerBytes, -tagBytes)
  let position = 0
  let equal = true
  for (const part of framed(plain, blob.length)) {
    for (let from = 0; from < part.length; from += chunk) {
      const wanted = part.subarray(from, from + chunk)
      const got = decipher.update(cipher.subarray(position, position + wanted.length))
      equal &&= got.equals(wanted)
      got.fill(0)
      position += wanted.length
    }
  }
  try {
    decipher.final()
  } catch {
    return false
  }
  return equal && position === cipher.length
}

export const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

function framed(plain: Uint8Array, bytes: number): readonly Uint8Array[] {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(plain.length)
  const padding = bytes - headerBytes - 4 - plain.length - tagBytes
  return [length, plain, zeros.subarray(0, padding)]
}

function opening(key: Uint8Array, blob: Buffer) {
  const nonce = blob.subarray(at.nonce, at.nonce + 12)
  return createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(blob.subarray(0, headerBytes))
    .setAuthTag(blob.subarray(-tagBytes))
}
