import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dutiesAt } from '#domain/matching/duties.ts'
import { matching } from '#domain/matching/matching.ts'
import type { MatchingCommand } from '#domain/matching/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'] }))
const match: Extract<MatchingCommand, { type: 'MatchFootage' }> = {
  type: 'MatchFootage',
  atUs: at('2026-11-16 10:00'),
  by: '川崎',
  footage: '第0042号の1',
  with: '来庁の受付票',
  how: 'person',
  held: true,
  classified: true,
}

describe('KAWASAKI-4-2a', () => {
  test('指針4(2): 照合して人ごとに持つ画像は、「保有個人情報」として扱う', () => {
    const unsaid = { ...match, classified: false }
    refused(given(matching, setting).when(unsaid), '指針4(2)により')
    happened(given(matching, setting).when(match), 'FootageMatched', 'FootageClassified')
  })

  test('読み B24: 知らないうちに保有個人情報を作る、顔の検索や人ごとの索引は使えない', () => {
    const search = { ...match, how: 'machine' } as const
    refused(given(matching, setting).when(search), '指針4(2)の読み方（B24）')
  })

  test('他の法令: 保有個人情報とすると、個人情報ファイル簿の要否を確かめる務めが始まる', () => {
    const duties = dutiesAt(given(matching, setting, match).state, setting)
    assert.deepEqual(
      duties.map(({ what, basis }) => [what, basis.kind]),
      [['fileRegister', 'otherLaw']],
    )
  })
})
