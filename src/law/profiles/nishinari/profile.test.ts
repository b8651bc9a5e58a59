import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { decideHold, type HoldCommand } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis } from '../../basis.ts'
import { ruleInForce } from '../../profile.ts'
import { dueUnder } from '../../retention.ts'
import { legalBasesOn } from '../../versions/legal-basis.ts'
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
const notHeld = (changes: Partial<HoldCommand>): string => {
  const outcome = decideHold(nishinari, { ...managers, ...changes })
  assert.ok(isRefusal(outcome), JSON.stringify(changes))
  return printedBasis(outcome.basis)
}

describe('NISHINARI-1', () => {
  test('第1条: 市民局が設置し、西成区役所が運用管理する', () => {
    const { bodies } = nishinari.cameras.kind
    assert.ok(bodies?.by.kind === 'text')
    assert.notEqual(bodies.owner, bodies.runBy)
    for (const body of [bodies.owner, bodies.runBy]) assert.ok(bodies.by.quote.includes(body))
  })
})

describe('NISHINARI-2-1', () => {
  test('第2条第1号: 無線通信式でないカメラは見守りカメラではない', () => {
    const refused = nishinari.cameras.kind.refuses.find(({ what }) => what === 'notWireless')
    assert.equal(printedBasis(refused!.by), '第2条第1号により')
  })
})

describe('NISHINARI-2-2', () => {
  test('第2条第2号: 画像は撮影され、かつ録画されたもの', () => {
    const { means } = nishinari.footage
    assert.ok(means.kind === 'text' && means.quote.includes('撮影及び録画'))
  })

  test('内規: 生の映像を映さない。向きの確認もしない', () => {
    const { mode, places, roster, aimCheck, by } = nishinari.live
    assert.equal(mode, 'none')
    assert.deepEqual([places, roster, aimCheck], [[], null, null])
    assert.equal(printedBasis(by), '内規')
  })

  test('読み A39: 撮影した映像だけなので、音声は記録しない', () => {
    assert.equal(printedBasis(nishinari.audio.by), '第2条第2号の読み方（A39）')
  })
})

describe('NISHINARI-4-2-1', () => {
  test('第4条第2項第1号: 運用管理は管理責任者の事務', () => {
    const bases = nishinari.declarations.map(({ by }) => printedBasis(by))
    assert.ok(bases.includes('第4条第2項第1号により'))
  })
})

describe('NISHINARI-4-2-2', () => {
  test('第4条第2項第2号: 捜査機関等は、警察、検察、裁判所等', () => {
    const duty = nishinari.declarations.find(({ by }) => by.cite === '第4条第2項第2号')
    assert.ok(duty?.by.kind === 'text' && /警察、検察、裁判所等/.test(duty.by.quote))
  })
})

describe('NISHINARI-5-1', () => {
  test('第5条第1項: 漏えい、滅失、き損及び改ざんを防ぐ。条例の改正は添えて書く', () => {
    assert.equal(printedBasis(nishinari.incidents.prevent.by), '第5条第1項により')
    assert.equal(printedBasis(nishinari.footage.kept.by), '第5条第1項により')
    const [ordinance] = legalBasesOn(nishinari, '2026-11-16')
    assert.equal(printedBasis(ordinance!.law.by), '第5条第1項により')
    assert.match(ordinance!.note!, /個人情報の保護に関する法律/)
  })
})

describe('NISHINARI-5-3a', () => {
  test('第5条第3項: 保存期間は録画日の翌日から起算して7日間', () => {
    assert.deepEqual(nishinari.retention.rule, { kind: 'civilDays', days: 7 })
    assert.equal(printedBasis(nishinari.retention.by), '第5条第3項により')
  })

  test('第5条第3項: 録画日は日本の日付で、協定世界時の日付ではない', () => {
    // 08:59 and 09:01 in Tokyo are one day here and two days in UTC; 23:59 and 00:00 the other way round
    assert.equal(due('2026-01-28 08:59').limitUs, due('2026-01-28 09:01').limitUs)
    assert.notEqual(due('2026-01-28 23:59').limitUs, due('2026-01-29 00:00').limitUs)
  })

  test('第5条第3項: 録画から168時間では7日目の途中なので、まだ消さない', () => {
    const afterAWeek = jst('2026-01-28 10:00') + 168 * 60 * minuteUs
    const { dueFromUs } = due('2026-01-28 10:00')
    assert.ok(dueFromUs > afterAWeek)
    assert.equal(dueFromUs - afterAWeek, 14 * 60 * minuteUs)
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

  test('内規 A4: 程度の幅は使わない。早めず、60秒以内', () => {
    const { dueFromUs, goneByUs, limitUs } = due('2026-01-28 10:00')
    assert.equal(dueFromUs, limitUs)
    assert.equal(goneByUs, limitUs + minuteUs)
    assert.equal(printedBasis(nishinari.retention.tolerance), '内規')
  })

  test('第5条第3項: 期間は要領が定め、ほかの長さは定められない', () => {
    for (const hours of [24, 168, 240]) {
      const outcome = decideRetention(nishinari, {
        hours,
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
    }
  })

  test('第5条第3項: 期間の終わる前に消すことは決められない', () => {
    const { kind, by } = nishinari.retention.earlyErasure
    assert.equal(kind, 'never')
    assert.equal(printedBasis(by), '第5条第3項により')
  })
})

describe('NISHINARI-5-3b', () => {
  test('第5条第3項: 管理責任者が特に必要と認めれば延長できる', () => {
    for (const decidedBy of ['管理責任者 西成花子', '地域支援担当課長 西成花子']) {
      const hold = decideHold(nishinari, { ...managers, decidedBy })
      assert.ok(!isRefusal(hold))
      assert.equal(hold.article, '第5条第3項')
      assert.equal(hold.endsOnUs, jst('2026-08-01 00:00'))
    }
  })

  test('第5条第3項: 取扱担当者は延長を決められない', () => {
    assert.equal(notHeld({ decidedBy: '取扱担当者 丁' }), '第5条第3項により')
  })

  test('第5条第3項: 特に必要と認めていなければ延長できない', () => {
    assert.equal(notHeld({ ground: '念のため' }), '第5条第3項により')
  })

  test('第5条第3項: 期間が終わった画像は延長できない', () => {
    const { goneByUs } = managers
    assert.equal(notHeld({ nowUs: goneByUs }), '第5条第3項により')
    assert.ok(!isRefusal(decideHold(nishinari, { ...managers, nowUs: goneByUs - 1 })))
  })

  test('内規: 理由のない延長はしない', () => {
    assert.equal(notHeld({ reason: '' }), '内規')
    assert.equal(notHeld({ reason: '　' }), '内規')
  })

  test('内規: 終わりの日のない延長はしない', () => {
    assert.equal(notHeld({ endsOn: '' }), '内規')
    assert.equal(notHeld({ endsOn: '2026-06-08' }), '内規')
  })
})

describe('NISHINARI-5-4', () => {
  test('第5条第4項: 容量の大きいカードに3週間分残っていても、期限は過ぎている', () => {
    const { limitUs, by } = due('2026-06-01 10:00')
    assert.ok(limitUs < jst('2026-06-22 10:00'))
    assert.equal(by.article, '第5条第3項')
    assert.equal(printedBasis(nishinari.erasure.by), '第5条第4項により')
  })

  test('読み A7: 取り込んだカードからも、期限までに消去する', () => {
    assert.equal(printedBasis(nishinari.imports.sourceMedium), '第5条第4項の読み方（A7）')
  })
})

describe('NISHINARI-10', () => {
  test('第10条: 表示板等があることを、その場で確かめる', () => {
    const seen = nishinari.attested.find(({ id }) => id === 'signSeen')
    assert.equal(printedBasis(seen!.by), '第10条により')
  })
})

describe('NISHINARI-11', () => {
  test('第11条: 管理責任者と取扱担当者は、職を終えた後も漏らさない', () => {
    const { binds, by, afterPost } = nishinari.secrecy
    assert.deepEqual(binds, ['manager', 'operator'])
    assert.equal(printedBasis(by), '第11条により')
    assert.ok(afterPost?.kind === 'text' && afterPost.quote.includes('職を終えた後も'))
  })
})

describe('NISHINARI-附則', () => {
  test('附則: 平成30年3月15日から施行', () => {
    assert.deepEqual(
      nishinari.effectiveFrom.map(({ day }) => day),
      ['2018-03-15'],
    )
    assert.equal(printedBasis(nishinari.effectiveFrom[0]!.by), '附則により')
  })

  test('内規: 長い期間に改めても、すでにある画像の期限は延びない', () => {
    const longer = {
      ...ruleInForce(nishinari, minute('2026-02-01 00:00')),
      retention: { kind: 'civilDays', days: 30 } as const,
    }
    const { limitUs } = dueUnder([...rules, longer], minute('2026-01-28 10:00'))
    assert.equal(limitUs, jst('2026-02-05 00:00'))
    assert.equal(printedBasis(nishinari.acrossVersions.by), '内規')
  })
})

const ledger = nishinari.registers.list.find(({ id }) => id === 'imageLedger')!
const cell = (wanted: string) => ledger.cells.find(({ id }) => id === wanted)!

describe('NISHINARI-F0', () => {
  test('第7条第2項: 画像管理台帳の名は要領のもの', () => {
    assert.ok(ledger.by.kind === 'text' && ledger.by.quote.includes(ledger.title))
    assert.ok(ledger.by.quote.includes(ledger.formName!))
  })

  test('内規 A24: 様式未確認と示し、公の様式とは称しない', () => {
    assert.equal(ledger.official, false)
    assert.match(ledger.unconfirmed!.mark, /様式未確認/)
    assert.equal(printedBasis(ledger.unconfirmed!.by), '内規')
  })

  test('読み A24: 必要な事項の欄は推定したもので、ほかの欄は内規で加えたものと示す', () => {
    const added = ['number', 'medium', 'underAgreement', 'note']
    for (const { id, by } of ledger.cells) {
      const expected = added.includes(id) ? '内規' : '第7条第2項の読み方（A24）'
      assert.equal(printedBasis(by), expected, id)
    }
  })
})

describe('NISHINARI-F1', () => {
  test('読み A24: 利用目的の欄がある', () => {
    assert.deepEqual([cell('purpose').name, cell('purpose').fact], ['利用目的', 'purpose'])
  })
})

describe('NISHINARI-F2', () => {
  test('読み A24: 根拠法令等の欄は、第6条第3号（本人）も受ける', () => {
    assert.deepEqual([cell('legalBasis').name, cell('legalBasis').fact], ['根拠法令等', 'ground'])
    const ground = nishinari.grounds.list.find(({ code }) => code === '第6条第3号')
    assert.ok(ground?.alsoCalled.includes('第6条第3号（本人）'))
  })
})

describe('NISHINARI-F3', () => {
  test('読み A24: 設置場所の欄がある', () => {
    assert.deepEqual(
      [cell('cameraPlace').name, cell('cameraPlace').fact],
      ['設置場所', 'cameraPlace'],
    )
  })
})

describe('NISHINARI-F4', () => {
  test('読み A24: 画像の日時の欄がある', () => {
    assert.deepEqual([cell('imageTime').name, cell('imageTime').fact], ['画像の日時', 'period'])
  })
})

describe('NISHINARI-F5', () => {
  test('読み A24: 承認・抽出・提供・媒体・協定・備考の欄が、この順にある', () => {
    assert.deepEqual(
      ledger.cells.slice(5).map(({ fact }) => fact),
      [
        'approval',
        'madeAt',
        'operator',
        'recipient',
        'handedOverAt',
        'medium',
        'underAgreement',
        'note',
      ],
    )
  })
})
