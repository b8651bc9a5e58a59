import { type Checkpoint, readCheckpoint, verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readNote } from '#tlog/note.ts'
import type { Finding } from './finding.ts'
import type { Primitives } from './primitives.ts'
import type { Predecessor } from './succession.ts'

/** The checkpoints that the leaves must have the roots of, by size; and what is wrong with the others. */
export type CheckpointBook = {
  readonly own: readonly Checkpoint[]
  readonly findings: readonly Finding[]
}

/** Whose checkpoints count: the ledger's, and those of the ledgers it goes on from, the newest first. */
export type Signers = { readonly key: NoteKey; readonly before?: readonly Predecessor[] }

/**
 * Sorts out what people bring: a note that cannot be read or is not signed by the ledger is `signature`; of two
 * that are signed over one size with different roots the later is `fork`. A checkpoint of a ledger before this one
 * is held to the same leaves as far as they were taken over; above that the succession itself tells of the loss,
 * up to the checkpoint it names, and what is higher still is `cut`.
 */
export function checkpointBook(
  { verify }: Pick<Primitives, 'verify'>,
  { key, before = [] }: Signers,
  notes: readonly string[],
): CheckpointBook {
  const known = new Map<string, Checkpoint>()
  const own: Checkpoint[] = []
  const findings: Finding[] = []
  const signers: readonly Signer[] = [
    { key, leaves: Number.MAX_SAFE_INTEGER, admitted: 0 },
    ...before.map(({ key, checkpoint, size }) => ({
      key,
      leaves: size,
      admitted: verifyCheckpoint(verify, checkpoint, key)?.size ?? 0,
    })),
  ]
  for (const note of [...notes, ...before.map(({ checkpoint }) => checkpoint)]) {
    const signed = signedBy(verify, signers, note)
    if (!signed) {
      const said = readCheckpoint(readNote(note)?.text ?? '')
      findings.push({ kind: 'signature', place: { size: said?.size ?? null } })
      continue
    }
    const { checkpoint, leaves, admitted } = signed
    const { origin, size, root } = checkpoint
    const same = known.get(`${origin} ${size}`)
    known.set(`${origin} ${size}`, same ?? checkpoint)
    if (same) {
      if (!sameBytes(same.root, root)) findings.push({ kind: 'fork', place: { size } })
    } else if (size <= leaves) own.push(checkpoint)
    else if (size > admitted) findings.push({ kind: 'cut', place: { size, leaves } })
  }
  return { own: own.toSorted((one, other) => one.size - other.size), findings }
}

type Signer = {
  readonly key: NoteKey
  /** How many of its leaves are there. */
  readonly leaves: number
  /** How many its successor knows that it had. */
  readonly admitted: number
}

function signedBy(verify: Primitives['verify'], signers: readonly Signer[], note: string) {
  for (const signer of signers) {
    const checkpoint = verifyCheckpoint(verify, note, signer.key)
    if (checkpoint) return { checkpoint, ...signer }
  }
  return null
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
