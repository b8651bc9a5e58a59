import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { Store } from '#keystore/keystore.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import type { Database } from '#postgres/database.ts'
import { readErased } from '#shelves/erased.ts'
import type { RemoveDerived } from '#shelves/removing.ts'
import { openShelves, type Shelves } from '#shelves/shelves.ts'
import { Drain } from './drain.ts'
import { foundOnce, signerOf } from './found.ts'
import { OfficeClock } from './office-clock.ts'
import { OwnRecord } from './own-record.ts'
import type { OfficePlace } from './place.ts'
import { type OfficeReport, reportOf } from './report.ts'
import { Routine } from './routine.ts'

export type OfficeParts = {
  readonly place: OfficePlace
  readonly disk: Disk
  /** Migrated; under the role of the running office. */
  readonly database: Database
  /** Under the owner's role, for what only the owner may; the caller closes it. */
  readonly asOwner: () => Promise<Database> | Database
  readonly wallUs: () => number
  readonly random: (length: number) => Uint8Array
  readonly softwareVersion: string
  /** What stands in the first leaf, where this start founds the ledger. */
  readonly founding: Founding
  /** Rows derived from files whose years are over. */
  readonly removeDerived: RemoveDerived
}

export type Founding = {
  readonly organisation: string
  readonly profile: string
  readonly version: string
  /** SHA-256 of the rule document's canonical JSON, hex. */
  readonly profileHash: string
}

/** The ledger's keeper of the minutes: takes over what keepers wrote down, signs, beats, lets shelves die. */
export type Office = {
  readonly ledger: Ledger
  readonly shelves: Shelves
  readonly record: OwnRecord
  readonly clock: OfficeClock
  /** Whoever carries orders says what of them waits. */
  report(): Promise<Omit<OfficeReport, 'undelivered'>>
  /** A person goes on with a keeper whose record was cut or forked. */
  accept(keeper: string, by: string, reason: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens shelves and ledger, founding them at the first start, then begins to drain. Recording depends on none of it.
 * Throws Fault or KeystoreFault with what the operator can do; then nothing was begun.
 */
export async function openOffice(parts: OfficeParts): Promise<Office> {
  const { place, disk, database, random, wallUs } = parts
  const clock = new OfficeClock(wallUs)
  const nowUs = () => clock.nowUs()
  const store: Store = {
    disk,
    directory: place.keyring,
    places: place.shares.map(slotsPath => ({ slotsPath })),
    site: Buffer.from(place.site, 'hex'),
    random: length => Buffer.from(random(length)),
  }
  const seen = seenOnDisk(disk, place.seen)
  await foundOnce({ place, disk, store, database, seen, nowUs, random })
  const shelves = await openShelves({ store, nowUs, erased: await readErased(database) })
  try {
    const signer = await signerOf(parts)
    const ledger = await openLedger({ database, shelves, signer, seen, random })
    const record = new OwnRecord(ledger)
    const routine = new Routine({ ...parts, shelves, ledger, record, clock })
    await routine.begin()
    const stopped = new AbortController()
    const drains = place.spools.map(path => new Drain(path, { ledger, record, clock }))
    const running = [routine, ...drains].map(part => part.run(stopped.signal))
    return {
      ledger,
      shelves,
      record,
      clock,
      report: () => reportOf({ ledger, shelves, routine, drains }),
      async accept(keeper, by, reason) {
        const drain = drains.find(({ report }) => report.keeper === keeper)
        if (!drain) throw noKeeper(keeper)
        await drain.accept(by, reason)
      },
      async close() {
        stopped.abort()
        await Promise.all(running)
        await ledger.rest()
        await ledger.sign().catch(() => {})
        await shelves.close()
      },
    }
  } catch (error) {
    await shelves.close()
    throw error
  }
}

const noKeeper = (keeper: string) =>
  new Fault('NotFound', sentence(`録画係「${keeper}」は見つかりません。`, `no keeper ${keeper}`))
