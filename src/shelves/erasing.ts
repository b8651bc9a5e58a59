import { Fault, sentence } from '#fault/fault.ts'
import type { Queries } from '#postgres/database.ts'
import type { Journal } from './journal.ts'
import type { ShelfName } from './shelf-keys.ts'
import { isOver } from './shelf-name.ts'
import type { Shelves } from './shelves.ts'

export type ErasingParts = {
  /** Under the role of the running office. */
  readonly database: Queries
  readonly shelves: Shelves
  readonly journal: Journal
}

/**
 * Destroys the keys of all shelves whose years are over at `sureUs`, which is not later than now. The intention is a leaf first; in its transaction it is made
 * sure that no file that must live lies on them alone, and from then on nothing is laid there.
 * Throws Fault 'Conflict', having destroyed nothing, where such a file was found.
 */
export async function eraseDue(
  { shelves, journal }: ErasingParts,
  closed: ReadonlyMap<number, ShelfName>,
  nowUs: number,
  sureUs: number = nowUs,
): Promise<void> {
  const due = shelves.due().filter(name => isOver(name, sureUs))
  if (due.length === 0) return
  await shelves.erase(due, async (version, dead) => {
    const living = shelves.names.filter(name => !dead.includes(name))
    const event = { type: 'RecordsErasureIntended', version, shelves: dead } as const
    await journal(event, nowUs, async tx => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('tachiai.shelves'))`)
      await refuseLosing(tx, dead, living, closed, sureUs)
      await tx.query(
        `insert into shelves.ending (shelf, version, intended_at_us)
         select shelf, $2, $3 from unnest($1::text[]) as row (shelf) on conflict do nothing`,
        [dead, version, nowUs],
      )
    })
  })
}

/** Files that lie on no living shelf must be closed, with their years over. */
async function refuseLosing(
  tx: Queries,
  dead: readonly ShelfName[],
  living: readonly ShelfName[],
  closed: ReadonlyMap<number, ShelfName>,
  nowUs: number,
): Promise<void> {
  const rows = await tx.query<{ file: number }>(
    `select file from ledger.file_key group by file
     having bool_or(shelf = any($1)) and not bool_or(shelf = any($2))`,
    [dead, living],
  )
  const lost = rows.filter(({ file }) => {
    const shelf = closed.get(file)
    return shelf === undefined || !isOver(shelf, nowUs)
  })
  if (lost.length > 0) throw wouldBeLost(lost.length)
}

/**
 * Makes it a leaf that keys are destroyed: those of every shelf that was to end and is not in the keyring, once no
 * older share stands anywhere. Also after a crash, and after a place that did not answer.
 */
export async function recordErased(
  { database, shelves, journal }: ErasingParts,
  nowUs: number,
): Promise<readonly ShelfName[]> {
  if (shelves.problem) return []
  const { version, blobHash, names } = shelves
  const rows = await database.query<{ shelf: ShelfName }>(
    `select distinct shelf from shelves.ending
     where version <= $1 and shelf <> all ($2) and shelf not in (select shelf from shelves.erased)
     order by shelf`,
    [version, names],
  )
  const gone = rows.map(({ shelf }) => shelf)
  if (gone.length === 0) return []
  const hash = Buffer.from(blobHash)
  const event = {
    type: 'RecordsErased',
    version,
    blobHash: hash.toString('hex'),
    shelves: gone,
    weakestClass: 'E0',
  } as const
  await journal(event, nowUs, async tx => {
    await tx.query(
      `insert into shelves.erased (shelf, version, blob_hash, erased_at_us)
       select shelf, $2, $3, $4 from unnest($1::text[]) as row (shelf)`,
      [gone, version, hash, nowUs],
    )
  })
  return gone
}

const wouldBeLost = (count: number) =>
  new Fault(
    'Conflict',
    sentence(
      `年数の過ぎていない${count}件が、消す棚だけに残っています。何も消していません。`,
      `${count} files whose years are not over lie on shelves about to die alone; nothing was erased`,
    ),
    sentence(
      '次の作業で置き直します。続くときは「tachiai check」で確かめてください。',
      'They are laid by the next run; if this stays, run "tachiai check".',
    ),
  )
