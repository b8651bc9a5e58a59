import { type Checkpoint, readCheckpoint, verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readNote } from '#tlog/note.ts'
import type { Finding } from './finding.ts'
import type { Primitives } from './primitives.ts'

/** The checkpoints of one ledger, those that are its own, by size; and what is wrong with the others. */
export type CheckpointBook = {
  readonly own: readonly Checkpoint[]
  readonly findings: readonly Finding[]
}

/**
 * Sorts out what people bring: a note that cannot be read or is not signed by the ledger is `signature`; of two
 * that are signed over one size with different roots the later is `fork`.
 */
export function checkpointBook(
  { verify }: Pick<Primitives, 'verify'>,
  key: NoteKey,
  notes: readonly string[],
): CheckpointBook {
  const own = new Map<number, Checkpoint>()
  const findings: Finding[] = []
  for (const note of notes) {
    const checkpoint = verifyCheckpoint(verify, note, key)
    if (!checkpoint) {
      const said = readCheckpoint(readNote(note)?.text ?? '')
      findings.push({ kind: 'signature', place: { size: said?.size ?? null } })
      continue
    }
    const { size, root } = checkpoint
    const known = own.get(size)
    if (!known) own.set(size, checkpoint)
    else if (!sameBytes(known.root, root)) findings.push({ kind: 'fork', place: { size } })
  }
  return { own: [...own.values()].toSorted((one, other) => one.size - other.size), findings }
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])
