import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOverdue } from '#domain/duty.ts'
import { dutiesAt } from '#domain/medium/duties.ts'
import { medium } from '#domain/medium/medium.ts'
import type { MediumCommand, MediumFacts } from '#domain/medium/words.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { association } from '../../../../test/association.ts'
import { at, given, happened, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '濵' }
const facts: MediumFacts = { ...association, appendix: { versions: [], places: null } }
const register: MediumCommand = {
  ...said,
  type: 'RegisterMedium',
  medium: 'M-07',
  kind: 'card',
  serial: 'SD-0123',
  place: '会館の金庫',
}
const retire: MediumCommand = { ...said, type: 'RetireMedium', reason: '寿命' }
const destroy: Extract<MediumCommand, { type: 'DestroyMedium' }> = {
  ...said,
  type: 'DestroyMedium',
  method: '破砕',
  people: ['濵', '髙橋'],
  photo: 'ab12',
}
const discard: MediumCommand = { ...said, type: 'DiscardMedium' }

describe('KAI-7-3a', () => {
  test('内規: 台帳に載っていない媒体は使えない', () => {
    for (const command of [retire, destroy, discard]) {
      refused(given(medium, facts).when(command), '内規')
    }
  })

  test('内規: 保管を月に一度確かめないと、期限超過になる', () => {
    const { state, when } = given(medium, facts, register)
    const [look] = dutiesAt(state, facts, atUs)
    assert.equal(look?.basis.kind, 'houseRule')
    assert.ok(look && !isOverdue(look, at('2026-12-15 23:59')))
    assert.ok(isOverdue(look, at('2026-12-16 00:01')))
    refused(when({ ...said, type: 'AttestMedium', photo: ' ' }), '内規')
  })

  test('運用基準７（３）: 媒体とパソコンを、鍵のかかる所に置いていることを確かめる', () => {
    const locked = kai.attested.find(({ id }) => id === 'mediaLocked')
    assert.ok(locked?.by.kind === 'text' && locked.by.cite === '運用基準７（３）')
    assert.match(locked.by.quote, /施錠/)
  })
})

describe('KAI-7-4b', () => {
  const retired = given(medium, facts, register, retire)

  test('運用基準７（４）: 破砕も裁断もしていない媒体は、廃棄したことにならない', () => {
    for (const method of ['', '可燃ごみ', '初期化']) {
      refused(retired.when({ ...destroy, method }), '運用基準７（４）により')
    }
    const erase: MediumCommand = { ...said, type: 'EraseMedium', how: '全域の上書き' }
    const erased = given(medium, facts, register, retire, erase)
    refused(erased.when(discard), '運用基準７（４）により')
    for (const method of ['破砕', '裁断']) {
      happened(retired.when({ ...destroy, method }), 'MediumDestroyed')
    }
    happened(given(medium, facts, register, retire, destroy).when(discard), 'MediumDiscarded')
  })

  test('内規: 廃棄は二名で行い、写真を残す', () => {
    for (const people of [[], ['濵'], ['濵', '濵']]) {
      refused(retired.when({ ...destroy, people }), '内規')
    }
    refused(retired.when({ ...destroy, photo: '　' }), '内規')
  })

  test('内規: 消去を台帳に書かずに、ほかに使えない', () => {
    const reuse: MediumCommand = { ...said, type: 'ReuseMedium', purpose: '予備' }
    refused(retired.when(reuse), '内規')
  })
})
