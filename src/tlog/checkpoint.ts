import { fromBase64 } from './base64.ts'
import {
  type Ed25519Sign,
  type Ed25519Verify,
  isSignedBy,
  type NoteKey,
  readNote,
  signNote,
} from './note.ts'

/** What a log says of itself at a moment (C2SP tlog-checkpoint): so many leaves, this root. */
export type Checkpoint = {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toBase64()}\n`

export const signCheckpoint = (checkpoint: Checkpoint, key: NoteKey, sign: Ed25519Sign): string =>
  signNote(checkpointText(checkpoint), key, sign)

/**
 * What the text says; null: no checkpoint, or of more than 2^53 − 1 leaves. Lines below the root are other people's
 * and are signed with it.
 */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin, count, base64, ...more] = text.split('\n')
  if (!origin || count === undefined || base64 === undefined || more.at(-1) !== '') return null
  if (more.slice(0, -1).includes('')) return null
  const size = Number(count)
  if (!/^(0|[1-9][0-9]*)$/.test(count) || !Number.isSafeInteger(size)) return null
  const root = fromBase64(base64)
  return root?.length === 32 ? { origin, size, root } : null
}

/** A checkpoint that this key signed for its own log; null: not one, not signed, or another log's. */
export function verifyCheckpoint(
  verify: Ed25519Verify,
  printed: string,
  key: NoteKey,
): Checkpoint | null {
  const note = readNote(printed)
  if (!note || !isSignedBy(verify, note, key)) return null
  const checkpoint = readCheckpoint(note.text)
  return checkpoint?.origin === key.name ? checkpoint : null
}
