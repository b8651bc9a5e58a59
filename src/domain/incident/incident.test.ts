import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { dutiesAt } from './duties.ts'
import { incident } from './incident.ts'
import type { IncidentCommand } from './words.ts'

const setting = settingOf(hokuto, officeOf({ 山﨑: ['manager'] }))
const atUs = at('2026-11-14 10:00')
const by = '山﨑'
const find: IncidentCommand = {
  type: 'FindIncident',
  atUs,
  by,
  id: '事故1',
  foundAtUs: atUs,
  what: '写しの入った媒体が見当たらない',
  cameras: ['No.12'],
}
const contain: IncidentCommand = { type: 'ContainIncident', atUs, by, how: '写しの鍵を消した' }
const tell: IncidentCommand = { type: 'TellOwner', atUs, by, to: '総務課' }
const settle: IncidentCommand = {
  type: 'SettleReports',
  atUs,
  by,
  to: '個人情報保護委員会',
  provision: '法第68条',
  due: false,
}
const close: IncidentCommand = {
  type: 'CloseIncident',
  atUs,
  by,
  cause: '机の上に置いたまま離れた',
  prevention: '受け渡しの場を離れない',
}

test('内規: 止めず、所管に知らせないまま、漏えいの件を閉じない', () => {
  refused(given(incident, setting, find, tell, settle).when(close), '内規')
  refused(given(incident, setting, find, contain, settle).when(close), '内規')
})
test('内規: 原因と防ぎ方を書かないまま閉じない', () => {
  const done = given(incident, setting, find, contain, tell, settle)
  refused(done.when({ ...close, cause: '' }), '内規')
  refused(done.when({ ...close, prevention: '　' }), '内規')
  happened(done.when(close), 'IncidentClosed')
})
test('他の法令: 報告が要るかどうかを確かめないまま閉じない', () => {
  refused(
    given(incident, setting, find, contain, tell).when(close),
    '他の法令（規程の所管の確認待ち）',
  )
})
test('内規: 閉じた件、書かれていない件には書き足せない', () => {
  const closed = given(incident, setting, find, contain, tell, settle, close)
  assert.match(refused(closed.when(contain), '内規').refused, /閉じた/)
  assert.match(refused(given(incident, setting).when(contain), '内規').refused, /受け付けていない/)
  refused(given(incident, setting, find).when(find), '内規')
})
test('内規: まだ起きていない漏えいは書けない', () => {
  refused(given(incident, setting).when({ ...find, foundAtUs: atUs + 1 }), '内規')
})
test('残る務めは、済んだ分だけ減る', () => {
  const whats = (...past: readonly IncidentCommand[]) =>
    dutiesAt(given(incident, setting, find, ...past).state, setting).map(({ what }) => what)
  assert.deepEqual(whats(), ['contain', 'tellOwner', 'settleReports'])
  assert.deepEqual(whats(tell), ['contain', 'settleReports'])
  assert.deepEqual(whats(tell, contain, settle, close), [])
})
test('どんな順でも、閉じた漏えいの件には務めが残らない', () => {
  const step = fc.constantFrom<IncidentCommand>(contain, tell, settle, close)
  let closed = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 14 }), tale => {
      let state = given(incident, setting, find).state
      for (const command of tale) {
        const before = dutiesAt(state, setting)
        const outcome = incident.decide(setting, state, command)
        if (isRefusal(outcome)) continue
        if (outcome.some(({ type }) => type === 'IncidentClosed')) {
          closed += 1
          assert.deepEqual(before, [])
        }
        state = outcome.reduce(incident.evolve, state)
      }
    }),
    { numRuns: 200 },
  )
  assert.ok(closed > 0)
})
