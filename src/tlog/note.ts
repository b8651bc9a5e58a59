import type { Sha256 } from './tree.ts'

/**
 * Signed notes (C2SP signed-note): a text and, below an empty line, who signed it. The only kind of signature
 * read here is Ed25519 (type 1); signatures of unknown keys are kept and prove nothing.
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

/** A verifier key: `<name>+<key id in hex>+<base64 of type and public key>`. */
export type NoteKey = {
  readonly name: string
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

const ed25519 = 1
const encode = (text: string) => new TextEncoder().encode(text)

/** Names without spaces and plus signs, as the specification asks. Throws RangeError on another. */
export function noteKey(sha256: Sha256, name: string, publicKey: Uint8Array): NoteKey {
  if (!isName(name) || publicKey.length !== 32) throw new RangeError(`not a key's name: ${name}`)
  const id = sha256(encode(`${name}\n`), Uint8Array.of(ed25519), publicKey).slice(0, 4)
  return { name, id, publicKey }
}

export const printedKey = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${id.toHex()}+${Uint8Array.of(ed25519, ...publicKey).toBase64()}`

/** null: not a verifier key of this type, or its id is not its own. */
export function readKey(sha256: Sha256, text: string): NoteKey | null {
  const [, name, id, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const bytes = base64 === undefined ? null : fromBase64(base64)
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== ed25519) return null
  const key = noteKey(sha256, name, bytes.slice(1))
  return key.id.toHex() === id ? key : null
}

/** The note as text, with one signature over its text. */
export function signNote(
  text: string,
  key: NoteKey,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  if (!isText(text))
    throw new RangeError('a note ends with a newline and has no control characters')
  return printedNote({
    text,
    signatures: [{ name: key.name, bytes: Uint8Array.of(...key.id, ...sign(encode(text))) }],
  })
}

export const printedNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(({ name, bytes }) => `— ${name} ${bytes.toBase64()}\n`).join('')}`

/** null: not a note. A note has at most 100 signatures here. */
export function readNote(printed: string): Note | null {
  const split = printed.lastIndexOf('\n\n')
  if (split < 0 || !printed.isWellFormed()) return null
  const text = printed.slice(0, split + 1)
  const rest = printed.slice(split + 2)
  if (!isText(text) || !rest.endsWith('\n')) return null
  const lines = rest.slice(0, -1).split('\n')
  if (lines.length > 100) return null
  const signatures = lines.map(line => {
    const [, name, base64] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = base64 === undefined ? null : fromBase64(base64)
    return name !== undefined && isName(name) && bytes && bytes.length > 4 ? { name, bytes } : null
  })
  return signatures.every(signature => signature !== null) ? { text, signatures } : null
}

/** Whether this key signed the note. */
export const isSignedBy = (
  verify: Ed25519Verify,
  { text, signatures }: Note,
  key: NoteKey,
): boolean =>
  signatures.some(
    ({ name, bytes }) =>
      name === key.name &&
      bytes.length === 68 &&
      key.id.every((byte, at) => bytes[at] === byte) &&
      verify(key.publicKey, encode(text), bytes.subarray(4)),
  )

const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** Lines of UTF-8 without control characters below U+0020 but newline. */
const isText = (text: string): boolean =>
  text.endsWith('\n') && ![...text].some(one => one < ' ' && one !== '\n')

function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' })
    return bytes.toBase64() === text ? bytes : null
  } catch {
    return null
  }
}
