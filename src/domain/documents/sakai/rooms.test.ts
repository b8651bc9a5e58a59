import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { credential } from '#domain/credential/credential.ts'
import { dutiesAt } from '#domain/credential/duties.ts'
import type { CredentialCommand } from '#domain/credential/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { type KeyCommand, key, keyDutiesAt } from '#domain/terminal/keys.ts'
import { terminal } from '#domain/terminal/terminal.ts'
import type { TerminalCommand } from '#domain/terminal/words.ts'
import { printedBasis } from '#law/basis.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 09:00')
const manager = { atUs, by: '髙橋' }
const setting = { profile: sakai, office: officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] }) }

describe('SAKAI-10-1b', () => {
  const take: KeyCommand = { ...manager, type: 'TakeKey', holder: '葛󠄀城', purpose: '点検' }
  const back: KeyCommand = { ...manager, type: 'ReturnKey', place: '総務課の鍵付き引き出し' }

  test('要領10(1): 戻した錠の、施錠できる置き場所を書く', () => {
    refused(given(key, setting, take).when({ ...back, place: '　' }), '要領10(1)により')
    happened(given(key, setting, take).when(back), 'KeyReturned')
  })

  test('内規: 持っている人の分からない鍵をそのままにしない', () => {
    refused(given(key, setting).when({ ...take, holder: ' ' }), '内規')
    const missing = given(key, setting, take, { ...manager, type: 'MissKey' }).state
    const [duty] = keyDutiesAt(missing, atUs)
    assert.equal(printedBasis(duty!.basis), '内規')
    assert.deepEqual(keyDutiesAt(given(key, setting, take, back).state, atUs), [])
  })
})

describe('SAKAI-10-2a', () => {
  const enrol: Extract<TerminalCommand, { type: 'EnrolTerminal' }> = {
    ...manager,
    type: 'EnrolTerminal',
    terminal: '操作端末1',
    room: '本館1階警備員室',
    deviceKey: 'ed25519:01',
    keptBy: null,
  }

  test('要領10(2): 二つの部屋のほかに、操作端末を置けない', () => {
    for (const room of ['総務課', '高層館3階', '']) {
      refused(given(terminal, setting).when({ ...enrol, room }), '要領10(2)により')
    }
    for (const room of sakai.terminals.rooms) {
      happened(given(terminal, setting).when({ ...enrol, room }), 'TerminalEnrolled')
    }
  })
})

const issue: CredentialCommand = {
  ...manager,
  type: 'IssueCredential',
  person: '葛󠄀城',
  loginId: 'k01',
}
const complete: CredentialCommand = { atUs, by: '葛󠄀城', type: 'CompleteCredential' }
const signIn: Extract<CredentialCommand, { type: 'SignIn' }> = {
  atUs,
  by: '葛󠄀城',
  type: 'SignIn',
  loginId: 'k01',
  shown: ['id', 'password'],
}
const issued = given(credential, setting, issue, complete)

describe('SAKAI-10-2b', () => {
  test('要領10(2): ID番号とパスワードのどちらかを示さずに入ることはできない', () => {
    for (const shown of [[], ['id'], ['password'], ['passkey']] as const) {
      refused(issued.when({ ...signIn, shown }), '要領10(2)により')
    }
    happened(issued.when(signIn), 'SignedIn')
  })

  test('内規: ID番号を共用しない', () => {
    refused(issued.when({ ...signIn, by: '山﨑' }), '内規')
    refused(issued.when({ ...issue, person: '山﨑' }), '内規')
  })
})

describe('SAKAI-10-2c', () => {
  const rotate: CredentialCommand = {
    ...manager,
    type: 'RotateCredential',
    person: '葛󠄀城',
    loginId: 'k02',
  }

  test('要領10(2): 変えるのは管理責任者で、ID番号もパスワードとともに変える', () => {
    refused(issued.when({ ...rotate, by: '葛󠄀城' }), '要領10(2)により')
    refused(issued.when({ ...rotate, loginId: 'k01' }), '要領10(2)により')
    happened(issued.when(rotate), 'CredentialRotated')
  })

  test('内規 A30: 変える日を過ぎたID番号とパスワードは使えない', () => {
    happened(issued.when({ ...signIn, atUs: at('2027-02-14 23:59') }), 'SignedIn')
    refused(issued.when({ ...signIn, atUs: at('2027-02-15 00:00') }), '内規')
    const [duty] = dutiesAt(issued.state, setting, atUs)
    assert.equal(printedBasis(duty!.basis), '内規')
    assert.ok(isOverdue(duty!, at('2027-02-15 00:01')))
  })
})
