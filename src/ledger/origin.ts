import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Database, Queries } from '#postgres/database.ts'

/** Which ledger this is: its name, its key, and the one it goes on from. */
export type Origin = {
  /** `tachiai/` and 32 hex digits. */
  readonly origin: string
  /** Verifier key of a signed note. */
  readonly key: string
  /** The ledger it succeeds, with the newest of its checkpoints; null: the first of its kind. */
  readonly before: {
    readonly origin: string
    readonly key: string
    readonly checkpoint: string
  } | null
  readonly foundedAtUs: number
}

export const originName = (id: Uint8Array): string => `tachiai/${Buffer.from(id).toString('hex')}`

/** Founds a ledger in an empty database: its origin and the head of the empty tree. Once. */
export async function foundLedger(database: Database, origin: Origin): Promise<void> {
  await database.transaction(async tx => {
    const { origin: name, key, before, foundedAtUs } = origin
    await tx.query(
      'insert into ledger.origin (origin, key, before, founded_at_us) values ($1, $2, $3, $4)',
      [name, key, before && JSON.stringify(before), foundedAtUs],
    )
    await tx.query('insert into ledger.head (size, root, at_us) values (0, $1, $2)', [
      sha256(),
      foundedAtUs,
    ])
  })
}

/** Throws Fault 'NotFound' where none was founded. */
export async function readOrigin(queries: Queries): Promise<Origin> {
  const [row] = await queries.query<{
    origin: string
    key: string
    before: string | null
    founded_at_us: number
  }>('select origin, key, before, founded_at_us from ledger.origin')
  if (!row) {
    throw new Fault(
      'NotFound',
      sentence('改ざん防止記録がまだありません。', 'no ledger was founded here'),
    )
  }
  const { origin, key, before, founded_at_us: foundedAtUs } = row
  return { origin, key, before: before === null ? null : JSON.parse(before), foundedAtUs }
}
