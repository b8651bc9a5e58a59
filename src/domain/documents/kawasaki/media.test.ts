import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOverdue } from '#domain/duty.ts'
import { incident } from '#domain/incident/incident.ts'
import { dutiesAt } from '#domain/medium/duties.ts'
import { medium } from '#domain/medium/medium.ts'
import type { MediumCommand, MediumFacts } from '#domain/medium/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const said = { atUs, by: '葛󠄀城' }
const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'], 葛󠄀城: ['operator'] }))
const facts: MediumFacts = {
  ...setting,
  appendix: {
    places: null,
    versions: [
      {
        version: '第1版',
        resolution: null,
        fromUs: atUs,
        lines: [{ camera: '中原1', states: {}, shownBy: 'drawing' }],
      },
    ],
  },
}
const register: MediumCommand = {
  ...said,
  type: 'RegisterMedium',
  medium: 'M-07',
  kind: 'card',
  serial: 'SD-0123',
  place: '庁舎管理課の録画装置',
}
const move: Extract<MediumCommand, { type: 'MoveMedium' }> = {
  ...said,
  type: 'MoveMedium',
  to: '修理業者',
  permittedBy: '川崎',
}
const miss: MediumCommand = { ...said, type: 'MissMedium' }
const retire: MediumCommand = { ...said, type: 'RetireMedium', reason: '寿命' }
const erase: MediumCommand = { ...said, type: 'EraseMedium', how: '全域の上書き' }
const destroy: MediumCommand = {
  ...said,
  type: 'DestroyMedium',
  method: '裁断',
  people: ['葛󠄀城', '川崎'],
  photo: 'ab12',
}
const discard: MediumCommand = { ...said, type: 'DiscardMedium' }
const past = (...commands: readonly MediumCommand[]) => given(medium, facts, register, ...commands)

describe('KAWASAKI-6-3', () => {
  test('指針6(3): 管理責任者の許可なく、媒体を設置場所の外に持ち出さない', () => {
    refused(past().when({ ...move, permittedBy: null }), '指針6(3)により')
    refused(past().when({ ...move, permittedBy: '葛󠄀城' }), '指針6(3)により')
    happened(past().when(move), 'MediumMoved')
  })

  test('内規: 媒体がいまどこにあるかを、分からないままにしない', () => {
    refused(past().when({ ...move, to: '　' }), '内規')
    refused(given(medium, facts).when(move), '内規')
    const [duty] = dutiesAt(past(miss).state, facts, atUs)
    assert.equal(duty?.what, 'findMedium')
    assert.equal(duty.basis.kind, 'houseRule')
  })
})

describe('KAWASAKI-6-5b', () => {
  test('指針6(5): 消去していない媒体を、破砕や裁断に進めない', () => {
    refused(past(retire).when(destroy), '指針6(5)により')
    refused(past(retire).when({ ...erase, how: '　' }), '指針6(5)により')
    happened(past(retire, erase).when(destroy), 'MediumDestroyed')
  })

  test('指針6(5): 消去しただけで、破砕も裁断もしない媒体は、廃棄したことにならない', () => {
    refused(past(retire, erase).when(discard), '指針6(5)により')
    refused(past(retire, erase).when({ ...destroy, method: '燃えないごみ' }), '指針6(5)により')
    happened(past(retire, erase, destroy).when(discard), 'MediumDiscarded')
  })
})

describe('KAWASAKI-5-3b', () => {
  test('指針5(3): 漏えいを書き留め、保護の措置を取る', () => {
    const find = {
      ...said,
      type: 'FindIncident',
      id: '事故1',
      foundAtUs: atUs,
      what: '写しの入った媒体が見当たらない',
      cameras: ['中原1'],
    } as const
    const [found] = happened(given(incident, setting).when(find), 'IncidentFound')
    assert.ok(found?.basis.kind === 'text')
    assert.equal(found.basis.cite, '指針5(3)')
    const close = { ...said, type: 'CloseIncident', cause: '置き忘れ', prevention: '施錠' } as const
    refused(given(incident, setting, find).when(close), '内規')
  })

  test('読み A7: 取り込んだ画像は、元の媒体からも、最も古い画像の期限までに消去する', () => {
    const dueUs = at('2026-11-20 15:42')
    const take = { ...said, type: 'ImportFrom', cameras: ['中原1'], oldestDueUs: dueUs } as const
    const [duty] = dutiesAt(past(take).state, facts, atUs).filter(
      ({ what }) => what === 'eraseSource',
    )
    assert.ok(duty?.basis.kind === 'reading' && duty.basis.reading === 'A7')
    assert.equal(isOverdue(duty, dueUs + 1), true)
    const left = dutiesAt(past(take, erase).state, facts, atUs)
    assert.deepEqual(
      left.filter(({ what }) => what === 'eraseSource'),
      [],
    )
  })
})
