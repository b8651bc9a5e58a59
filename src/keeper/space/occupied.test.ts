import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startUs } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { addCamera } from '#keyring/changes.ts'
import { addHold } from '#keyring/hold.ts'
import { emptyKeyring, type Keyring } from '#keyring/keyring.ts'
import { plantDays } from '#keyring/planting.ts'
import { random } from '../hashing.ts'
import { meanBitsPerSecond, unheldHours } from './occupied.ts'

const camera = 'ca'.repeat(16)
/** 2026-11-22 09:00 Tokyo; an hour begins. */
const nine = 29_921_760

function keyringWith(holds: readonly (readonly [number, number])[]): Keyring {
  const empty = emptyKeyring({
    site: new Uint8Array(16),
    keeper: new Uint8Array(16),
    demo: false,
    settings: { organisation: '' },
  })
  const about = { name: '門', url: '', addedUs: startUs(nine) }
  const { next } = plantDays(
    sha256,
    random,
    addCamera(empty, camera, about),
    startUs(nine),
    () => Number.POSITIVE_INFINITY,
  )
  return holds.reduce(
    (keyring, [from, minutes], i) =>
      addHold(keyring, {
        id: `${i}`,
        camera,
        fromMinute: nine + from,
        toMinute: nine + from + minutes,
        decidedBy: '管理責任者',
        ground: '',
        article: '',
        reason: '',
        endsOnUs: startUs(nine) * 2,
        addedUs: startUs(nine),
      }),
    next,
  )
}

test('what a hold names is never offered whole; the minute being written neither', () => {
  const hold = fc.tuple(fc.nat(170), fc.integer({ min: 1, max: 130 }))
  fc.assert(
    fc.property(fc.array(hold, { maxLength: 4 }), fc.nat(200), (holds, passed) => {
      const keyring = keyringWith(holds)
      const now = nine + passed
      const occupied = new Map([[camera, new Map([0, 60, 120].map(from => [nine + from, 600]))]])
      const offered = unheldHours(keyring, occupied, now, startUs(now))
      const isHeld = (minute: number) =>
        holds.some(([from, minutes]) => minute >= nine + from && minute < nine + from + minutes)
      for (const hour of offered) {
        const minutes = Array.from({ length: hour.to - hour.from }, (_, i) => hour.from + i)
        const free = minutes.filter(minute => !isHeld(minute))
        assert.ok(free.length > 0 && free.length <= 60)
        assert.ok(!isHeld(hour.from) && !isHeld(hour.to - 1))
        assert.ok(hour.to <= now - 1)
        assert.ok(hour.bytes <= 600)
      }
      const oldest = Array.from({ length: Math.max(passed - 1, 0) }, (_, i) => nine + i)
      const offeredMinutes = (minute: number) =>
        offered.some(({ from, to }) => minute >= from && minute < to)
      for (const minute of oldest.filter(minute => minute < nine + 180)) {
        assert.ok(isHeld(minute) || offeredMinutes(minute))
      }
    }),
    { numRuns: 50, endOnFailure: true },
  )
})

test('the mean is over whole hours; the first began in its middle and the present one is not over', () => {
  const hours = new Map([
    [nine, 1],
    [nine + 60, 3600],
    [nine + 120, 7200],
    [nine + 180, 99],
  ])
  assert.equal(meanBitsPerSecond(hours, nine + 200), 12)
  assert.equal(meanBitsPerSecond(hours, nine + 100), null)
})
