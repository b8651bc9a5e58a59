import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { printedBasis, reading, text } from '../basis.ts'
import { kai } from '../profiles/kai/profile.ts'
import { kawasaki } from '../profiles/kawasaki/profile.ts'
import { sakai } from '../profiles/sakai/profile.ts'
import { quoting } from '../quote.ts'
import type { Profile } from '../vocabulary/profile.ts'
import { looserRefused, looserThan, standingOf } from './parent.ts'

const parentTitle = sakai.parent!.title
const parent: Profile = { ...sakai, id: 'parent', title: parentTitle, parent: null }

describe('親の規程', () => {
  test('要領1: 親の要綱がここにないときは「親要綱 未収録」と示す', () => {
    assert.deepEqual(standingOf(sakai, [kai, sakai]), {
      kind: 'unheld',
      title: '堺市防犯カメラの運用等に関する要綱',
      mark: '親要綱 未収録',
    })
    assert.equal(looserRefused(sakai, [kai, sakai]), null)
  })

  test('親のない規程は、それだけで立つ', () => {
    assert.deepEqual(standingOf(kai, [kai, sakai]), { kind: 'alone' })
  })

  test('読み B58: 親の要綱より緩い要領は施行できない', () => {
    const loose: Profile = {
      ...sakai,
      retention: { ...sakai.retention, rule: { kind: 'sameWeekday', weeksAhead: 3 } },
    }
    const refusal = looserRefused(loose, [parent])
    assert.equal(printedBasis(refusal!.basis), '要領1の読み方（B58）')
    assert.match(refusal!.refused, /保存期間/)
    assert.equal(looserRefused(sakai, [parent]), null)
  })

  test('どの点で緩いかを言う', () => {
    const points = (child: Profile, above: Profile) =>
      looserThan(child, above).map(({ what }) => what)
    assert.deepEqual(points(sakai, kai), ['保存期間', '立会い', '生の映像'])
    assert.deepEqual(points(kai, kai), [])
    const fewerYears: Profile = {
      ...kai,
      registers: { ...kai.registers, years: { ...kai.registers.years, count: 1 } },
    }
    assert.deepEqual(points(fewerYears, kai), ['記録簿の保存年数'])
  })

  test('市の指針の下の実施機関の定めは、指針より緩められない', () => {
    const guideline = { ...kawasaki, retention: { ...kawasaki.retention, rule: hours(720) } }
    const agency = (retained: number): Profile => ({
      ...kawasaki,
      id: 'waterworks',
      title: '上下水道局カメラ取扱要領',
      retention: { ...kawasaki.retention, rule: hours(retained) },
      parent: {
        title: kawasaki.title,
        held: true,
        mark: '親規程あり',
        looser: reading('B1', article, '局の要領は、市の指針より緩められません。'),
        by: text(article),
      },
    })
    assert.equal(looserRefused(agency(720), [guideline]), null)
    assert.equal(looserRefused(agency(168), [guideline]), null)
    const refusal = looserRefused(agency(721), [guideline])
    assert.equal(printedBasis(refusal!.basis), '要領1の読み方（B1）')
    const none = { ...guideline, live: { ...kawasaki.live, mode: 'none' } as const }
    const standing = standingOf(agency(168), [none])
    assert.deepEqual(standing.kind === 'compared' && standing.looser, [{ what: '生の映像' }])
  })

  test('期間がまだ決まっていなければ、期間は比べられない', () => {
    assert.deepEqual(looserThan(kawasaki, kawasaki), [])
    assert.ok(!looserThan(sakai, kawasaki).some(({ what }) => what === '保存期間'))
  })
})

const article = quoting('上下水道局カメラ取扱要領')(
  '要領1',
  '市の指針に基づき、必要な事項を定める。',
)
const hours = (count: number) => ({ kind: 'ceilingHours', hours: count }) as const
