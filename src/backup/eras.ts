import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { type Checkpoint, verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import { type BackupFolder, broken } from './folder-reader.ts'
import { tableNamed } from './kept-tables.ts'
import { rowsIn } from './table-rows.ts'

/** One ledger in a line of successions: its key, and how many leaves there were when it began. */
export type Era = { readonly key: NoteKey; readonly size: number }
export type SignedCheckpoint = Checkpoint & { readonly note: string }

/** Oldest first; the last is the ledger's own, and the one its manifest names. Throws Fault 'DataLoss'. */
export async function erasIn(backup: BackupFolder): Promise<readonly Era[]> {
  const eras: Era[] = []
  let named = ''
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.origin'))) {
    const origin = row as { number: number; origin: string; key: string; before: string | null }
    const key = readKey(sha256, origin.key)
    const before = origin.before === null ? null : JSON.parse(origin.before)
    const last = eras.at(-1)
    const follows = last ? before?.origin === last.key.name && before.size >= last.size : !before
    if (origin.number !== eras.length + 1 || key?.name !== origin.origin || !follows) {
      throw broken(place, '系列が合いません', 'does not follow the ledger before it')
    }
    eras.push({ key, size: before?.size ?? 0 })
    named = `${origin.origin} ${origin.key}`
  }
  const { origin, key } = backup.manifest
  if (named !== `${origin} ${key}`) {
    throw broken('manifest.json', '別の記録を指しています', 'names another ledger')
  }
  return eras
}

/** A checkpoint of any of these ledgers, signed by its key; null: of none of them. */
export function checkpointOf(eras: readonly Era[], note: string): SignedCheckpoint | null {
  for (const { key } of eras) {
    const checkpoint = verifyCheckpoint(ed25519Verify, note, key)
    if (checkpoint) return { ...checkpoint, note }
  }
  return null
}
