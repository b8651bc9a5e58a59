import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { approval } from '#domain/approval/approval.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { decideHold, type HoldCommand } from '#domain/hold/hold-decision.ts'
import { ruleInForce } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { dueUnder } from '#law/retention.ts'
import { adopt } from '#law/versions/adoption.ts'
import { citedWithoutNote, legalBasesOn } from '#law/versions/legal-basis.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, officeOf, refused } from '../../../../test/given.ts'

const captured = minuteOf(at('2026-06-01 10:00'))
const due = dueUnder([ruleInForce(hokuto, 0)], captured)
const decided = (hours: number) =>
  decideRetention(hokuto, {
    hours,
    reason: '長く残したい',
    decidedBy: '管理責任者 髙橋',
    manual: '',
    circumstance: '',
    purpose: '',
    reviewOn: '',
    nowUs: at('2026-06-02 09:00'),
  })
const hold: HoldCommand = {
  fromMinute: captured,
  toMinute: captured + 10,
  decidedBy: '管理責任者 髙橋',
  ground: '第6条第1項第3号',
  reason: '児童の見守り',
  endsOn: '2026-08-31',
  nowUs: at('2026-06-02 09:00'),
  goneByUs: due.dueFromUs,
}

describe('HOKUTO-2-2', () => {
  test('第2条第2号: だれか分からない映像も画像で、外れるものはない', () => {
    assert.equal(hokuto.footage.noExemption.kind, 'text')
    assert.equal(hokuto.footage.noExemption.cite, '第2条第2号')
  })
})

describe('HOKUTO-3', () => {
  test('内規 A37: 改められた条例は、その旨を添えずに様式に書けない', () => {
    const [cited] = legalBasesOn(hokuto, '2026-11-23')
    const refusal = citedWithoutNote(hokuto, '2026-11-23', `根拠: ${cited!.name}`)
    assert.ok(refusal)
    refused(refusal, '内規')
    assert.equal(
      citedWithoutNote(hokuto, '2026-11-23', `根拠: ${cited!.name}（${cited!.note}）`),
      null,
    )
    assert.equal(citedWithoutNote(hokuto, '2023-03-31', `根拠: ${cited!.name}`), null)
  })
})

describe('HOKUTO-6-2c', () => {
  test('読み A23: 5年間は、行が閉じた年度の翌年度の4月1日から数える', () => {
    assert.equal(hokuto.registers.years.count, 5)
    assert.ok(hokuto.registers.years.counted.kind === 'reading')
    assert.equal(hokuto.registers.years.counted.reading, 'A23')
  })
})

describe('HOKUTO-6-4a', () => {
  test('第6条第4項: 30日を超える期間は定められない', () => {
    refused(decided(744), '第6条第4項により')
  })

  test('読み A3: 720時間を超えて残さない', () => {
    refused(decided(721), '第6条第4項の読み方（A3）')
    assert.equal(due.limitUs, captured * minuteUs + 720 * 60 * minuteUs)
  })
})

describe('HOKUTO-6-4b', () => {
  test('第6条第4項: 各号にも市長の認定にもよらない延長はできない', () => {
    refused(decideHold(hokuto, { ...hold, ground: '必要がある' }), '第6条第4項により')
    refused(
      decideHold(hokuto, { ...hold, ground: '市長', decidedBy: '管理責任者 髙橋' }),
      '第6条第4項により',
    )
  })

  test('第6条第4項: 期間が終わった画像は、もう延長できない', () => {
    const late = { ...hold, nowUs: due.limitUs }
    refused(decideHold(hokuto, late), '第6条第4項により')
  })

  test('内規 A20: 終わりの日のない延長はしない', () => {
    refused(decideHold(hokuto, { ...hold, endsOn: '' }), '内規')
  })

  test('内規 A20: 撮影済みの範囲を分単位で限らない延長はしない', () => {
    refused(decideHold(hokuto, { ...hold, toMinute: captured + 5_000_000 }), '内規')
    refused(decideHold(hokuto, { ...hold, toMinute: captured }), '内規')
  })
})

describe('HOKUTO-9-1', () => {
  test('第9条第1項: 市民部市民課のほかは、この要綱の版を改められない', () => {
    const next = {
      profile: hokuto,
      inForceOn: '2026-12-01',
      existingFootage: 'earliestLimit',
      atUs: at('2026-11-23 09:00'),
    } as const
    refused(adopt([], { ...next, unit: '総務課' }), '第9条第1項により')
    assert.ok('fromUs' in adopt([], { ...next, unit: '市民部市民課' }))
  })
})

describe('HOKUTO-附則', () => {
  test('附則: 令和5年3月31日の公布の日から施行する', () => {
    assert.deepEqual(
      hokuto.effectiveFrom.map(({ day }) => day),
      ['2023-03-31'],
    )
    const before = {
      profile: hokuto,
      inForceOn: '2023-03-30',
      existingFootage: 'earliestLimit',
      unit: '市民部市民課',
      atUs: at('2023-03-01 09:00'),
    } as const
    refused(adopt([], before), '附則により')
  })
})

describe('HOKUTO-9-2', () => {
  test('内規: 定めのないことは、行わずに市民課に尋ねる', () => {
    const request = completeRequest(hokuto, '第6条第1項第3号', ['viewing'], at('2026-06-02 09:00'))
    const facts = {
      profile: hokuto,
      office: officeOf({ 市民課長: ['manager'] }),
      request: { ...request, acts: ['telling'] as const },
    }
    const decide = {
      type: 'DecideAsManager',
      atUs: at('2026-06-02 09:00'),
      by: '市民課長',
      grant: true,
      reasons: '',
    } as const
    const refusal = refused(given(approval, facts).when(decide), '内規')
    assert.match(refusal.next, /市民部市民課/)
  })
})
