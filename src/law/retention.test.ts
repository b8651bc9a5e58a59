import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minuteOf, minuteUs, secondUs, startUs } from '#civil/minute.ts'
import {
  dueFromUs,
  dueUnder,
  isCeiling,
  limitUs,
  printedRetention,
  type Retention,
  type RuleInForce,
} from './retention.ts'

const week: Retention = { kind: 'ceilingHours', hours: 168 }
const month: Retention = { kind: 'ceilingHours', hours: 720 }
const sevenDays: Retention = { kind: 'civilDays', days: 7 }
const twoWeeks: Retention = { kind: 'sameWeekday', weeksAhead: 2 }
const undecided: Retention = { kind: 'minimumNecessary', decided: null }
const decided = (hours: number): Retention => ({
  kind: 'minimumNecessary',
  decided: {
    hours,
    reason: '通報までの日数',
    writtenIn: { manual: '第3版' },
    decidedBy: '管理責任者',
    decidedOn: '2026-04-01',
  },
})

/** Tokyo time, read without the code under test. */
const jst = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}:00+09:00`) * 1000
const minute = (moment: string) => minuteOf(jst(moment))
const rule = (from: string, retention: Retention): RuleInForce => ({
  fromMinute: minute(from),
  retention,
  profile: 'p',
  version: '1',
  article: '第1条',
})

describe('the instant a document names', () => {
  const cases: readonly (readonly [Retention, captured: string, limit: string])[] = [
    [week, '2026-01-28 10:00', '2026-02-04 10:00'],
    [week, '2026-12-28 23:59', '2027-01-04 23:59'],
    [week, '2028-02-25 08:30', '2028-03-03 08:30'],
    [week, '2027-02-25 08:30', '2027-03-04 08:30'],
    [month, '2026-12-15 00:00', '2027-01-14 00:00'],
    [month, '2028-02-29 12:00', '2028-03-30 12:00'],
    [sevenDays, '2026-01-28 10:00', '2026-02-05 00:00'],
    [sevenDays, '2026-01-28 00:00', '2026-02-05 00:00'],
    [sevenDays, '2026-01-28 23:59', '2026-02-05 00:00'],
    [sevenDays, '2026-12-31 23:59', '2027-01-08 00:00'],
    [sevenDays, '2028-02-22 12:00', '2028-03-01 00:00'],
    [sevenDays, '2027-02-22 12:00', '2027-03-02 00:00'],
    [sevenDays, '2028-02-29 12:00', '2028-03-08 00:00'],
    [twoWeeks, '2026-01-28 10:00', '2026-02-12 00:00'],
    [twoWeeks, '2026-12-24 00:00', '2027-01-08 00:00'],
    [twoWeeks, '2028-02-15 23:59', '2028-03-01 00:00'],
    [twoWeeks, '2028-02-29 00:00', '2028-03-15 00:00'],
    [decided(336), '2028-02-29 10:00', '2028-03-14 10:00'],
  ]
  for (const [retention, captured, limit] of cases) {
    test(`${printedRetention(retention)}: ${captured} → ${limit}`, () => {
      assert.equal(limitUs(retention, minute(captured)), jst(limit))
    })
  }

  test('footage across midnight: ceilings part by a minute, periods by a day', () => {
    const before = minute('2026-06-30 23:59')
    const apart = (retention: Retention) =>
      limitUs(retention, before + 1) - limitUs(retention, before)
    assert.equal(apart(week), minuteUs)
    assert.equal(apart(decided(24)), minuteUs)
    assert.equal(apart(sevenDays), 1440 * minuteUs)
    assert.equal(apart(twoWeeks), 1440 * minuteUs)
  })

  test('nothing decided has no limit', () => {
    assert.throws(() => limitUs(undecided, 0), RangeError)
  })

  for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'Europe/London']) {
    test(`a machine in ${zone} forgets at the same instants`, () => {
      const moments = [
        '2026-01-28 10:00',
        '2026-03-07 23:59',
        '2026-10-25 00:30',
        '2028-02-29 15:00',
      ]
      const minutes = moments.map(minute)
      const rules = [week, month, sevenDays, twoWeeks, decided(500)]
      const script = `
        import { limitUs } from ${JSON.stringify(join(import.meta.dirname, 'retention.ts'))}
        const [rules, minutes] = JSON.parse(process.argv[1])
        const limits = rules.map(rule => minutes.map(minute => limitUs(rule, minute)))
        console.log(JSON.stringify({ zone: Temporal.Now.timeZoneId(), limits }))`
      const child = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', script, JSON.stringify([rules, minutes])],
        { env: { ...process.env, TZ: zone }, encoding: 'utf8' },
      )
      assert.equal(child.status, 0, child.stderr)
      const there = JSON.parse(child.stdout)
      assert.equal(there.zone, zone)
      assert.deepEqual(
        there.limits,
        rules.map(retention => minutes.map(each => limitUs(retention, each))),
      )
    })
  }
})

const someMinute = fc.integer({
  min: minute('2024-01-01 00:00'),
  max: minute('2060-01-01 00:00'),
})
const someRetention: fc.Arbitrary<Retention> = fc.oneof(
  fc.constantFrom(week, month, sevenDays, twoWeeks),
  fc.integer({ min: 1, max: 2000 }).map(decided),
)
const ceiling = someRetention.filter(isCeiling)
const period = someRetention.filter(retention => !isCeiling(retention))

describe('the erasure step, which begins with a minute of keeper time', () => {
  /** The first step that takes the minute. */
  const stepUs = (retention: Retention, each: number) =>
    Math.ceil(dueFromUs(retention, each) / minuteUs) * minuteUs
  const hourUs = 3600 * secondUs
  const hoursOf = (retention: Retention) =>
    retention.kind === 'ceilingHours'
      ? retention.hours
      : retention.kind === 'minimumNecessary'
        ? retention.decided!.hours
        : assert.fail()

  test('a ceiling is never exceeded by the first frame, nor early by more than 120 s for the last', () => {
    fc.assert(
      fc.property(
        ceiling,
        someMinute,
        fc.integer({ min: 0, max: minuteUs - 1 }),
        (retention, each, into) => {
          const frameLimitUs = startUs(each) + into + hoursOf(retention) * hourUs
          const begins = stepUs(retention, each)
          assert.ok(begins >= frameLimitUs - 120 * secondUs)
          assert.ok(begins + minuteUs <= frameLimitUs)
        },
      ),
    )
  })

  test('a period is never cut short, and over within 60 s', () => {
    fc.assert(
      fc.property(period, someMinute, (retention, each) => {
        const days = retention.kind === 'civilDays' ? 8 : 15
        const captured = new Date((startUs(each) + 9 * hourUs) / 1000)
        captured.setUTCHours(0, 0, 0, 0)
        const midnightUs = captured.getTime() * 1000 + days * 24 * hourUs - 9 * hourUs
        const begins = stepUs(retention, each)
        assert.ok(begins >= midnightUs)
        assert.ok(begins <= midnightUs + 60 * secondUs)
      }),
    )
  })

  test('minutes fall due in the order of their capture', () => {
    fc.assert(
      fc.property(someRetention, someMinute, (retention, each) => {
        assert.ok(dueFromUs(retention, each) <= dueFromUs(retention, each + 1))
      }),
    )
  })
})

describe('across versions of a document', () => {
  test('a shorter rule reaches footage that lives, a longer one does not', () => {
    const captured = minute('2026-06-10 12:00')
    const shortened = [rule('2026-01-01 00:00', month), rule('2026-06-12 00:00', week)]
    assert.equal(dueUnder(shortened, captured).limitUs, jst('2026-06-17 12:00'))
    assert.equal(dueUnder(shortened, captured).by, shortened[1])
    const lengthened = [rule('2026-01-01 00:00', week), rule('2026-06-12 00:00', month)]
    assert.equal(dueUnder(lengthened, captured).limitUs, jst('2026-06-17 12:00'))
    assert.equal(dueUnder(lengthened, captured).by, lengthened[0])
    assert.equal(dueUnder(lengthened, minute('2026-06-12 00:00')).limitUs, jst('2026-07-12 00:00'))
    assert.equal(dueUnder(lengthened, minute('2026-06-11 23:59')).limitUs, jst('2026-06-18 23:59'))
  })

  test('shortened and lengthened again: what the short rule reached stays short', () => {
    const rules = [
      rule('2026-01-01 00:00', month),
      rule('2026-06-12 00:00', week),
      rule('2026-06-13 00:00', month),
    ]
    assert.equal(dueUnder(rules, minute('2026-06-10 12:00')).limitUs, jst('2026-06-17 12:00'))
    assert.equal(dueUnder(rules, minute('2026-06-13 00:00')).limitUs, jst('2026-07-13 00:00'))
  })

  test('a shorter rule takes older footage when it comes into force, not before', () => {
    const rules = [rule('2026-01-01 00:00', month), rule('2026-06-12 00:00', week)]
    const due = dueUnder(rules, minute('2026-06-01 12:00'))
    assert.equal(due.dueFromUs, jst('2026-06-12 00:00'))
    assert.equal(due.limitUs, jst('2026-06-12 00:00'))
    assert.equal(due.goneByUs, jst('2026-06-12 00:01'))
  })

  test('footage older than the list stands under its first rule', () => {
    const rules = [rule('2026-06-12 00:00', week), rule('2026-06-20 00:00', month)]
    assert.equal(dueUnder(rules, minute('2026-06-10 12:00')).limitUs, jst('2026-06-17 12:00'))
  })

  test('an undecided rule gives no limit of its own and lifts none', () => {
    const later = [rule('2026-01-01 00:00', decided(100)), rule('2026-02-01 00:00', undecided)]
    assert.equal(dueUnder(later, minute('2026-01-31 00:00')).by, later[0])
    const first = [rule('2026-01-01 00:00', undecided), rule('2026-02-01 00:00', decided(100))]
    assert.equal(dueUnder(first, minute('2026-01-31 00:00')).limitUs, jst('2026-02-04 04:00'))
    assert.throws(() => dueUnder([first[0]!], minute('2026-01-31 00:00')), RangeError)
    assert.throws(() => dueUnder([], 0), RangeError)
  })

  const someRules = fc
    .array(fc.tuple(someMinute, someRetention), { minLength: 1, maxLength: 6 })
    .map(list =>
      list
        .sort(([a], [b]) => a - b)
        .map(
          ([fromMinute, retention]): RuleInForce => ({
            fromMinute,
            retention,
            profile: 'p',
            version: '1',
            article: '第1条',
          }),
        ),
    )
  const near = (rules: readonly RuleInForce[], spread: number) =>
    Math.max(0, rules[Math.abs(spread) % rules.length]!.fromMinute + spread)
  const closeRules = fc
    .tuple(
      someMinute,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), someRetention), {
        minLength: 1,
        maxLength: 6,
      }),
    )
    .map(([start, steps]) => {
      let fromMinute = start
      return steps.map(([step, retention]): RuleInForce => {
        fromMinute += step
        return { fromMinute, retention, profile: 'p', version: '1', article: '第1条' }
      })
    })
  const spread = fc.integer({ min: -40_000, max: 40_000 })

  test('a minute never lives longer than any rule in force at its capture or since allows', () => {
    fc.assert(
      fc.property(fc.oneof(someRules, closeRules), spread, (rules, away) => {
        const captured = near(rules, away)
        const due = dueUnder(rules, captured)
        const atCapture = rules.findLast(each => each.fromMinute <= captured) ?? rules[0]!
        assert.ok(due.dueFromUs <= dueFromUs(atCapture.retention, captured))
        for (const each of rules.slice(rules.indexOf(atCapture) + 1)) {
          const sinceUs = startUs(each.fromMinute)
          assert.ok(due.dueFromUs <= Math.max(dueFromUs(each.retention, captured), sinceUs))
        }
      }),
    )
  })

  test('what takes a minute is the rule of its capture or one in force by then', () => {
    fc.assert(
      fc.property(fc.oneof(someRules, closeRules), spread, (rules, away) => {
        const captured = near(rules, away)
        const due = dueUnder(rules, captured)
        const earliest = dueFromUs(due.by.retention, captured)
        assert.ok(due.dueFromUs >= earliest)
        assert.ok(due.dueFromUs === earliest || due.dueFromUs === startUs(due.by.fromMinute))
        assert.equal(due.goneByUs, due.dueFromUs + minuteUs)
      }),
    )
  })

  test('a rule that comes later never gives a minute more time', () => {
    fc.assert(
      fc.property(closeRules, spread, (rules, away) => {
        const captured = near(rules, away)
        const known = rules.filter(({ fromMinute }) => fromMinute <= captured)
        if (known.length === 0) return
        assert.ok(dueUnder(rules, captured).dueFromUs <= dueUnder(known, captured).dueFromUs)
      }),
    )
  })

  test('minutes fall due in the order of their capture, whatever the versions shorten', () => {
    fc.assert(
      fc.property(closeRules, spread, (rules, away) => {
        const captured = near(rules, away)
        assert.ok(dueUnder(rules, captured).dueFromUs <= dueUnder(rules, captured + 1).dueFromUs)
      }),
    )
  })
})

test('the period in words', () => {
  assert.equal(printedRetention(week), '撮影から7日（168時間）以内')
  assert.equal(printedRetention(sevenDays), '録画日の翌日から起算して7日間')
  assert.equal(printedRetention(twoWeeks), '2週間（同一曜日の終わりまで）')
  assert.equal(printedRetention(decided(100)), '撮影から100時間以内（管理責任者の決定）')
  assert.equal(printedRetention(undecided), '未決定')
})
