import type { Database } from '#postgres/database.ts'
import { lostShelves } from './erased.ts'
import { eraseDue, recordErased } from './erasing.ts'
import type { Journal } from './journal.ts'
import { neededAt, type Random } from './keyring.ts'
import { type Closed, layClosed, layOpen, shelfOf } from './laying.ts'
import { type RemoveDerived, removeDead } from './removing.ts'
import type { ShelfName } from './shelf-keys.ts'
import { isOver } from './shelf-name.ts'
import type { Shelves } from './shelves.ts'

export type ShelfWorkParts = {
  /** Under the role of the running office. */
  readonly database: Database
  readonly shelves: Shelves
  readonly journal: Journal
  readonly asOwner: () => Promise<Database> | Database
  readonly random: Random
  /** Every file that is closed, each once, with the latest end of its lines. What is not named is open. */
  readonly closed: () => Promise<Iterable<Closed>>
  readonly removeDerived: RemoveDerived
  /**
   * The newest instant that another clock than this machine's has vouched for, µs: a keeper's. No key is destroyed by a
   * clock that runs ahead of it. null: there is no other clock.
   */
  readonly vouchedUs: () => Promise<number | null>
  /** No key of a file may stay in memory that a dead shelf held. */
  readonly forgetFileKeys: () => void
}

export type ShelfWork = {
  /** Shelves with keys of files on them that this keyring does not know: it is older than they are. */
  readonly lost: readonly ShelfName[]
  /** Due by this machine's clock alone: they wait until a keeper's time says so too. */
  readonly unvouched: readonly ShelfName[]
  /** 消去未完了: what could not be destroyed at every place. */
  readonly problem: string | null
}

/**
 * The day's work on shelves, by the numbered steps of design/shelves.md: at every start, and each day at 00:00. Run again
 * after any crash it goes on where it stopped. One at a time. Throws where a step failed; what it had done stands.
 */
export async function keepShelves(parts: ShelfWorkParts, nowUs: number): Promise<ShelfWork> {
  const { database, shelves, journal, forgetFileKeys } = parts
  if (shelves.problem) await shelves.finish()
  await recordErased(parts, nowUs)
  const { rolledBackTo } = shelves
  if (rolledBackTo !== null) {
    const { version } = shelves
    await journal({ type: 'ShelvesRolledBack', found: rolledBackTo, version }, nowUs)
    await shelves.rollbackRecorded()
  }
  const closed = new Map<number, ShelfName>()
  for (const one of await parts.closed()) closed.set(one.file, shelfOf(one))
  const lost = await lostShelves(database, shelves.names)
  const wanted = [...neededAt(nowUs), ...closed.values()]
  const ended = await endedShelves(database)
  await shelves.ensure(
    wanted.filter(name => !isOver(name, nowUs) && !lost.includes(name) && !ended.has(name)),
  )
  await layClosed(parts, closed, nowUs)
  await layOpen(parts, closed, nowUs)
  const sureUs = Math.min(nowUs, (await parts.vouchedUs()) ?? nowUs)
  await eraseDue(parts, closed, nowUs, sureUs)
  forgetFileKeys()
  await recordErased(parts, nowUs)
  await removeDead(parts, nowUs)
  return { lost, unvouched: shelves.due(), problem: shelves.problem }
}

/** Never drawn again, whatever a clock that was set back says. */
async function endedShelves(database: Database): Promise<ReadonlySet<ShelfName>> {
  const rows = await database.query<{ shelf: ShelfName }>('select shelf from shelves.ending')
  return new Set(rows.map(({ shelf }) => shelf))
}
