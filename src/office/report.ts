import { setTimeout as pause } from 'node:timers/promises'
import { type Sentence, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { ShelfWork } from '#shelves/shelf-work.ts'
import type { Shelves } from '#shelves/shelves.ts'
import { readKey } from '#tlog/note.ts'
import { fingerprintOf } from '#verification/fingerprint.ts'
import type { Undelivered } from './carrying.ts'
import type { Drain, DrainReport } from './drain.ts'
import { ownStream } from './own-record.ts'
import type { Routine } from './routine.ts'

/** What the office tells about itself and its ledger. */
export type OfficeReport = {
  readonly origin: string
  /** SHA-256 of the ledger's key as it is printed: to compare with paper. */
  readonly fingerprint: string
  readonly size: number
  /** The newest signed head; null: none since this start. */
  readonly signed: { readonly size: number; readonly atUs: number | null } | null
  /** Since when leaves wait for somebody outside to see a checkpoint over them: none has left the building yet. */
  readonly unseenSinceUs: number
  /** The newest that was told of; `atUs` null: none ever. null: not known, for the database does not answer. */
  readonly backup: { readonly atUs: number | null } | null
  readonly keepers: readonly DrainReport[]
  readonly shelves: ShelfWork
  /** Decided here, and not yet carried out by the keeper. */
  readonly undelivered: readonly Undelivered[]
  readonly problem: Sentence | null
}

export async function reportOf(parts: {
  readonly ledger: Ledger
  readonly shelves: Shelves
  readonly routine: Routine
  readonly drains: readonly Drain[]
}): Promise<Omit<OfficeReport, 'undelivered'>> {
  const { ledger, shelves, routine, drains } = parts
  const key = readKey(sha256, ledger.origin.key)
  // A report is asked for most where the database does not answer: then it says what was known last.
  const head = await soon(ledger.head())
  const backup = await soon(newestBackup(ledger))
  return {
    origin: ledger.origin.origin,
    fingerprint: key ? fingerprintOf(sha256, key) : '',
    size: head?.size ?? ledger.signed?.size ?? 0,
    signed: ledger.signed && { size: ledger.signed.size, atUs: routine.signedAtUs },
    unseenSinceUs: ledger.origin.foundedAtUs,
    backup,
    keepers: drains.map(({ report }) => report),
    shelves: { ...routine.shelfWork, problem: shelves.problem },
    problem: routine.problem ?? (backup ? null : databaseSilent),
  }
}

/** Half of what `status` waits for. */
const patienceMs = 1200

/** null: it failed, or did not come in time. */
const soon = <T>(asked: Promise<T>): Promise<T | null> =>
  Promise.race([asked.catch(() => null), pause(patienceMs, null, { ref: false })])

async function newestBackup(ledger: Ledger): Promise<{ readonly atUs: number | null }> {
  let atUs: number | null = null
  for await (const { leaf } of ledger.read(ownStream)) {
    if (leaf.type === 'BackupMade') atUs = leaf.atUs
  }
  return { atUs }
}

const databaseSilent = sentence('データベースが答えません。', 'the database does not answer')
