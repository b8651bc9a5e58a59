import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import type { Resolution } from '../office.ts'
import { dutiesAt } from './duties.ts'
import { engagement } from './engagement.ts'
import type { EngagementCommand } from './words.ts'

const atUs = at('2026-11-14 09:00')
const by = '髙橋'
const untilUs = at('2027-04-01 00:00')
const passed: Resolution = {
  id: '議決7',
  matter: { kind: 'contractor', name: '葛󠄀城電設' },
  passedAtUs: at('2026-10-01 19:00'),
  repealedAtUs: null,
  basis: kai.approval.by,
}
const withVendor = settingOf(kai, officeOf({ 髙橋: ['chair'] }, { resolutions: [passed] }))
const withoutVendor = settingOf(kai, officeOf({ 髙橋: ['chair'] }))
const hall = settingOf(sakai, officeOf({ 山﨑: ['manager'] }))

const enter: EngagementCommand = {
  type: 'EnterContractor',
  atUs,
  by,
  id: 'E-1',
  name: '葛󠄀城電設',
  work: '保守',
  keepsFootage: 'no',
}
const pledge: EngagementCommand = {
  type: 'HandInPledge',
  atUs,
  by,
  sha256: 'a'.repeat(64),
  fromUs: atUs,
  untilUs,
}
const contract: EngagementCommand = {
  type: 'SignContract',
  atUs,
  by,
  sha256: 'b'.repeat(64),
  fromUs: atUs,
  untilUs,
  clauses: [],
}
const work: EngagementCommand = {
  type: 'BeginWork',
  atUs: atUs + 1,
  by,
  workers: ['德栁'],
  seesFootage: false,
}
const report: EngagementCommand = {
  type: 'ReportWorkers',
  atUs,
  by,
  workers: [{ name: '德栁', fromUs: atUs, untilUs }],
}

test('運用基準13: 誓約書が出るまで、保守を始められない', () => {
  refused(given(engagement, withVendor, enter, contract).when(work), '運用基準13により')
})
test('内規: 誓約書の期間が過ぎたら、保守を始められない', () => {
  const late = { ...work, atUs: untilUs }
  const renewed = { ...contract, untilUs: untilUs + 1 } as const
  refused(given(engagement, withVendor, enter, pledge, renewed).when(late), '内規')
})
test('内規: 終わりの日がない誓約書は受け取らない', () => {
  const open = { ...pledge, untilUs: null } as const
  refused(given(engagement, withVendor, enter).when(open), '内規')
})
test('運用基準13: 委員会が承認していない業者とは契約できない', () => {
  const entered = given(engagement, withoutVendor, enter, pledge)
  refused(entered.when(contract), '運用基準13により')
})
test('運用基準13: 承認が取り消された業者は、保守を始められない', () => {
  const signed = given(engagement, withVendor, enter, pledge, contract)
  const outcome = engagement.decide(withoutVendor, signed.state, work)
  refused(outcome, '運用基準13により')
})
test('運用基準13: 契約がなければ、保守を始められない', () => {
  refused(given(engagement, withVendor, enter, pledge).when(work), '運用基準13により')
})
test('読み A14: 保守の人に録画は見せない', () => {
  const ready = given(engagement, withVendor, enter, pledge, contract)
  refused(ready.when({ ...work, seesFootage: true }), '運用基準７（３）の読み方（A14）')
  happened(ready.when(work), 'WorkBegun')
})

test('要領7: 報告されていない人は従事できない', () => {
  const signed = given(engagement, hall, enter, contract, report)
  refused(signed.when({ ...work, workers: ['德栁', '髙𠮷'] }), '要領7により')
  happened(signed.when(work), 'WorkBegun')
})
test('要領7: 報告は、従事する前にする', () => {
  const past = { ...report, workers: [{ name: '德栁', fromUs: atUs - 1, untilUs }] } as const
  refused(given(engagement, hall, enter).when(past), '要領7により')
})
test('内規: 契約の定めがない規程では、契約がないことは内規で止める', () => {
  refused(given(engagement, hall, enter, report).when(work), '内規')
})

test('委託先の画像: 持たせない規程では持てず、持てる規程でもこの仕組みの中で持つ', () => {
  const start = given(engagement, withVendor)
  refused(start.when({ ...enter, keepsFootage: 'here' }), '運用基準７（３）の読み方（A14）')
  const may = { ...kai, engagement: { ...kai.engagement, noPictures: null } }
  const free = given(engagement, { ...withVendor, profile: may })
  refused(free.when({ ...enter, keepsFootage: 'elsewhere' }), '内規')
  happened(free.when({ ...enter, keepsFootage: 'here' }), 'ContractorEntered')
})

test('内規: 期間が逆の、または空の誓約書や契約書は受け取らない', () => {
  const entered = given(engagement, withVendor, enter)
  for (const end of [atUs, atUs - 1]) {
    refused(entered.when({ ...pledge, untilUs: end }), '内規')
    refused(entered.when({ ...contract, untilUs: end }), '内規')
  }
})
test('期間は、始まりの時を含み、終わりの時を含まない', () => {
  const ready = given(engagement, withVendor, enter, pledge, contract)
  refused(ready.when({ ...work, atUs: atUs - 1 }), '内規')
  happened(ready.when({ ...work, atUs }), 'WorkBegun')
})
test('要領7: 何人報告されていても、報告のない人は従事できない', () => {
  const two = {
    ...report,
    workers: ['德栁', '髙𠮷'].map(name => ({ name, fromUs: atUs, untilUs })),
  } as const
  const signed = given(engagement, hall, enter, contract, two)
  happened(signed.when(work), 'WorkBegun')
  refused(signed.when({ ...work, workers: ['德栁', '濵'] }), '要領7により')
})
test('終わった委託、台帳にない委託先では、何も始まらない', () => {
  const ended = given(engagement, withVendor, enter, { type: 'EndEngagement', atUs, by })
  assert.match(refused(ended.when(pledge), '内規').refused, /終わって/)
  assert.match(refused(given(engagement, withVendor).when(pledge), '内規').refused, /台帳にない/)
  refused(ended.when(enter), '内規')
})

test('誓約書と契約書は、切れるひと月前から求める', () => {
  const whats = (past: readonly EngagementCommand[], moment: string) =>
    dutiesAt(given(engagement, withVendor, ...past).state, withVendor, at(moment)).map(
      ({ what }) => what,
    )
  assert.deepEqual(whats([enter], '2026-11-14 09:00'), ['askPledge', 'askContract'])
  const duties = (past: readonly EngagementCommand[]) =>
    dutiesAt(given(engagement, withVendor, ...past).state, withVendor, at('2027-03-02 00:00'))
  assert.deepEqual(
    duties([enter]).map(({ says, dueUs }) => [says, dueUs]),
    [
      ['葛󠄀城電設に、誓約書を求める', null],
      ['葛󠄀城電設に、契約書を求める', null],
    ],
  )
  assert.deepEqual(
    duties([enter, pledge, contract]).map(({ says, dueUs }) => [says, dueUs]),
    [
      ['葛󠄀城電設に、次の誓約書を求める', untilUs],
      ['葛󠄀城電設に、次の契約書を求める', untilUs],
    ],
  )
  assert.deepEqual(whats([enter, pledge, contract], '2026-11-14 09:01'), [])
  assert.deepEqual(whats([enter, pledge, contract], '2027-03-05 09:00'), [
    'askPledge',
    'askContract',
  ])
})

test('どんな順でも、誓約書・契約・承認のどれかを欠いた保守は始まらない', () => {
  const step = fc.constantFrom<EngagementCommand>(
    enter,
    pledge,
    contract,
    work,
    { ...work, atUs: untilUs },
    { type: 'EndWork', atUs, by },
  )
  let begun = 0
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 12, maxLength: 24 }),
      fc.boolean(),
      (tale, approved) => {
        const setting = approved ? withVendor : withoutVendor
        let state = given(engagement, setting, enter).state
        for (const command of tale) {
          const outcome = engagement.decide(setting, state, command)
          if (isRefusal(outcome)) continue
          if (outcome.some(({ type }) => type === 'WorkBegun')) {
            begun += 1
            assert.ok(approved && state.status === 'engaged' && state.pledge && state.contract)
            assert.ok(command.atUs < state.pledge.untilUs && command.atUs < state.contract.untilUs)
          }
          state = outcome.reduce(engagement.evolve, state)
        }
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(begun > 0)
})
