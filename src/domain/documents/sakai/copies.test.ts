import { describe, test } from 'node:test'
import { request as requests } from '#domain/request/request.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const request = completeRequest(sakai, '要領11(1)(エ)', ['takeOut'], atUs)
const approved = approvedBy(['髙橋'], sakai, request, atUs)
const facts: TakeOutFacts = {
  profile: sakai,
  office,
  request,
  approval: approved,
  instruction: { by: '髙橋', to: '葛󠄀城', atUs, request: request.id },
  terminal: { id: '操作端末1', enrolled: true, room: '本館1階警備員室', checkedOut: false },
  limitUs: at('2026-12-01 00:00'),
}
const said = { atUs, by: '葛󠄀城' }
const make: Extract<TakeOutCommand, { type: 'MakeCopy' }> = {
  ...said,
  type: 'MakeCopy',
  copy: '第0042号の1',
  session: '1',
  what: 'print',
  ranges: request.ranges,
  leadIn: false,
  derivation: { how: ['redacted'], replacesOriginal: false },
  medium: '印画0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: [],
  operatorSigned: true,
}
const confirm: Extract<TakeOutCommand, { type: 'ConfirmCopy' }> = {
  type: 'ConfirmCopy',
  atUs,
  by: '髙橋',
  asInstructed: true,
  differences: '',
}
const line: TakeOutCommand = { ...said, type: 'WriteLine', cells: {} }
const handOver: TakeOutCommand = { ...said, type: 'HandOver', session: '1', to: '𠮷田' }
const end: Extract<TakeOutCommand, { type: 'End' }> = {
  ...said,
  type: 'End',
  kind: 'destroy',
  sha256: null,
  reseal: false,
  evidence: '細断の写真',
  statement: null,
  reason: '',
  resolution: null,
}
const making = (command: Partial<typeof make>, changes: Partial<TakeOutFacts> = {}) =>
  given(takeOut, { ...facts, ...changes }).when({ ...make, ...command })

describe('SAKAI-3', () => {
  test('要領3: 印画したものも画像なので、承認なしには作れない', () => {
    refused(making({}, { approval: null }), '要領3により')
    happened(making({}), 'CopyMade')
  })

  test('内規: 番号のない印画は作らない', () => {
    refused(making({ medium: null }), '内規')
  })
})

describe('SAKAI-10-3b', () => {
  test('要領10(3): 保存した画像を、編集したものに置き換えない', () => {
    const derivation = { how: ['trimmed'], replacesOriginal: true } as const
    refused(making({ derivation }), '要領10(3)により')
  })

  test('要領10(3): 提供のほかのために加工しない', () => {
    refused(
      making({}, { request: { ...request, internal: true, ground: null } }),
      '要領10(3)により',
    )
  })
})

describe('SAKAI-11-2', () => {
  test('要領11(2): 操作担当者が自分で、指示どおりかを確認することはできない', () => {
    refused(given(takeOut, facts, make).when({ ...confirm, by: '葛󠄀城' }), '要領11(2)により')
    happened(given(takeOut, facts, make).when(confirm), 'CopyConfirmed')
  })

  test('要領11(2): 指示と違う写しは、確認したことにならない', () => {
    const differs = { ...confirm, asInstructed: false, differences: '1台多い' }
    refused(given(takeOut, facts, make).when(differs), '要領11(2)により')
  })

  test('要領11(2): 確認していない写しのある件は閉じられない', () => {
    const left = { ...facts, copiesAlive: 0, copiesUnconfirmed: 1, approved: false }
    refused(requests.decide(left, request, { ...said, type: 'Close' }), '要領11(2)により')
  })

  test('内規: 管理責任者が確認する前に、写しを渡さない', () => {
    refused(given(takeOut, facts, make, line).when(handOver), '内規')
    happened(given(takeOut, facts, make, confirm, line).when(handOver), 'CopyHandedOver')
  })
})

describe('SAKAI-11-3', () => {
  test('要領11(3): 写しが残っているうちは、件を閉じられない', () => {
    const alive = { ...facts, copiesAlive: 1, copiesUnconfirmed: 0, approved: false }
    refused(requests.decide(alive, request, { ...said, type: 'Close' }), '要領11(3)により')
    const none = { ...alive, copiesAlive: 0 }
    happened(requests.decide(none, request, { ...said, type: 'Close' }), 'RequestClosed')
  })

  test('要領11(3): 写しの終わりは、削除か廃棄', () => {
    const away = given(takeOut, facts, make, confirm, line, handOver)
    refused(away.when({ ...end, kind: 'return' }), '要領11(3)により')
    refused(away.when({ ...end, kind: 'cannotReturn' }), '要領11(3)により')
    happened(away.when(end), 'CopyEnded')
  })

  test('内規: 削除や廃棄は、示すものを添えて閉じる', () => {
    const away = given(takeOut, facts, make, confirm, line, handOver)
    refused(away.when({ ...end, evidence: '　' }), '内規')
  })
})
