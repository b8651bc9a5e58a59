import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Order } from '#acts/decided.ts'
import { minuteOf, minuteUs, startUs as startOf } from '#civil/minute.ts'
import { afterFounding } from '#keeper/orders/after-founding.ts'
import { carryOut } from '#keeper/orders/by-receipt.ts'
import { handler } from '#keeper/orders/handler.ts'
import { Nonces } from '#keeper/release/nonces.ts'
import { openReleaseDoor, releasePath } from '#keeper/release/release-door.ts'
import { isLive } from '#keyring/minutes.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Carrier } from '#office/carrying.ts'
import { receiptFor } from '#projections/receipt.ts'
import { association } from './booked-office.ts'
import { drained } from './office.ts'
import { startUs } from './scenario/hours.ts'
import { atEnd } from './site.ts'
import { type Witnessed, witnessedSite } from './witnessed.ts'

const basis = (found: object | null) => found && isRefusal(found) && found.basis

/** Decided in the office and signed by whoever decides; where its leaf stands. */
async function decidedBy(
  { books, ledger, crew, site }: Witnessed,
  stream: string,
  said: Readonly<Record<string, unknown>>,
  by: readonly string[] | null = null,
) {
  const order = { stream, said: { ...said, atUs: site.keeper.nowUs() } } as unknown as Order
  const { note } = await ledger.sign()
  const signed = crew.signed(order, note, by ?? undefined)
  const { outcome } = await books.act(order, signed)
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return { stream, n: await ledger.lastOf(stream) }
}

async function receiptOf(site: Witnessed, act: { stream: string; n: number }, changes = {}) {
  const { ledger, books, keeper, profile, releases } = site
  const { from } = await releases.greeting()
  return JSON.stringify(
    await receiptFor({ ledger, books, profile }, { keeper, act, from, ...changes }),
  )
}

/** Everybody holds their post. */
async function inOffice(t: TestContext, profile: Profile) {
  const site = await witnessedSite(t, profile)
  site.machine.wait(startUs - site.machine.trueUs)
  return site
}

/** A camera with three minutes of footage, and what the office decides of one of them. */
async function withFootage(t: TestContext, profile: Profile) {
  const site = await inOffice(t, profile)
  const { keeper, addCamera, record } = site.site
  const camera = await addCamera('門')
  const fromMinute = minuteOf(keeper.nowUs()) + 1
  site.machine.wait(startOf(fromMinute) - site.machine.trueUs)
  await record([camera], 3)
  const range = { camera, fromMinute, toMinute: fromMinute + 1 }
  const hold = {
    ...{ type: 'Hold', by: '課長', id: '延長1', range, needs: range },
    ...{ ground: '特に必要', reason: '連続する器物損壊の捜査のため', document: '' },
    ...{ endsOn: '2027-01-31', goneByUs: keeper.nowUs() + 1e12 },
  }
  return { ...site, camera, range, hold }
}

const held = ({ site }: Witnessed) => site.keeper.custody.keyring.holds

describe('署名された決定の証明で、録画係が行うこと', () => {
  test('第5条第3項: 延長。期限を過ぎてもその一分だけが残り、終えると消える', async t => {
    const site = await withFootage(t, nishinari)
    const { releases, range, camera } = site
    const act = await decidedBy(site, 'hold/main', site.hold)
    const ordered = await releases.order(await receiptOf(site, act))
    assert.ok(!isRefusal(ordered), JSON.stringify(ordered))
    const [hold] = held(site)
    assert.deepEqual([hold?.camera, hold?.fromMinute, hold?.toMinute], Object.values(range))
    assert.equal(hold?.unwitnessed, undefined)
    const told = await site.site.keeper.spool.lastOf('HoldAdded')
    assert.ok(told && 'receipt' in told && told.receipt === hold?.receipt)

    await site.site.stepAt(site.machine.trueUs + 20 * 1440 * minuteUs)
    const live = (minute: number) => isLive(site.site.keeper.custody.keyring, camera, minute)
    assert.deepEqual([live(range.fromMinute), live(range.toMinute)], [true, false])

    const end = { type: 'ReleaseHold', by: '課長', id: '延長1', reason: '捜査が終わったため' }
    const over = await decidedBy(site, 'hold/main', end)
    assert.ok(!isRefusal(await releases.order(await receiptOf(site, over))))
    assert.equal(live(range.fromMinute), false)
  })

  test('内規: 一度だけ。作り変えた証明、ほかの録画係、署名のない決定では、何もしない', async t => {
    const site = await withFootage(t, nishinari)
    const { releases } = site
    const act = await decidedBy(site, 'hold/main', site.hold)
    const receipt = await receiptOf(site, act)
    const other = await receiptOf(site, act, { keeper: 'f0'.repeat(16) })
    assert.equal(basis(await releases.order(other)), receiptHouse.thisKeeper)
    const bent = receipt.replaceAll(String(site.range.toMinute), String(site.range.toMinute + 1))
    assert.notEqual(bent, receipt)
    assert.ok(isRefusal(await releases.order(bent)))
    const asOpening = await releases.open(receipt)
    assert.equal(basis(asOpening), receiptHouse.recorded, 'it opens no picture')
    assert.ok(!isRefusal(await releases.order(receipt)))
    const again = await receiptOf(site, act)
    assert.equal(basis(await releases.order(again)), receiptHouse.once)
    assert.equal(held(site).length, 1)

    const unsigned = await decidedBy(site, 'hold/main', { ...site.hold, id: '延長2' }, [])
    assert.equal(basis(await releases.order(await receiptOf(site, unsigned))), receiptHouse.signed)
    assert.equal(held(site).length, 1)
  })

  test('内規: 途中で倒れても、示し直せば一つだけできる', async t => {
    const site = await withFootage(t, nishinari)
    const act = await decidedBy(site, 'hold/main', site.hold)
    const receipt = JSON.parse(await receiptOf(site, act))
    const command = await site.releases.order(JSON.stringify(receipt))
    assert.ok(!isRefusal(command))
    const [hold] = held(site)
    // As after a crash between the keyring and the line that burns.
    const ordered = { id: hold!.receipt!, command, profile: nishinari }
    assert.equal(await carryOut(site.site.keeper, ordered), null)
    assert.equal(held(site).length, 1)
  })

  test('第5条第3項: 消えた後に届いた延長は、録画係が断る', async t => {
    const site = await withFootage(t, nishinari)
    const act = await decidedBy(site, 'hold/main', site.hold)
    await site.site.stepAt(site.machine.trueUs + 20 * 1440 * minuteUs)
    const found = await site.releases.order(await receiptOf(site, act))
    assert.equal(basis(found), nishinari.retention.by)
    assert.equal(held(site).length, 0)
  })

  test('第6条第4項: 保存期間は、管理責任者の署名した決定でだけ変わる', async t => {
    const site = await inOffice(t, kawasaki)
    const decision = {
      ...{ type: 'DecidePeriod', by: '課長', hours: 168, reason: '窃盗の届け出が多いため' },
      ...{ manual: '第3版', circumstance: '', purpose: '', reviewOn: '' },
    }
    const act = await decidedBy(site, 'period/main', decision)
    const ordered = await site.releases.order(await receiptOf(site, act))
    assert.ok(!isRefusal(ordered), JSON.stringify(ordered))
    const { rules } = site.site.keeper.custody.keyring
    assert.equal(rules.at(-1)?.article, kawasaki.retention.by.cite)
    const decided = rules.at(-1)?.retention as { decided: { hours: number } } | undefined
    assert.equal(decided?.decided.hours, 168)
    const shorter = await decidedBy(site, 'period/main', { ...decision, hours: 24 })
    site.machine.wait(minuteUs)
    await decidedBy(site, 'period/main', { ...decision, hours: 48 })
    const late = await site.releases.order(await receiptOf(site, shorter))
    assert.equal(basis(late), receiptHouse.decidedAgain, 'decided otherwise since')
  })

  test('内規: 期限前の消去は、二人の決定でだけ。延長された一分は残る', async t => {
    const site = await withFootage(t, association)
    const { releases, range, camera } = site
    const words = {
      type: 'EraseEarly',
      by: '会長',
      deciders: ['会長', '髙橋'],
      reason: '室内が写った',
    }
    const wide = { ...range, toMinute: range.fromMinute + 2 }
    const act = await decidedBy(site, 'early-erasure/1', { ...words, range: wide })
    const ordered = await releases.order(await receiptOf(site, act))
    assert.ok(!isRefusal(ordered), JSON.stringify(ordered))
    const live = (minute: number) => isLive(site.site.keeper.custody.keyring, camera, minute)
    const { fromMinute } = range
    assert.deepEqual(
      [0, 1, 2].map(n => live(fromMinute + n)),
      [false, false, true],
    )
    const released = await site.site.keeper.spool.lastOf('EarlyRelease')
    assert.equal(released?.reason, 'order')
  })
})

describe('録画係の時刻と鍵束', () => {
  const confirm = { type: 'ConfirmClock', by: '課長', officers: ['課長'] }

  test('内規: 尋ねられたことへの署名でだけ改める。保存期間を超えるときは二名', async t => {
    const site = await inOffice(t, nishinari)
    await site.site.addCamera('門')
    const { releases, keeper } = site
    const stream = `machine/${keeper}`
    const show = async (words: object) =>
      releases.order(await receiptOf(site, await decidedBy(site, stream, { ...confirm, ...words })))
    const { nonce } = await releases.greeting()
    const nowUs = site.site.keeper.nowUs()
    const toUs = nowUs + 30 * 1440 * minuteUs
    assert.equal(basis(await show({ toUs, nonce: 'いつかの値' })), machineHouse.asked)
    assert.equal(basis(await show({ toUs, nonce })), machineHouse.twoOfficers)
    assert.ok(Math.abs(site.site.keeper.nowUs() - nowUs) < minuteUs)
    const two = await show({ toUs, nonce, officers: ['課長', '担当'] })
    assert.ok(!isRefusal(two), JSON.stringify(two))
    assert.ok(Math.abs(site.site.keeper.nowUs() - toUs) < minuteUs)
    const accepted = await site.site.keeper.spool.lastOf('ClockAccepted')
    assert.ok(accepted && 'receipt' in accepted && !('unwitnessed' in accepted))
    assert.deepEqual(accepted.by, ['課長', '担当'])

    const back = await show({ toUs: nowUs, nonce, officers: ['課長', '担当'] })
    assert.ok(!isRefusal(back), 'within ten minutes of being asked both ways are open')
  })

  test('内規: ほかの録画係についての確認、署名の欠けた確認では、何も変わらない', async t => {
    const site = await inOffice(t, nishinari)
    await site.site.addCamera('門')
    const { releases, keeper } = site
    const { nonce } = await releases.greeting()
    const nowUs = site.site.keeper.nowUs()
    const words = { ...confirm, toUs: nowUs + 60 * minuteUs, nonce }
    const elsewhere = await decidedBy(site, `machine/${'f0'.repeat(16)}`, words)
    const other = await releases.order(await receiptOf(site, elsewhere))
    assert.equal(basis(other), receiptHouse.thisKeeper)
    const unsigned = await decidedBy(site, `machine/${keeper}`, words, [])
    assert.equal(basis(await releases.order(await receiptOf(site, unsigned))), receiptHouse.signed)
    assert.ok(Math.abs(site.site.keeper.nowUs() - nowUs) < minuteUs)
  })
})

test('内規: カメラの新しい鍵は、署名して認める。外したカメラは、もう録画されない', async t => {
  const site = await inOffice(t, nishinari)
  const camera = await site.site.addCamera('門')
  const { releases, keeper } = site
  const { nonce } = await releases.greeting()
  const words = { by: '課長', officers: ['課長'], nonce, camera, reason: '交換した' }
  const show = async (more: object) =>
    releases.order(
      await receiptOf(site, await decidedBy(site, `machine/${keeper}`, { ...words, ...more })),
    )
  const pin = 'ab'.repeat(32)
  const trusted = await show({ type: 'TrustCamera', known: { pin } })
  assert.ok(!isRefusal(trusted), JSON.stringify(trusted))
  const { cameras } = site.site.keeper.custody.keyring
  assert.equal((cameras.get(camera)?.about.pin as { sha256: string } | undefined)?.sha256, pin)
  const told = await site.site.keeper.spool.lastOf('CameraTrusted')
  assert.ok(told && 'receipt' in told && !('unwitnessed' in told))
  const unknown = await show({ type: 'TakeCameraAway', camera: 'f0'.repeat(16) })
  assert.equal(basis(unknown), receiptHouse.thisKeeper)
  assert.ok(!isRefusal(await show({ type: 'TakeCameraAway' })))
  const about = site.site.keeper.custody.keyring.cameras.get(camera)?.about
  assert.notEqual(about?.removedUs, undefined)
  assert.equal(basis(await show({ type: 'TakeCameraAway' })), receiptHouse.thisKeeper)
})

test('内規: 録画係が尋ねる値は十分で古くなり、起動し直せばすべて古い', () => {
  const nonces = new Nonces()
  const first = nonces.newest(0)
  assert.equal(nonces.newest(59_000), first)
  const second = nonces.newest(61_000)
  assert.notEqual(second, first)
  assert.ok(nonces.isFresh(first, 600_000) && nonces.isFresh(second, 600_000))
  assert.ok(!nonces.isFresh(first, 600_001) && !new Nonces().isFresh(second, 61_000))
})

test('内規: 名簿を認めた録画係の前では、名を言うだけの延長も期間の決定も受け取らない', async t => {
  const site = await withFootage(t, nishinari)
  const { roster } = site.releases
  const door = afterFounding(handler(site.site.keeper), () => roster !== null)
  for (const order of ['hold.add', 'retention.decide', 'clock.accept', 'camera.trust']) {
    const outcome = await door({ order }, () => {})
    assert.ok('refusal' in outcome)
    assert.equal((outcome.refusal as Refusal).basis, rosterHouse.byAct)
  }
  const before = afterFounding(handler(site.site.keeper), () => false)
  await assert.rejects(
    before({ order: 'hold.add' }, () => {}),
    'as before: it asks for words',
  )
})

test('内規: 決まったことは、録画係が起きていなくても待ち、届くまで状態に出る', async t => {
  const site = await withFootage(t, nishinari)
  const { ledger, books, profile, releases } = site
  const path = releasePath(`${site.site.premises.directory}/run-door`)
  const openBooks = async () => books
  const carrier = new Carrier({ ledger, openBooks, profile, path })
  await decidedBy(site, 'hold/main', site.hold)
  const elsewhere = { ...site.range, camera: 'f0'.repeat(16) }
  const foreign = { ...site.hold, id: '延長2', range: elsewhere, needs: elsewhere }
  const other = await decidedBy(site, 'hold/main', foreign)
  await carrier.once().catch(() => {})
  assert.deepEqual(
    carrier.undelivered.map(({ type, refusal }) => [type, refusal]),
    [
      ['Held', null],
      ['Held', null],
    ],
  )
  const door = await openReleaseDoor(path, { releases, refused: () => {} })
  atEnd(t, () => door.close())
  await carrier.once()
  assert.equal(held(site).length, 1)
  const [left, ...others] = carrier.undelivered
  assert.deepEqual(others, [])
  assert.deepEqual(left?.refusal?.basis, receiptHouse.thisKeeper)
  assert.equal(left?.stream, other.stream)
  await drained(site.office, site.site)
  const next = new Carrier({ ledger, openBooks, profile, path })
  await next.once()
  assert.equal(next.undelivered.length, 1, 'what the keeper says it did is not shown again')
})
