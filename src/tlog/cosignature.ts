import { readCheckpoint } from './checkpoint.ts'
import {
  type Ed25519Sign,
  type Ed25519Verify,
  type NoteKey,
  printedNote,
  readNote,
  signatureBy,
  signaturesOf,
} from './note.ts'

/**
 * A cosigner's word (C2SP tlog-cosignature, Ed25519): at this time, this was the largest tree of that log that it
 * had seen, and every smaller one it had seen is this one's beginning. The key is a `NoteKey` of type 4.
 */
export function cosign(
  printed: string,
  key: NoteKey,
  /** Seconds since the epoch. */
  time: number,
  sign: Ed25519Sign,
): string {
  const note = readNote(printed)
  if (!note || !readCheckpoint(note.text)) throw new RangeError('not a signed checkpoint')
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError(`no time: ${time}`)
  const signature = new Uint8Array(72)
  new DataView(signature.buffer).setBigUint64(0, BigInt(time))
  signature.set(sign(messageAt(time, note.text)), 8)
  return printedNote({
    text: note.text,
    signatures: [...note.signatures, signatureBy(key, signature)],
  })
}

/**
 * When this cosigner saw the checkpoint, in seconds since the epoch, the latest of its times; null: it did not, or
 * something that bears its name and id is not its own. That the log signed too is not looked at.
 */
export function cosignedAt(verify: Ed25519Verify, printed: string, key: NoteKey): number | null {
  const note = readNote(printed)
  if (key.type !== 4 || !note || !readCheckpoint(note.text)) return null
  const times = signaturesOf(note, key).map(bytes => {
    if (bytes.length !== 72) return null
    const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
    if (!Number.isSafeInteger(time)) return null
    return verify(key.publicKey, messageAt(time, note.text), bytes.subarray(8)) ? time : null
  })
  return times.length > 0 && times.every(time => time !== null) ? Math.max(...times) : null
}

const messageAt = (time: number, text: string): Uint8Array =>
  new TextEncoder().encode(`cosignature/v1\ntime ${time}\n${text}`)
