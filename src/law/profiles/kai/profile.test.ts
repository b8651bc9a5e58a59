import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { decideHold } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis } from '../../basis.ts'
import { type CaptureQuestion, captureTimeOf } from '../../capture-time.ts'
import { ruleInForce } from '../../profile.ts'
import { dueUnder, limitUs } from '../../retention.ts'
import { kai } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rules = [ruleInForce(kai, minute('2026-01-01 00:00'))]
const due = (captured: string) => dueUnder(rules, minute(captured))

describe('KAI-2-2', () => {
  test('運用基準２（２）: 記録されたものを画像データとし、記録していない映像は含まない', () => {
    const { means } = kai.footage
    assert.ok(means.kind === 'text' && means.cite === '運用基準２（２）')
    assert.match(means.quote, /撮影し、記録されたもの/)
  })

  test('読み A39: 音声は記録しない', () => {
    assert.equal(kai.audio.recorded, false)
    assert.equal(printedBasis(kai.audio.by), '運用基準２（２）の読み方（A39）')
  })
})

describe('KAI-3-0', () => {
  test('運用基準３: 設置場所・撮影区域は別紙のとおり', () => {
    assert.equal(kai.cameras.appendix.name, '別紙')
    assert.equal(printedBasis(kai.cameras.appendix.by), '運用基準３により')
  })

  test('内規: 別紙に載るまで新しいカメラは使い始めない', () => {
    assert.equal(printedBasis(kai.cameras.appendix.gate), '内規')
  })
})

describe('KAI-3-2', () => {
  test('運用基準３（２）: モニター等による常時監視を禁じる', () => {
    assert.equal(printedBasis(kai.live.forbids!), '運用基準３（２）により')
  })

  test('内規: 生の映像の画面は一つもない', () => {
    assert.equal(kai.live.mode, 'none')
    assert.equal(printedBasis(kai.live.by), '内規')
  })
})

const decidedAs = (hours: number) => {
  const outcome = decideRetention(kai, {
    hours,
    reason: '長く残したい',
    decidedBy: '管理責任者 山田',
    manual: '1',
    circumstance: '',
    purpose: '',
    reviewOn: '',
    nowUs: jst('2026-06-02 09:00'),
  })
  assert.ok(isRefusal(outcome))
  return printedBasis(outcome.basis)
}

describe('KAI-7-2a', () => {
  test('運用基準７（２）: 保存期間は７日以内で、根拠は本文', () => {
    const { rule, by } = kai.retention
    assert.deepEqual(rule, { kind: 'ceilingHours', hours: 168 })
    assert.equal(by.quote, '保存期間は７日以内とする。')
    assert.equal(printedBasis(by), '運用基準７（２）により')
    assert.equal(rules[0]!.article, '運用基準７（２）')
  })

  test('運用基準７（２）: 7日を超える期間は定められない', () => {
    for (const hours of [192, 720]) assert.equal(decidedAs(hours), '運用基準７（２）により')
  })

  test('読み A1: 7日以内は撮影から168時間で、日付では数えない', () => {
    assert.equal(printedBasis(kai.retention.computed), '運用基準７（２）の読み方（A1）')
    assert.equal(due('2026-01-28 10:00').limitUs, jst('2026-02-04 10:00'))
    assert.equal(due('2026-01-28 23:59').limitUs, jst('2026-02-04 23:59'))
    assert.equal(due('2026-01-29 00:00').limitUs, jst('2026-02-05 00:00'))
  })

  test('読み A1: 年末もうるう日も168時間', () => {
    assert.equal(due('2026-12-31 23:59').limitUs, jst('2027-01-07 23:59'))
    assert.equal(due('2028-02-29 06:00').limitUs, jst('2028-03-07 06:00'))
    assert.equal(due('2028-02-23 06:00').limitUs, jst('2028-03-01 06:00'))
  })

  test('読み A1: 168時間を超え8日に満たない期間も定められない', () => {
    for (const hours of [169, 191]) {
      assert.equal(decidedAs(hours), '運用基準７（２）の読み方（A1）')
    }
  })

  test('読み A1: 撮影した日を1日目とする数え方を選んでも、168時間を超えない', () => {
    const [byDays] = kai.retention.ownerMayChoose
    assert.equal(printedBasis(byDays!.by), '運用基準７（２）の読み方（A1）')
    for (const captured of ['2026-01-28 00:00', '2026-01-28 10:00', '2026-12-31 23:59']) {
      assert.ok(limitUs(byDays!.rule, minute(captured)) <= due(captured).limitUs)
    }
  })

  test('読み A7: 取り込んだ映像の期間は、最も早い撮影の時から数える', () => {
    const question: CaptureQuestion = {
      claims: {
        container: jst('2026-11-10 09:00'),
        fileName: jst('2026-11-10 09:05'),
        fileTime: jst('2026-11-14 12:00'),
        operator: jst('2026-11-12 08:00'),
      },
      durationUs: 10 * minuteUs,
      nowUs: jst('2026-11-14 12:00'),
    }
    const captured = captureTimeOf(kai.imports, question)
    assert.ok(!isRefusal(captured))
    assert.equal(captured.startUs, jst('2026-11-10 09:00'))
    assert.equal(dueUnder(rules, minuteOf(captured.startUs)).limitUs, jst('2026-11-17 09:00'))
  })

  test('読み A7: 二人目が確かめていない時計のずれで、撮影の時を遅らせることはできない', () => {
    const outcome = captureTimeOf(kai.imports, {
      claims: { container: jst('2026-11-10 09:00') },
      clockError: {
        cameraShowedUs: jst('2026-11-10 09:00'),
        trueUs: jst('2026-11-13 09:00'),
        notedBy: '髙橋',
        confirmedBy: '髙橋',
        removedAtUs: jst('2026-11-13 10:00'),
      },
      durationUs: 10 * minuteUs,
      nowUs: jst('2026-11-14 12:00'),
    })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '運用基準７（２）の読み方（A7）')
  })

  test('内規: 超えることはなく、早くても120秒', () => {
    assert.equal(printedBasis(kai.retention.tolerance), '内規')
    const { dueFromUs, goneByUs, limitUs: limit } = due('2026-01-28 10:00')
    assert.equal(goneByUs, limit)
    const lastFrameLimitUs = limit + minuteUs
    assert.equal(lastFrameLimitUs - dueFromUs, 2 * minuteUs)
  })

  test('内規: 上限より短い期間は、規程の版を改めて定める', () => {
    for (const hours of [24, 168]) assert.equal(decidedAs(hours), '内規')
  })

  test('読み A16: 延長の定めがないので、誰が決めても延長できない', () => {
    for (const decidedBy of ['委員長 山田', '管理責任者 山田', '市長']) {
      const outcome = decideHold(kai, {
        fromMinute: minute('2026-06-01 10:00'),
        toMinute: minute('2026-06-01 10:10'),
        decidedBy,
        ground: '９（１）',
        reason: '事件の捜査',
        endsOn: '2026-12-31',
        nowUs: jst('2026-06-02 09:00'),
        goneByUs: due('2026-06-01 10:00').dueFromUs,
      })
      assert.ok(isRefusal(outcome))
      assert.equal(printedBasis(outcome.basis), '運用基準７（２）の読み方（A16）')
      assert.match(outcome.next, /管理運用委員会/)
    }
  })
})

describe('KAI-7-3b', () => {
  test('読み A15: 加工は９による提供のための写しだけ', () => {
    assert.equal(kai.editing.stored.mode, 'never')
    assert.equal(kai.editing.derivative?.mode, 'forProvision')
    assert.equal(printedBasis(kai.editing.stored.by), '運用基準７（３）の読み方（A15）')
  })
})

describe('KAI-附則-1', () => {
  test('附則１: 施行日は書き込まれていない', () => {
    assert.deepEqual(
      kai.effectiveFrom.map(({ day }) => day),
      [null],
    )
  })
})
