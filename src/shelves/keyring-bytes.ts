import { secretBytes } from '#keystore/secret-bytes.ts'
import type { ShelfKeyring } from './keyring.ts'
import type { ShelfName } from './shelf-keys.ts'
import { isShelfName } from './shelf-name.ts'

// magic · version u8 = 1 · site 16 · rolled back to u64 · count u32 · (name length u8 · name · key 32) …
const magic = Buffer.from('tachiai/shelves')
const formatVersion = 1
const siteAt = magic.length + 1
const rolledBackAt = siteAt + 16
const countAt = rolledBackAt + 8
const headBytes = countAt + 4
const keyLength = 32

/** Bytes that are no keyring of shelves of this format. The message never quotes contents. */
export class ShelfKeyringError extends Error {
  override readonly name = 'ShelfKeyringError'
}

/** Equal keyrings have equal bytes. The caller wipes them. */
export function encodeShelves({ site, rolledBackTo, keys }: ShelfKeyring): Buffer {
  const names = [...keys.keys()]
  const size = names.reduce((sum, name) => sum + 1 + name.length + keyLength, headBytes)
  const bytes = secretBytes(size)
  bytes.set(magic)
  bytes[magic.length] = formatVersion
  bytes.set(site, siteAt)
  bytes.writeBigUInt64BE(BigInt(rolledBackTo), rolledBackAt)
  bytes.writeUInt32BE(keys.size, countAt)
  let at = headBytes
  for (const [name, key] of keys) {
    bytes[at] = name.length
    bytes.write(name, at + 1, 'latin1')
    bytes.set(key, at + 1 + name.length)
    at += 1 + name.length + keyLength
  }
  return bytes
}

/**
 * Reads what `encodeShelves` wrote and nothing else; throws ShelfKeyringError on anything cut short, too long, out of
 * order or of another version. Keys are copied; the caller wipes `bytes`.
 */
export function decodeShelves(bytes: Uint8Array): ShelfKeyring {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const refuse = (what: string, at: number) =>
    new ShelfKeyringError(`keyring of shelves, byte ${at}: ${what}`)
  if (view.length < headBytes || !view.subarray(0, magic.length).equals(magic)) {
    throw refuse('not a keyring of shelves', 0)
  }
  if (view[magic.length] !== formatVersion) {
    throw refuse('a version this program does not know', magic.length)
  }
  const rolledBackTo = Number(view.readBigUInt64BE(rolledBackAt))
  if (!Number.isSafeInteger(rolledBackTo)) throw refuse('no version', rolledBackAt)
  const keys = new Map<ShelfName, Uint8Array>()
  let at = headBytes
  let previous = ''
  for (let left = view.readUInt32BE(countAt); left > 0; left--) {
    const end = at + 1 + (view[at] ?? 0)
    if (end + keyLength > view.length) throw refuse('cut short', at)
    const name = view.toString('latin1', at + 1, end)
    if (!isShelfName(name)) throw refuse('no name of a shelf', at)
    if (name <= previous) throw refuse('shelves out of order', at)
    previous = name
    const key = secretBytes(keyLength)
    key.set(view.subarray(end, end + keyLength))
    keys.set(name, key)
    at = end + keyLength
  }
  if (at !== view.length) throw refuse('more bytes than a keyring', at)
  return { site: Uint8Array.from(view.subarray(siteAt, rolledBackAt)), rolledBackTo, keys }
}
