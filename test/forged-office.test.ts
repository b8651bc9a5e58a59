/** An office in other hands: its software decides as it likes, and whoever it asks signs. What the keeper makes of it. */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { describe, test } from 'node:test'
import type { Session } from '#keeper/release/session.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Books } from '#projections/books.ts'
import { receiptFor } from '#projections/receipt.ts'
import { orderOf } from './acts.ts'
import { association, request } from './booked-office.ts'
import { withDatabase } from './database.ts'
import { settingOf } from './given.ts'
import { officeIn, startOffice } from './office.ts'
import { officeOrders } from './office-orders.ts'
import { opened, stepsToOpening } from './receipts.ts'
import type { Step } from './scenario/desk.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary, roomFor } from './scenario/ordinary.ts'
import { type Witnessed, witnessedSite } from './witnessed.ts'

const basis = (found: Session | Refusal) => (isRefusal(found) ? found.basis : 'opened')

/** The association's document as somebody would like it: one witness is enough. */
const looser: Profile = {
  ...association,
  witnesses: {
    ...association.witnesses,
    rules: association.witnesses.rules.map(rule => ({ ...rule, atLeast: 1 })),
  },
}

/** The case as the office writes it under its own idea of the rule, everybody signing what is asked of them. */
async function written(site: Witnessed, profile: Profile, steps: readonly Step[]) {
  const { ledger, crew, machine, parts } = site
  const room = roomFor(settingOf(profile, officeFor(profile)))
  const own = await Books.open({ ...parts, profile })
  let last: object = {}
  for (const step of steps) {
    const order = orderOf(request, room, step)
    const { note } = await ledger.sign()
    last = (await own.act(order, crew.signed(order, note))).outcome
  }
  assert.ok(!isRefusal(last), JSON.stringify(last))
  machine.wait(steps.at(-1)!.command.atUs + 10_000_000 - machine.trueUs)
  return own
}

const changed = (change: (command: object & { type: string }) => object) =>
  stepsToOpening(association).map(
    step => ({ ...step, command: { ...step.command, ...change(step.command) } }) as Step,
  )

/** What the keeper makes of the newest of it. */
async function shown(site: Witnessed, books: Books, profile: Profile, act = opened) {
  const { ledger, releases, keeper } = site
  const { from } = await releases.greeting()
  const receipt = await receiptFor({ ledger, books, profile }, { keeper, act, from })
  return releases.open(JSON.stringify(receipt))
}

describe('事務室が書き換えられていても、録画係は自分で決めなおす', () => {
  test('内規: 規程より少ない立会い（1名）で開いたことにした記録では、開かない', async t => {
    const site = await witnessedSite(t, association)
    const one = changed(({ type }) => (type === 'Open' ? { witnesses: ['髙橋'] } : {}))
    const books = await written(site, looser, one)
    assert.equal(basis(await shown(site, books, looser)), receiptHouse.decidedAgain)
  })

  test('内規: 求めた本人を立会いに数えた記録では、開かない', async t => {
    const site = await witnessedSite(t, association)
    const own = changed(command => {
      if (command.type === 'Open') return { witnesses: ['髙橋', '山﨑'] }
      if (!('requester' in command)) return {}
      return { requester: { ...(command.requester as object), person: '山﨑' } }
    }).filter(({ command }) => !(command.type === 'Vote' && command.by === '山﨑'))
    const books = await written(site, looser, own)
    assert.equal(basis(await shown(site, books, looser)), receiptHouse.decidedAgain)
  })

  test('内規: 名簿で役を退いた人の署名では、開かない', async t => {
    const site = await witnessedSite(t, association)
    const { releases, crew, ledger } = site
    const books = await written(site, association, stepsToOpening(association))
    const change = crew.change(
      releases.roster!,
      { kind: 'posts', person: '髙橋', posts: [] },
      {
        ...{ atUs: site.site.keeper.nowUs(), by: ['会長', '副会長'] },
        checkpoint: (await ledger.sign()).note,
      },
    )
    assert.ok(!isRefusal(await releases.changeRoster(change)))
    assert.equal(basis(await shown(site, books, association)), rosterHouse.known)
  })

  test('内規: 写しを作った記録や承認の記録を、閲覧の受領証に使っても、開かない', async t => {
    const site = await witnessedSite(t, hokuto)
    const setting = settingOf(hokuto, officeFor(hokuto))
    const steps = ordinary(setting, '第6条第1項第2号', ['viewing', 'takeOut'], 'manager')
    const made = steps.findIndex(({ command }) => command.type === 'MakeCopy')
    const books = await written(site, hokuto, steps.slice(0, made + 1))
    for (const stream of [`approval/${request}`, `take-out/${request}/1`]) {
      const found = await shown(site, books, hokuto, { stream, n: 1 })
      assert.equal(basis(found), receiptHouse.recorded, stream)
    }
  })

  test('内規: 一度見せた台帳の代わりに、同じ鍵で作りなおした別の台帳や、前の状態に戻した台帳を見せても、開かない', async t => {
    const site = await witnessedSite(t, hokuto)
    const { releases, machine, folder, keeper } = site
    await site.acted()
    const first = await releases.open(await site.receipt((await releases.greeting()).from))
    assert.ok(!isRefusal(first), JSON.stringify(first))
    await first.close('ended')
    const { untold } = await releases.greeting()
    assert.ok(await releases.told(await site.proofOf(untold!, (await releases.greeting()).from)))
    const { from } = await releases.greeting()
    const back = await site.receipt(0)
    assert.equal(basis(await releases.open(back)), receiptHouse.onwards)

    await site.office.close()
    // What it remembers of its own checkpoints is the office's to forget.
    await rm(officeIn(folder).seen, { recursive: true })
    const database = await withDatabase(t)
    const { ledger } = await startOffice(t, { folder, database, wallUs: () => machine.wallUs() })
    // The office's key in another name.
    assert.notEqual(ledger.origin.key, site.ledger.origin.key)
    assert.equal(ledger.origin.key.split('+')[2], site.ledger.origin.key.split('+')[2])
    const parts = { ...site.parts, ledger, database: database.app }
    const own = await Books.open(parts)
    const room = roomFor(settingOf(hokuto, officeFor(hokuto)))
    for (const one of officeOrders(hokuto, room.terminal!)) await own.act(one)
    const books = await written({ ...site, ledger, parts }, hokuto, stepsToOpening(hokuto))
    while ((await ledger.head()).size <= from) {
      await books.act(orderOf(request, room, stepsToOpening(hokuto)[0]!))
    }
    const receipt = await receiptFor(
      { ledger, books, profile: hokuto },
      { keeper, act: opened, from },
    )
    assert.equal(basis(await releases.open(JSON.stringify(receipt))), receiptHouse.ownLedger)
  })
})
