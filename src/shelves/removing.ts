import type { Database, Queries } from '#postgres/database.ts'
import type { Journal } from './journal.ts'
import type { ShelfName } from './shelf-keys.ts'

/** Deletes what is derived from these files and kept elsewhere, such as projected lines, in the owner's transaction. */
export type RemoveDerived = (tx: Queries, files: readonly number[]) => Promise<void>

export type RemovingParts = {
  /** Under the role of the running office. */
  readonly database: Queries
  readonly journal: Journal
  /** A connection under the owner's role, opened for this and closed after: the running office does not hold it. */
  readonly asOwner: () => Promise<Database> | Database
  readonly removeDerived: RemoveDerived
}

const batch = 200

/**
 * Takes away the rows that no key opens any more, and makes it a leaf. Nothing depends on it but space: the keys died
 * before. Only shelves recorded as erased count; one that is merely missing may come back with its keyring.
 */
export async function removeDead(
  { database, journal, asOwner, removeDerived }: RemovingParts,
  nowUs: number,
): Promise<void> {
  const rows = await database.query<{ shelf: ShelfName }>(
    'select shelf from shelves.erased where shelf not in (select shelf from shelves.removed) order by shelf',
  )
  const shelves = rows.map(({ shelf }) => shelf)
  if (shelves.length === 0) return
  const owner = await asOwner()
  try {
    while (await owner.transaction(tx => removeSome(tx, removeDerived))) {}
    await owner.query(
      'delete from ledger.file_key where shelf in (select shelf from shelves.erased)',
    )
  } finally {
    await owner.close()
  }
  await journal({ type: 'RecordsRemoved', shelves }, nowUs, async tx => {
    await tx.query(
      `insert into shelves.removed (shelf, removed_at_us)
       select shelf, $2 from unnest($1::text[]) as row (shelf)`,
      [shelves, nowUs],
    )
  })
}

/** Some files whose every key lies on an erased shelf, with all that was sealed under them; the keys' rows mark them. */
async function removeSome(tx: Queries, removeDerived: RemoveDerived): Promise<boolean> {
  const rows = await tx.query<{ file: number }>(
    `select file from ledger.file_key group by file
     having bool_and(shelf in (select shelf from shelves.erased)) order by file limit $1`,
    [batch],
  )
  const files = rows.map(({ file }) => file)
  if (files.length === 0) return false
  await removeDerived(tx, files)
  const words = [
    'delete from ledger.body where file = any($1)',
    `delete from ledger.attachment_part using ledger.attachment
     where attachment_part.attachment = attachment.id and attachment.file = any($1)`,
    'delete from ledger.attachment where file = any($1)',
    'delete from ledger.file_key where file = any($1)',
  ]
  for (const sql of words) await tx.query(sql, [files])
  return true
}
