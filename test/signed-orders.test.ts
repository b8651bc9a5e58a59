import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import type { Order, OrderHandler } from '#door/door.ts'
import { sha256 } from '#hash/sha256.ts'
import { changesTrust } from '#keeper/orders/camera-acquaintance.ts'
import { handler } from '#keeper/orders/handler.ts'
import { type AskedOrders, signedOrders } from '#keeper/orders/signed-orders.ts'
import { acquaintanceOf } from '#keeper/recording/access.ts'
import type { Refusal } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Asked } from '#roster/confirmation.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { freshSigner } from './ledger.ts'
import { crewOf } from './rosters.ts'
import { siteFor } from './site.ts'
import { witnessedSite } from './witnessed.ts'

const pin = 'ab'.repeat(32)
const trust = { order: 'camera.trust', pin, reason: 'カメラを交換した' }

/** A keeper that knows its people, and its console. */
async function atConsole(t: TestContext) {
  const all = await witnessedSite(t, nishinari)
  const { site, releases, crew, ledger } = all
  const camera = await site.addCamera('門')
  const own = handler(site.keeper)
  const clock = { ms: 0 }
  const console = (founded = true): OrderHandler =>
    signedOrders(
      {
        ...{ handle: own, isFounded: () => founded, nowMs: () => clock.ms, refused: () => {} },
        confirm: (asked, signed) => releases.confirm(asked, signed),
        changesTrust: order => changesTrust(site.keeper, order),
      },
      own,
    )
  const door = console()
  const say = (order: Order, to = door) => to(order, () => {})
  const { note: checkpoint } = await ledger.sign()
  const signedBy = (asked: Asked, by: readonly string[], words = {}) =>
    crew.confirmed(asked, { atUs: site.keeper.nowUs(), by, checkpoint, ...words })
  /** The order is given, and what is asked of people for it. */
  async function asked(order: object = { ...trust, camera }, to = door): Promise<Asked> {
    assert.equal(basisOf(await say(order as Order, to)), rosterHouse.atConsole)
    const { result } = (await say({ order: 'order.asked' }, to)) as { result: AskedOrders }
    return result.asked.at(-1)!
  }
  const enter = (nonce: string, signed: unknown, to = door) =>
    say({ order: 'order.enter', nonce, signed }, to)
  const pinned = () =>
    acquaintanceOf(site.keeper.custody.keyring.cameras.get(camera)!.about).pin?.sha256
  return { ...all, camera, clock, console, say, signedBy, asked, enter, pinned }
}

const basisOf = (outcome: object) =>
  'refusal' in outcome ? (outcome.refusal as Refusal).basis : outcome

describe('機械の前の指示への署名', () => {
  test('内規: カメラの鍵は、名簿の一人がその指示に署名して、はじめて信頼し直される', async t => {
    const at = await atConsole(t)
    const asked = await at.asked()
    assert.equal(at.pinned(), undefined, 'asking changes nothing')
    const outcome = await at.enter(asked.nonce, at.signedBy(asked, ['課長']))
    assert.ok('result' in outcome, JSON.stringify(outcome))
    assert.equal(at.pinned(), pin)
    const told = await at.site.keeper.spool.lastOf('CameraTrusted')
    assert.ok(told && 'signed' in told && !('unwitnessed' in told))
    assert.deepEqual(told.by, ['課長'])
    assert.match(told.signed, /^[0-9a-f]{64}$/)
  })

  test('内規: 一度だけ、その指示だけ、三十分のうちだけ、その録画係だけ', async t => {
    const at = await atConsole(t)
    const asked = await at.asked()
    const signed = at.signedBy(asked, ['課長'])
    const other = await at.asked({ ...trust, camera: at.camera, pin: 'cd'.repeat(32) })
    assert.equal(basisOf(await at.enter(other.nonce, signed)), rosterHouse.atConsole)
    const widened = at.signedBy({ ...asked, order: other.order }, ['課長'])
    assert.equal(basisOf(await at.enter(asked.nonce, widened)), rosterHouse.atConsole)
    const elsewhere = at.signedBy(asked, ['課長'], { keeper: 'f0'.repeat(16) })
    assert.equal(basisOf(await at.enter(asked.nonce, elsewhere)), rosterHouse.atConsole)
    assert.equal(
      basisOf(await at.enter(asked.nonce, signed, at.console())),
      rosterHouse.atConsole,
      'after a restart nothing is asked',
    )
    assert.equal(at.pinned(), undefined)

    const both = await Promise.all([at.enter(asked.nonce, signed), at.enter(asked.nonce, signed)])
    assert.deepEqual(both.map(one => 'result' in one).toSorted(), [false, true])
    assert.equal(at.pinned(), pin)
    assert.equal(basisOf(await at.enter(asked.nonce, signed)), rosterHouse.atConsole)

    at.clock.ms += 30 * 60_000 + 1
    const late = at.signedBy(other, ['課長'])
    assert.equal(basisOf(await at.enter(other.nonce, late)), rosterHouse.atConsole)
    assert.equal(at.pinned(), pin)
  })

  test('内規: 別の意味の署名、名簿にない人、監査や委託の人、二度の署名では、行わない', async t => {
    const at = await atConsole(t)
    const asked = await at.asked()
    const refusedFor = async (signed: readonly object[]) =>
      basisOf(await at.enter(asked.nonce, signed))
    assert.equal(
      await refusedFor(at.signedBy(asked, ['課長'], { verb: 'approve' })),
      rosterHouse.atConsole,
    )
    assert.equal(
      await refusedFor(at.signedBy(asked, ['課長'], { post: 'auditor' })),
      rosterHouse.atConsole,
    )
    assert.equal(
      await refusedFor(at.signedBy(asked, ['課長'], { person: '乗取' })),
      rosterHouse.atConsole,
    )
    const once = at.signedBy(asked, ['課長'])
    assert.equal(await refusedFor([...once, ...once]), rosterHouse.atConsole)
    await assert.rejects(at.enter(asked.nonce, []), /no signatures of an order/)
    await assert.rejects(at.enter(asked.nonce, [{ grade: 'A' }]), /no signatures of an order/)
    assert.equal(at.pinned(), undefined)
    const outcome = await at.enter(asked.nonce, at.signedBy(asked, ['課長']))
    assert.ok('result' in outcome, 'what was refused can still be signed rightly')
  })

  test('内規: 住所が変わるだけなら署名はいらない。鍵が変わる、鍵のない道に移る、は署名がいる', async t => {
    const at = await atConsole(t)
    const asked = await at.asked()
    await at.enter(asked.nonce, at.signedBy(asked, ['課長']))
    const there = { order: 'camera.address', camera: at.camera, reason: 'ルーターの交換' }
    const same = { ...there, url: 'rtsps://127.0.0.1:9/y' }
    const moved = await at.say(same)
    assert.ok('result' in moved, JSON.stringify(moved))
    const asks = [
      { ...same, pin: 'cd'.repeat(32) },
      { ...same, allowBasic: true },
      { ...there, url: 'rtsp://127.0.0.1:9/y' },
    ]
    for (const order of asks) await at.asked(order)
    assert.equal(at.pinned(), pin)
  })

  test('内規: 取り込む映像の時刻を遅く改めるには、書き留めた人と確かめた人の両方が署名する', async t => {
    const at = await atConsole(t)
    const clockError = {
      ...{ cameraShowedUs: 1, trueUs: 2, removedAtUs: 3 },
      ...{ notedBy: '担当', confirmedBy: '課長' },
    }
    const take = { order: 'import.take', camera: '門', clockError, examination: null }
    const asked = await at.asked(take)
    assert.deepEqual(asked.order, { order: 'import.correct', camera: '門', clockError })
    const alone = await at.enter(asked.nonce, at.signedBy(asked, ['課長']))
    assert.equal(basisOf(alone), rosterHouse.correction)
    const both = await at.enter(asked.nonce, at.signedBy(asked, ['課長', '担当']))
    assert.ok('result' in both, JSON.stringify(both))
    // From here on it is judged as an import: this one has no film behind it.
    await assert.rejects(at.say(take), /examination/)
    await at.asked({ ...take, clockError: { ...clockError, trueUs: 4 } })
    await at.asked({ ...take, camera: '裏門' })
    await assert.rejects(at.say({ ...take, clockError: undefined }), /examination/)
  })

  test('内規: 名簿のないうちは、機械の前で行い、そう記録する', async t => {
    const at = await atConsole(t)
    const outcome = await at.say({ ...trust, camera: at.camera }, at.console(false))
    assert.ok('result' in outcome, JSON.stringify(outcome))
    const told = await at.site.keeper.spool.lastOf('CameraTrusted')
    assert.ok(told && 'atConsole' in told && !('by' in told))
  })

  test('内規: 事務室が動いていなくても、時刻は署名で改まる。保存期間を超えるときは二名', async t => {
    const at = await atConsole(t)
    const { keeper } = at.site
    const nowUs = keeper.nowUs()
    const us = nowUs + 30 * 1440 * minuteUs
    const asked = await at.asked({ order: 'clock.accept', us, by: ['課長', '担当'] })
    const alone = await at.enter(asked.nonce, at.signedBy(asked, ['課長']))
    assert.equal(basisOf(alone), machineHouse.twoOfficers)
    const oneKey = at.signedBy(asked, ['課長']).concat(at.signedBy(asked, ['課長']))
    assert.equal(basisOf(await at.enter(asked.nonce, oneKey)), rosterHouse.atConsole)
    assert.ok(keeper.nowUs() - nowUs < minuteUs)
    const both = await at.enter(asked.nonce, at.signedBy(asked, ['課長', '担当']))
    assert.ok('result' in both, JSON.stringify(both))
    assert.ok(Math.abs(keeper.nowUs() - us) < minuteUs)
    const told = await keeper.spool.lastOf('ClockAccepted')
    assert.ok(told && 'signed' in told)
    assert.deepEqual(told.by, ['課長', '担当'])
  })

  test('内規: 外した人の名を書いても、署名した人として記録されることはない', async t => {
    const at = await atConsole(t)
    const removal = { order: 'camera.remove', camera: at.camera, reason: '廃止' }
    const asked = await at.asked({ ...removal, id: 7, by: ['市長'], signed: 'ff' })
    await at.enter(asked.nonce, at.signedBy(asked, ['課長', '担当']))
    const told = await at.site.keeper.spool.lastOf('CameraRemoved')
    assert.ok(told && 'by' in told, JSON.stringify(told))
    assert.deepEqual(told.by, ['課長', '担当'])
    assert.notEqual(told.signed, 'ff')
  })
})

test('内規: 名簿を認めた機械で、カメラを外すには、書き出した指示への署名を入れる', async t => {
  const site = await siteFor(t)
  await site.init('hokuto')
  const { keeper } = JSON.parse(await readFile(join(site.data, 'site.json'), 'utf8'))
  const signer = freshSigner()
  const people = { 課長: ['manager'], 担当: ['operator'] } as const
  const crew = crewOf(people, { ledger: printedKey(signer.key), keeper })
  const entry = ['--name', '裏門', '--place', '門', '--area', '門の前', '--user', '']
  const added = await site.call(['camera', 'add', 'rtsp://127.0.0.1:9/x', ...entry, '--no-test'])
  assert.equal(added.code, 0, added.stderr)
  const founding = join(site.folder, 'founding.json')
  await writeFile(founding, JSON.stringify(crew.founding(0).change.alteration))
  assert.equal((await site.call(['roster', 'found', founding, '--yes'])).code, 0)
  const running = await site.start(['run'])
  t.after(() => running.stop())

  const no = await site.call(['camera', 'remove', '裏門', '--reason', '廃止'])
  assert.equal(no.code, 3, no.stdout + no.stderr)
  assert.match(no.stdout + no.stderr, /order ask FILE/)
  const file = join(site.folder, 'asked.json')
  assert.equal((await site.call(['order', 'ask', file])).code, 0)
  const asked = JSON.parse(await readFile(file, 'utf8')) as Asked
  assert.equal(asked.order.reason, '廃止')
  const checkpoint = signCheckpoint(
    { origin: signer.key.name, size: 0, root: sha256() },
    signer.key,
    signer.sign,
  )
  const signed = crew.confirmed(asked, { atUs: Date.now() * 1000, by: ['課長'], checkpoint })
  await writeFile(file, JSON.stringify({ nonce: asked.nonce, signed }))
  const entered = await site.call(['order', 'enter', file])
  assert.equal(entered.code, 0, entered.stdout + entered.stderr)
  assert.equal((await site.call(['order', 'enter', file])).code, 3, 'only once')
  assert.match((await site.call(['order', 'list'])).stdout, /署名を待つ指示はありません/)
})
