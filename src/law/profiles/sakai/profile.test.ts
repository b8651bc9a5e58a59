import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { decideHold } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis } from '../../basis.ts'
import { ruleInForce } from '../../profile.ts'
import { dueUnder } from '../../retention.ts'
import { sakai } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rules = [ruleInForce(sakai, minute('2026-01-01 00:00'))]
const due = (captured: string) => dueUnder(rules, minute(captured))
const weekday = (us: number) =>
  Temporal.Instant.fromEpochMilliseconds(us / 1000).toZonedDateTimeISO('Asia/Tokyo').dayOfWeek

describe('堺市役所本庁舎防犯カメラの設置及び管理運用要領', () => {
  test('要領10(3): 保存期間は2週間(翌々週の同一曜日までの間)', () => {
    assert.deepEqual(sakai.retention.rule, { kind: 'sameWeekday', weeksAhead: 2 })
    assert.equal(printedBasis(sakai.retention.by), '要領10(3)により')
  })

  test('読み A5: 2026年1月28日（水）の画像は、2月12日（木）0時に終わる', () => {
    assert.equal(printedBasis(sakai.retention.computed), '要領10(3)の読み方（A5）')
    assert.equal(due('2026-01-28 10:00').limitUs, jst('2026-02-12 00:00'))
  })

  test('読み A5: どの曜日でも、翌々週の同じ曜日の終わりまで残る', () => {
    for (let day = 1; day <= 28; day++) {
      const captured = `2027-02-${String(day).padStart(2, '0')} 13:00`
      const lastMomentUs = due(captured).limitUs - minuteUs
      assert.equal(weekday(lastMomentUs), weekday(jst(captured)))
    }
  })

  test('読み A5: 0時をまたぐと1日ずれる', () => {
    assert.equal(due('2026-01-28 23:59').limitUs, jst('2026-02-12 00:00'))
    assert.equal(due('2026-01-29 00:00').limitUs, jst('2026-02-13 00:00'))
  })

  test('読み A5: 年末とうるう日', () => {
    assert.equal(due('2026-12-31 23:59').limitUs, jst('2027-01-15 00:00'))
    assert.equal(due('2026-12-17 00:00').limitUs, jst('2027-01-01 00:00'))
    assert.equal(due('2028-02-15 12:00').limitUs, jst('2028-03-01 00:00'))
    assert.equal(due('2028-02-29 12:00').limitUs, jst('2028-03-15 00:00'))
  })

  test('内規: 早めず、60秒以内', () => {
    const { dueFromUs, goneByUs, limitUs } = due('2026-01-28 10:00')
    assert.equal(dueFromUs, limitUs)
    assert.equal(goneByUs, limitUs + minuteUs)
    assert.equal(printedBasis(sakai.retention.tolerance), '内規')
  })

  test('読み A16: 延長の定めがないので、総務課長でも延長できない', () => {
    const outcome = decideHold(sakai, {
      fromMinute: minute('2026-06-01 10:00'),
      toMinute: minute('2026-06-01 10:10'),
      decidedBy: '総務課長 堺花子',
      ground: '11(1)(イ)',
      reason: '捜査関係事項照会',
      endsOn: '2026-12-31',
      nowUs: jst('2026-06-02 09:00'),
      goneByUs: due('2026-06-01 10:00').dueFromUs,
    })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '要領10(3)の読み方（A16）')
    assert.match(outcome.next, /複製を指示/)
  })

  test('要領10(3): 期間は要領が定め、ほかの長さは定められない', () => {
    for (const hours of [24, 336, 720]) {
      const outcome = decideRetention(sakai, {
        hours,
        reason: '必要',
        decidedBy: '管理責任者 堺花子',
        manual: '1',
        circumstance: '',
        purpose: '',
        reviewOn: '',
        nowUs: jst('2026-06-02 09:00'),
      })
      assert.ok(isRefusal(outcome))
      assert.equal(printedBasis(outcome.basis), '要領10(3)により')
    }
  })

  test('要領7: 生の映像は2か所で従事する者の視聴に限って認められる', () => {
    assert.equal(sakai.live.mode, 'placesAndRoster')
    assert.equal(printedBasis(sakai.live.by), '要領7により')
    assert.ok(sakai.live.by.kind === 'text')
    for (const place of sakai.live.places) assert.ok(sakai.live.by.quote.includes(place))
    assert.equal(sakai.live.places.length, 2)
  })

  test('要領10(3): 保存した画像は編集も加工もしない', () => {
    assert.equal(printedBasis(sakai.editing.stored.by), '要領10(3)により')
  })

  test('読み A29: 不開示情報を取り除くのは複製だけ', () => {
    assert.equal(printedBasis(sakai.editing.derivative!.by), '要領11(5)の読み方（A29）')
  })

  test('読み A39: 音声は記録しない', () => {
    assert.equal(printedBasis(sakai.audio.by), '要領3の読み方（A39）')
  })

  test('附則: 平成28年から令和3年まで四つの施行日', () => {
    assert.deepEqual(
      sakai.effectiveFrom.map(({ day }) => day),
      ['2016-11-30', '2018-02-25', '2019-03-19', '2021-10-11'],
    )
  })
})
