import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import { type AppendixCommand, appendix, refuseUnlisted } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { dutiesAt } from '#domain/camera/duties.ts'
import { manual } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraFacts } from '#domain/camera/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { checkAim } from '#domain/live/aim-check.ts'
import { type Watching, watchLive } from '#domain/live/watching.ts'
import { emptyOffice } from '#domain/office.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { askedFor, associationOffice } from '../../../../test/association.ts'
import { at, given, happened, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 09:00')
const laterUs = at('2026-11-15 09:00')
const said = { atUs, by: '髙橋' }
const office = associationOffice({
  resolutions: [
    {
      id: '議決1',
      matter: { kind: 'other', says: '別紙を定める' },
      passedAtUs: atUs,
      repealedAtUs: null,
      basis: kai.committee!.by,
    },
  ],
})
const setting = { profile: kai, office }
const decideAppendix: Extract<AppendixCommand, { type: 'DecideAppendix' }> = {
  ...said,
  type: 'DecideAppendix',
  version: '令和8年11月14日',
  lines: [
    {
      camera: 'no12',
      states: { place: '商店街入口', area: '門の前の道路', drawing: '図1' },
      shownBy: 'drawing',
    },
  ],
  resolution: '議決1',
  fromUs: atUs,
}
const facts: CameraFacts = {
  ...setting,
  appendix: given(appendix, setting, decideAppendix).state,
  manual: manual.initial,
  retentionDecided: true,
}
const plan: Extract<CameraCommand, { type: 'PlanCamera' }> = {
  ...said,
  type: 'PlanCamera',
  camera: 'no12',
  purpose: 'prevention',
  traits: [],
  site: null,
  agency: null,
}
const review: Extract<CameraCommand, { type: 'ReviewCoverage' }> = {
  ...said,
  type: 'ReviewCoverage',
  reviewers: ['髙橋', '山﨑'],
  reason: '門の前の道路だけを写す',
  masks: 'inCamera',
  found: 'proper',
}
const sign: CameraCommand = {
  ...said,
  type: 'AttestSign',
  wording: { installed: '防犯カメラ設置中' },
  photo: 'ab12',
}
const on: CameraCommand = { ...said, type: 'SwitchOn' }
const stop: CameraCommand = { ...said, type: 'SwitchOff', because: 'paper', reason: '書類がない' }
const whole = [plan, review, sign, on] as const
const planning = (changes: Partial<typeof plan>) =>
  given(camera, facts).when({ ...plan, ...changes })
/** What is overdue a day later for a camera that runs, by what is wanted and the kind of basis. */
const overdue = (state: (typeof camera)['initial'], of: CameraFacts) =>
  dutiesAt(state, of, laterUs)
    .filter(duty => isOverdue(duty, laterUs))
    .map(({ what, basis }) => [what, basis.kind])

describe('KAI-1', () => {
  test('読み B10: 犯罪の防止のほかを目的とするカメラは受け付けない', () => {
    for (const purpose of ['rubbish', 'attendance', 'marketing']) {
      refused(planning({ purpose }), '運用基準２（１）の読み方（B10）')
    }
    happened(planning({}), 'CameraPlanned')
  })

  test('運用基準９: ごみ出しの確かめなど、９のどれにも当たらない求めには応じない', () => {
    const request = {
      ...askedFor('viewing'),
      ground: null,
      purpose: 'ごみ出しの日を守らない人を知りたい',
    }
    const proposed = given(approval, { ...setting, request }).when({ ...said, type: 'Propose' })
    refused(proposed, '運用基準９により')
  })
})

describe('KAI-2-1', () => {
  test('運用基準２（１）: 固定していないカメラや、公共空間を写さないカメラは受け付けない', () => {
    for (const trait of ['mobile', 'privateLandOnly'] as const) {
      refused(planning({ traits: [trait] }), '運用基準２（１）により')
    }
  })

  test('読み B7: 屋内のカメラは受け付けない', () => {
    refused(planning({ traits: ['indoor'] }), '運用基準２（１）の読み方（B7）')
  })

  test('読み B8: 向きを変えながら写すカメラは受け付けない', () => {
    refused(planning({ traits: ['turns'] }), '運用基準２（１）の読み方（B8）')
  })
})

describe('KAI-2-2', () => {
  const leave: CameraCommand = {
    ...said,
    type: 'LeaveOut',
    camera: 'no12',
    because: 'nobodyIdentifiable',
  }

  test('読み B13: だれが写っているか分からないことを理由に、画像を外に置けない', () => {
    refused(given(camera, facts, plan).when(leave), '運用基準２（２）の読み方（B13）')
  })
})

describe('KAI-3-0', () => {
  test('運用基準３: 別紙の行には、設置場所と撮影区域を書く', () => {
    const [line] = decideAppendix.lines
    for (const id of ['place', 'area']) {
      const lines = [{ ...line!, states: { ...line!.states, [id]: '　' } }]
      const decided = given(appendix, setting).when({ ...decideAppendix, lines })
      refused(decided, '運用基準３により')
    }
  })

  test('内規: 別紙に載っていない新しいカメラは、動かし始めない', () => {
    const unlisted = { ...facts, appendix: appendix.initial }
    refused(given(camera, unlisted, plan, review, sign).when(on), '内規')
    happened(given(camera, facts, plan, review, sign).when(on), 'FirstSwitchedOn')
  })

  test('内規: 別紙に載っていないカメラの映像は取り込まない', () => {
    refused(refuseUnlisted(kai, facts.appendix, 'no99', atUs) ?? {}, '内規')
    assert.equal(refuseUnlisted(kai, facts.appendix, 'no12', atUs), null)
  })

  test('内規: 別紙から消えても、向きが変わっても、カメラは止めず期限超過とする', () => {
    const moved: CameraCommand = { ...said, type: 'NoticeAimMoved' }
    const { state, when } = given(camera, facts, ...whole, moved)
    refused(when(stop), '内規')
    assert.equal(state.status, 'running')
    assert.deepEqual(overdue(state, facts), [['aimMoved', 'houseRule']])
    const unlisted = { ...facts, appendix: appendix.initial }
    assert.deepEqual(overdue(state, unlisted)[0], ['appendix', 'houseRule'])
  })

  test('内規: 別紙は、委員会の議決によって改める', () => {
    const alone = given(appendix, setting).when({ ...decideAppendix, resolution: null })
    refused(alone, '内規')
  })
})

describe('KAI-3-1', () => {
  const reviewing = (changes: Partial<typeof review>) =>
    given(camera, facts, plan).when({ ...review, ...changes })

  test('運用基準３（１）: 特定の人や建物を撮影対象とする区域は認めない', () => {
    refused(reviewing({ found: 'targetsPersonOrBuilding' }), '運用基準３（１）により')
    refused(planning({ traits: ['targetsPersonOrBuilding'] }), '運用基準３（１）により')
  })

  test('内規: 撮影区域を確かめた記録がなければ、新しいカメラは動かし始めない', () => {
    refused(given(camera, facts, plan, sign).when(on), '内規')
  })

  test('内規: 撮影区域は、二名の委員が確かめる', () => {
    for (const reviewers of [['髙橋'], ['髙橋', '髙橋'], ['髙橋', '業者']]) {
      refused(reviewing({ reviewers }), '内規')
    }
  })

  test('内規: 顔や車の番号で人を探すカメラは受け付けない', () => {
    refused(planning({ traits: ['faceOrPlateSearch'] }), '内規')
  })

  test('読み B9: 人を追って写すことは、その人を撮影対象とすること', () => {
    refused(planning({ traits: ['followsPersons'] }), '運用基準３（１）の読み方（B9）')
  })
})

describe('KAI-3-2', () => {
  const watching: Watching = {
    type: 'WatchLive',
    atUs,
    by: '髙橋',
    person: '髙橋',
    room: '会館',
    what: 'live',
    reported: true,
    constant: true,
  }
  const check = {
    type: 'CheckAim',
    atUs,
    by: '髙橋',
    camera: 'no12',
    occasion: 'repair',
    seconds: 60,
    attending: ['髙橋', '山﨑'],
    kept: false,
  } as const

  test('運用基準３（２）: モニターなどで常に見張ることはできない', () => {
    refused(watchLive(setting, watching), '運用基準３（２）により')
  })

  test('内規 A14: 常にでなくても、生の映像はどこにも映さない', () => {
    for (const room of ['会館', '携帯電話']) {
      refused(watchLive(setting, { ...watching, room, constant: false }), '内規')
    }
  })

  test('内規 A14: 向きの確認は60秒以内で、二名の委員がいて、何も残さない', () => {
    refused(checkAim(setting, { ...check, seconds: 61 }), '内規')
    for (const attending of [['髙橋'], ['髙橋', '髙橋'], ['髙橋', '業者']]) {
      refused(checkAim(setting, { ...check, attending }), '内規')
    }
    refused(checkAim(setting, { ...check, kept: true }), '内規')
    refused(checkAim(setting, { ...check, occasion: 'other' }), '内規')
    happened(checkAim(setting, check), 'AimChecked')
  })
})

describe('KAI-4-0', () => {
  test('運用基準４: 委員会のないうちは、カメラを動かし始められない', () => {
    const { state } = given(camera, facts, plan, review, sign)
    refused(camera.decide({ ...facts, office: emptyOffice }, state, on), '運用基準４により')
    happened(camera.decide(facts, state, on), 'FirstSwitchedOn')
  })
})

describe('KAI-6', () => {
  test('運用基準６: 設置されている旨の分からない表示では足りない', () => {
    const blank: CameraCommand = { ...said, type: 'AttestSign', wording: {}, photo: 'ab12' }
    refused(given(camera, facts, plan).when(blank), '運用基準６により')
  })

  test('内規: 表示を確かめた写真がなければ、新しいカメラは動かし始めない', () => {
    refused(given(camera, facts, plan, review).when(on), '内規')
  })

  test('内規: 表示がなくなっても、動いているカメラは止めない', () => {
    const { state, when } = given(camera, facts, ...whole)
    refused(when(stop), '内規')
    assert.equal(state.status, 'running')
    const again = dutiesAt(state, facts, laterUs).find(({ what }) => what === 'signAgain')
    assert.equal(again?.basis.kind, 'houseRule')
    assert.ok(again && isOverdue(again, at('2027-11-15 00:01')))
  })
})
