import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { isRefusal, printedBasis } from '../../basis.ts'
import { decideRetention } from '../../decided-retention.ts'
import { decideHold, type HoldCommand } from '../../hold.ts'
import { ruleInForce } from '../../profile.ts'
import { dueUnder } from '../../retention.ts'
import { nishinari } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rules = [ruleInForce(nishinari, minute('2026-01-01 00:00'))]
const due = (captured: string) => dueUnder(rules, minute(captured))

const managers: HoldCommand = {
  fromMinute: minute('2026-06-01 10:00'),
  toMinute: minute('2026-06-01 10:10'),
  decidedBy: '管理責任者 西成花子',
  ground: '犯罪抑止等のため特に必要',
  reason: '登校時の声かけ事案の確認',
  endsOn: '2026-07-31',
  nowUs: jst('2026-06-02 09:00'),
  goneByUs: due('2026-06-01 10:00').dueFromUs,
}

describe('子どものための見守りカメラの運用管理に関する要領', () => {
  test('第5条第3項: 保存期間は録画日の翌日から起算して7日間', () => {
    assert.deepEqual(nishinari.retention.rule, { kind: 'civilDays', days: 7 })
    assert.equal(printedBasis(nishinari.retention.by), '第5条第3項により')
  })

  test('読み A4: 2026年1月28日（水）10時の画像は、2月5日（木）0時に終わる', () => {
    assert.equal(printedBasis(nishinari.retention.computed), '第5条第3項の読み方（A4）')
    assert.equal(due('2026-01-28 10:00').limitUs, jst('2026-02-05 00:00'))
  })

  test('読み A4: 録画日のどの時刻でも終わりは同じで、0時をまたぐと1日ずれる', () => {
    assert.equal(due('2026-01-28 00:00').limitUs, jst('2026-02-05 00:00'))
    assert.equal(due('2026-01-28 23:59').limitUs, jst('2026-02-05 00:00'))
    assert.equal(due('2026-01-29 00:00').limitUs, jst('2026-02-06 00:00'))
  })

  test('読み A4: 年末とうるう日', () => {
    assert.equal(due('2026-12-24 12:00').limitUs, jst('2027-01-01 00:00'))
    assert.equal(due('2026-12-31 23:59').limitUs, jst('2027-01-08 00:00'))
    assert.equal(due('2028-02-21 12:00').limitUs, jst('2028-02-29 00:00'))
    assert.equal(due('2028-02-22 12:00').limitUs, jst('2028-03-01 00:00'))
    assert.equal(due('2028-02-29 12:00').limitUs, jst('2028-03-08 00:00'))
  })

  test('内規: 程度の幅は使わない。早めず、60秒以内', () => {
    const { dueFromUs, goneByUs, limitUs } = due('2026-01-28 10:00')
    assert.equal(dueFromUs, limitUs)
    assert.equal(goneByUs, limitUs + minuteUs)
    assert.equal(printedBasis(nishinari.retention.tolerance), '内規')
  })

  test('第5条第3項: 管理責任者が特に必要と認めれば延長できる', () => {
    for (const decidedBy of ['管理責任者 西成花子', '地域支援担当課長 西成花子']) {
      const hold = decideHold(nishinari, { ...managers, decidedBy })
      assert.ok(!isRefusal(hold))
      assert.equal(hold.article, '第5条第3項')
      assert.equal(hold.endsOnUs, jst('2026-08-01 00:00'))
    }
  })

  test('第5条第3項: 取扱担当者は延長を決められない', () => {
    const outcome = decideHold(nishinari, { ...managers, decidedBy: '取扱担当者 丁' })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '第5条第3項により')
  })

  test('第5条第3項: 特に必要と認めていなければ延長できない', () => {
    const outcome = decideHold(nishinari, { ...managers, ground: '念のため' })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '第5条第3項により')
  })

  test('第5条第3項: 期間が終わった画像は延長できない', () => {
    const { goneByUs } = managers
    const outcome = decideHold(nishinari, { ...managers, nowUs: goneByUs })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '第5条第3項により')
    assert.ok(!isRefusal(decideHold(nishinari, { ...managers, nowUs: goneByUs - 1 })))
  })

  test('内規: 理由と終わりの日を書く', () => {
    for (const missing of [{ reason: '' }, { endsOn: '' }, { endsOn: '2026-06-08' }]) {
      const outcome = decideHold(nishinari, { ...managers, ...missing })
      assert.ok(isRefusal(outcome))
      assert.equal(printedBasis(outcome.basis), '内規')
    }
  })

  test('第5条第3項: 期間は要領が定め、ほかの長さは定められない', () => {
    const outcome = decideRetention(nishinari, {
      hours: 240,
      reason: '長く残したい',
      decidedBy: '管理責任者 西成花子',
      manual: '1',
      circumstance: '',
      purpose: '',
      reviewOn: '',
      nowUs: jst('2026-06-02 09:00'),
    })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '第5条第3項により')
  })

  test('第5条第5項: 加工は第6条・第7条による提供のときだけ', () => {
    assert.equal(nishinari.editing.stored.mode, 'never')
    assert.equal(nishinari.editing.derivative?.mode, 'forProvision')
    assert.equal(printedBasis(nishinari.editing.derivative!.by), '第5条第5項により')
  })

  test('読み A39: 音声は記録しない', () => {
    assert.equal(printedBasis(nishinari.audio.by), '第2条第2号の読み方（A39）')
  })

  test('内規: 生の映像を映さない', () => {
    assert.equal(nishinari.live.mode, 'none')
    assert.equal(nishinari.live.by.kind, 'houseRule')
  })

  test('附則: 平成30年3月15日から施行', () => {
    assert.deepEqual(
      nishinari.effectiveFrom.map(({ day }) => day),
      ['2018-03-15'],
    )
  })
})
