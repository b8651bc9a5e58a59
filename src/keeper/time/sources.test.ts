import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { agreement, agreementUs, type ClockSource, majorityOf } from './sources.ts'

const minute = 60_000_000
const at = (source: ClockSource, minutes: number) => ({ source, us: minutes * minute })

test('two independent sources within 5 minutes agree on the more exact one', () => {
  assert.deepEqual(agreement([at('hardware', 104), at('ntp', 100)]), {
    us: 100 * minute,
    by: ['ntp', 'hardware'],
  })
  assert.equal(agreement([at('hardware', 105.1), at('ntp', 100)]), null)
  assert.equal(agreement([at('ntp', 100)]), null)
  assert.equal(agreement([]), null)
})

test('a system clock that nobody vouches for agrees with nobody', () => {
  assert.equal(agreement([at('system', 100), at('hardware', 100)]), null)
})

test('two pairs that say different times are no agreement; three against one are', () => {
  const pair = [at('ntp', 100), at('hardware', 101)]
  assert.equal(agreement([...pair, at('cameras', 500), at('checkpoint', 501)]), null)
  assert.deepEqual(agreement([...pair, at('cameras', 500)])?.by, ['ntp', 'hardware'])
  assert.deepEqual(
    agreement([...pair, at('cameras', 102), at('checkpoint', 500)])?.us,
    100 * minute,
  )
})

test('cameras count when more than half of all registered ones say the same', () => {
  const right = [100, 101, 102].map(m => m * minute)
  assert.equal(majorityOf([...right, 900 * minute, 0], 5), 101 * minute)
  assert.equal(majorityOf(right, 6), null)
  assert.equal(majorityOf([], 0), null)
  assert.equal(majorityOf([7 * minute], 1), 7 * minute)
})

test('no minority of lying cameras moves the majority further than 5 minutes', () => {
  const clocks = fc.integer({ min: 1, max: 20 }).chain(honest =>
    fc.record({
      honest: fc.constant(honest),
      lies: fc.array(fc.integer({ min: 0, max: 1e16 }), { maxLength: honest - 1 }),
      jitter: fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: honest, maxLength: honest }),
    }),
  )
  const trueUs = 1_790_000_000_000_000
  fc.assert(
    fc.property(clocks, ({ honest, lies, jitter }) => {
      const majority = majorityOf([...jitter.map(us => trueUs + us), ...lies], honest + lies.length)
      assert.ok(majority !== null && Math.abs(majority - trueUs) <= agreementUs + 1e6)
    }),
  )
})
