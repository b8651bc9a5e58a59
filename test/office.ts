/** An office in the test's own process, beside a keeper under a clock that only the test moves. */
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { doorPath } from '#keeper/premises.ts'
import { openSpoolDoor, type SpoolDoor, spoolPath } from '#keeper/spool-door.ts'
import { type Office, openOffice } from '#office/office.ts'
import type { OfficePlace } from '#office/place.ts'
import type { Database } from '#postgres/database.ts'
import type { TestDatabase } from './database.ts'
import { machineDisk, type Watched } from './keeper-on-a-clock.ts'
import { atEnd, until } from './site.ts'

/** As the keeper's process opens it; closed with the test. */
export async function openDoorOf(t: TestContext, { keeper, premises }: Watched) {
  const path = spoolPath(doorPath(premises.directory))
  const door = await openSpoolDoor(path, { keeper: premises.keeper, spool: keeper.spool })
  let open = true
  const once: SpoolDoor = {
    async close() {
      if (open) await door.close()
      open = false
    },
  }
  atEnd(t, () => once.close())
  return once
}

export function officeIn(folder: string): OfficePlace {
  const office = join(folder, 'office')
  return {
    site: '51'.repeat(16),
    folder: office,
    keyring: join(office, 'keyring'),
    shares: [join(folder, 'share', 'office', 'one.share')],
    signingKey: join(office, 'office.key'),
    seen: join(office, 'seen'),
    database: join(office, 'postgres'),
    door: join(office, 'run', 'door'),
    spools: [spoolPath(doorPath(join(folder, 'data')))],
  }
}

export async function startOffice(
  t: TestContext,
  options: {
    readonly folder: string
    readonly database: Pick<TestDatabase, 'app' | 'owner'>
    readonly wallUs: () => number
    readonly app?: Database
  },
): Promise<Office> {
  const { folder, database, wallUs, app = database.app } = options
  const place = officeIn(folder)
  for (const made of [place.folder, ...place.shares.map(share => dirname(share))]) {
    await machineDisk.makeDirectory(made)
  }
  const office = await openOffice({
    place,
    disk: machineDisk,
    database: app,
    asOwner: () => ({ ...bound(database.owner), close: async () => {} }),
    wallUs,
    random: length => randomBytes(length),
    softwareVersion: 'test',
    founding: { organisation: 'みどり台', profile: 'kai', version: 'test', profileHash: '' },
    removeDerived: async () => {},
  })
  let open = true
  const close = async () => {
    if (open) await office.close()
    open = false
  }
  atEnd(t, close)
  return { ...office, close }
}

const bound = (database: Database): Database => ({
  query: (sql, values) => database.query(sql, values),
  transaction: (work, options) => database.transaction(work, options),
  session: work => database.session(work),
  close: () => database.close(),
})

/** Until all that the keeper wrote down so far is in the ledger, or its drain has stopped. */
export async function drained(office: Office, { keeper }: Pick<Watched, 'keeper'>): Promise<void> {
  const { n } = keeper.spool.head
  await until(
    async () => {
      const [drain] = (await office.report()).keepers
      return drain !== undefined && (drain.last >= n || drain.state === 'stopped')
    },
    () => `event ${n} in the ledger`,
    60,
  )
}
