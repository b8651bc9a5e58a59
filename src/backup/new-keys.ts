import { Fault, sentence } from '#fault/fault.ts'
import { Known } from '#ledger/known.ts'
import type { Database } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { wrapFileKey } from '#shelves/wrapped-key.ts'

/**
 * Where the office's keyring is lost with the system disk, no file of the ledger opens any more and none can be added
 * to. What must go on all the same (the ledger's own events, the keepers', the people's) gets new keys; cases do not:
 * what stood in them is gone, and they are opened anew from paper. Throws Fault 'Conflict' where bodies that no key
 * opens still lie beside the leaves: they would look damaged.
 */
export async function giveNewKeys(parts: {
  readonly database: Database
  readonly shelves: ShelfKeys
  readonly random: (length: number) => Uint8Array
  readonly atUs: number
}): Promise<number> {
  const { database, shelves, random, atUs } = parts
  const files = await database.query<{ number: number }>(
    `select number from ledger.file
     where name = 'ledger/main' or name like 'keeper/%' or name like 'person/%' order by number`,
  )
  const known = new Known(database, shelves)
  await known.loadKeys(files.map(({ number }) => number))
  const closed = files.filter(({ number }) => known.keyOf(number) === null)
  known.forgetKeys()
  if (closed.length === 0) return 0
  const [sealed] = await database.query(
    'select 1 from ledger.file_key where file = any($1) limit 1',
    [closed.map(({ number }) => number)],
  )
  if (sealed) throw stillSealed()
  const shelf = shelves.openShelf(atUs)
  const wrapped = closed.map(({ number: file }) => {
    const key = random(32)
    const laid = wrapFileKey(shelves.keyOf(shelf)!, random(12), { file, shelf }, key)
    key.fill(0)
    return laid
  })
  await database.query(
    `insert into ledger.file_key (file, shelf, wrapped, placed_at_us)
     select file, $2, wrapped, $4 from unnest($1::bigint[], $3::bytea[]) as row (file, wrapped)`,
    [closed.map(({ number }) => number), shelf, wrapped, atUs],
  )
  return closed.length
}

const stillSealed = () =>
  new Fault(
    'Conflict',
    sentence(
      '事務室の鍵束では開けない内容が残っています。',
      'there are contents here that the office’s keyring does not open',
    ),
    sentence(
      '控えを取り、「tachiai restore --without-contents」で戻してから引き継いでください。',
      'Take a backup, restore it with "tachiai restore --without-contents", then succeed.',
    ),
  )
