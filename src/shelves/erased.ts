import type { Queries } from '#postgres/database.ts'
import type { ShelfName } from './shelf-keys.ts'
import type { ErasedBefore } from './shelves.ts'

/** To be read before the keyring is opened. */
export async function readErased(database: Queries): Promise<ErasedBefore> {
  const rows = await database.query<{ shelf: ShelfName; version: number }>(
    'select shelf, version from shelves.erased order by shelf',
  )
  return {
    version: rows.reduce((highest, { version }) => Math.max(highest, version), 0),
    shelves: rows.map(({ shelf }) => shelf),
  }
}

/**
 * Shelves on which keys of files lie, that were never erased and are not in the keyring: an older keyring was put back,
 * and what lies on them alone cannot be opened. They are never drawn anew under the same name.
 */
export async function lostShelves(
  database: Queries,
  alive: readonly ShelfName[],
): Promise<readonly ShelfName[]> {
  const rows = await database.query<{ shelf: ShelfName }>(
    `select distinct shelf from ledger.file_key
     where shelf <> all ($1) and shelf not in (select shelf from shelves.ending) order by shelf`,
    [alive],
  )
  return rows.map(({ shelf }) => shelf)
}
