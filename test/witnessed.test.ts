import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, type TestContext, test } from 'node:test'
import { securityKey } from '#cast/security-key.ts'
import { minuteUs, secondUs } from '#civil/minute.ts'
import type { Statement } from '#cosign/statement.ts'
import { openReleaseDoor } from '#keeper/release/release-door.ts'
import type { Session } from '#keeper/release/session.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { openShowing } from '#office/showing.ts'
import { association } from './booked-office.ts'
import { opened } from './receipts.ts'
import { party } from './rosters.ts'
import { atEnd, folderFor, until } from './site.ts'
import { type Witnessed, witnessedSite } from './witnessed.ts'

const session = (found: Session | Refusal): Session => {
  assert.ok(!isRefusal(found), JSON.stringify(found))
  return found
}
const basis = (found: Session | Refusal) => (isRefusal(found) ? found.basis : found)

/** Up to the first picture. */
async function begun(site: Witnessed): Promise<Session> {
  const { releases } = site
  await site.acted()
  const { from } = await releases.greeting()
  const opened = session(await releases.open(await site.receipt(from)))
  assert.equal(opened.state, 'waiting')
  const proof = await site.proofOf(opened.started, (await releases.greeting()).from)
  assert.ok(await releases.begin(opened, proof))
  assert.equal(opened.state, 'open')
  return opened
}

const told = async ({ site }: Witnessed) => {
  const released = await site.keeper.spool.lastOf('FootageReleased')
  return released && { how: released.how, ranges: released.ranges, pictures: released.pictures }
}

/** A witness's answer to the question on the screen. */
async function answer(
  { crew, site, keeper, ledger }: Witnessed,
  opened: Session,
  person: string,
  more: Partial<Statement> = {},
) {
  const { n, nonce } = opened.question!
  const statement = crew.statementOf('presence', person, {
    ...{ actId: randomBytes(16).toString('base64url'), act: nonce, n, keeper },
    ...{ session: opened.opening.session, terminal: opened.opening.terminal },
    notAfterUs: site.keeper.nowUs() + minuteUs,
    ...more,
  })
  const { note } = await ledger.sign()
  return crew.keyOf(person).cosign(statement, note)
}

for (const profile of [association, hokuto, sakai]) {
  describe(`${profile.called}: 立ち会う閲覧`, () => {
    test('内規: 台帳に残り、署名がそろい、始まりが台帳で証明されてから、承認された分だけが映せる', async t => {
      const site = await witnessedSite(t, profile)
      const opened = await begun(site)
      const [range] = opened.opening.ranges
      assert.ok(range)
      const { camera, fromMinute, toMinute } = range
      const listed = await opened.minute(camera, fromMinute)
      assert.ok(!isRefusal(listed) && listed.pictures.length > 10)
      const picture = await opened.picture(camera, fromMinute, 3)
      assert.ok(picture && !isRefusal(picture) && picture.jpeg)
      assert.equal(picture.captureUs, listed.pictures[3])
      const wider = await opened.picture(camera, toMinute, 0)
      assert.deepEqual(
        wider && isRefusal(wider) && wider.basis,
        profile.approval.range,
        'one minute more',
      )
      const other = await opened.minute('other', fromMinute)
      assert.deepEqual(isRefusal(other) && other.basis, profile.approval.range)
      await opened.close('ended')
      const after = await opened.picture(camera, fromMinute, 3)
      assert.equal(after && isRefusal(after) && after.basis, receiptHouse.once)
      const shown = [{ camera, fromMinute, toMinute: fromMinute + 1 }]
      assert.deepEqual(await told(site), { how: 'ended', ranges: shown, pictures: 1 })
    })
  })
}

describe('受領証は一度だけ', () => {
  test('内規: 二度目、起動しなおした後、見ている間の二人目は、開かない', async t => {
    const site = await witnessedSite(t, hokuto)
    const { releases } = site
    await site.acted()
    const receipt = await site.receipt((await releases.greeting()).from)
    const [first, second] = await Promise.all([releases.open(receipt), releases.open(receipt)])
    const opened = session(first)
    assert.equal(basis(second), receiptHouse.oneReader)
    assert.equal(basis(await releases.open(receipt)), receiptHouse.oneReader)
    await opened.close('ended')
    const { from, untold } = await releases.greeting()
    assert.equal(basis(await releases.open(await site.receipt(from))), receiptHouse.told)
    assert.ok(!(await releases.told(await site.proofOf(opened.started, from))))
    const onwards = (await releases.greeting()).from
    assert.ok(await releases.told(await site.proofOf(untold!, onwards)))
    const again = await site.receipt((await releases.greeting()).from)
    assert.equal(basis(await releases.open(again)), receiptHouse.once)
    await releases.close()
    const later = await site.open()
    assert.equal((await later.greeting()).untold, null)
    assert.equal(basis(await later.open(again)), receiptHouse.once)
    await later.close()
  })

  test('内規: 映している途中で録画係が倒れたら、次の起動が、映したかもしれない全部を書き残す', async t => {
    const site = await witnessedSite(t, hokuto)
    const opened = await begun(site)
    const { ranges } = opened.opening
    const next = await site.open()
    const found = await told(site)
    assert.equal(found?.how, 'powerCut')
    assert.equal(found?.pictures, null)
    assert.deepEqual(
      found?.ranges,
      ranges.map(({ camera, fromMinute, toMinute }) => ({ camera, fromMinute, toMinute })),
    )
    assert.equal(next.session, null)
    await next.close()
  })

  test('内規: 始まりの証明がほかのものなら、映さない', async t => {
    const site = await witnessedSite(t, hokuto)
    const { releases } = site
    await site.acted()
    const opened = session(
      await releases.open(await site.receipt((await releases.greeting()).from)),
    )
    const { from } = await releases.greeting()
    for (const wrong of [null, {}, await site.proofOf(opened.started - 1, from)]) {
      assert.ok(!(await releases.begin(opened, wrong)))
    }
    const good = await site.proofOf(opened.started, (await releases.greeting()).from)
    const bent = { ...good, index: 1 }
    assert.ok(!(await releases.begin(opened, bent)))
    assert.ok(await releases.begin(opened, good))
  })
})

describe('その場にいること', () => {
  const ready = async (t: TestContext) => {
    const site = await witnessedSite(t, hokuto)
    return { site, opened: await begun(site) }
  }
  /** The office goes on saying that it is there. */
  const passing = async ({ site }: Witnessed, opened: Session, us: number) => {
    for (let at = 0; at < us; at += 2 * secondUs) {
      site.machine.wait(2 * secondUs)
      opened.alive()
      await opened.tick()
    }
  }

  test('内規: 事務室が5秒黙れば、映像は止まる', async t => {
    const { site, opened } = await ready(t)
    await passing(site, opened, 60 * secondUs)
    assert.equal(opened.state, 'open')
    site.machine.wait(6 * secondUs)
    await opened.tick()
    assert.equal(opened.state, 'closed')
    assert.equal((await told(site))?.how, 'connectionLost')
  })

  test('内規: 立会いの全員が、尋ねられるたびに自分の鍵で答えれば続き、一人でも答えなければ止まる', async t => {
    const { site, opened } = await ready(t)
    const [first, second] = opened.opening.witnesses as [string, string]
    const asked = () => opened.question?.n ?? null
    assert.equal(asked(), null)
    await passing(site, opened, 14 * minuteUs + 4 * secondUs)
    assert.equal(asked(), 1)
    assert.equal(await opened.answer(await answer(site, opened, first)), null)
    const stolen = await answer(site, opened, second, { n: 2 })
    assert.equal((await opened.answer(stolen))?.basis, receiptHouse.presence)
    const approving = await answer(site, opened, second, { verb: 'witness', n: null })
    assert.equal((await opened.answer(approving))?.basis, receiptHouse.presence)
    const same = await answer(site, opened, second)
    for (const witness of opened.opening.witnesses.slice(1)) {
      assert.equal(await opened.answer(await answer(site, opened, witness)), null)
    }
    assert.equal(asked(), null)
    await passing(site, opened, 15 * minuteUs)
    assert.equal(asked(), 2)
    assert.equal((await opened.answer(same))?.basis, receiptHouse.presence, 'replayed')
    await passing(site, opened, 62 * secondUs)
    assert.equal(opened.state, 'closed')
    assert.equal((await told(site))?.how, 'lapsed')
  })

  test('内規: 立会いの一人が渡した鍵で、もう一人の答えをしても、数えない', async t => {
    const { site, opened } = await ready(t)
    const { crew, releases, ledger } = site
    const [first, second] = opened.opening.witnesses as [string, string]
    const giver = Object.keys(crew.posts).find(one => one !== first && one !== second)
    assert.ok(giver && releases.roster)
    const handed = securityKey(party)
    const change = crew.change(
      releases.roster,
      { kind: 'enrol', person: second, key: crew.newKey(handed), by: first },
      {
        ...{ atUs: site.site.keeper.nowUs(), by: [first, giver] },
        checkpoint: (await ledger.sign()).note,
      },
    )
    assert.ok(!isRefusal(await releases.changeRoster(change)))
    await passing(site, opened, 14 * minuteUs + 4 * secondUs)
    assert.equal(await opened.answer(await answer(site, opened, first)), null)
    const { statement, checkpoint } = await answer(site, opened, second)
    const lent = handed.cosign(statement, checkpoint)
    assert.equal((await opened.answer(lent))?.basis, receiptHouse.presence)
    assert.equal(await opened.answer(await answer(site, opened, second)), null)
  })

  test('内規: 一人が席を外すと、すぐに止まる', async t => {
    const { site, opened } = await ready(t)
    const [range] = opened.opening.ranges
    const { camera, fromMinute } = range!
    const looking = opened.picture(camera, fromMinute, 0)
    await opened.leave()
    assert.ok(isRefusal((await looking)!), 'what was asked for before comes no more')
    assert.equal((await told(site))?.how, 'lapsed')
  })
})

describe('録画係の戸口', () => {
  async function knocking(t: TestContext) {
    const site = await witnessedSite(t, hokuto)
    const refused: Refusal[] = []
    const path = join(await folderFor(t), 'release')
    const { releases } = site
    const door = await openReleaseDoor(path, { releases, refused: one => refused.push(one) })
    atEnd(t, () => door.close())
    const knock = () => knockAt(path)
    return { site, refused, knock }
  }

  test('内規: 受領証、始まりの証明、閉じるまでの言葉を、順に交わす。つながりが切れたら、映像は止まる', async t => {
    const { site, knock } = await knocking(t)
    const { greeting } = await (await knock()).heard()
    assert.equal(greeting.untold, null)
    await site.acted()
    const office = await knock()
    await office.heard()
    office.say({ receipt: JSON.parse(await site.receipt(greeting.from)) })
    const { started, from } = await office.heard()
    assert.ok(started > 0)
    office.say({ begin: await site.proofOf(started, from) })
    assert.deepEqual(await office.heard(), { open: true })
    assert.equal(site.releases.session?.state, 'open')
    office.close()
    await until(async () => (await told(site)) !== undefined)
    assert.equal((await told(site))?.how, 'connectionLost')
    assert.equal(site.releases.session, null)
  })

  test('内規: 断った受領証は数え、形にならない言葉は、つながりを切る', async t => {
    const { site, knock, refused } = await knocking(t)
    await site.acted()
    const office = await knock()
    await office.heard()
    office.say({ receipt: { ...JSON.parse(await site.receipt(0)), keeper: 'b2'.repeat(16) } })
    const { refusal } = await office.heard()
    assert.deepEqual(refusal.basis, receiptHouse.thisKeeper)
    assert.equal(refused.length, 1)
    for (const word of ['x', '[]', '{}', '{"begin":1}', '{"end":true}']) {
      const other = await knock()
      await other.heard()
      other.write(`${word}\n`)
      await other.ended
    }
    assert.equal(site.releases.session, null)
  })
})

test('内規: 事務室は、前の閲覧を証明し、受領証を示し、つながりを保つ。終えると、次が開ける', async t => {
  const site = await witnessedSite(t, hokuto)
  const path = join(await folderFor(t), 'release')
  const { releases, ledger, books } = site
  const door = await openReleaseDoor(path, { releases, refused: () => {} })
  atEnd(t, () => door.close())
  await site.acted()
  const parts = { ledger, books, profile: hokuto, path }
  const showing = await openShowing(parts, opened)
  assert.ok(!isRefusal(showing), JSON.stringify(showing))
  assert.equal(showing.keeper, site.keeper)
  assert.equal(releases.session?.state, 'open')
  const second = await openShowing(parts, opened)
  assert.ok(isRefusal(second))
  assert.equal(showing.question(), null)
  showing.end()
  await showing.closed
  assert.equal((await told(site))?.how, 'ended')
  const again = await openShowing(parts, opened)
  assert.ok(isRefusal(again))
  assert.deepEqual(again.basis, receiptHouse.once)
  assert.equal((await releases.greeting()).untold, null, 'what was shown is proven now')
  const nowhere = openShowing({ ...parts, path: `${path}2` }, opened)
  await assert.rejects(nowhere, { kind: 'Unavailable' })
})

/** A connection to the door, line for line. */
async function knockAt(path: string) {
  const socket = net.connect(path)
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const ended = once(socket, 'close')
  await once(socket, 'connect')
  return {
    ended,
    // biome-ignore lint/suspicious/noExplicitAny: what an office would hear
    heard: async (): Promise<any> => JSON.parse((await lines.next()).value ?? 'null'),
    say: (words: object) => void socket.write(`${JSON.stringify(words)}\n`),
    write: (text: string) => void socket.write(text),
    close: () => void socket.destroy(),
  }
}
