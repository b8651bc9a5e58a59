import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { OperatorError, text, UsageError } from '#commands/command.ts'
import { movesSince } from '../bench/comparison.ts'
import { type Line, median, notRun, percentile } from '../bench/line.ts'
import { readOptions } from '../bench/options.ts'
import { planOf } from '../bench/plan.ts'
import { readResult } from '../bench/result.ts'
import { tableOf } from '../bench/table.ts'

const line: Line = {
  figure: 'N1',
  key: 'N1/16/cpu',
  what: text('カメラ 16 台: CPU', '16 streams: CPU'),
  unit: 'CPU-s',
  better: 'lower',
  target: { atMost: 12 },
  digits: 1,
  ours: [10, 12, 11],
  beside: [{ who: 'FFmpeg -c copy', measured: [20, 22, 21], ratio: { atMost: 0.55 } }],
}

test('a table names median and range, judges the value and the ratio, and fits 120 columns', () => {
  const rows = tableOf([line], 'en', true)
  assert.match(rows[1]!, /^N1 +16 streams: CPU +CPU-s +11\.0 \(10\.0–12\.0\) +≤ 12 +met$/)
  assert.match(rows[2]!, /FFmpeg -c copy +CPU-s +21\.0 \(20\.0–22\.0\)$/)
  assert.match(rows[3]!, /Tachiai \/ this +× +0\.52 +≤ 0\.55 +met$/)
  for (const row of rows) assert.ok(row.length <= 120, row)
})

test('what was not measured is said with its reason, never with a value or a verdict', () => {
  const [, ours, theirs] = tableOf(
    [
      {
        ...line,
        ours: notRun('no camera'),
        beside: [{ who: 'motion', measured: notRun('not installed'), ratio: { atMost: 1 } }],
      },
    ],
    'en',
    true,
  )
  assert.match(ours!, /not run: no camera +≤ 12$/)
  assert.match(theirs!, /motion +not run: not installed$/)
})

test('a smoke run is not judged', () => {
  assert.doesNotMatch(tableOf([line], 'en', false).join('\n'), /met|MISSED/)
})

test('a run beside an earlier one: only what moved beyond noise is better or worse', () => {
  const verdictOf = (now: Partial<Line>, before: Partial<Line> = {}) =>
    movesSince([{ ...line, ...before }], [{ ...line, ...now }])[0]?.verdict
  const alone = { beside: [] }
  assert.equal(verdictOf({}), 'same')
  assert.equal(verdictOf({ ...alone, ours: [20, 21] }, alone), 'worse')
  assert.equal(verdictOf({ ...alone, ours: [5, 6] }, alone), 'better')
  assert.equal(verdictOf({ ...alone, ours: [11, 30] }, alone), 'same', 'the ranges touch')
  assert.equal(verdictOf({ ...alone, ours: [20, 21], better: 'higher' }, alone), 'better')
  const neighbours = { ours: [20, 24], beside: [{ ...line.beside[0]!, measured: [40, 44] }] }
  assert.equal(verdictOf(neighbours), 'same', 'the peer felt the same neighbours')
  assert.equal(verdictOf({ ...alone, ours: [15] }, { ...alone, ours: [11] }), 'same', 'once')
  assert.equal(verdictOf({ ...alone, ours: [1] }, { ...alone, ours: [0] }), 'worse')
  assert.equal(verdictOf({ ours: notRun('x') }), undefined)
  assert.deepEqual(movesSince([line], [{ ...line, key: 'N1/32/cpu' }]), [])
})

test('an earlier result that is none is refused with a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-result-'))
  try {
    for (const content of ['', '[]', '{"schema":2,"lines":[]}', '{"schema":1}']) {
      writeFileSync(join(folder, 'result.json'), content)
      assert.throws(() => readResult(join(folder, 'result.json')), OperatorError)
    }
    assert.throws(() => readResult(join(folder, 'absent.json')), OperatorError)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the words of a call choose figures and sizes, and words that say nothing are refused', () => {
  const options = readOptions(
    ['--only', 'n1,N5', '--streams', '1,16', '--kills', '3', '--quick', '--lang=en'],
    {},
  )
  assert.deepEqual(options.only, ['N1', 'N5'])
  const plan = planOf(options.size, options)
  assert.deepEqual(plan.recording.streams, [1, 16])
  assert.equal(plan.crash.kills, 3)
  for (const words of [
    ['--only', 'N9'],
    ['--streams', '0'],
    ['--kills', 'x'],
    ['--fast'],
    ['--lang', 'fr'],
    ['--quick', '--smoke'],
    ['N1'],
  ]) {
    assert.throws(() => readOptions(words, {}), UsageError, words.join(' '))
  }
})

test('median and percentile are values that stand among those measured', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), values => {
      const sorted = values.toSorted((a, b) => a - b)
      assert.ok(values.includes(percentile(values, 0.99)))
      assert.equal(percentile(values, 1), sorted.at(-1))
      assert.ok(median(values) >= sorted[0]! && median(values) <= sorted.at(-1)!)
    }),
  )
})
