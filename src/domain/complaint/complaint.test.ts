import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { after } from '../decider.ts'
import { isOverdue } from '../duty.ts'
import { complaint } from './complaint.ts'
import { dutiesAt } from './duties.ts'
import type { ComplaintCommand } from './words.ts'

const setting = settingOf(kai, officeOf({ 髙橋: ['president', 'chair'] }))
const atUs = at('2026-11-14 15:42')
const by = '髙橋'
const receive: ComplaintCommand = {
  type: 'ReceiveComplaint',
  atUs,
  by,
  id: 'K-07',
  kind: 'complaint',
  from: '𠮷田',
  contact: '0138-00-0000',
  camera: 'No.12',
  matter: '玄関が写っているのではないか',
}
const respond: ComplaintCommand = {
  type: 'RespondToComplaint',
  atUs,
  by,
  action: '現地で撮影区域を確かめた',
}
const answer: ComplaintCommand = { type: 'AnswerComplaint', atUs, by, says: '写っていません' }
const close: ComplaintCommand = { type: 'CloseComplaint', atUs, by }

test('運用基準12: 何も対応していない苦情は閉じられない', () => {
  refused(given(complaint, setting, receive).when(close), '運用基準12により')
})
test('内規 A41: 返事を書かないまま閉じない', () => {
  refused(given(complaint, setting, receive, respond).when(close), '内規')
})
test('運用基準12: 対応し、返事を書いた苦情は閉じる', () => {
  happened(given(complaint, setting, receive, respond, answer).when(close), 'ComplaintClosed')
})
test('内規: 対応の定めだけがある規程では、閉じるときの確かめも内規による', () => {
  const ward = settingOf(nishinari, officeOf({ 山﨑: ['manager'] }))
  refused(given(complaint, ward, receive).when(close), '内規')
})
test('内規: 閉じた苦情に書き足せない', () => {
  const closed = given(complaint, setting, receive, respond, answer, close)
  assert.match(refused(closed.when(respond), '内規').refused, /閉じた/)
  assert.match(refused(given(complaint, setting).when(respond), '内規').refused, /受け付けていない/)
})
test('返事をした苦情の務めは、閉じること', () => {
  const says = (...past: readonly ComplaintCommand[]) =>
    dutiesAt(given(complaint, setting, receive, ...past).state, setting).at(-1)
  assert.equal(says()?.says, '苦情に答える')
  assert.equal(says()?.next, '対応と返事を書いてください')
  assert.equal(says(answer)?.says, '答えた苦情を閉じる')
  assert.equal(says(answer)?.next, '確かめて閉じてください')
})
test('内規: 内容のない苦情は受け付けず、二度は受け付けない', () => {
  refused(given(complaint, setting).when({ ...receive, matter: ' ' }), '内規')
  refused(given(complaint, setting, receive).when(receive), '内規')
})
test('内規: 空の対応や返事は、対応や返事に数えない', () => {
  const open = given(complaint, setting, receive)
  refused(open.when({ ...respond, action: '　' }), '内規')
  refused(open.when({ ...answer, says: ' ' }), '内規')
})

test('内規 A41: 受けたことは3日、返事は14日を過ぎると期限超過になる', () => {
  const duties = dutiesAt(given(complaint, setting, receive).state, setting)
  assert.deepEqual(
    duties.map(({ what }) => what),
    ['acknowledgeComplaint', 'answerComplaint'],
  )
  const overdueOn = (moment: string) =>
    duties.filter(duty => isOverdue(duty, at(moment))).map(({ what }) => what)
  assert.deepEqual(overdueOn('2026-11-18 00:00'), [])
  assert.deepEqual(overdueOn('2026-11-18 00:01'), ['acknowledgeComplaint'])
  assert.deepEqual(overdueOn('2026-11-29 00:01'), ['acknowledgeComplaint', 'answerComplaint'])
  assert.ok(duties.every(({ basis }) => basis.kind === 'houseRule'))
})
test('内規: 名のらない人の苦情には、受けたことを知らせる務めがない', () => {
  const { state } = given(complaint, setting, { ...receive, contact: null })
  assert.deepEqual(
    dutiesAt(state, setting).map(({ what }) => what),
    ['answerComplaint'],
  )
})

test('閉じた苦情には、どんな順でも対応と返事がある', () => {
  const commands = fc.array(
    fc.constantFrom(receive, respond, { ...respond, action: '' }, answer, close),
    { minLength: 8, maxLength: 16 },
  )
  let closed = 0
  fc.assert(
    fc.property(commands, tale => {
      let state = complaint.initial
      for (const command of tale) {
        const outcome = complaint.decide(setting, state, command)
        if (!isRefusal(outcome)) state = outcome.reduce(complaint.evolve, state)
      }
      if (state.status !== 'closed') return
      closed += 1
      assert.notEqual(state.answer, null)
      assert.deepEqual(dutiesAt(state, setting), [])
    }),
    { numRuns: 300 },
  )
  assert.ok(closed > 0)
})
test('出来事から起こした状態は、決めたときの状態と同じ', () => {
  const tale = given(complaint, setting, receive, respond, answer, close)
  assert.deepEqual(after(complaint, tale.events), tale.state)
})
