import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf } from '#civil/minute.ts'
import { decideRetention, type RetentionCommand } from '#domain/hold/decided-retention.ts'
import { decideHold } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis, type Refusal } from '../../basis.ts'
import { type Profile, ruleInForce } from '../../profile.ts'
import { dueUnder, isDecided, type Retention } from '../../retention.ts'
import { adopt } from '../../versions/adoption.ts'
import { amendmentOn } from '../../versions/amendments.ts'
import { dueAcross } from '../../versions/limits.ts'
import { kawasaki } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))

/** 取扱マニュアル第3版が10日と定める。 */
const inManual: RetentionCommand = {
  hours: 240,
  reason: '被害の届出がおおむね1週間以内にあり、確認に3日かかるため',
  decidedBy: '管理責任者 川崎花子',
  manual: '取扱マニュアル第3版',
  circumstance: '',
  purpose: '',
  reviewOn: '2027-04-01',
  nowUs: jst('2026-04-01 09:00'),
}
/** ただし書により、管理責任者が30日と定める。 */
const byProviso: RetentionCommand = {
  ...inManual,
  hours: 720,
  manual: '',
  reason: '',
  circumstance: '月に一度の巡回まで異常が見つからない',
  purpose: '無人施設の不法侵入の防止',
}
function decided(command: RetentionCommand): Retention {
  const outcome = decideRetention(kawasaki, command)
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return outcome
}
function refused(command: RetentionCommand): Refusal {
  const outcome = decideRetention(kawasaki, command)
  assert.ok(isRefusal(outcome), 'not refused')
  assert.ok(outcome.next.length > 5)
  return outcome
}

describe('KAWASAKI-6-4a', () => {
  test('指針6(4): 必要最小限度の期間で、指針は数を決めていない', () => {
    assert.deepEqual(kawasaki.retention.rule, { kind: 'minimumNecessary', decided: null })
    assert.ok(!isDecided(kawasaki.retention.rule))
    assert.match(kawasaki.retention.by.quote, /必要最小限度の期間とする。$/)
  })

  test('読み A6: 取扱マニュアルに書いた値と理由が保存期間になる', () => {
    assert.deepEqual(decided(inManual), {
      kind: 'minimumNecessary',
      decided: {
        hours: 240,
        reason: inManual.reason,
        writtenIn: { manual: '取扱マニュアル第3版' },
        decidedBy: '管理責任者 川崎花子',
        decidedOn: '2026-04-01',
        reviewOn: '2027-04-01',
      },
    })
  })

  test('読み A6: 決めた値は上限として撮影から数える', () => {
    const rules = [ruleInForce(kawasaki, minute('2026-04-01 00:00'), decided(inManual))]
    const due = dueUnder(rules, minute('2026-12-28 10:00'))
    assert.equal(due.limitUs, jst('2027-01-07 10:00'))
    assert.equal(due.goneByUs, due.limitUs)
    assert.equal(dueUnder(rules, minute('2028-02-29 10:00')).limitUs, jst('2028-03-10 10:00'))
  })

  test('読み A6: 取扱マニュアルの値も管理責任者が定める', () => {
    const { basis } = refused({ ...inManual, decidedBy: '主任 丁' })
    assert.equal(printedBasis(basis), '指針5(3)の読み方（A6）')
    assert.ok(decided({ ...inManual, decidedBy: '画像管理責任者　川崎花子' }))
  })

  test('読み A6: 理由も、マニュアルの版も、値もなければ定まらない', () => {
    for (const missing of [
      { reason: '' },
      { manual: '' },
      { hours: 0 },
      { hours: 1.5 },
      { hours: Number.NaN },
    ]) {
      assert.equal(refused({ ...inManual, ...missing }).basis.kind, 'reading')
    }
  })

  test('内規: 値が定まるまで新しいカメラは使い始めない', () => {
    assert.equal(kawasaki.retention.decision?.gate.kind, 'houseRule')
    assert.equal(kawasaki.cameras.appendix.gate.kind, 'houseRule')
  })
})

describe('KAWASAKI-6-4b', () => {
  test('指針6(4): ただし書により、事情と設置目的に応じて管理責任者が定める', () => {
    const retention = decided(byProviso)
    assert.ok(retention.kind === 'minimumNecessary')
    assert.deepEqual(retention.decided!.writtenIn, {
      circumstance: byProviso.circumstance,
      purpose: byProviso.purpose,
    })
    assert.equal(retention.decided!.reason, byProviso.circumstance)
    const both = decided({ ...byProviso, manual: '第4版' })
    assert.ok(both.kind === 'minimumNecessary')
    assert.deepEqual(both.decided!.writtenIn, {
      circumstance: byProviso.circumstance,
      purpose: byProviso.purpose,
      alsoInManual: '第4版',
    })
  })

  test('指針6(4): ただし書には事情と設置目的の両方が要る', () => {
    for (const missing of [{ circumstance: '' }, { purpose: ' ' }]) {
      const { basis } = refused({ ...byProviso, ...missing })
      assert.equal(printedBasis(basis), '指針6(4)により')
    }
  })

  test('指針6(4): ただし書で定めるのは管理責任者だけ', () => {
    const { basis } = refused({ ...byProviso, decidedBy: '主任 丁' })
    assert.equal(printedBasis(basis), '指針6(4)により')
  })

  test('内規: 見直しの日は決定の日より後。空けてもよい', () => {
    for (const reviewOn of ['2026-04-01', '2025-01-01', '来年', '2027-02-29']) {
      assert.equal(printedBasis(refused({ ...inManual, reviewOn }).basis), '内規')
    }
    const retention = decided({ ...inManual, reviewOn: '' })
    assert.ok(retention.kind === 'minimumNecessary')
    assert.ok(!('reviewOn' in retention.decided!))
  })

  test('内規: 決定の日は日本の暦の日', () => {
    const retention = decided({ ...inManual, nowUs: jst('2026-04-01 00:00') })
    assert.ok(retention.kind === 'minimumNecessary')
    assert.equal(retention.decided!.decidedOn, '2026-04-01')
  })

  test('読み A6b: 長くした決定は、すでにある画像に及ばない', () => {
    const rules = [
      ruleInForce(kawasaki, minute('2026-04-01 00:00'), decided(inManual)),
      ruleInForce(kawasaki, minute('2026-06-01 00:00'), decided(byProviso)),
    ]
    assert.equal(dueUnder(rules, minute('2026-05-31 23:59')).limitUs, jst('2026-06-10 23:59'))
    assert.equal(dueUnder(rules, minute('2026-06-01 00:00')).limitUs, jst('2026-07-01 00:00'))
  })

  test('内規: 短くした決定は、すでにある画像にも及ぶ', () => {
    const rules = [
      ruleInForce(kawasaki, minute('2026-04-01 00:00'), decided(byProviso)),
      ruleInForce(kawasaki, minute('2026-06-01 00:00'), decided(inManual)),
    ]
    assert.equal(dueUnder(rules, minute('2026-05-28 12:00')).limitUs, jst('2026-06-07 12:00'))
    assert.equal(dueUnder(rules, minute('2026-05-10 12:00')).dueFromUs, jst('2026-06-01 00:00'))
  })

  test('読み A6b: 延長はできず、指針の所管に確かめるよう案内する', () => {
    const outcome = decideHold(kawasaki, {
      fromMinute: minute('2026-06-01 10:00'),
      toMinute: minute('2026-06-01 10:10'),
      decidedBy: '管理責任者 川崎花子',
      ground: 'ただし書',
      reason: '捜査',
      endsOn: '2026-12-31',
      nowUs: jst('2026-06-02 09:00'),
      goneByUs: jst('2026-06-11 10:00'),
    })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '指針6(4)の読み方（A6b）')
    assert.match(outcome.next, /所管課/)
  })
})

describe('川崎市の防犯（監視）カメラの画像の取扱い等に関する指針', () => {
  test('内規: 生の映像は設置目的ごとに定めるまで映さない', () => {
    assert.equal(kawasaki.live.mode, 'perPurpose')
    assert.equal(kawasaki.live.by.kind, 'houseRule')
  })

  test('内規: 一覧・マニュアル・保存期間がそろうまで、新しいカメラは動かし始めない', () => {
    const { gates } = kawasaki.cameras
    assert.deepEqual(gates.map(({ needs }) => needs).toSorted(), [
      'appendix',
      'manual',
      'retention',
    ])
    assert.ok(gates.every(({ by }) => by.kind === 'houseRule'))
  })

  test('指針2(3): 実施機関は九つで、列記のとおり', () => {
    const agencies = kawasaki.cameras.kind.agencies
    assert.ok(agencies?.by.kind === 'text')
    const [, listed] = /実施機関とは、(.*)をいう。/.exec(agencies.by.quote)!
    assert.deepEqual(listed!.split(/、|及び/), agencies.list)
    assert.equal(agencies.list.length, 9)
  })

  test('読み B25: 設置表示は、カメラを設置していることの表示', () => {
    const [installed] = kawasaki.cameras.sign.items
    assert.equal(printedBasis(installed!.by), '指針5(3)の読み方（B25）')
  })

  test('読み A39: 音声は記録しない', () => {
    assert.equal(printedBasis(kawasaki.audio.by), '指針2(2)の読み方（A39）')
  })
})

describe('KAWASAKI-10-1', () => {
  test('指針10: 平成19年8月1日より適用し、それより前には何も定めない', () => {
    assert.equal(amendmentOn(kawasaki, '2007-07-31'), null)
    const first = amendmentOn(kawasaki, '2007-08-01')
    assert.equal(printedBasis(first!.by), '指針10により')
    assert.equal(first!.wordingHeld, false)
  })
})

describe('KAWASAKI-10-2', () => {
  test('附則: 平成24年9月1日より適用', () => {
    assert.equal(amendmentOn(kawasaki, '2012-08-31')?.day, '2007-08-01')
    assert.equal(amendmentOn(kawasaki, '2012-09-01')?.day, '2012-09-01')
  })
})

describe('KAWASAKI-10-3', () => {
  test('附則: 平成29年11月1日より適用', () => {
    assert.equal(amendmentOn(kawasaki, '2017-10-31')?.day, '2012-09-01')
    assert.equal(amendmentOn(kawasaki, '2017-11-01')?.day, '2017-11-01')
  })
})

describe('KAWASAKI-10-4', () => {
  test('附則: 平成31年4月1日より適用', () => {
    assert.equal(amendmentOn(kawasaki, '2019-03-31')?.day, '2017-11-01')
    assert.equal(amendmentOn(kawasaki, '2019-04-01')?.day, '2019-04-01')
  })
})

describe('KAWASAKI-10-5', () => {
  const adoption = {
    profile: kawasaki,
    existingFootage: 'earliestLimit',
    unit: null,
    atUs: jst('2026-11-16 10:00'),
  } as const
  /** The guideline as it would be once its period is decided. */
  const decidedAs = (version: string, command: RetentionCommand): Profile => {
    const rule = decided(command)
    assert.ok(rule.kind === 'minimumNecessary')
    return { ...kawasaki, version, retention: { ...kawasaki.retention, rule } }
  }
  const tenDays = { profile: decidedAs('10日', inManual), fromUs: jst('2026-04-01 00:00') }
  const thirtyDays = { ...adoption, profile: decidedAs('30日', byProviso), inForceOn: '2027-04-01' }

  test('附則: 令和5年4月1日より適用する版が、いまの版', () => {
    const now = amendmentOn(kawasaki, '2026-11-16')
    assert.equal(now?.day, '2023-04-01')
    assert.equal(now?.wordingHeld, true)
    const early = adopt([], { ...adoption, inForceOn: '2023-03-31' })
    assert.ok(isRefusal(early))
    assert.equal(printedBasis(early.basis), '附則により')
    assert.ok(!isRefusal(adopt([], { ...adoption, inForceOn: '2023-04-01' })))
  })

  test('内規: 長い期間に改めても、すでにある画像の期限は延びない', () => {
    const reaching = adopt([tenDays], { ...thirtyDays, existingFootage: 'newLimit' })
    assert.ok(isRefusal(reaching))
    assert.equal(printedBasis(reaching.basis), '内規')
    const next = adopt([tenDays], thirtyDays)
    assert.ok(!isRefusal(next))
    const last = dueAcross([tenDays, next], minute('2027-03-31 23:59'))
    assert.equal(last.limitUs, jst('2027-04-10 23:59'))
    const first = dueAcross([tenDays, next], minute('2027-04-01 00:00'))
    assert.equal(first.limitUs, jst('2027-05-01 00:00'))
  })
})
