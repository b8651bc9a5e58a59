import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { appendix } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { dutiesAt } from '#domain/camera/duties.ts'
import { manual } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraFacts } from '#domain/camera/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { tally } from '#keeper/inspection/uptime-tally.ts'
import { uptimeKept } from '#law/house.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '市民課長' }
const setting = settingOf(hokuto, officeOf({ 市民課長: ['manager'], 髙橋: ['operator'] }))
const listed = given(appendix, setting, {
  ...said,
  type: 'DecideAppendix',
  version: '第1版',
  lines: [
    {
      camera: '七重浜小 正門前',
      states: { place: '正門前の電柱', area: '正門と歩道', drawing: '南東向き' },
      shownBy: 'drawing',
    },
  ],
  resolution: null,
  fromUs: atUs,
}).state
const facts: CameraFacts = {
  ...setting,
  appendix: listed,
  manual: manual.initial,
  retentionDecided: true,
}
const plan = {
  ...said,
  type: 'PlanCamera',
  camera: '七重浜小 正門前',
  purpose: 'deterrence',
  traits: [],
  site: null,
  agency: null,
} as const satisfies CameraCommand
const review = {
  ...said,
  type: 'ReviewCoverage',
  reviewers: ['市民課長'],
  reason: '正門と歩道だけを写す',
  masks: 'inCamera',
  found: 'proper',
} as const satisfies CameraCommand
const sign = {
  ...said,
  type: 'AttestSign',
  wording: { installed: '防犯カメラ設置', installer: '北斗市', contact: '市民課 73-3111' },
  photo: 'sha256:01',
} as const satisfies CameraCommand
const on = { ...said, type: 'SwitchOn' } as const

describe('HOKUTO-1', () => {
  test('読み B21: 犯罪の抑止のほかの目的のカメラは設けられない', () => {
    happened(given(camera, facts).when(plan), 'CameraPlanned')
    const litter = { ...plan, purpose: 'litter' }
    refused(given(camera, facts).when(litter), '第2条第1号の読み方（B21）')
  })
})

describe('HOKUTO-2-1', () => {
  test('読み B22: 指定管理者が管理する施設にあることを理由に、要綱の外に置けない', () => {
    const out = { ...said, type: 'LeaveOut', camera: 'no7', because: 'runByOther' } as const
    refused(given(camera, facts).when(out), '第2条第1号の読み方（B22）')
  })
})

describe('HOKUTO-2-2', () => {
  test('第2条第2号: だれか分からないことを理由に、画像を要綱の外に置けない', () => {
    const out = { ...said, type: 'LeaveOut', camera: 'no7', because: 'nobodyIdentifiable' } as const
    refused(given(camera, facts).when(out), '第2条第2号により')
  })
})

describe('HOKUTO-4-1', () => {
  test('内規: 撮影区域を確かめるまで、新しいカメラは動かし始めない', () => {
    refused(given(camera, facts, plan, sign).when(on), '内規')
    happened(given(camera, facts, plan, review, sign).when(on), 'FirstSwitchedOn')
  })
})

describe('HOKUTO-4-2', () => {
  const running = given(camera, facts, plan, review, sign, on)
  const hours = {
    ...said,
    type: 'SetHours',
    hoursADay: 12,
    onMotionOnly: false,
    exception: null,
  } as const

  test('第4条第2項: 24時間に満たない撮影も、動きのあるときだけの撮影も、常の形にできない', () => {
    refused(running.when(hours), '第4条第2項により')
    refused(running.when({ ...hours, hoursADay: 24, onMotionOnly: true }), '第4条第2項により')
  })

  test('内規: 書類がそろわないことを理由に、動いているカメラを止められない', () => {
    const off = { ...said, type: 'SwitchOff', because: 'paper', reason: '表示がない' } as const
    refused(running.when(off), '内規')
  })

  test('内規: 理由と終わりの日のない例外は認めない', () => {
    for (const exception of [
      { reason: '　', lastDay: '2026-12-31' },
      { reason: '工事のため', lastDay: '' },
    ]) {
      refused(running.when({ ...hours, exception }), '内規')
    }
    const exception = { reason: '工事のため', lastDay: '2026-12-31' }
    happened(running.when({ ...hours, exception }), 'HoursSet')
  })

  test('内規: 途切れた時間は、原因ごとに数えて書き残す', () => {
    const gap = { fromUs: atUs, toUs: atUs + 7 * minuteUs, cause: 'silence' } as const
    const counted = tally([gap], atUs, atUs + 60 * minuteUs)
    assert.equal(counted.missingUs, 7 * minuteUs)
    assert.ok(Object.values(counted.byCause).includes(7 * minuteUs))
    assert.equal(uptimeKept.kind, 'houseRule')
  })
})

describe('HOKUTO-4-3', () => {
  test('第4条第3項: 設置者か連絡先のない表示は、表示と認めない', () => {
    const { contact: _, ...short } = sign.wording
    refused(given(camera, facts, plan).when({ ...sign, wording: short }), '第4条第3項により')
  })

  test('内規: 表示を確かめるまで新しいカメラは動かし始めず、動いているカメラは期限超過とする', () => {
    refused(given(camera, facts, plan, review).when(on), '内規')
    const running = given(camera, facts, plan, review, sign, on).state
    assert.ok(running.status === 'running')
    const unsigned = { ...running, signAtUs: null }
    const nowUs = atUs + minuteUs
    const [duty] = dutiesAt(unsigned, facts, nowUs).filter(({ what }) => what === 'sign')
    assert.ok(duty && isOverdue(duty, nowUs))
    happened(
      given(camera, facts, plan, review, sign, on, {
        ...said,
        type: 'SwitchOff',
        because: 'repair',
        reason: '修理',
      }).when(on),
      'SwitchedOn',
    )
  })
})
