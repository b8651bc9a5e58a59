import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dutiesAt as fundDuties } from '#domain/fund/duties.ts'
import { fund } from '#domain/fund/fund.ts'
import type { FundCommand } from '#domain/fund/words.ts'
import { dutiesAt } from '#domain/meeting/duties.ts'
import { meeting, settledBefore } from '#domain/meeting/meeting.ts'
import type { MeetingCommand } from '#domain/meeting/state.ts'
import type { Resolution } from '#domain/office.ts'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { adopt } from '#law/versions/adoption.ts'
import { dueAcross } from '#law/versions/limits.ts'
import { association, associationOffice, atUs } from '../../../../test/association.ts'
import { at, given, happened, minuteAt, refused } from '../../../../test/given.ts'

const said = { atUs, by: '髙橋' }
const members = ['髙橋', '山﨑', '𠮷田', '栁', '濵']
const held: Extract<MeetingCommand, { type: 'HoldMeeting' }> = {
  ...said,
  atUs: at('2026-12-05 21:00'),
  type: 'HoldMeeting',
  id: '第8回',
  heldAtUs: at('2026-12-05 19:00'),
  convenedBy: '髙橋',
  attending: members,
  motions: [],
  reports: [],
}

describe('KAI-14a', () => {
  const matter = '回覧板に静止画を載せる'

  test('運用基準14: 規定に定めがないことを、一人や機械が決めない', () => {
    refused(settledBefore(association, matter, atUs), '運用基準14により')
  })

  test('内規: 委員会が協議して残した決定のほかに、許しを作らない', () => {
    const motion = {
      id: '議決11',
      matter: { kind: 'precedent', says: matter } as const,
      inFavour: members,
    }
    const few = { ...motion, id: '議決10', inFavour: ['髙橋'] }
    const lost = given(meeting, association, { ...held, motions: [few] })
    assert.deepEqual(lost.state.resolutions, [])
    const { resolutions } = given(meeting, association, { ...held, motions: [motion] }).state
    const setting = { ...association, office: associationOffice({ resolutions }) }
    assert.ok(!isRefusal(settledBefore(setting, matter, held.atUs)))
    refused(settledBefore(setting, 'ほかの使い道', held.heldAtUs), '運用基準14により')
  })
})

describe('KAI-14b', () => {
  const instruct: MeetingCommand = {
    ...said,
    type: 'InstructUrgently',
    id: '指示3',
    says: '落雷で止まった録画装置を、業者を待たずに入れ直す',
    instead: 'nothing',
  }

  test('読み A12: 指示を、閲覧や持ち出しの承認に代えない', () => {
    refused(
      given(meeting, association).when({ ...instruct, instead: 'approval' }),
      '運用基準14の読み方（A12）',
    )
    happened(given(meeting, association).when(instruct), 'UrgentlyInstructed')
  })

  test('内規: 指示は次の会議に報告し、報告しないうちは務めが残る', () => {
    const [duty] = dutiesAt(given(meeting, association, instruct).state, association)
    assert.equal(duty?.what, 'reportToMeeting')
    assert.equal(duty?.basis.kind, 'houseRule')
    const silent = given(meeting, association, instruct, held).state
    assert.equal(dutiesAt(silent, association)[0]?.dueUs, held.heldAtUs)
    const told = given(meeting, association, instruct, { ...held, reports: ['指示3'] }).state
    assert.deepEqual(dutiesAt(told, association), [])
  })

  test('運用基準14: 指示できるのは、管理責任者だけ', () => {
    refused(given(meeting, association).when({ ...instruct, by: '𠮷田' }), '運用基準14により')
  })
})

const release = (id: string, amountYen: number): Resolution => ({
  id,
  matter: { kind: 'spending', amountYen, says: 'カメラの修繕' },
  passedAtUs: atUs,
  repealedAtUs: null,
  basis: kai.approval.by,
})
const office = associationOffice({ resolutions: [release('議決12', 50_000)] })
const setting = { profile: kai, office }
const openFund: FundCommand = { ...said, type: 'OpenFund', id: '積立金', yearlyYen: 30_000 }
const deposit: FundCommand = { ...said, type: 'Deposit', yen: 30_000, note: '' }
const spend: Extract<FundCommand, { type: 'Spend' }> = {
  ...said,
  type: 'Spend',
  yen: 20_000,
  resolution: '議決12',
  says: '12番カメラの修繕',
}

describe('KAI-14x-0', () => {
  test('運用基準14: 積立金は任意で、設けないことで何も止まらない', () => {
    assert.deepEqual(fundDuties(given(fund, setting).state, setting, atUs), [])
    refused(given(fund, setting).when(deposit), '運用基準14により')
  })
})

describe('KAI-14x-1', () => {
  test('内規: 積み立てない年は、理由を書く', () => {
    const year = 2026
    const skip = { ...said, type: 'SkipYear', year, reason: ' ' } as const
    refused(given(fund, setting, openFund).when(skip), '内規')
    const noted = given(fund, setting, openFund, { ...skip, reason: '修繕がなかった' })
    assert.deepEqual(fundDuties(noted.state, setting, atUs), [])
    assert.equal(fundDuties(given(fund, setting, openFund).state, setting, atUs).length, 1)
  })
})

describe('KAI-14x-2', () => {
  const paid = given(fund, setting, openFund, deposit)

  test('運用基準14（例）: 会議の承認なしに、積立金を使わない', () => {
    refused(paid.when({ ...spend, resolution: null }), '運用基準14（例）により')
    happened(paid.when(spend), 'Spent')
  })

  test('内規: 残高を超えて使わない', () => {
    refused(paid.when({ ...spend, yen: 40_000 }), '内規')
  })
})

describe('KAI-附則-1', () => {
  const adoption = {
    profile: kai,
    inForceOn: '2026-04-01',
    existingFootage: 'earliestLimit',
    unit: null,
    atUs: at('2026-03-01 00:00'),
  } as const
  const first = adopt([], adoption)
  const inForce = isRefusal(first) ? assert.fail(first.refused) : [first]
  const shorter = {
    ...kai,
    retention: { ...kai.retention, rule: { kind: 'ceilingHours', hours: 72 } },
  } as const

  test('附則１: 施行の日の書かれていない版は施行できない', () => {
    refused(adopt([], { ...adoption, inForceOn: null }), '附則１により')
  })

  test('内規: 規程の改正をさかのぼって施行しない', () => {
    const change = { ...adoption, profile: shorter, inForceOn: '2026-10-01', atUs }
    refused(adopt(inForce, change), '内規')
  })

  test('読み B15: 長くなった保存期間は、すでにある画像に及ばない', () => {
    const before = adopt([], { ...adoption, profile: shorter })
    const short = isRefusal(before) ? assert.fail(before.refused) : [before]
    const longer = { ...adoption, inForceOn: '2026-12-01', atUs }
    refused(adopt(short, { ...longer, existingFootage: 'newLimit' }), '附則１の読み方（B15）')
    const next = adopt(short, longer)
    assert.ok(!isRefusal(next))
    const minute = minuteAt('2026-11-30 12:00')
    assert.equal(dueAcross([...short, next], minute).limitUs, at('2026-12-03 12:00'))
  })
})
