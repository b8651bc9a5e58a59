import { describe, test } from 'node:test'
import type { Approved } from '#domain/approval/state.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const request = completeRequest(nishinari, '第6条第1号', ['takeOut'], atUs)
const approved = approvedBy(['髙橋'], nishinari, request, atUs)
const facts: TakeOutFacts = {
  profile: nishinari,
  office,
  request,
  approval: approved,
  instruction: { by: '髙橋', to: '葛󠄀城', atUs, request: request.id },
  terminal: { id: '専用パソコン1', enrolled: true, room: '市民協働課', checkedOut: true },
  limitUs: at('2026-11-22 00:00'),
}
const make: Extract<TakeOutCommand, { type: 'MakeCopy' }> = {
  type: 'MakeCopy',
  atUs,
  by: '葛󠄀城',
  copy: '第0042号の1',
  session: '1',
  what: 'footage',
  ranges: request.ranges,
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: [],
  operatorSigned: true,
}
const line: TakeOutCommand = {
  type: 'WriteLine',
  atUs,
  by: '葛󠄀城',
  cells: { recipient: '西成警察署 刑事課' },
}
const handOver: TakeOutCommand = {
  type: 'HandOver',
  atUs,
  by: '葛󠄀城',
  session: '1',
  to: '西成警察署 刑事課',
}
const making = (command: Partial<typeof make>, changes: Partial<TakeOutFacts> = {}) =>
  given(takeOut, { ...facts, ...changes }).when({ ...make, ...command })
const [range] = request.ranges

describe('NISHINARI-4-3b', () => {
  test('第4条第3項: 指示のない取扱担当者は抽出できない', () => {
    refused(making({}, { instruction: null }), '第4条第3項により')
  })

  test('読み B42: いつでも抽出してよいという指示では抽出できない', () => {
    const standing = { by: '髙橋', to: '葛󠄀城', atUs, request: null } as const
    refused(making({}, { instruction: standing }), '第4条第3項の読み方（B42）')
  })
})

describe('NISHINARI-5-5', () => {
  const derivation = { how: ['redacted'], replacesOriginal: false } as const

  test('第5条第5項: 提供のほかのために加工しない', () => {
    const internal = { ...request, internal: true, ground: null }
    refused(making({ derivation }, { request: internal }), '第5条第5項により')
    happened(making({ derivation }), 'CopyMade')
  })

  test('第5条第5項: 保管した画像を、加工したものに置き換えない', () => {
    refused(making({ derivation: { ...derivation, replacesOriginal: true } }), '第5条第5項により')
  })
})

describe('NISHINARI-6-0a', () => {
  test('第6条: 設置目的の範囲の外のために抽出しない', () => {
    const internal = { ...request, internal: true, ground: null }
    refused(making({ withinPurpose: false }, { request: internal }), '第6条により')
  })
})

describe('NISHINARI-7-1c', () => {
  test('第7条第1項: 承認のない提供はしない', () => {
    refused(making({}, { approval: null }), '第7条第1項により')
    const shown: Approved = { ...approved, acts: ['viewing'] }
    refused(making({}, { approval: shown }), '第7条第1項により')
  })
})

describe('NISHINARI-2-2', () => {
  test('読み B44: 印画したものも画像なので、承認なしには作らない', () => {
    refused(making({ what: 'print' }, { approval: null }), '第2条第2号の読み方（B44）')
  })
})

describe('NISHINARI-7-2a', () => {
  test('第7条第2項: 台帳に書く前に渡すことはできない', () => {
    refused(given(takeOut, facts, make).when(handOver), '第7条第2項により')
    happened(given(takeOut, facts, make, line).when(handOver), 'CopyHandedOver')
  })

  test('読み A24: 提供先の欄を空けたままの行では足りない', () => {
    const blank = { ...line, cells: { recipient: ' ' } }
    refused(given(takeOut, facts, make).when(blank), '第7条第2項の読み方（A24）')
  })
})

describe('NISHINARI-7-2b', () => {
  test('第7条第2項: カードや一日分をそのまま渡すことはできない', () => {
    refused(making({ what: 'medium' }), '第7条第2項により')
    const day = { ...range!, fromMinute: range!.toMinute - 24 * 60 }
    refused(making({ ranges: [day] }), '第7条第2項により')
  })

  test('読み B43: 承認していない画像は、見えない形でも写しに入れない', () => {
    const wider = { ...range!, fromMinute: range!.fromMinute - 1 }
    refused(making({ ranges: [wider] }), '第7条第2項の読み方（B43）')
    const other = { ...range!, camera: 'no13' }
    refused(making({ ranges: [range!, other] }), '第7条第2項の読み方（B43）')
  })

  test('内規: 復号に要る直前の画像は、承認に書かれているときだけ入れる', () => {
    refused(making({ leadIn: true }), '内規')
    happened(making({ leadIn: true }, { approval: { ...approved, leadIn: true } }), 'CopyMade')
  })
})
