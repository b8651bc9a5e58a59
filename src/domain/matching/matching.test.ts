import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { dutiesAt } from './duties.ts'
import { matching } from './matching.ts'
import type { MatchingCommand } from './words.ts'

const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'] }))
const said = { atUs: at('2026-11-16 10:00'), by: '川崎' }
const match: Extract<MatchingCommand, { type: 'MatchFootage' }> = {
  ...said,
  type: 'MatchFootage',
  footage: '第0042号の1',
  with: '来庁の受付票',
  how: 'person',
  held: true,
  classified: true,
}
const settle: MatchingCommand = {
  ...said,
  type: 'SettleFileRegister',
  needed: false,
  provision: '法第75条',
}
const end: MatchingCommand = { ...said, type: 'EndHolding', reason: '写しを消去した' }

test('指針4(2): 人ごとに持つなら、保有個人情報と決めてからにする', () => {
  refused(given(matching, setting).when({ ...match, classified: false }), '指針4(2)により')
  happened(given(matching, setting).when(match), 'FootageMatched', 'FootageClassified')
  const seen = { ...match, held: false, classified: false }
  happened(given(matching, setting).when(seen), 'FootageMatched')
  happened(given(matching, setting, seen).when(match), 'FootageMatched', 'FootageClassified')
})

test('読み B24: 顔で探すことも、人ごとに並べることも、決めたとしてもできない', () => {
  refused(given(matching, setting).when({ ...match, how: 'machine' }), '指針4(2)の読み方（B24）')
})

test('内規: 何と照合したか、なぜやめたかを書き残す', () => {
  refused(given(matching, setting).when({ ...match, with: '　' }), '内規')
  refused(given(matching, setting).when({ ...match, footage: '' }), '内規')
  refused(given(matching, setting, match).when({ ...end, reason: '' }), '内規')
  refused(given(matching, setting, match).when(match), '内規')
  refused(given(matching, setting).when(end), '内規')
  happened(given(matching, setting, match).when(end), 'HoldingEnded')
})

test('他の法令: 個人情報ファイル簿の要否は、根拠の条を書いて確かめる', () => {
  const past = given(matching, setting, match)
  const [duty] = dutiesAt(past.state, setting)
  assert.equal(duty?.basis.kind, 'otherLaw')
  assert.equal(duty.dueUs, null)
  refused(past.when({ ...settle, provision: ' ' }), '他の法令（規程の所管の確認待ち）')
  assert.deepEqual(dutiesAt(given(matching, setting, match, settle).state, setting), [])
  assert.deepEqual(dutiesAt(given(matching, setting, match, end).state, setting), [])
})

test('照合の定めのない規程では、所管に確かめる', () => {
  const city = settingOf(hokuto, officeOf({ 市民課長: ['manager'] }))
  refused(given(matching, city).when(match), '内規')
})

test('nothing is held by person that was not said to be, in whatever order things are tried', () => {
  const matched = fc.record({
    how: fc.constantFrom('person' as const, 'machine' as const),
    held: fc.boolean(),
    classified: fc.boolean(),
    with: fc.constantFrom('受付票', ' '),
  })
  const step: fc.Arbitrary<MatchingCommand> = fc.oneof(
    matched.map(words => ({ ...match, ...words })),
    fc.constantFrom(settle, end),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), tale => {
      let state = matching.initial
      for (const command of tale) {
        const outcome = matching.decide(setting, state, command)
        if (isRefusal(outcome)) continue
        state = outcome.reduce(matching.evolve, state)
        if (command.type !== 'MatchFootage') continue
        assert.equal(command.how, 'person')
        assert.equal(state.status === 'classified', command.held)
        assert.ok(!command.held || command.classified)
      }
    }),
    { numRuns: 200 },
  )
})
