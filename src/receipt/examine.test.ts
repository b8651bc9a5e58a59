import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import { association } from '../../test/booked-office.ts'
import { primitives } from '../../test/exported.ts'
import { opened as openedAct, openedCase, stepsToOpening } from '../../test/receipts.ts'
import type { Step } from '../../test/scenario/desk.ts'
import { examineReceipt } from './examine.ts'
import type { Ground, SignedAct } from './ground.ts'
import { readReceipt } from './receipt.ts'

const examined = (written: object, ground: Ground) => {
  const receipt = readReceipt(primitives, JSON.stringify(written))
  return receipt && examineReceipt(primitives, receipt, ground)
}
const leafAt = ({ leaf }: { leaf: string }) => decodeLeaf(Buffer.from(leaf, 'base64'))!
const examinedId = (written: object, ground: Ground) => {
  const found = examined(written, ground)
  assert.ok(found && !isRefusal(found))
  return found.what.id
}
const refusedOn = (written: object, ground: Ground) => {
  const found = examined(written, ground)
  return found && isRefusal(found) ? found.basis : found
}

for (const profile of [association, hokuto, nishinari, sakai, kawasaki]) {
  describe(`${profile.called}: 受領証`, () => {
    test('内規: 台帳に残り、証明され、決めなおしても同じになる閲覧だけが開く', async t => {
      const { receipt, ground } = await openedCase(t, profile)
      const signed: SignedAct[] = []
      const refuseUnsigned = (act: SignedAct) => {
        signed.push(act)
        return null
      }
      const found = examined(await receipt(), { ...ground, refuseUnsigned })
      assert.ok(found && !isRefusal(found), JSON.stringify(found))
      assert.ok(found.what.ranges.length > 0)
      const { witnesses } = found.what
      const rule = profile.witnesses.rules.find(({ acts }) => acts.includes('viewing'))
      assert.ok(witnesses.length >= (rule?.atLeast ?? 0))
      assert.deepEqual(new Set(signed.map(({ verb }) => verb)), new Set(['approve', 'witness']))
      const asked = signed.find(({ verb }) => verb === 'witness')!
      assert.ok(witnesses.every(person => asked.people.includes(person)))
      assert.ok(asked.people.length > 0)
    })
  })
}

describe('受領証のまがいもの', () => {
  test('内規: ほかの録画係・ほかの台帳・古い台帳・二度目・遅いもの・回数を超えたものは開かない', async t => {
    const { receipt, ground, ledger, atUs } = await openedCase(t, hokuto)
    const written = await receipt()
    const on = (changes: Partial<Ground>) => refusedOn(written, { ...ground, ...changes })
    assert.equal(on({ keeper: 'b2'.repeat(16) }), receiptHouse.thisKeeper)
    assert.equal(on({ ledger: null }), receiptHouse.ownLedger)
    const { ground: other } = await openedCase(t, hokuto)
    assert.equal(on({ ledger: other.ledger }), receiptHouse.ownLedger)
    const { size, root } = await ledger.head()
    assert.equal(on({ verified: { size, root } }), receiptHouse.onwards)
    assert.equal(on({ verified: { size: size + 1, root } }), receiptHouse.onwards)
    assert.equal(on({ lastSeen: () => 1000 }), receiptHouse.onwards)
    assert.equal(on({ isBurnt: () => true }), receiptHouse.once)
    assert.equal(on({ nowUs: atUs + 301_000_000 }), receiptHouse.fresh)
    assert.equal(on({ nowUs: atUs - 301_000_000 }), receiptHouse.fresh)
    assert.equal(on({ opened: () => 1 }), hokuto.approval.sessions.by)
    assert.equal(
      refusedOn({ ...written, act: { ...openedAct, n: 2 } }, ground),
      receiptHouse.recorded,
    )
    const refusal = { refused: 'だめ', basis: receiptHouse.signed, next: '' }
    assert.equal(on({ refuseUnsigned: () => refusal }), receiptHouse.signed)
  })

  test('内規: 前に確かめた台帳から続くことを示せば、開く', async t => {
    const { receipt, ground, ledger } = await openedCase(t, hokuto)
    const { size, root } = await ledger.head()
    const verified = { size, root }
    const written = await receipt({ from: size })
    const found = examined(written, { ...ground, verified })
    assert.ok(found && !isRefusal(found))
    const shorter = await receipt({ from: size - 3 })
    assert.equal(refusedOn(shorter, { ...ground, verified }), receiptHouse.onwards)
    const branch = { size: size - 3, root: Buffer.from('another branch of that size'.padEnd(32)) }
    assert.equal(refusedOn(shorter, { ...ground, verified: branch }), receiptHouse.onwards)
  })

  test('内規: 葉を抜いても、書き換えても、開くものは変わらない', async t => {
    const { receipt, ground } = await openedCase(t, association)
    const written = await receipt()
    assert.ok(!isRefusal(examined(written, ground)!))
    const { leaves } = written
    for (let at = 0; at < leaves.length; at++) {
      const found = examined({ ...written, leaves: leaves.toSpliced(at, 1) }, ground)
      if (!found || isRefusal(found)) continue
      // A stream's end can be kept back (design/receipt.md); then it bears on nothing that was decided.
      const { stream } = leafAt(leaves[at]!)
      assert.ok(!leaves.slice(at + 1).some(later => leafAt(later).stream === stream), `${at}`)
      assert.equal(found.what.id, examinedId(written, ground))
    }
    const text = JSON.stringify(written)
    await fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
        const other = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
        fc.pre(other !== text)
        const receipt = readReceipt(primitives, other)
        const found = receipt && examineReceipt(primitives, receipt, ground)
        if (found && !isRefusal(found)) {
          // What may differ is what nobody reads: names of streams that stand in the leaves as well.
          const before = examined(written, ground)!
          assert.ok(!isRefusal(before))
          assert.deepEqual(found.what.ranges, before.what.ranges, other.slice(at - 40, at + 40))
          assert.equal(found.what.id, before.what.id)
        }
      }),
      { numRuns: 400 },
    )
  })
})

test('内規: 先の日付で書かれた承認では、開かない', async t => {
  for (const [aheadUs, opens] of [
    [48 * 3_600_000_000, false],
    [60_000_000, true],
  ] as const) {
    const steps = stepsToOpening(hokuto).map((step): Step => {
      const { command } = step
      const late = step.to === 'approval' ? { atUs: command.atUs + aheadUs } : {}
      return { ...step, command: { ...command, ...late } } as Step
    })
    const { receipt, ground } = await openedCase(t, hokuto, undefined, steps)
    const found = examined(await receipt(), ground)
    assert.ok(found)
    if (opens) assert.ok(!isRefusal(found))
    else assert.equal(isRefusal(found) && found.basis, receiptHouse.notAhead)
  }
})
