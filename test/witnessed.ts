/** A keeper, an office and people with keys: a real ledger between them, and a clock that only the test moves. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { carryOut } from '#keeper/orders/by-receipt.ts'
import { rooms } from '#keeper/premises.ts'
import { Releases } from '#keeper/release/releases.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { isRefusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Books } from '#projections/books.ts'
import { ownEventFor, receiptFor } from '#projections/receipt.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { orderOf } from './acts.ts'
import { request } from './booked-office.ts'
import { withDatabase } from './database.ts'
import { settingOf } from './given.ts'
import { foundSite, machineDisk, openWatched } from './keeper-on-a-clock.ts'
import { drained, openDoorOf, startOffice } from './office.ts'
import { officeOrders } from './office-orders.ts'
import { opened, postsUnder, stepsToOpening } from './receipts.ts'
import { ownRooms, shotWhenAsked } from './rendition.ts'
import { crewOf } from './rosters.ts'
import { minuteUs, startUs } from './scenario/hours.ts'
import { officeFor } from './scenario/office.ts'
import { roomFor } from './scenario/ordinary.ts'
import { folderFor } from './site.ts'

export type Witnessed = Awaited<ReturnType<typeof witnessedSite>>

export async function witnessedSite(t: TestContext, profile: Profile) {
  const [database, folder] = [await withDatabase(t), await folderFor(t)]
  const machine = new FakeMachine(startUs - 90 * minuteUs)
  const premises = await foundSite({ folder, profile: profile.id, machine })
  const site = await openWatched({ t, premises, machine })
  await openDoorOf(t, site)
  const office = await startOffice(t, { folder, database, wallUs: () => machine.wallUs() })
  const { ledger } = office
  const parts = { ledger, profile, database: database.app, nameOf: String, random: randomBytes }
  const books = await Books.open(parts)
  const room = roomFor(settingOf(profile, officeFor(profile)))
  for (const one of officeOrders(profile, room.terminal!)) await books.act(one)
  const { keeper } = premises
  const crew = crewOf(postsUnder(profile), { ledger: ledger.origin.key, keeper })
  const open = () =>
    Releases.open({
      ...{ disk: machineDisk, places: rooms(premises.directory), keeper },
      ...{ spool: site.keeper.spool, nowUs: () => site.keeper.nowUs() },
      profileOf: profileAmong([profile]),
      rolledBack: () => site.keeper.rolledBack,
      clockState: () => site.keeper.clock.state,
      footage: shotWhenAsked(t),
      startRoom: ownRooms(t),
      carryOut: ordered => carryOut(site.keeper, ordered),
    })
  const releases = await open()
  const founded = await releases.changeRoster(crew.founding(site.keeper.nowUs()))
  assert.ok(!isRefusal(founded), JSON.stringify(founded))

  /** Everything up to the act that opens, signed by everybody; the clock stands where that act is. */
  async function acted() {
    for (const step of stepsToOpening(profile)) {
      const order = orderOf(request, room, step)
      const { note } = await ledger.sign()
      await books.act(order, crew.signed(order, note))
    }
    machine.wait(stepsToOpening(profile).at(-1)!.command.atUs + 10_000_000 - machine.trueUs)
  }
  const receipt = async (from: number) =>
    JSON.stringify(await receiptFor({ ledger, books, profile }, { keeper, act: opened, from }))
  /** What the office shows of the keeper's own event, once it has taken it over. */
  async function proofOf(n: number, from: number) {
    await drained(office, site)
    return ownEventFor(ledger, { keeper, n, from })
  }
  return {
    folder,
    site,
    office,
    ledger,
    books,
    parts,
    crew,
    machine,
    profile,
    releases,
    open,
    acted,
    receipt,
    proofOf,
    keeper,
  }
}
