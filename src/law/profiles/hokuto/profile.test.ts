import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf } from '#civil/minute.ts'
import { type DecidedHold, decideHold, type HoldCommand } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis, type Refusal } from '../../basis.ts'
import { ruleInForce } from '../../profile.ts'
import { dueUnder } from '../../retention.ts'
import { hokuto } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rules = [ruleInForce(hokuto, minute('2026-01-01 00:00'))]
const due = (captured: string) => dueUnder(rules, minute(captured))

/** 6月1日10時から10分間の画像を、6月2日に、市長が決める。 */
const mayors: HoldCommand = {
  fromMinute: minute('2026-06-01 10:00'),
  toMinute: minute('2026-06-01 10:10'),
  decidedBy: '市長 北斗太郎',
  ground: '市長が特に必要と認める場合',
  reason: '通学路の事故の原因を調べるため',
  endsOn: '2026-08-31',
  nowUs: jst('2026-06-02 09:00'),
  goneByUs: due('2026-06-01 10:00').dueFromUs,
}
const managers = (ground: string): HoldCommand => ({
  ...mayors,
  ground,
  decidedBy: '管理責任者 北斗花子',
  document: '捜査関係事項照会書 2026-06-01 第12号',
})
const decide = (command: HoldCommand) => decideHold(hokuto, command)
function held(command: HoldCommand): DecidedHold {
  const outcome = decide(command)
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return outcome
}
function refused(command: HoldCommand): Refusal {
  const outcome = decide(command)
  assert.ok(isRefusal(outcome), 'not refused')
  assert.ok(outcome.next.length > 5)
  return outcome
}

describe('北斗市防犯カメラの設置及び運用に関する要綱', () => {
  test('第6条第4項: 保存期間は30日以内', () => {
    assert.deepEqual(hokuto.retention.rule, { kind: 'ceilingHours', hours: 720 })
    assert.equal(printedBasis(hokuto.retention.by), '第6条第4項により')
    assert.match(hokuto.retention.by.quote, /30日以内とする。$/)
  })

  test('読み A3: 30日以内は撮影から720時間', () => {
    assert.equal(printedBasis(hokuto.retention.computed), '第6条第4項の読み方（A3）')
    assert.equal(due('2026-01-28 10:00').limitUs, jst('2026-02-27 10:00'))
    assert.equal(due('2026-12-15 23:59').limitUs, jst('2027-01-14 23:59'))
    assert.equal(due('2028-01-30 12:00').limitUs, jst('2028-02-29 12:00'))
    assert.equal(due('2028-02-29 12:00').limitUs, jst('2028-03-30 12:00'))
  })

  test('内規: 30日を1秒も超えない', () => {
    const { goneByUs, limitUs } = due('2026-01-28 10:00')
    assert.equal(goneByUs, limitUs)
    assert.equal(hokuto.retention.tolerance.kind, 'houseRule')
  })

  test('第6条第4項: 市長が特に必要と認めれば延長できる', () => {
    const hold = held(mayors)
    assert.equal(hold.article, '第6条第4項')
    assert.equal(hold.ground, '市長が特に必要と認める場合')
    assert.equal(hold.decidedBy, '市長 北斗太郎')
    assert.deepEqual([hold.fromMinute, hold.toMinute], [mayors.fromMinute, mayors.toMinute])
    assert.equal(held({ ...mayors, ground: '市長' }).ground, hold.ground)
  })

  test('第6条第4項: 市長の認定は市長だけができる', () => {
    for (const decidedBy of ['管理責任者 北斗花子', '副市長 甲', '市長室長 乙', '']) {
      const { basis } = refused({ ...mayors, decidedBy })
      assert.equal(printedBasis(basis), '第6条第4項により')
    }
  })

  test('第6条第4項: 第1項各号のいずれかに当たれば延長できる', () => {
    for (const ground of ['第6条第1項第1号', '第6条第1項第2号', '第6条第1項第3号']) {
      const hold = held(managers(ground))
      assert.equal(hold.ground, ground)
      assert.equal(hold.document, '捜査関係事項照会書 2026-06-01 第12号')
    }
    assert.equal(held(managers('第６条第１項第２号')).ground, '第6条第1項第2号')
  })

  test('第6条第4項: どの根拠にも当たらなければ延長できない', () => {
    for (const ground of ['', '念のため', '第6条第1項第4号', '特に必要']) {
      const { basis, next } = refused(managers(ground))
      assert.equal(printedBasis(basis), '第6条第4項により')
      assert.match(next, /第6条第1項第1号/)
    }
  })

  test('第6条第1項第1号: 口頭の求めでは足りない', () => {
    const { basis, next } = refused({ ...managers('第6条第1項第1号'), document: ' ' })
    assert.equal(printedBasis(basis), '第6条第1項第1号により')
    assert.match(next, /ほかの根拠/)
  })

  test('第6条第1項第2号: 公文書のない要請では足りない', () => {
    const { document: _, ...oral } = managers('第6条第1項第2号')
    assert.equal(printedBasis(refused(oral).basis), '第6条第1項第2号により')
  })

  test('第6条第1項第3号: 文書は要らない', () => {
    const { document: _, ...oral } = managers('第6条第1項第3号')
    assert.equal(held(oral).document, null)
  })

  test('第6条第4項: 保存期間が終わった画像は延長できない', () => {
    const limit = due('2026-06-01 10:00').limitUs
    const late = refused({ ...mayors, nowUs: limit })
    assert.equal(printedBasis(late.basis), '第6条第4項により')
    assert.match(late.refused, /2026-07-01 09:59:00/)
  })

  test('内規: 消去が始まる最後の1分は、期限の前でも延長できない', () => {
    const { dueFromUs } = due('2026-06-01 10:00')
    assert.equal(refused({ ...mayors, nowUs: dueFromUs }).basis.kind, 'houseRule')
    assert.ok(held({ ...mayors, nowUs: dueFromUs - 1 }))
  })

  test('内規: 第1項各号による延長は管理責任者が決める', () => {
    const { basis, next } = refused({ ...managers('第6条第1項第3号'), decidedBy: '運用取扱者 丙' })
    assert.equal(printedBasis(basis), '内規')
    assert.match(next, /管理責任者/)
  })

  test('内規: 理由のない延長はない', () => {
    assert.equal(printedBasis(refused({ ...mayors, reason: '　' }).basis), '内規')
  })

  test('内規: 終わりの日のない延長はない', () => {
    for (const endsOn of ['', '未定', '2026-02-30', '2026-7-1']) {
      assert.equal(printedBasis(refused({ ...mayors, endsOn }).basis), '内規')
    }
  })

  test('内規: 終わりの日は、本来の保存期間より後', () => {
    for (const endsOn of ['2025-12-31', '2026-06-02', '2026-06-30']) {
      assert.equal(printedBasis(refused({ ...mayors, endsOn }).basis), '内規')
    }
    assert.ok(held({ ...mayors, endsOn: '2026-07-01' }))
  })

  test('内規: 終わりの日はその日の終わりまで、見直しは30日ごと', () => {
    const hold = held({ ...mayors, endsOn: '2028-02-29' })
    assert.equal(hold.endsOnUs, jst('2028-03-01 00:00'))
    assert.equal(hold.reviewOnUs, jst('2026-07-02 00:00'))
  })

  test('内規: 範囲は撮影済みの画像に、分単位で限る', () => {
    const now = minuteOf(mayors.nowUs)
    const { fromMinute } = mayors
    for (const toMinute of [fromMinute, fromMinute - 1, now + 2]) {
      assert.equal(printedBasis(refused({ ...mayors, toMinute }).basis), '内規')
    }
    assert.equal(held({ ...mayors, toMinute: fromMinute + 1 }).toMinute, fromMinute + 1)
    assert.ok(held({ ...mayors, toMinute: now + 1 }))
  })

  test('第4条第2項: 撮影は1日24時間を原則とする', () => {
    assert.equal(hokuto.cameras.hoursADay?.hours, 24)
    assert.equal(printedBasis(hokuto.cameras.hoursADay!.by), '第4条第2項により')
  })

  test('第6条第5項: 編集も加工もしない。写しも同じ', () => {
    assert.equal(hokuto.editing.stored.mode, 'never')
    assert.equal(hokuto.editing.derivative, null)
    assert.equal(printedBasis(hokuto.editing.stored.by), '第6条第5項により')
  })

  test('読み A39: 音声は記録しない', () => {
    assert.equal(hokuto.audio.recorded, false)
    assert.equal(printedBasis(hokuto.audio.by), '第2条第2号の読み方（A39）')
  })

  test('内規: 生の映像を映さない', () => {
    assert.equal(hokuto.live.mode, 'none')
    assert.equal(hokuto.live.by.kind, 'houseRule')
    assert.equal(hokuto.live.forbids, null)
  })

  test('附則: 公布の日（令和5年3月31日）から施行', () => {
    assert.deepEqual(
      hokuto.effectiveFrom.map(({ day }) => day),
      ['2023-03-31'],
    )
  })
})
