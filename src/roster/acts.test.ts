import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Order } from '#acts/decided.ts'
import { securityKey } from '#cast/security-key.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { isRefusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { examineReceipt } from '#receipt/examine.ts'
import { readReceipt } from '#receipt/receipt.ts'
import { association } from '../../test/booked-office.ts'
import { primitives } from '../../test/exported.ts'
import { keeper, openedCase } from '../../test/receipts.ts'
import { type Crew, cosignPrimitives, party } from '../../test/rosters.ts'
import { refuseUnsignedAct } from './acts.ts'
import { decideChange } from './decide.ts'
import type { Roster } from './roster.ts'

type Sign = (crew: Crew, order: Order, checkpoint: string) => readonly CoSignature[]

/** What a keeper with this roster makes of a case that was signed like this. */
async function held(
  t: TestContext,
  profile: Profile,
  sign?: Sign,
  change: (roster: Roster) => Roster = roster => roster,
) {
  const { receipt, ground, crew, atUs } = await openedCase(t, profile, sign)
  const founded = decideChange(cosignPrimitives, null, crew.founding(0), {
    ...{ keeper, nowUs: atUs, leaves: 0, signCount: () => 0 },
  })
  assert.ok(!isRefusal(founded))
  const roster = change(founded)
  const read = readReceipt(primitives, JSON.stringify(await receipt()))!
  return examineReceipt(primitives, read, {
    ...ground,
    refuseUnsigned: act =>
      refuseUnsignedAct(cosignPrimitives, roster, act, { keeper, signCount: () => 0 }),
  })
}

const opens = ({ said }: Order) => said.type === 'Open'
const without =
  (leftOut: (order: Order, at: number) => boolean): Sign =>
  (crew, order, checkpoint) =>
    crew.signed(order, checkpoint).filter((_, at) => !leftOut(order, at))

for (const profile of [association, hokuto, nishinari, sakai, kawasaki]) {
  describe(`${profile.called}: 署名のある閲覧`, () => {
    test('内規: 決めた人と立ち会う人の全員が、自分の鍵で署名していれば開く', async t => {
      const found = await held(t, profile)
      assert.ok(!isRefusal(found), JSON.stringify(found))
    })

    test('内規: 一人でも署名がなければ、決めたときの署名でも、開かない', async t => {
      for (const leftOut of [opens, (order: Order) => !opens(order)]) {
        const found = await held(
          t,
          profile,
          without((order, at) => leftOut(order) && at === 0),
        )
        assert.ok(isRefusal(found))
        assert.equal(found.basis, receiptHouse.signed)
      }
    })
  })
}

describe('署名のまがいもの', () => {
  const refused = async (
    t: TestContext,
    sign: Sign,
    change?: (roster: Roster) => Roster,
  ): Promise<unknown> => {
    const found = await held(t, association, sign, change)
    return isRefusal(found) ? found.basis : found
  }
  /** Every signature of the opening made otherwise. */
  const otherwise =
    (change: (crew: Crew, one: CoSignature, at: number) => CoSignature): Sign =>
    (crew, order, checkpoint) => {
      const signed = crew.signed(order, checkpoint)
      return opens(order) ? signed.map((one, at) => change(crew, one, at)) : signed
    }
  const again =
    (changes: Partial<CoSignature['statement']>) =>
    (crew: Crew, { statement, checkpoint }: CoSignature) =>
      crew.keyOf(statement.person).cosign({ ...statement, ...changes }, checkpoint)

  test('内規: 承認の署名を立会いに使う、別の端末・録画係・閲覧への署名を使う', async t => {
    for (const changes of [
      { verb: 'approve' },
      { terminal: '端末2' },
      { keeper: 'b2'.repeat(16) },
      { session: '作業9' },
      { post: 'auditor' },
    ] as const) {
      assert.equal(await refused(t, otherwise(again(changes))), receiptHouse.signed)
    }
  })

  test('内規: 一人が二つの鍵で二人分を署名する', async t => {
    const all: Sign = otherwise((crew, { statement, checkpoint }) =>
      crew.keyOf('髙橋').cosign(statement, checkpoint),
    )
    assert.equal(await refused(t, all), receiptHouse.signed)
    const other = securityKey(party)
    const foreign = otherwise((_, { statement, checkpoint }) => other.cosign(statement, checkpoint))
    assert.equal(await refused(t, foreign), receiptHouse.signed)
  })

  test('内規: 事務室が職を作った人は、名簿にないので数えない', async t => {
    const sign: Sign = (crew, ...asked) => crew.signed(...asked)
    const out = (roster: Roster): Roster => ({
      ...roster,
      people: roster.people.map(one => (one.person === '髙橋' ? { ...one, posts: [] } : one)),
    })
    assert.equal(await refused(t, sign, out), rosterHouse.known)
    const other = (roster: Roster): Roster => ({
      ...roster,
      people: roster.people.map(one =>
        one.person === '髙橋' ? { ...one, posts: ['auditor'] } : one,
      ),
    })
    assert.equal(await refused(t, sign, other), rosterHouse.known)
  })

  test('内規: 端末に備わった鍵と、後から復旧した鍵は、その前の件には使えない', async t => {
    const sign: Sign = (crew, ...asked) => crew.signed(...asked)
    const every =
      (change: object) =>
      (roster: Roster): Roster => ({
        ...roster,
        people: roster.people.map(one => ({
          ...one,
          credentials: one.credentials.map(key => ({ ...key, ...change })),
        })),
      })
    assert.equal(await refused(t, sign, every({ attachment: 'platform' })), receiptHouse.signed)
    const late = 4_000_000_000_000_000
    assert.equal(await refused(t, sign, every({ fromUs: late })), receiptHouse.signed)
    assert.equal(await refused(t, sign, every({ sinceUs: late })), receiptHouse.signed)
  })
})
