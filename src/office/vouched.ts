import { decodeLeaf } from '#leaf/leaf.ts'
import type { Queries } from '#postgres/database.ts'

/**
 * The time of the newest event that a keeper sent, µs: keeper time, on which two sources agree (design/time.md). A machine
 * clock of the office that runs ahead of it destroys no key. null: no keeper has sent anything.
 */
export async function vouchedUs(database: Queries): Promise<number | null> {
  const rows = await database.query<{ bytes: Buffer }>(
    `select newest.bytes from ledger.stream
     cross join lateral (select bytes from ledger.leaf where leaf.stream = stream.number order by n desc limit 1) newest
     where stream.name ~ '^keeper/'`,
  )
  const times = rows.flatMap(({ bytes }) => decodeLeaf(bytes)?.atUs ?? [])
  return times.length > 0 ? Math.max(...times) : null
}
