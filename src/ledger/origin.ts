import { canonicalJson } from '#canonical/json.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Database, Queries } from '#postgres/database.ts'

/** Which ledger this is: its name, its key, and the one it goes on from. */
export type Origin = {
  /** `tachiai/` and 32 hex digits. */
  readonly origin: string
  /** Verifier key of a signed note. */
  readonly key: string
  /** The ledger it succeeds; null: the first of its kind. */
  readonly before: Before | null
  readonly foundedAtUs: number
}

/** A ledger whose tree goes on under another name and key (design/backup.md). */
export type Before = {
  readonly origin: string
  readonly key: string
  /** The newest of its checkpoints that anybody brought: what it had grown to, as far as is known. */
  readonly checkpoint: string
  /** How many of its leaves are here; the next one is the first of its successor. */
  readonly size: number
  readonly before: Before | null
}

export const originName = (id: Uint8Array): string => `tachiai/${Buffer.from(id).toString('hex')}`

/** Founds a ledger in an empty database: its origin and the head of the empty tree. Once. */
export async function foundLedger(database: Database, origin: Origin): Promise<void> {
  await database.transaction(async tx => {
    await insertOrigin(tx, 1, origin)
    await tx.query('insert into ledger.head (size, root, at_us) values (0, $1, $2)', [
      sha256(),
      origin.foundedAtUs,
    ])
  })
}

export async function insertOrigin(tx: Queries, number: number, origin: Origin): Promise<void> {
  const { origin: name, key, before, foundedAtUs } = origin
  await tx.query(
    'insert into ledger.origin (number, origin, key, before, founded_at_us) values ($1, $2, $3, $4, $5)',
    [number, name, key, before && canonicalJson(before), foundedAtUs],
  )
}

/** Throws Fault 'NotFound' where none was founded. */
export async function readOrigin(queries: Queries): Promise<Origin> {
  const [row] = await queries.query<{
    origin: string
    key: string
    before: string | null
    founded_at_us: number
  }>('select origin, key, before, founded_at_us from ledger.origin order by number desc limit 1')
  if (!row) {
    throw new Fault(
      'NotFound',
      sentence('改ざん防止記録がまだありません。', 'no ledger was founded here'),
    )
  }
  const { origin, key, before, founded_at_us: foundedAtUs } = row
  return { origin, key, before: before === null ? null : JSON.parse(before), foundedAtUs }
}
