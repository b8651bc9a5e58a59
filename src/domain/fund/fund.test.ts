import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import type { Resolution } from '../office.ts'
import { dutiesAt } from './duties.ts'
import { fund } from './fund.ts'
import type { FundCommand } from './words.ts'

const atUs = at('2026-11-14 10:00')
const by = '髙橋'
const release = (id: string, amountYen: number): Resolution => ({
  id,
  matter: { kind: 'spending', amountYen, says: 'カメラの修繕' },
  passedAtUs: at('2026-11-01 19:00'),
  repealedAtUs: null,
  basis: kai.approval.by,
})
const setting = settingOf(
  kai,
  officeOf(
    { 髙橋: ['chair'] },
    { resolutions: [release('議決3', 30_000), release('議決4', 90_000)] },
  ),
)
const open: Extract<FundCommand, { type: 'OpenFund' }> = {
  type: 'OpenFund',
  atUs,
  by,
  id: '積立金',
  yearlyYen: 50_000,
}
const deposit: Extract<FundCommand, { type: 'Deposit' }> = {
  type: 'Deposit',
  atUs,
  by,
  yen: 50_000,
  note: '',
}
const spend: Extract<FundCommand, { type: 'Spend' }> = {
  type: 'Spend',
  atUs,
  by,
  yen: 30_000,
  resolution: '議決3',
  says: '3号機の修繕',
}

test('運用基準14: 積立金は任意で、設けなければ積立の務めもない', () => {
  assert.deepEqual(dutiesAt(fund.initial, setting, atUs), [])
  refused(given(fund, setting).when(deposit), '運用基準14により')
})
test('運用基準14（例）: その都度の承認がなければ、積立金を使えない', () => {
  const saved = given(fund, setting, open, deposit)
  refused(saved.when({ ...spend, resolution: null }), '運用基準14（例）により')
  refused(saved.when({ ...spend, resolution: '議決9' }), '運用基準14（例）により')
  happened(saved.when(spend), 'Spent')
  refused(given(fund, setting, open, deposit, spend).when(spend), '運用基準14（例）により')
})
test('運用基準14（例）: 承認された金額を超えて使えない', () => {
  const saved = given(fund, setting, open, deposit)
  refused(saved.when({ ...spend, yen: 30_001 }), '運用基準14（例）により')
})
test('内規: 金額は1円以上の整数', () => {
  const opened = given(fund, setting, open)
  for (const yen of [0, -1, 0.5, Number.NaN]) {
    refused(given(fund, setting).when({ ...open, yearlyYen: yen }), '内規')
    refused(opened.when({ ...deposit, yen }), '内規')
    refused(opened.when({ ...spend, yen }), '内規')
  }
  refused(opened.when(open), '内規')
})
test('内規: 残高を超えて使えない', () => {
  const saved = given(fund, setting, open, deposit)
  happened(saved.when({ ...spend, resolution: '議決4', yen: 50_000 }), 'Spent')
  refused(saved.when({ ...spend, resolution: '議決4', yen: 50_001 }), '内規')
})
test('内規: 理由を書かずに、積み立てない年とすることはできない', () => {
  const skip = { type: 'SkipYear', atUs, by, year: 2026, reason: '' } as const
  const opened = given(fund, setting, open)
  refused(opened.when(skip), '内規')
  happened(opened.when({ ...skip, reason: '会費を減らしたため' }), 'YearSkipped')
})
test('積立の定めがない規程では、積立金を設けない', () => {
  const hall = settingOf(sakai, officeOf({ 山﨑: ['manager'] }))
  refused(given(fund, hall).when(open), '内規')
})
test('運用基準14（例）: 年度が終わるまでに積み立てなければ、期限超過になる', () => {
  const duties = (moment: string, ...past: readonly FundCommand[]) =>
    dutiesAt(given(fund, setting, open, ...past).state, setting, at(moment))
  const [duty] = duties('2027-03-31 23:59')
  assert.ok(duty)
  assert.equal(duty.says, '令和8年度の積立をする（年50000円）')
  assert.equal(isOverdue(duty, at('2027-03-31 23:59')), false)
  assert.equal(isOverdue(duty, at('2027-04-01 00:01')), true)
  assert.deepEqual(
    duties('2029-04-01 00:01').map(({ says }) => says.slice(0, 5)),
    ['令和8年度', '令和9年度', '令和10年', '令和11年'],
  )
  assert.equal(duties('2027-04-01 00:01').length, 2)
  assert.equal(duties('2027-03-31 23:59', deposit).length, 0)
})
test('どんな順でも、残高は負にならず、一つの承認は一度しか使われない', () => {
  const amount = fc.integer({ min: -10, max: 100_000 })
  const step = fc.oneof(
    fc.constant<FundCommand>(open),
    amount.map((yen): FundCommand => ({ ...deposit, type: 'Deposit', yen, note: '' })),
    fc
      .tuple(amount, fc.constantFrom('議決3', '議決4', null))
      .map(([yen, resolution]): FundCommand => ({ ...spend, yen, resolution })),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), tale => {
      let state = fund.initial
      for (const command of tale) {
        const outcome = fund.decide(setting, state, command)
        if (!isRefusal(outcome)) state = outcome.reduce(fund.evolve, state)
      }
      if (state.status === 'none') return
      assert.ok(state.balanceYen >= 0)
      assert.equal(new Set(state.spent).size, state.spent.length)
    }),
    { numRuns: 200 },
  )
})
