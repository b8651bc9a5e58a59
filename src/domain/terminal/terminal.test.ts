import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { refuseTerminal } from '../operating.ts'
import { dutiesAt } from './duties.ts'
import { key, keyDutiesAt } from './keys.ts'
import { factOf, terminal } from './terminal.ts'
import type { TerminalCommand } from './words.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '髙橋' }
const office = officeOf({ 髙橋: ['manager', 'chair', 'president'], 𠮷田: ['operator'] })
const setting = (profile: Profile) => settingOf(profile, office)
type Enrol = Extract<TerminalCommand, { type: 'EnrolTerminal' }>
const enrol: Enrol = {
  ...said,
  type: 'EnrolTerminal',
  terminal: 'T-1',
  room: '本館1階警備員室',
  deviceKey: 'ed25519:01',
  keptBy: null,
}
const out = { ...said, type: 'CheckOut', holder: '𠮷田' } as const
const back = { ...said, type: 'CheckIn' } as const
const revoke = { ...said, type: 'RevokeTerminal', reason: '紛失' } as const
const past = (profile: Profile, ...commands: readonly TerminalCommand[]) =>
  given(terminal, setting(profile), enrol, ...commands)

describe('端末登録', () => {
  const when = (profile: Profile, more: Partial<Enrol>) =>
    given(terminal, setting(profile)).when({ ...enrol, ...more })

  test('要領10(2): 二つの部屋のほかには置けない', () => {
    refused(when(sakai, { room: '3階会議室' }), '要領10(2)により')
    refused(when(sakai, { room: '' }), '要領10(2)により')
    happened(when(sakai, { room: '本館2階中央監視室' }), 'TerminalEnrolled')
    happened(when(kai, { room: '集会所' }), 'TerminalEnrolled')
  })

  test('登録するのは管理責任者で、部屋と端末の鍵が要る', () => {
    refused(when(sakai, { by: '𠮷田' }), '要領5(1)により')
    refused(when(kai, { deviceKey: '' }), '内規')
    refused(when(kai, { room: ' ' }), '内規')
    refused(when(kai, { terminal: '' }), '内規')
    refused(past(kai).when(enrol), '内規')
  })

  test('登録していない、または取り消した端末は、画像を映せない', () => {
    refused(refuseTerminal(setting(kai), factOf(terminal.initial)) ?? {}, '内規')
    assert.equal(refuseTerminal(setting(kai), factOf(past(kai).state)), null)
    refused(refuseTerminal(setting(kai), factOf(past(kai, revoke).state)) ?? {}, '内規')
    refused(past(kai, revoke).when(out), '内規')
    happened(past(kai, revoke).when(enrol), 'TerminalEnrolled')
  })
})

describe('鍵・出入簿', () => {
  test('内規: 持ち出した記録のない専用パソコンでは、画像を映せない', () => {
    refused(refuseTerminal(setting(nishinari), factOf(past(nishinari).state)) ?? {}, '内規')
    assert.equal(refuseTerminal(setting(nishinari), factOf(past(nishinari, out).state)), null)
    const returned = past(nishinari, out, back)
    assert.equal(returned.events.at(-1)?.basis, nishinari.terminals.checkOut)
    refused(refuseTerminal(setting(nishinari), factOf(returned.state)) ?? {}, '内規')
    refused(returned.when(back), '内規')
    refused(past(nishinari, out).when(out), '内規')
    refused(past(nishinari).when({ ...out, holder: '' }), '内規')
  })

  test('内規: 持っている人の分からない鍵は、すぐの務めになる', () => {
    const take = { ...said, type: 'TakeKey', holder: '𠮷田', purpose: '点検' } as const
    const put = { ...said, type: 'ReturnKey', place: '総務課の鍵付き引き出し' } as const
    refused(given(key, setting(sakai)).when({ ...take, holder: ' ' }), '内規')
    refused(given(key, setting(sakai), take).when(take), '内規')
    refused(given(key, setting(sakai), take).when({ ...put, place: '' }), '要領10(1)により')
    const { state } = given(key, setting(sakai), take, put, { ...said, type: 'MissKey' })
    assert.deepEqual(
      keyDutiesAt(state, atUs).map(({ what, dueUs }) => [what, dueUs]),
      [['findKey', atUs]],
    )
    const { events, state: kept } = given(key, setting(sakai), take, put)
    assert.deepEqual(
      events.map(({ basis }) => basis.cite),
      ['要領10(1)', '要領10(1)'],
    )
    assert.deepEqual(keyDutiesAt(kept, atUs), [])
    assert.deepEqual(keyDutiesAt(given(key, setting(sakai), take).state, atUs), [])
  })
})

describe('保管の確かめ', () => {
  const attest = { ...said, type: 'AttestTerminal', photo: 'sha256:01', report: '' } as const

  test('内規: ここで保管する端末は、月に一度写真を残して確かめる', () => {
    refused(past(kai).when({ ...attest, photo: '' }), '内規')
    const [duty] = dutiesAt(past(kai, attest).state, setting(kai))
    assert.ok(duty && isOverdue(duty, at('2026-12-16 00:01')))
    assert.ok(!isOverdue(duty, at('2026-12-15 23:59')))
    assert.deepEqual(dutiesAt(past(kai, revoke).state, setting(kai)), [])
  })

  test('第12条第2項: 警察署の専用パソコンは、報告を受けて保管状況を把握する', () => {
    const police = { ...enrol, keptBy: '西成警察署', room: '西成警察署' }
    const known = given(terminal, setting(nishinari), police)
    refused(known.when(attest), '第12条第2項により')
    const [told] = happened(
      known.when({ ...attest, photo: '', report: '施錠した保管庫にある' }),
      'TerminalAttested',
    )
    assert.equal(told?.basis.cite, '第12条第2項')
    const [duty] = dutiesAt(known.state, setting(nishinari))
    assert.equal(duty?.what, 'askKeeping')
    assert.equal(duty?.basis.kind, 'houseRule')
    assert.ok(duty && isOverdue(duty, at('2027-02-15 00:01')))
    refused(given(terminal, setting(kai)).when(police), '内規')
  })
})
