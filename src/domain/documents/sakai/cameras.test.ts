import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type AppendixCommand, appendix, refusePlaces } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { manual } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraFacts } from '#domain/camera/words.ts'
import { printedBasis } from '#law/basis.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 10:00'), by: '髙橋' }
const setting = {
  profile: sakai,
  office: officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] }),
}
const table: AppendixCommand = {
  ...said,
  type: 'DecideAppendix',
  version: '令和8年11月16日',
  lines: [
    {
      camera: '東口1',
      states: {
        place: '本館1階東口',
        number: '1台',
        angle: '南東へ下向き30度',
        view: '70度',
        reason: '出入りの顔が分かる最小限',
      },
      shownBy: 'drawing',
    },
  ],
  resolution: null,
  fromUs: said.atUs,
}
const listed = given(appendix, setting, table).state
const facts: CameraFacts = {
  ...setting,
  appendix: listed,
  manual: manual.initial,
  retentionDecided: true,
}
const plan: Extract<CameraCommand, { type: 'PlanCamera' }> = {
  ...said,
  type: 'PlanCamera',
  camera: '東口1',
  purpose: 'safety',
  traits: [],
  site: '堺市役所本館',
  agency: null,
}
const review: Extract<CameraCommand, { type: 'ReviewCoverage' }> = {
  ...said,
  type: 'ReviewCoverage',
  reviewers: ['葛󠄀城'],
  reason: '出入口の人の流れだけを写す',
  masks: 'inCamera',
  found: 'proper',
}
const sign: Extract<CameraCommand, { type: 'AttestSign' }> = {
  ...said,
  type: 'AttestSign',
  wording: { wording: '防犯カメラ作動中 堺市総務課' },
  photo: 'ab12',
}
const on: CameraCommand = { ...said, type: 'SwitchOn' }
const planning = (changes: Partial<typeof plan>) =>
  given(camera, facts).when({ ...plan, ...changes })

describe('SAKAI-1', () => {
  test('要領1: 四つの建物の外のカメラは、この要領では受け付けない', () => {
    refused(planning({ site: '堺区役所' }), '要領1により')
    refused(planning({ site: null }), '要領1により')
    happened(planning({ site: '高層館' }), 'CameraPlanned')
  })
})

describe('SAKAI-2', () => {
  test('要領5(4): 設置の目的のほかのカメラは受け付けない', () => {
    refused(planning({ purpose: 'attendance' }), '要領5(4)により')
  })
})

describe('SAKAI-4a', () => {
  test('内規: 必要最小限の範囲とした理由を残さずに、新しいカメラを動かし始めない', () => {
    refused(given(camera, facts, plan, sign).when(on), '内規')
    refused(given(camera, facts, plan).when({ ...review, reason: '　' }), '内規')
    happened(given(camera, facts, plan, review, sign).when(on), 'FirstSwitchedOn')
  })

  test('内規: 動いているカメラは、書類がそろわないことでは止めない', () => {
    const running = given(camera, facts, plan, review, sign, on)
    const off: CameraCommand = {
      ...said,
      type: 'SwitchOff',
      because: 'paper',
      reason: '別表が古い',
    }
    refused(running.when(off), '内規')
  })
})

describe('SAKAI-4b', () => {
  test('要領4: 別表の行には、場所・台数・角度・画角を書く', () => {
    const [line] = table.lines
    for (const id of ['place', 'number', 'angle', 'view']) {
      const lines = [{ ...line!, states: { ...line!.states, [id]: '' } }]
      refused(given(appendix, setting).when({ ...table, lines }), '要領4により')
    }
  })

  test('要領4: 設置場所は別表のとおり', () => {
    const [event] = happened(given(appendix, setting).when(table), 'AppendixDecided')
    assert.equal(printedBasis(event!.basis), '要領4により')
  })

  test('内規: 別表にない新しいカメラを動かし始めない', () => {
    const unlisted = { ...facts, appendix: appendix.initial }
    refused(given(camera, unlisted, plan, review, sign).when(on), '内規')
  })

  test('内規: 決めないうちは、詳しい場所を公表しない', () => {
    const outcome = refusePlaces(sakai, listed)
    refused(outcome ?? {}, '内規')
  })

  test('内規: 別表に、撮影した画像を載せない', () => {
    const lines = table.lines.map(line => ({ ...line, shownBy: 'footage' as const }))
    refused(given(appendix, setting).when({ ...table, lines }), '内規')
  })
})

describe('SAKAI-9a', () => {
  test('内規: 表示が見やすい場所にあることを写真に残す', () => {
    refused(given(camera, facts, plan).when({ ...sign, photo: ' ' }), '内規')
  })
})

describe('SAKAI-9b', () => {
  test('要領9: 「防犯カメラ作動中 堺市総務課」のほかの文言にしない', () => {
    for (const wording of ['防犯カメラ作動中', '防犯カメラ録画中 堺市総務課', '']) {
      const other = { ...sign, wording: { wording } }
      refused(given(camera, facts, plan).when(other), '要領9により')
    }
    const [event] = happened(given(camera, facts, plan).when(sign), 'SignAttested')
    assert.equal(printedBasis(event!.basis), '要領9により')
  })
})
