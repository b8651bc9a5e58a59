import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { decideHold } from '#domain/hold/hold-decision.ts'
import { isRefusal, printedBasis } from '../../basis.ts'
import { type Profile, ruleInForce } from '../../profile.ts'
import { dueUnder, limitUs } from '../../retention.ts'
import { adopt, inForceAt } from '../../versions/adoption.ts'
import { amendmentOn } from '../../versions/amendments.ts'
import { citedWithoutNote, legalBasesOn } from '../../versions/legal-basis.ts'
import { looserRefused, standingOf } from '../../versions/parent.ts'
import { sakai } from './profile.ts'

const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rules = [ruleInForce(sakai, minute('2026-01-01 00:00'))]
const due = (captured: string) => dueUnder(rules, minute(captured))
const weekday = (us: number) =>
  Temporal.Instant.fromEpochMilliseconds(us / 1000).toZonedDateTimeISO('Asia/Tokyo').dayOfWeek

describe('SAKAI-1', () => {
  const parent: Profile = {
    ...sakai,
    title: sakai.parent!.title,
    parent: null,
    retention: { ...sakai.retention, rule: { kind: 'sameWeekday', weeksAhead: 1 } },
  }

  test('要領1: 親の要綱を手元に置かないうちは、そのことを示す', () => {
    const standing = standingOf(sakai, [])
    assert.ok(standing.kind === 'unheld')
    assert.equal(standing.mark, '親要綱 未収録')
    assert.equal(printedBasis(sakai.parent!.by), '要領1により')
    assert.equal(looserRefused(sakai, []), null)
  })

  test('読み B58: 親の要綱より緩い要領は用いない', () => {
    const outcome = looserRefused(sakai, [parent])
    assert.ok(outcome && isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '要領1の読み方（B58）')
    assert.match(outcome.refused, /保存期間/)
    assert.equal(looserRefused({ ...sakai, retention: parent.retention }, [parent]), null)
  })

  test('要領1: 対象は四つの建物', () => {
    const { sites } = sakai.cameras.kind
    assert.ok(sites?.by.kind === 'text')
    for (const site of sites.list) assert.ok(sites.by.quote.includes(site), site)
    assert.equal(sites.list.length, 4)
  })
})

describe('SAKAI-2', () => {
  test('要領2: 安全の確保、庁舎の管理、事故及び犯罪の未然防止を目的とする', () => {
    const { purposes } = sakai.cameras.kind
    assert.ok(purposes.by.kind === 'text')
    assert.match(purposes.by.quote, /安全の確保.*適正な管理.*事故及び犯罪/)
    assert.equal(purposes.list.length, 3)
  })
})

describe('SAKAI-3', () => {
  test('要領3: 個人を特定できる精度のカメラで撮影され、サーバに記録されたものを画像とする', () => {
    const { means } = sakai.footage
    assert.ok(means.kind === 'text' && means.quote.includes('個人を特定できる精度を有した'))
    assert.equal(printedBasis(sakai.copies.areFootage), '要領3により')
  })

  test('読み A39: 撮影した画像だけの定めなので、音声は記録しない', () => {
    assert.equal(printedBasis(sakai.audio.by), '要領3の読み方（A39）')
  })
})

describe('SAKAI-5-2', () => {
  test('要領5(2): 管理責任者が事務を統括する', () => {
    assert.ok(
      sakai.declarations.some(({ by }) => by.kind === 'text' && by.quote.includes('事務を統括し')),
    )
    assert.equal(sakai.manager.per, 'document')
  })
})

describe('SAKAI-7b', () => {
  test('要領7: 生の映像は2か所で従事する者の視聴に限って認められる', () => {
    assert.equal(sakai.live.mode, 'placesAndRoster')
    assert.equal(printedBasis(sakai.live.by), '要領7により')
    assert.ok(sakai.live.by.kind === 'text')
    for (const place of sakai.live.places) assert.ok(sakai.live.by.quote.includes(place))
    assert.equal(sakai.live.places.length, 2)
  })
})

describe('SAKAI-8', () => {
  test('要領8: 管理責任者・操作担当者・視聴者は、退いた後も漏らさない', () => {
    const { binds, by, afterPost, recipients } = sakai.secrecy
    assert.deepEqual(binds, ['manager', 'operator', 'guard', 'staff'])
    assert.equal(printedBasis(by), '要領8により')
    assert.equal(printedBasis(recipients!), '要領8により')
    assert.ok(afterPost?.kind === 'text' && afterPost.quote.includes('なくなった後'))
  })
})

describe('SAKAI-10-3a', () => {
  test('要領10(3): 保存期間は2週間(翌々週の同一曜日までの間)', () => {
    assert.deepEqual(sakai.retention.rule, { kind: 'sameWeekday', weeksAhead: 2 })
    assert.equal(printedBasis(sakai.retention.by), '要領10(3)により')
  })

  test('要領10(3): どの曜日の画像も、翌々週の同じ曜日に終わり、早くも遅くもならない', () => {
    for (let day = 1; day <= 28; day++) {
      const captured = `2027-02-${String(day).padStart(2, '0')} 13:00`
      const lastMomentUs = due(captured).limitUs - minuteUs
      assert.equal(weekday(lastMomentUs), weekday(jst(captured)))
    }
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

  test('要領10(3): 期間の終わる前に消すことは決められない', () => {
    assert.equal(sakai.retention.earlyErasure.kind, 'never')
    assert.equal(printedBasis(sakai.retention.earlyErasure.by), '要領10(3)により')
  })

  test('読み A5: 2026年1月28日（水）の画像は、2月12日（木）0時に終わる', () => {
    assert.equal(printedBasis(sakai.retention.computed), '要領10(3)の読み方（A5）')
    assert.equal(due('2026-01-28 10:00').limitUs, jst('2026-02-12 00:00'))
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

  test('読み A5: 所管が選べる336時間も、翌々週の同じ曜日のうちに終わる', () => {
    const [hours, ...others] = sakai.retention.ownerMayChoose
    assert.deepEqual(others, [])
    assert.equal(printedBasis(hours!.by), '要領10(3)の読み方（A5）')
    const captured = '2026-01-28 10:00'
    assert.equal(limitUs(hours!.rule, minute(captured)), jst('2026-02-11 10:00'))
    assert.equal(weekday(limitUs(hours!.rule, minute(captured))), weekday(jst(captured)))
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
})

describe('SAKAI-10-3b', () => {
  test('要領10(3): 保存した画像は編集も加工もしない', () => {
    assert.equal(sakai.editing.stored.mode, 'never')
    assert.equal(printedBasis(sakai.editing.stored.by), '要領10(3)により')
  })

  test('読み A29: 不開示情報を取り除くのは複製だけ', () => {
    assert.equal(printedBasis(sakai.editing.derivative!.by), '要領11(5)の読み方（A29）')
  })
})

describe('SAKAI-10-3c', () => {
  test('要領10(3): 期間を終えた画像の消去は、上書きの定めによる', () => {
    assert.equal(printedBasis(sakai.erasure.by), '要領10(3)により')
    assert.match(sakai.erasure.by.quote, /上書き/)
  })

  test('読み A7: 取り込んだ画像は、元の媒体からも消去する', () => {
    assert.equal(printedBasis(sakai.imports.sourceMedium), '要領10(3)の読み方（A7）')
  })
})

describe('SAKAI-12', () => {
  test('要領12: 条例によるが、令和5年4月からは法律によることを添えて書く', () => {
    const [law] = legalBasesOn(sakai, '2023-04-01')
    assert.equal(printedBasis(law!.law.by), '要領12により')
    assert.match(law!.note!, /個人情報の保護に関する法律/)
    assert.equal(legalBasesOn(sakai, '2023-03-31')[0]!.note, null)
  })

  test('内規: 改正のことを添えずに、条例の名を様式に書かない', () => {
    const bare = citedWithoutNote(sakai, '2026-11-16', '堺市個人情報保護条例により')
    assert.ok(bare && isRefusal(bare))
    assert.equal(printedBasis(bare.basis), '内規')
  })
})

const effective = sakai.effectiveFrom.map(({ day }) => day)

describe('SAKAI-附則1', () => {
  test('附則: 平成28年11月30日から施行し、それより前には何も定めない', () => {
    assert.equal(effective[0], '2016-11-30')
    assert.equal(amendmentOn(sakai, '2016-11-29'), null)
    assert.equal(amendmentOn(sakai, '2016-11-30')?.wordingHeld, false)
  })
})

describe('SAKAI-附則2', () => {
  test('附則: 平成30年2月25日から改正', () => {
    assert.equal(amendmentOn(sakai, '2018-02-24')?.day, '2016-11-30')
    assert.equal(amendmentOn(sakai, '2018-02-25')?.day, '2018-02-25')
  })
})

describe('SAKAI-附則3', () => {
  test('附則: 平成31年3月19日から改正', () => {
    assert.equal(amendmentOn(sakai, '2019-03-18')?.day, '2018-02-25')
    assert.equal(amendmentOn(sakai, '2019-03-19')?.day, '2019-03-19')
  })
})

describe('SAKAI-附則4', () => {
  const adopted = { profile: sakai, fromUs: jst('2021-10-11 00:00') }
  const longer: Profile = {
    ...sakai,
    version: '令和9年4月1日施行',
    retention: { ...sakai.retention, rule: { kind: 'sameWeekday', weeksAhead: 4 } },
  }

  test('附則: 令和3年10月11日から施行した版が、いまの版', () => {
    assert.equal(amendmentOn(sakai, '2026-11-16')?.day, '2021-10-11')
    assert.equal(amendmentOn(sakai, '2026-11-16')?.wordingHeld, true)
    const early = adopt([], {
      profile: sakai,
      inForceOn: '2021-10-10',
      existingFootage: 'earliestLimit',
      unit: null,
      atUs: jst('2026-11-16 10:00'),
    })
    assert.ok(isRefusal(early))
    assert.equal(printedBasis(early.basis), '附則により')
  })

  test('附則: 行いは、その時に施行されていた版で判断する', () => {
    const next = adopt([adopted], {
      profile: longer,
      inForceOn: '2027-04-01',
      existingFootage: 'earliestLimit',
      unit: null,
      atUs: jst('2026-11-16 10:00'),
    })
    assert.ok(!isRefusal(next))
    const versions = [adopted, next]
    assert.equal(inForceAt(versions, jst('2027-03-31 23:59'))?.profile.version, sakai.version)
    assert.equal(inForceAt(versions, jst('2027-04-01 00:00'))?.profile.version, longer.version)
  })

  test('内規: 長い期間に改めても、すでにある画像の期限は延びない', () => {
    const outcome = adopt([adopted], {
      profile: longer,
      inForceOn: '2027-04-01',
      existingFootage: 'newLimit',
      unit: null,
      atUs: jst('2026-11-16 10:00'),
    })
    assert.ok(isRefusal(outcome))
    assert.equal(printedBasis(outcome.basis), '内規')
  })
})
