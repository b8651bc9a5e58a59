import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minuteOf, minuteUs, startOfDayUs, startUs } from '#civil/minute.ts'
import { text } from '../basis.ts'
import { kai } from '../profiles/kai/profile.ts'
import { quoting } from '../quote.ts'
import { limitUs } from '../retention.ts'
import type { Profile } from '../vocabulary/profile.ts'
import type { Adopted } from './adoption.ts'
import { dueAcross } from './limits.ts'

const hourUs = 60 * minuteUs
const changedUs = startOfDayUs('2026-12-01')
const yearAgoUs = startOfDayUs('2025-12-01')

function versionOf(hours: number, fromUs: number, spares = false): Adopted {
  const profile: Profile = {
    ...kai,
    version: String(hours),
    retention: { ...kai.retention, rule: { kind: 'ceilingHours', hours } },
    effectiveFrom: kai.effectiveFrom.map(version => ({
      ...version,
      transitional: spares
        ? text(
            quoting('改正附則')('附則', '施行の前に撮影した画像の保存期間は、なお従前の例による。'),
          )
        : null,
    })),
  }
  return { profile, fromUs }
}

describe('改正をまたぐ保存期間', () => {
  const before = minuteOf(changedUs - hourUs)

  test('短くなれば、すでにある画像も施行の時から短くなる', () => {
    const adopted = [versionOf(168, yearAgoUs), versionOf(24, changedUs)]
    assert.equal(dueAcross(adopted, before).limitUs, startUs(before) + 24 * hourUs)
  })

  test('長くなっても、すでにある画像は元のまま', () => {
    const adopted = [versionOf(24, yearAgoUs), versionOf(168, changedUs)]
    assert.equal(dueAcross(adopted, before).limitUs, startUs(before) + 24 * hourUs)
  })

  test('経過措置があれば、短くなった期間は前の画像に及ばない', () => {
    const adopted = [versionOf(168, yearAgoUs), versionOf(24, changedUs, true)]
    assert.equal(dueAcross(adopted, before).limitUs, startUs(before) + 168 * hourUs)
    const after = minuteOf(changedUs)
    assert.equal(dueAcross(adopted, after).limitUs, startUs(after) + 24 * hourUs)
  })

  test('どの画像も、撮影の時の版の期限より長くは残らない', () => {
    const hours = fc.integer({ min: 1, max: 400 })
    const later = fc.array(fc.tuple(hours, fc.boolean()), { maxLength: 4 })
    const offset = fc.integer({ min: -500 * 60, max: 500 * 60 })
    fc.assert(
      fc.property(hours, later, offset, (first, more, minutes) => {
        const adopted = [
          versionOf(first, yearAgoUs),
          ...more.map(([count, spares], at) =>
            versionOf(count, changedUs + at * 24 * hourUs, spares),
          ),
        ]
        const minute = minuteOf(changedUs) + minutes
        const own = adopted.findLast(({ fromUs }) => fromUs <= startUs(minute))!
        const limit = limitUs(own.profile.retention.rule, minute)
        return dueAcross(adopted, minute).limitUs <= limit
      }),
    )
  })
})
