import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type AppendixCommand, appendix } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { dutiesAt } from '#domain/camera/duties.ts'
import { manual, manualDutiesAt } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraFacts } from '#domain/camera/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const said = { atUs, by: '川崎' }
const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'], 葛󠄀城: ['operator'] }))
const list = {
  ...said,
  type: 'DecideAppendix',
  version: '令和8年11月16日',
  lines: [
    {
      camera: '中原1',
      states: { place: '中原区役所 正面', area: '出入口', drawing: '北向き' },
      shownBy: 'drawing',
    },
  ],
  resolution: null,
  fromUs: atUs,
} as const satisfies AppendixCommand
const issue = {
  ...said,
  type: 'IssueManual',
  version: '第3版',
  says: '設置の表示、画像の保管、保存期間とその理由',
} as const
const facts: CameraFacts = {
  ...setting,
  appendix: given(appendix, setting, list).state,
  manual: given(manual, setting, issue).state,
  retentionDecided: true,
}
const plan = {
  ...said,
  type: 'PlanCamera',
  camera: '中原1',
  purpose: 'crime',
  traits: [],
  site: null,
  agency: '市長',
} as const satisfies CameraCommand
const on: CameraCommand = { ...said, type: 'SwitchOn' }
const planning = (changes: Partial<Extract<CameraCommand, { type: 'PlanCamera' }>>) =>
  given(camera, facts).when({ ...plan, ...changes })
const leaving = (because: 'runByOther' | 'facility' | 'nobodyIdentifiable') =>
  given(camera, facts).when({ ...said, type: 'LeaveOut', camera: '中原1', because })

describe('KAWASAKI-2-1', () => {
  test('指針2(1): 施設管理のカメラであることを理由に、指針の外に置けない', () => {
    refused(leaving('facility'), '指針2(1)により')
    refused(leaving('runByOther'), '指針2(1)により')
  })

  test('指針2(1): 犯罪の防止・防災・施設管理等のカメラを受け付け、ほかは受け付けない', () => {
    for (const purpose of ['crime', 'disaster', 'facility']) {
      happened(planning({ purpose }), 'CameraPlanned')
    }
    refused(planning({ purpose: 'attendance' }), '指針2(1)により')
    refused(planning({ traits: ['mobile'] }), '指針2(1)により')
  })
})

describe('KAWASAKI-2-2', () => {
  test('指針2(2): だれか分からないことを理由に、画像を指針の外に置けない', () => {
    refused(leaving('nobodyIdentifiable'), '指針2(2)により')
  })
})

describe('KAWASAKI-2-3', () => {
  test('指針2(3): 実施機関でないものは、この指針によってカメラを動かせない', () => {
    refused(planning({ agency: '町内会' }), '指針2(3)により')
    refused(planning({ agency: null }), '指針2(3)により')
    for (const agency of ['消防長', '教育委員会', '固定資産評価審査委員会']) {
      happened(planning({ agency }), 'CameraPlanned')
    }
  })
})

describe('KAWASAKI-4-2a', () => {
  test('読み B24: 顔で探したり人ごとに並べたりする機能は、初めからも後からも付けられない', () => {
    const traits = ['faceOrPlateSearch'] as const
    refused(planning({ traits }), '指針4(2)の読み方（B24）')
    const { camera: _, ...change } = { ...plan, type: 'ChangeCamera', traits } as const
    refused(given(camera, facts, plan).when(change), '指針4(2)の読み方（B24）')
  })
})

describe('KAWASAKI-5-3a', () => {
  test('指針5(2): 取扱マニュアルを作るのは、管理責任者の職にある人', () => {
    refused(given(manual, setting).when({ ...issue, by: '葛󠄀城' }), '指針5(2)により')
  })

  test('指針5(3): 表示や保管の方法を書いた取扱マニュアルを作る', () => {
    refused(given(manual, setting).when({ ...issue, says: '　' }), '指針5(3)により')
    happened(given(manual, setting).when(issue), 'ManualIssued')
  })

  test('内規: 取扱マニュアルの版がないうちは、新しいカメラを動かし始めない', () => {
    const none = { ...facts, manual: manual.initial }
    refused(given(camera, none, plan).when(on), '内規')
    happened(given(camera, facts, plan).when(on), 'FirstSwitchedOn')
  })

  test('内規: 動いているカメラは、マニュアルがなくても止めず、期限超過とする', () => {
    const running = given(camera, facts, plan, on).state
    const none = { ...facts, manual: manual.initial }
    const nowUs = at('2026-11-17 10:00')
    const [duty] = dutiesAt(running, none, nowUs).filter(({ what }) => what === 'manual')
    assert.ok(duty && isOverdue(duty, nowUs))
    assert.equal(duty.basis.kind, 'houseRule')
    const off = {
      ...said,
      type: 'SwitchOff',
      because: 'paper',
      reason: 'マニュアルがない',
    } as const
    refused(camera.decide(none, running, off), '内規')
  })

  test('内規: 版が改まるたびに、担当者が読んだことを届ける', () => {
    const unread = given(manual, setting, issue).state
    assert.deepEqual(
      manualDutiesAt(unread, setting, atUs).map(({ what, basis }) => [what, basis.kind]),
      [['readManual', 'houseRule']],
    )
    const read = { ...said, by: '葛󠄀城', type: 'AcknowledgeManual', version: '第3版' } as const
    assert.deepEqual(manualDutiesAt(given(manual, setting, issue, read).state, setting, atUs), [])
  })
})

describe('KAWASAKI-6-4a', () => {
  test('内規 A6: 保存期間の値が定まるまで、新しいカメラを動かし始めない', () => {
    const undecided = { ...facts, retentionDecided: false }
    const refusal = refused(given(camera, undecided, plan).when(on), '内規')
    assert.match(refusal.refused, /保存期間が定まっていない/)
  })
})
