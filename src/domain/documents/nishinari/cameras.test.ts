import { describe, test } from 'node:test'
import { appendix } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { manual } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraFacts } from '#domain/camera/words.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 10:00'), by: '髙橋' }
const facts: CameraFacts = {
  profile: nishinari,
  office: officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] }),
  appendix: appendix.initial,
  manual: manual.initial,
  retentionDecided: true,
}
const plan: Extract<CameraCommand, { type: 'PlanCamera' }> = {
  ...said,
  type: 'PlanCamera',
  camera: 'no12',
  purpose: 'deterrence',
  traits: [],
  site: null,
  agency: null,
}
const planning = (changes: Partial<typeof plan>) =>
  given(camera, facts).when({ ...plan, ...changes })

describe('NISHINARI-2-1', () => {
  test('第2条第1号: 無線通信式でないカメラは受け付けない', () => {
    refused(planning({ traits: ['notWireless'] }), '第2条第1号により')
  })
})

describe('NISHINARI-3', () => {
  test('第3条: 交通、ごみの不法投棄、職員の監視のためのカメラは受け付けない', () => {
    for (const purpose of ['traffic', 'littering', 'staff']) {
      refused(planning({ purpose }), '第3条により')
    }
    refused(planning({ traits: ['otherPurpose'] }), '第3条により')
    happened(planning({}), 'CameraPlanned')
  })
})

describe('NISHINARI-5-1', () => {
  test('内規: 機械が見張らず、1枚のカードだけに残すカメラは受け付けない', () => {
    refused(planning({ traits: ['unmonitored'] }), '内規')
  })
})

describe('NISHINARI-5-4', () => {
  test('第5条第4項: カードが大きいからと、3週間前の画像を残し続けるカメラは受け付けない', () => {
    refused(planning({ traits: ['keepsLonger'] }), '第5条第4項により')
  })
})

describe('NISHINARI-10', () => {
  const sign = (wording: Readonly<Record<string, string>>, photo: string): CameraCommand => ({
    ...said,
    type: 'AttestSign',
    wording,
    photo,
  })
  const planned = given(camera, facts, plan)

  test('第10条: 見守りカメラがあることの分からない表示では足りない', () => {
    refused(planned.when(sign({}, 'ab12')), '第10条により')
    happened(planned.when(sign({ camera: '見守りカメラ設置' }, 'ab12')), 'SignAttested')
  })

  test('内規: 表示を確かめた写真を残す', () => {
    refused(planned.when(sign({ camera: '見守りカメラ設置' }, '')), '内規')
  })
})
