import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { defaultLimits } from './limits.ts'
import { Reorder } from './reorder.ts'

const small = { windowPackets: 16, windowBytes: 1 << 20, windowUs: 1000 }
/** A packet that is nothing but its number. */
const packet = (sequence: number, bytes = 2) => {
  const made = Buffer.alloc(bytes)
  made.writeUInt16BE(sequence & 0xffff)
  return made
}

function row(limits: Partial<typeof small> = {}) {
  const got: number[] = []
  const arrivals: number[] = []
  const reorder = new Reorder({ ...small, ...limits }, (bytes, arrivedUs) => {
    got.push((bytes[0]! << 8) | bytes[1]!)
    arrivals.push(arrivedUs)
  })
  const take = (sequence: number, nowUs = 0, bytes = 2) =>
    reorder.take(packet(sequence, bytes), sequence & 0xffff, nowUs)
  return { got, arrivals, reorder, take }
}

describe('datagrams in the order of their numbers', () => {
  test('any order within the window, some twice, some never: each at most once, in order, none too few', () => {
    const count = 60
    const way = fc.record({
      first: fc.constantFrom(0, 7, 1000, 65_500, 65_535),
      late: fc.array(fc.nat(7), { minLength: count, maxLength: count }),
      lost: fc.array(fc.nat(count - 1), { maxLength: 12, size: 'max' }),
      twice: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(20)), { maxLength: 12, size: 'max' }),
    })
    fc.assert(
      fc.property(way, ({ first, late, lost, twice }) => {
        const { got, reorder, take } = row()
        const sent = Array.from({ length: count }, (_, n) => n).filter(n => !lost.includes(n))
        const arriving = sent.map(n => ({ n, at: n + late[n]! }))
        for (const [n, after] of twice) {
          if (sent.includes(n)) arriving.push({ n, at: n + late[n]! + after })
        }
        for (const { n } of arriving.toSorted((a, b) => a.at - b.at)) take(first + n)
        reorder.expire(small.windowUs)
        assert.deepEqual(
          got,
          sent.map(n => (first + n) & 0xffff),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('whatever comes whenever: never out of order, never twice', () => {
    const act = fc.record({
      sequence: fc.oneof(fc.nat(2900), fc.nat(40)),
      laterUs: fc.nat(600),
      bytes: fc.integer({ min: 2, max: 400 }),
    })
    const acts = fc.array(act, { maxLength: 120, size: 'max' })
    fc.assert(
      fc.property(acts, list => {
        const { got, reorder, take } = row({ windowBytes: 2000 })
        let nowUs = 0
        for (const { sequence, laterUs, bytes } of list) {
          nowUs += laterUs
          take(sequence, nowUs, bytes)
        }
        reorder.expire(nowUs + small.windowUs)
        assert.deepEqual(
          got,
          [...new Set(got)].toSorted((a, b) => a - b),
        )
        if (list.length > 0) assert.ok(got.length > 0)
      }),
      { numRuns: 300 },
    )
  })

  test('the first packets wait for what they overtook, then nothing waits', () => {
    const { got, take } = row()
    take(12, 0)
    take(10, 10)
    assert.deepEqual(got, [])
    take(11, 20)
    take(13, 1000)
    assert.deepEqual(got, [10, 11, 12, 13])
    take(14, 1001)
    assert.deepEqual(got.at(-1), 14)
  })

  test('a gap is waited for, as long as the window and no longer; what comes later is passed over', () => {
    const { got, arrivals, reorder, take } = row()
    take(1, 0)
    reorder.expire(1000)
    take(3, 2000)
    take(4, 2100)
    take(6, 2200)
    reorder.expire(2999)
    assert.deepEqual(got, [1])
    reorder.expire(3000)
    assert.deepEqual(got, [1, 3, 4], 'the second gap began to wait later')
    take(2, 3100)
    take(5, 3150)
    assert.deepEqual(got, [1, 3, 4, 5, 6])
    assert.deepEqual(arrivals, [0, 2000, 2100, 3150, 2200], 'with the moments they arrived at')
  })

  test('more than the window holds, in number or in bytes, pushes the oldest gap out', () => {
    const full = row()
    full.take(0, 0)
    full.reorder.expire(1000)
    for (let n = 2; n < 18; n++) full.take(n, 1000)
    assert.deepEqual(full.got, [0, ...Array.from({ length: 16 }, (_, i) => i + 2)])

    const heavy = row({ windowBytes: 1000 })
    heavy.take(0, 0)
    heavy.reorder.expire(1000)
    for (const n of [2, 3, 5]) heavy.take(n, 1000, 400)
    assert.deepEqual(heavy.got, [0, 2, 3])
  })

  test('a single number far off is nonsense; two in a row are a camera that counts anew', () => {
    const { got, reorder, take } = row()
    take(100, 0)
    reorder.expire(1000)
    for (const n of [50_000, 101, 20_000, 102]) take(n, 2000)
    assert.deepEqual(got, [100, 101, 102])
    for (const n of [50_000, 50_001, 50_002]) take(n, 2000)
    take(103, 2000)
    reorder.expire(3000)
    assert.deepEqual(got.slice(3), [50_001, 50_002])
  })

  test('a loss longer than the window is no nonsense', () => {
    const { got, reorder, take } = row()
    take(0, 0)
    reorder.expire(1000)
    take(2900, 1000)
    reorder.expire(2000)
    assert.deepEqual(got, [0, 2900])
  })

  test('the window of the default limits fits the numbers', () => {
    assert.equal(65_536 % defaultLimits.windowPackets, 0)
  })
})
