import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { disclosure } from '#domain/disclosure/disclosure.ts'
import type { DisclosureCommand } from '#domain/disclosure/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, minuteAt, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 10:00'), by: '窓口 乙' }
const manager = { ...said, by: '川崎花子' }
const setting = { profile: kawasaki, office: officeOf({ 川崎花子: ['manager'] }) }
const ask = {
  ...said,
  type: 'ReceiveDisclosureRequest',
  id: '令和8年度 第0003号',
  track: 'statutory',
  statutory: true,
  who: 'subject',
  name: '𠮷田',
  ranges: [
    {
      camera: '多摩川1',
      fromMinute: minuteAt('2026-11-14 15:42'),
      toMinute: minuteAt('2026-11-14 15:52'),
    },
  ],
  entries: {},
} as const satisfies DisclosureCommand
const identify = {
  ...said,
  type: 'IdentifyPerson',
  facts: ['住民票の住所と生年月日', '当日の服装の申立て'],
  byPicture: true,
} as const satisfies DisclosureCommand
const search = { ...said, type: 'BeginSearch' } as const satisfies DisclosureCommand
const decide = {
  ...manager,
  type: 'DecideDisclosure',
  outcome: 'granted',
  reasons: '',
} as const satisfies DisclosureCommand
const fill = {
  ...said,
  type: 'EnterDisclosure',
  entries: { method: '視聴', format: '静止画の印刷', fee: '10円' },
} as const satisfies DisclosureCommand
const disclose = { ...manager, type: 'Disclose' } as const satisfies DisclosureCommand

describe('KAWASAKI-8-1', () => {
  const asked = given(disclosure, setting, ask)

  test('指針8: 画像だけで本人と確かめたことにはならない', () => {
    refused(asked.when({ ...identify, facts: [] }), '指針8により')
    refused(asked.when({ ...identify, facts: ['　'] }), '指針8により')
    happened(asked.when(identify), 'PersonIdentified')
  })

  test('内規: 画像のほかの互いに別の事柄が二つに足りなければ、本人と確かめたことにしない', () => {
    refused(asked.when({ ...identify, facts: ['住所'] }), '内規')
    refused(asked.when({ ...identify, facts: ['住所', ' 住所 '] }), '内規')
    refused(asked.when({ ...identify, facts: [], byPicture: false }), '内規')
  })

  test('内規: 本人の確認が済むまで、画像を探さない', () => {
    refused(asked.when(search), '内規')
    happened(given(disclosure, setting, ask, identify).when(search), 'SearchBegun')
  })

  test('内規: 本人の確認が済まないうちは、開示を決めない', () => {
    refused(asked.when(decide), '内規')
    happened(given(disclosure, setting, ask, identify, search).when(decide), 'DisclosureDecided')
  })
})

describe('KAWASAKI-8-2', () => {
  test('指針8: 本人以外の者からの開示請求は、本人の開示請求として扱わない', () => {
    const other = { ...ask, who: 'other' } as const
    for (const track of ['statutory', 'informal'] as const) {
      const refusal = refused(given(disclosure, setting).when({ ...other, track }), '指針8により')
      assert.match(refusal.next, /情報公開条例/)
    }
    const byOrdinance = { ...other, track: 'freedomOfInformation' } as const
    const [asked] = happened(given(disclosure, setting).when(byOrdinance), 'DisclosureRequested')
    assert.ok(asked!.basis.kind === 'text')
    assert.match(asked!.basis.quote, /情報公開条例により取り扱う/)
  })

  test('内規: 本人の個人情報開示請求を、手続きによらない求めとして扱わない', () => {
    refused(given(disclosure, setting).when({ ...ask, track: 'informal' }), '内規')
  })

  test('指針4(1): 開示請求によらずに、本人へ提供することはできない', () => {
    const unspoken = { ...ask, track: 'informal', statutory: false } as const
    refused(given(disclosure, setting).when(unspoken), '指針4(1)により')
  })
})

describe('KAWASAKI-8-3', () => {
  const decided = [ask, identify, search, decide] as const

  test('内規: 開示の方法・形式・費用のどれかが空いたままでは開示しない', () => {
    refused(given(disclosure, setting, ...decided).when(disclose), '内規')
    for (const id of ['method', 'format', 'fee']) {
      const blank = { ...fill, entries: { ...fill.entries, [id]: '　' } }
      refused(given(disclosure, setting, ...decided, blank).when(disclose), '内規')
    }
    happened(given(disclosure, setting, ...decided, fill).when(disclose), 'Disclosed')
  })

  test('指針8: 方法は「電磁的記録の開示に関する事務取扱要領」による', () => {
    const [disclosed] = happened(
      given(disclosure, setting, ...decided, fill).when(disclose),
      'Disclosed',
    )
    assert.ok(disclosed!.basis.kind === 'text')
    assert.match(disclosed!.basis.quote, /電磁的記録の開示に関する事務取扱要領（平成13年4月1日）/)
  })

  test('内規 A38: 保存を命じる規定がなければ、請求があっても画像は残さない', () => {
    const order = { ...manager, type: 'OrderPreservation', ranges: ask.ranges } as const
    const asked = given(disclosure, setting, ask)
    refused(asked.when({ ...order, provision: ' ' }), '内規')
    refused(asked.when({ ...order, by: '窓口 乙', provision: '川崎市公文書管理規則' }), '内規')
    const named = { ...order, provision: '川崎市公文書管理規則第10条' }
    happened(asked.when(named), 'PreservationOrdered')
  })
})
