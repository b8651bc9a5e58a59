import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { Sight } from '#acts/sight.ts'
import { canonicalJson } from '#canonical/json.ts'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Books } from '#projections/books.ts'
import { orderOf } from './acts.ts'
import { withDatabase } from './database.ts'
import { settingOf } from './given.ts'
import { freshLedger } from './ledger.ts'
import { officeOrders } from './office-orders.ts'
import { waysOf } from './scenario/decided.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary, roomFor } from './scenario/ordinary.ts'

/** The association's document with the number of members written into its blank. */
export const association: Profile = {
  ...kai,
  committee: kai.committee && {
    ...kai.committee,
    seats: { ...kai.committee.seats, count: 5 },
  },
}
/** The number of the case of the scenarios. */
export const request = '令和8年度 第0042号'

/** An office on a real database, with its people and its screen. */
export async function bookedOffice(t: TestContext, profile: Profile) {
  const database = await withDatabase(t)
  const { ledger, shelves, seen, again } = await freshLedger(database.app)
  const parts = {
    ...{ ledger, profile, database: database.app },
    nameOf: (person: string) => `${person}さん`,
    random: (length: number) => randomBytes(length),
  }
  const books = await Books.open(parts)
  const room = roomFor(settingOf(profile, officeFor(profile)))
  for (const one of officeOrders(profile, room.terminal!)) {
    const { outcome } = await books.act(one)
    assert.ok(!isRefusal(outcome), canonicalJson(outcome))
  }
  return { database, ledger, shelves, seen, again, parts, books, room }
}

/** A whole case as everybody should do it, on the document's first ground that lets pictures be taken out. */
export async function wholeCase(
  { books, room }: Awaited<ReturnType<typeof bookedOffice>>,
  profile: Profile,
) {
  const setting = settingOf(profile, officeFor(profile))
  const known = (act: Act) => profile.approval.acts.some(rule => rule.act === act)
  const ground = profile.grounds.list.find(({ acts }) => acts.includes('takeOut'))!
  const steps = ordinary(setting, ground.code, ground.acts.filter(known), waysOf(setting)[0]!)
  for (const step of steps) {
    await books.act(orderOf(request, room, step))
  }
  const { status } = new Sight(await books.world(), profile).state('request', request)
  assert.equal(status, 'closed')
}
