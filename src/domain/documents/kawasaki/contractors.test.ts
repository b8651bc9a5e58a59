import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { engagement } from '#domain/engagement/engagement.ts'
import type { EngagementCommand } from '#domain/engagement/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-04-01 09:00'), by: '川崎花子' }
const setting = { profile: kawasaki, office: officeOf({ 川崎花子: ['manager'] }) }
const enter = {
  ...said,
  type: 'EnterContractor',
  id: 'E-01',
  name: '○○公園指定管理者',
  work: '公園とカメラの管理',
  keepsFootage: 'here',
} as const satisfies EngagementCommand
const sign = {
  ...said,
  type: 'SignContract',
  sha256: 'cd'.repeat(32),
  fromUs: at('2026-04-01 00:00'),
  untilUs: at('2027-04-01 00:00'),
  clauses: ['duties'],
} as const satisfies EngagementCommand
const begin = {
  ...said,
  type: 'BeginWork',
  workers: ['管理太郎'],
  seesFootage: true,
} as const satisfies EngagementCommand

describe('KAWASAKI-7-1', () => {
  test('指針7(1): 受託者等は、画像を持つときも、この仕組みの中で同じ指針によって持つ', () => {
    const [entered] = happened(given(engagement, setting).when(enter), 'ContractorEntered')
    assert.equal(entered!.basis, kawasaki.engagement.by)
    assert.ok(entered!.basis.kind === 'text' && entered!.basis.cite === '指針7(1)')
    happened(given(engagement, setting, enter, sign).when(begin), 'WorkBegun')
  })

  test('内規: 受託者等が、この仕組みの外で画像を持つことはできない', () => {
    const elsewhere = { ...enter, keepsFootage: 'elsewhere' } as const
    refused(given(engagement, setting).when(elsewhere), '内規')
  })
})

describe('KAWASAKI-7-2', () => {
  test('指針7(2): 遵守すべき事項を書いていない契約書は登録できない', () => {
    const bare = { ...sign, clauses: [] }
    const refusal = refused(given(engagement, setting, enter).when(bare), '指針7(2)により')
    assert.match(refusal.refused, /委託を受けた者が遵守すべき事項/)
    happened(given(engagement, setting, enter).when(sign), 'ContractSigned')
  })

  test('指針7(2): 効力のある契約がないうちは、業務を始められない', () => {
    refused(given(engagement, setting, enter).when(begin), '指針7(2)により')
    const expired = { ...begin, atUs: sign.untilUs }
    refused(given(engagement, setting, enter, sign).when(expired), '指針7(2)により')
  })
})
