import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import {
  at,
  given,
  happened,
  officeOf,
  refused,
  restsOn,
  settingOf,
  tenure,
} from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { credential, endsAtUs, refuseBeside } from './credential.ts'
import { dutiesAt } from './duties.ts'
import type { CredentialCommand } from './words.ts'

const atUs = at('2026-11-14 09:00')
const manager = { atUs, by: '髙橋' }
const setting = settingOf(sakai, officeOf({ 髙橋: ['manager'], 𠮷田: ['operator'] }))
const issue = {
  ...manager,
  type: 'IssueCredential',
  person: '𠮷田',
  loginId: 'y01',
} as const
const complete = { atUs, by: '𠮷田', type: 'CompleteCredential' } as const
const rotate = { ...manager, type: 'RotateCredential', person: '𠮷田', loginId: 'y02' } as const
const signIn = {
  ...{ atUs, by: '𠮷田', loginId: 'y01' },
  type: 'SignIn',
  shown: ['id', 'password'],
} as const
const past = (...commands: readonly CredentialCommand[]) =>
  given(credential, setting, issue, ...commands)

describe('発行', () => {
  test('管理責任者だけが定め、一人に一つで、本人が自分の暗証を決める', () => {
    refused(given(credential, setting).when({ ...issue, by: '𠮷田' }), '要領10(2)により')
    refused(past().when({ ...issue, loginId: 'y09' }), '内規')
    refused(past().when(signIn), '内規')
    refused(past().when({ ...complete, by: '髙橋' }), '内規')
    happened(past().when(complete), 'CredentialCompleted')
    refused(past(complete).when(complete), '内規')
  })

  test('内規: 番号は共用せず、使ったことのある番号はだれにも渡さない', () => {
    refused(past().when({ ...issue, person: '山﨑' }), '内規')
    refused(past(complete).when({ ...signIn, by: '山﨑' }), '内規')
    const revoke = { ...manager, type: 'RevokeCredential', person: '𠮷田', reason: '異動' } as const
    refused(past(revoke).when({ ...issue, person: '山﨑' }), '内規')
    refused(past(complete, revoke).when(signIn), '内規')
    refused(past(revoke).when(revoke), '内規')
    refused(past().when({ ...revoke, by: '𠮷田' }), '要領10(2)により')
  })
})

describe('ログイン', () => {
  test('要領10(2): ID番号とパスワードのどちらかがなければ入れない', () => {
    for (const shown of [[], ['id'], ['password'], ['passkey']] as const)
      refused(past(complete).when({ ...signIn, shown }), '要領10(2)により')
    happened(past(complete).when(signIn), 'SignedIn')
    happened(past(complete).when({ ...signIn, shown: ['id', 'password', 'passkey'] }), 'SignedIn')
  })

  test('方法を決めていない規程では、本人の鍵でも入れる', () => {
    const association = settingOf(kai, officeOf({ 髙橋: ['chair'] }))
    const { when, state } = given(credential, association, issue, complete)
    happened(when({ ...signIn, shown: ['passkey'] }), 'SignedIn')
    refused(when({ ...signIn, shown: [] }), '内規')
    assert.deepEqual(dutiesAt(state, association, atUs), [])
    refused(when({ ...issue, by: '𠮷田', person: '山﨑', loginId: 'z' }), '運用基準４（４）により')
  })
})

describe('変更', () => {
  test('要領10(2): 変えるのは管理責任者で、ID番号もパスワードとともに変える', () => {
    refused(past().when({ ...rotate, by: '𠮷田' }), '要領10(2)により')
    refused(past().when({ ...rotate, loginId: 'y01' }), '要領10(2)により')
    refused(given(credential, setting).when(rotate), '内規')
    refused(past(rotate).when({ ...rotate, loginId: 'y01' }), '内規')
    const [rotated] = happened(past().when(rotate), 'CredentialRotated')
    assert.equal(rotated?.basis.cite, '要領10(2)')
    const changed = past(complete, rotate)
    refused(changed.when({ ...signIn, loginId: 'y02' }), '内規')
    happened(past(complete, rotate, complete).when({ ...signIn, loginId: 'y02' }), 'SignedIn')
  })

  test('内規: 変える日を過ぎたID番号とパスワードは使えない', () => {
    const last = { ...signIn, atUs: at('2027-02-12 23:59') }
    happened(past(complete).when(last), 'SignedIn')
    refused(past(complete).when({ ...last, atUs: at('2027-02-13 00:00') }), '内規')
    const [duty] = dutiesAt(past(complete).state, setting, atUs)
    assert.ok(duty)
    assert.equal(duty.basis.kind, 'houseRule')
    assert.ok(!isOverdue(duty, last.atUs))
    assert.ok(isOverdue(duty, at('2027-02-13 00:01')))
  })

  test('内規: 担当が替われば、すぐ変える務めになる', () => {
    const leftUs = at('2026-12-01 00:00')
    const { state } = past(complete)
    const left = tenure('山﨑', 'operator', { untilUs: leftUs })
    const office = { ...setting.office, tenures: [...setting.office.tenures, left] }
    const [duty] = dutiesAt(state, settingOf(sakai, office), leftUs)
    assert.equal(duty?.dueUs, leftUs)
    assert.match(duty?.says ?? '', /担当が替わった/)
    const [sameTime] = dutiesAt(
      state,
      settingOf(sakai, {
        ...setting.office,
        tenures: [tenure('山﨑', 'manager', { fromUs: atUs })],
      }),
      leftUs,
    )
    assert.equal(sameTime?.dueUs, at('2027-02-13 00:00'))
    const [before] = dutiesAt(state, settingOf(sakai, office), leftUs - 1)
    assert.equal(before?.dueUs, at('2027-02-13 00:00'))
  })
})

test('内規: 暗証を決めるまでは、発行した人と受けた人は並んで署名できない', () => {
  const both = ['髙橋', '𠮷田']
  refused(refuseBeside(setting, past().state, both) ?? {}, '内規')
  assert.equal(refuseBeside(setting, past().state, ['𠮷田', '山﨑']), null)
  assert.equal(refuseBeside(setting, past(complete).state, both), null)
  refused(refuseBeside(setting, past(complete, rotate).state, both) ?? {}, '内規')
})

test('nobody is let in with what another holds, is not their own secret, or is past its day', () => {
  const people = fc.constantFrom('髙橋', '𠮷田', '山﨑')
  const loginId = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.record({
    type: fc.constantFrom(
      ...([
        'IssueCredential',
        'CompleteCredential',
        'RotateCredential',
        'RevokeCredential',
        'SignIn',
      ] as const),
    ),
    by: people,
    person: people,
    loginId,
    afterDays: fc.integer({ min: 0, max: 60 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      let state = credential.initial
      let now = atUs
      for (const { afterDays, ...said } of steps) {
        now += afterDays * 86_400_000_000
        const shown = ['id', 'password']
        const command = { ...said, atUs: now, reason: '異動', shown } as CredentialCommand
        const outcome = credential.decide(setting, state, command)
        restsOn(sakai, outcome)
        if (isRefusal(outcome)) continue
        if (command.type === 'SignIn') {
          const held = state.credentials.find(({ person }) => person === command.by)
          assert.ok(held && held.loginId === command.loginId && held.completedAtUs !== null)
          assert.ok(now < (endsAtUs(setting, held) ?? 0))
        }
        state = outcome.reduce(credential.evolve, state)
        const ids = state.credentials.map(({ loginId }) => loginId)
        assert.equal(new Set(ids).size, ids.length)
        assert.equal(new Set(state.usedIds).size, state.usedIds.length)
      }
    }),
    { numRuns: 300 },
  )
})
