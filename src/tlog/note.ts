import { fromBase64 } from './base64.ts'
import type { Sha256 } from './tree.ts'

/**
 * Signed notes (C2SP signed-note): a text and, below an empty line, who signed it. Signatures of unknown keys are
 * kept and prove nothing.
 */
export type Note = {
  /** Ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}
export type NoteSignature = {
  readonly name: string
  /** The key's four bytes, then the signature. */
  readonly bytes: Uint8Array
}

/** 1: Ed25519 over the note's text. 4: Ed25519 over a time and a checkpoint, `cosignature.ts`. */
export type SignatureType = 1 | 4

/** A verifier key: `<name>+<key id in hex>+<base64 of type and public key>`. */
export type NoteKey = {
  readonly name: string
  readonly type: SignatureType
  /** Four bytes. */
  readonly id: Uint8Array
  /** Ed25519, 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array
}

/** Whether an Ed25519 signature is good; false, never an error, for what is none. */
export type Ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean

export type Ed25519Sign = (message: Uint8Array) => Uint8Array

const mostSignatures = 100
const encode = (text: string) => new TextEncoder().encode(text)

/** Names without spaces and plus signs, as the specification asks. Throws RangeError on another. */
export function noteKey(
  sha256: Sha256,
  name: string,
  publicKey: Uint8Array,
  type: SignatureType = 1,
): NoteKey {
  if (!isName(name) || publicKey.length !== 32) throw new RangeError(`not a key's name: ${name}`)
  const id = sha256(encode(`${name}\n`), Uint8Array.of(type), publicKey).slice(0, 4)
  return { name, type, id, publicKey }
}

export const printedKey = ({ name, type, id, publicKey }: NoteKey): string =>
  `${name}+${id.toHex()}+${Uint8Array.of(type, ...publicKey).toBase64()}`

/** null: not a verifier key of this type, or its id is not its own. */
export function readKey(sha256: Sha256, text: string, type: SignatureType = 1): NoteKey | null {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? []
  const bytes = base64 === undefined ? null : fromBase64(base64)
  if (name === undefined || !isName(name)) return null
  if (bytes?.length !== 33 || bytes[0] !== type) return null
  const key = noteKey(sha256, name, bytes.slice(1), type)
  return key.id.toHex() === id ? key : null
}

/** The note as text, with one signature over its text. Throws RangeError for what is no note's text. */
export function signNote(text: string, key: NoteKey, sign: Ed25519Sign): string {
  if (!isText(text)) {
    throw new RangeError('a note ends with a newline and has no control characters')
  }
  return printedNote({ text, signatures: [signatureBy(key, sign(encode(text)))] })
}

export const signatureBy = ({ name, id }: NoteKey, signature: Uint8Array): NoteSignature => ({
  name,
  bytes: Uint8Array.of(...id, ...signature),
})

export const printedNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(({ name, bytes }) => `— ${name} ${bytes.toBase64()}\n`).join('')}`

/** null: not a note. A note has at most 100 signatures here. */
export function readNote(printed: string): Note | null {
  const split = printed.lastIndexOf('\n\n')
  if (split < 0 || !isText(printed)) return null
  const lines = printed.slice(split + 2, -1).split('\n')
  if (lines.length > mostSignatures) return null
  const signatures = lines.map(line => {
    const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
    const bytes = base64 === undefined ? null : fromBase64(base64)
    return name !== undefined && isName(name) && bytes && bytes.length > 4 ? { name, bytes } : null
  })
  if (!signatures.every(signature => signature !== null)) return null
  return { text: printed.slice(0, split + 1), signatures }
}

/** Whether this key signed the note: at least once, and nothing that bears its name and id is another's. */
export function isSignedBy(verify: Ed25519Verify, note: Note, key: NoteKey): boolean {
  const signatures = signaturesOf(note, key)
  const message = encode(note.text)
  return (
    key.type === 1 &&
    signatures.length > 0 &&
    signatures.every(signature => verify(key.publicKey, message, signature))
  )
}

/** The signatures that bear this key's name and id, without the id. */
export const signaturesOf = ({ signatures }: Note, { name, id }: NoteKey): readonly Uint8Array[] =>
  signatures
    .filter(one => one.name === name && id.every((byte, at) => one.bytes[at] === byte))
    .map(({ bytes }) => bytes.subarray(4))

const isName = (name: string): boolean =>
  name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name) && isPrintable(name)

/** Lines that UTF-8 can hold, without control characters below U+0020. */
const isText = (text: string): boolean =>
  text.endsWith('\n') && text.isWellFormed() && isPrintable(text)

function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 && unit !== 0x0a) return false
  }
  return true
}
