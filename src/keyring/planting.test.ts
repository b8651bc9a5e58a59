import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayOf, firstMinute, type Minute, minuteUs, startUs } from '#civil/minute.ts'
import { addCamera, removeCamera } from './changes.ts'
import { planEarlyErasure } from './early-erasure.ts'
import { planErasure } from './erasure.ts'
import { addHold } from './hold.ts'
import { emptyKeyring, type Keyring } from './keyring.ts'
import { isLive, liveMinutes, minuteKeyOf } from './minutes.ts'
import { plantDay, plantDays } from './planting.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const random = (length: number): Uint8Array => randomBytes(length)
const camera = 'ab'.repeat(16)
const other = 'cd'.repeat(16)
const first = firstMinute('2026-11-22')
const never = () => Number.POSITIVE_INFINITY
const hours = (count: number) => (_: string, minute: Minute) => startUs(minute + count * 60 - 1)

function two(): Keyring {
  const identity = { site: new Uint8Array(16), keeper: new Uint8Array(16), demo: false }
  const empty = emptyKeyring({ ...identity, settings: { organisation: '見本町会' } })
  const about = { name: '北口', url: 'rtsp://192.0.2.1/', addedUs: startUs(first) }
  return addCamera(addCamera(empty, camera, about), other, about)
}

test('a camera gets today at once, tomorrow not before one hour ahead of it', () => {
  const early = startUs(first + 1440 - 60) - 1
  const { next, planted } = plantDays(sha256, random, two(), early, never)
  assert.deepEqual(planted, [
    { camera, day: '2026-11-22' },
    { camera: other, day: '2026-11-22' },
  ])
  assert.equal(plantDays(sha256, random, next, early, never).next, next)
  const later = plantDays(sha256, random, next, early + 1, never)
  assert.deepEqual(later.planted, [
    { camera, day: '2026-11-23' },
    { camera: other, day: '2026-11-23' },
  ])
  assert.deepEqual(liveMinutes(later.next, camera), [[first, first + 2880]])
  const today = (keyring: Keyring) => minuteKeyOf(sha256, keyring, camera, first + 1439)
  assert.deepEqual(today(later.next), today(next), 'a planted day is not planted over')
})

test('each camera and each day has a root of its own', () => {
  const now = startUs(first + 1400)
  const { next } = plantDays(sha256, random, two(), now, never)
  const keys = [camera, other].flatMap(id =>
    [0, 1, 1440].map(minute => minuteKeyOf(sha256, next, id, first + minute)!.toString()),
  )
  assert.equal(new Set(keys).size, 6)
})

test('the seed drawn is wiped', () => {
  const drawn: Uint8Array[] = []
  const keeping = (length: number) => {
    const seed = random(length)
    drawn.push(seed)
    return seed
  }
  plantDays(sha256, keeping, two(), startUs(first), never)
  assert.equal(drawn.length, 2)
  assert.ok(drawn.every(seed => seed.every(byte => byte === 0)))
})

test('a removed camera is planted no more', () => {
  const now = startUs(first)
  const { planted } = plantDays(sha256, random, removeCamera(two(), other, now), now, never)
  assert.deepEqual(planted, [{ camera, day: '2026-11-22' }])
})

test('a day begun or past is made without every minute that is due', () => {
  fc.assert(
    fc.property(fc.nat(5 * 1440), fc.integer({ min: 1, max: 50 }), (later, count) => {
      const now = startUs(first + later) + 17
      const due = hours(count)
      const keyring = plantDay(sha256, random, two(), camera, '2026-11-22', now, due)
      for (let minute = first; minute < first + 1440; minute += 1) {
        assert.equal(isLive(keyring, camera, minute), due(camera, minute) > now)
      }
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test('footage whose time is over has no day to go to', () => {
  const keyring = two()
  const now = startUs(first + 3 * 1440)
  assert.equal(plantDay(sha256, random, keyring, camera, '2026-11-22', now, hours(24)), keyring)
})

test('days are planted in any order and stand in their own', () => {
  let keyring = two()
  const now = startUs(first + 2 * 1440)
  for (const day of ['2026-11-24', '2026-11-21', '2026-11-23', '2026-11-22', '2026-11-23']) {
    keyring = plantDay(sha256, random, keyring, camera, day, now, never)
  }
  assert.deepEqual(liveMinutes(keyring, camera), [[first - 1440, first + 3 * 1440]])
  const plan = planErasure(sha256, keyring, startUs(first), hours(1))
  assert.equal(plan.erased[0]!.day, '2026-11-21')
})

test('no day is planted further ahead than an hour', () => {
  const day = dayOf(first + 1440)
  const at = (minute: Minute) =>
    plantDay(sha256, random, two(), camera, day, startUs(minute), never)
  assert.throws(() => at(first + 1440 - 61), RangeError)
  assert.ok(isLive(at(first + 1440 - 60), camera, first + 1440))
})

test('a day planted anew gives a held minute no second key, even with the clock set back', () => {
  const hold = {
    id: 'h',
    camera,
    fromMinute: first + 10,
    toMinute: first + 12,
    decidedBy: '',
    ground: '',
    article: '',
    reason: '',
    endsOnUs: startUs(first + 100 * 1440),
    addedUs: startUs(first),
  }
  let keyring = plantDays(sha256, random, two(), startUs(first), never).next
  keyring = addHold(keyring, hold)
  keyring = planErasure(sha256, keyring, startUs(first + 2000), hours(1)).next
  const key = minuteKeyOf(sha256, keyring, camera, first + 10)!.toString()
  const back = startUs(first + 30)
  keyring = plantDay(sha256, random, keyring, camera, '2026-11-22', back, hours(1))
  assert.equal(minuteKeyOf(sha256, keyring, camera, first + 10)!.toString(), key)
  assert.ok(isLive(keyring, camera, first + 12))
  const given = planEarlyErasure(sha256, keyring, back, camera, first, first + 1440).next
  assert.deepEqual(liveMinutes(given, camera), [[first + 10, first + 12]])
})

test('minutes are µs-exact: due at the instant, not one µs before', () => {
  const due = (_: string, minute: Minute) => startUs(minute) + minuteUs
  const made = (now: number) => plantDay(sha256, random, two(), camera, '2026-11-22', now, due)
  assert.ok(isLive(made(startUs(first + 8) - 1), camera, first + 7))
  assert.ok(!isLive(made(startUs(first + 8)), camera, first + 7))
})
