import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstMinute, type Minute, minuteOf, minuteUs, startUs } from '#civil/minute.ts'
import { addCamera } from './changes.ts'
import { treeOf } from './day-trees.ts'
import { decodeKeyring } from './decode.ts'
import { planEarlyErasure } from './early-erasure.ts'
import { encodeKeyring } from './encode.ts'
import { planErasure } from './erasure.ts'
import { addHold, releaseHold } from './hold.ts'
import { type DayRange, emptyKeyring, type Hold, type Keyring } from './keyring.ts'
import { isLive, liveMinutes, minuteKeyOf } from './minutes.ts'
import { plantDay, plantDays } from './planting.ts'
import { wipeReplaced } from './wipe.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const identity = {
  site: new Uint8Array(16),
  keeper: new Uint8Array(16),
  demo: false,
  settings: { organisation: '見本町会' },
}
const camera = '0123456789abcdef0123456789abcdef'
const first = firstMinute('2026-12-31')
const span = 3 * 1440
const hour = 60

let draws = 0
const random = (length: number) =>
  Uint8Array.from(sha256(Uint8Array.of(draws++, draws >> 8)).subarray(0, length))

/** Three days of one camera, over the turn of a year, every minute alive. */
function threeDays(): Keyring {
  const about = { name: '北口', url: 'rtsp://192.0.2.1/', addedUs: startUs(first) }
  let keyring = addCamera(emptyKeyring(identity), camera, about)
  for (let day = 0; day < 3; day++) {
    const now = startUs(first + day * 1440)
    keyring = plantDays(sha256, random, keyring, now, () => Number.POSITIVE_INFINITY).next
  }
  return keyring
}

const hold = (id: string, fromMinute: Minute, toMinute: Minute, endsOnUs: number): Hold => ({
  id,
  camera,
  fromMinute,
  toMinute,
  endsOnUs,
  addedUs: startUs(first),
  decidedBy: '管理責任者',
  ground: '特に必要',
  article: '第5条第3項',
  reason: '見本',
  unwitnessed: true,
})

function minutesOf(ranges: readonly DayRange[]): Minute[] {
  return ranges.flatMap(({ day, fromIndex, toIndex }) =>
    Array.from({ length: toIndex - fromIndex }, (_, at) => firstMinute(day) + fromIndex + at),
  )
}

function alive(keyring: Keyring): Set<Minute> {
  const minutes = new Set<Minute>()
  for (const [from, to] of liveMinutes(keyring, camera)) {
    for (let minute = from; minute < to; minute++) minutes.add(minute)
  }
  return minutes
}

const key = (keyring: Keyring, minute: Minute) => {
  const found = minuteKeyOf(sha256, keyring, camera, minute)
  return found && Uint8Array.from(found).toHex()
}

// Rules as an erasure step sees them: none lets a later minute fall due before an earlier one.
const ceiling = (hours: number) => (minute: Minute) => startUs(minute + hours * hour - 1)
const civilDays = (days: number) => (minute: Minute) =>
  startUs(minute - ((minute - first) % 1440) + (days + 1) * 1440)
const rule = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map(ceiling),
  fc.integer({ min: 0, max: 1 }).map(civilDays),
  // Shortened at some minute: the earlier of both for what was captured before, the new one after.
  fc.tuple(fc.nat(span), fc.integer({ min: 1, max: 6 })).map(([since, hours]) => {
    const [before, after] = [ceiling(7), ceiling(hours)]
    return (minute: Minute) =>
      minute < first + since ? Math.min(before(minute), after(minute)) : after(minute)
  }),
)
const stretch = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 200 }))
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('step' as const), minutes: stretch }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      // Before or after the minute of the clock.
      from: fc.integer({ min: -500, max: 300 }),
      minutes: fc.integer({ min: 1, max: 300 }),
      lasts: fc.integer({ min: 1, max: 1500 }),
    }),
  },
  fc.record({ do: fc.constant('release' as const), which: fc.nat(5) }),
)

test('steps, holds and releases do just what a minute-by-minute model does', () => {
  fc.assert(
    fc.property(rule, fc.array(deed, { minLength: 5, maxLength: 16 }), (due, deeds) => {
      let keyring = threeDays()
      const inTree = alive(keyring)
      assert.equal(inTree.size, span)
      const original = new Map<Minute, string | null>()
      for (const minute of inTree) if (minute % 7 === 0) original.set(minute, key(keyring, minute))
      let nowUs = startUs(first + 1200)
      const inHold = new Map<string, Set<Minute>>()
      const holds: Hold[] = []
      const ended = new Set<string>()
      const held = (minute: Minute) => [...inHold.values()].some(set => set.has(minute))
      const end = (id: string) => {
        ended.add(id)
        const gone = inHold.get(id)!
        inHold.set(id, new Set())
        return [...gone].filter(minute => !held(minute))
      }

      for (const [at, next] of deeds.entries()) {
        const before = keyring
        let reported: readonly DayRange[] = []
        const expected = new Set<Minute>()
        if (next.do === 'step') {
          nowUs += next.minutes * minuteUs
          const plan = planErasure(sha256, keyring, nowUs, (_, minute) => due(minute))
          for (const minute of inTree) {
            if (due(minute) > nowUs) continue
            inTree.delete(minute)
            const keeping = holds.filter(
              each =>
                !ended.has(each.id) &&
                each.endsOnUs > nowUs &&
                each.fromMinute <= minute &&
                minute < each.toMinute,
            )
            for (const each of keeping) inHold.get(each.id)!.add(minute)
            if (keeping.length === 0) expected.add(minute)
          }
          for (const each of holds) {
            if (each.endsOnUs > nowUs || ended.has(each.id)) continue
            for (const minute of end(each.id)) expected.add(minute)
          }
          ;({ next: keyring, erased: reported } = plan)
        } else if (next.do === 'hold') {
          const from = minuteOf(nowUs) + next.from
          const made = hold(`h${at}`, from, from + next.minutes, nowUs + next.lasts * minuteUs)
          const taken = new Set<Minute>()
          for (let minute = from; minute < from + next.minutes; minute++) {
            if (held(minute)) taken.add(minute)
          }
          holds.push(made)
          inHold.set(made.id, taken)
          keyring = addHold(keyring, made)
        } else {
          const chosen = holds[next.which]
          if (!chosen || keyring.holds[next.which]!.releasedUs !== undefined) continue
          for (const minute of end(chosen.id)) expected.add(minute)
          ;({ next: keyring, erased: reported } = releaseHold(keyring, chosen.id, nowUs))
        }
        assert.deepEqual(minutesOf(reported).sort(), [...expected].sort())
        const kept = new Set([...inTree, ...[...inHold.values()].flatMap(set => [...set])])
        const found = alive(keyring)
        assert.equal(found.size, kept.size)
        assert.ok(found.isSubsetOf(kept))
        for (const minute of expected) assert.equal(key(keyring, minute), null)
        wipeReplaced(before, keyring)
        assert.deepEqual(decodeKeyring(encodeKeyring(keyring)), keyring)
      }
      for (const minute of alive(keyring)) {
        if (minute % 7 === 0) assert.equal(key(keyring, minute), original.get(minute))
      }
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test('of two holds each keeps its own, and what both keep goes with the last', () => {
  const until = startUs(first + 9999)
  let keyring = addHold(threeDays(), hold('a', first + 10, first + 20, until))
  keyring = addHold(keyring, hold('gone', first + 20, first + 40, until))
  keyring = addHold(keyring, hold('ended', first + 20, first + 40, startUs(first + 100)))
  keyring = releaseHold(keyring, 'gone', startUs(first)).next
  const due = (_: string, minute: Minute) => ceiling(1)(minute)
  const plan = planErasure(sha256, keyring, startUs(first + 100), due)
  assert.deepEqual(plan.erased, [
    { camera, day: '2026-12-31', fromIndex: 0, toIndex: 10 },
    { camera, day: '2026-12-31', fromIndex: 20, toIndex: 42 },
  ])
  keyring = addHold(plan.next, hold('b', first + 15, first + 19, until))
  const ranges = (from: number, to: number) => [
    { camera, day: '2026-12-31', fromIndex: from, toIndex: to },
  ]
  const one = releaseHold(keyring, 'a', startUs(first + 101))
  assert.deepEqual(one.erased, [...ranges(10, 15), ...ranges(19, 20)])
  assert.deepEqual(liveMinutes(one.next, camera)[0], [first + 15, first + 19])
  const two = releaseHold(one.next, 'b', startUs(first + 101))
  assert.deepEqual(two.erased, ranges(15, 19))
  assert.equal(isLive(two.next, camera, first + 15), false)
})

test('an erasure never comes before its instant and always at it', () => {
  const keyring = threeDays()
  const due = ceiling(2)
  const at = due(first + 100)
  const minute = (plan: Keyring) => isLive(plan, camera, first + 100)
  assert.ok(minute(planErasure(sha256, keyring, at - 1, (_, each) => due(each)).next))
  assert.ok(!minute(planErasure(sha256, keyring, at, (_, each) => due(each)).next))
})

test('where nothing is due the keyring stays the very same', () => {
  const keyring = threeDays()
  const plan = planErasure(sha256, keyring, startUs(first), (_, minute) => ceiling(2)(minute))
  assert.equal(plan.next, keyring)
  assert.deepEqual(plan.erased, [])
})

test('a step that takes one minute asks for few instants and few hashes', () => {
  let keyring = threeDays()
  let asked = 0
  let hashes = 0
  const counting = (...parts: Uint8Array[]) => {
    hashes++
    return sha256(...parts)
  }
  const due = (_: string, minute: Minute) => {
    asked++
    return ceiling(1)(minute)
  }
  for (let minute = 59; minute < 1600; minute++) {
    asked = hashes = 0
    keyring = planErasure(counting, keyring, startUs(first + minute), due).next
    assert.ok(asked <= 3 && hashes <= 6, `minute ${minute}: ${asked} instants, ${hashes} hashes`)
  }
})

test('after years switched off one step takes everything, and the days are gone', () => {
  const late = startUs(first + 3 * 365 * 1440)
  const plan = planErasure(sha256, threeDays(), late, (_, minute) => ceiling(1)(minute))
  assert.deepEqual(liveMinutes(plan.next, camera), [])
  assert.equal(plan.next.cameras.get(camera)!.days.length, 0)
  assert.deepEqual(plan.erased, [
    { camera, day: '2026-12-31', fromIndex: 0, toIndex: 1440 },
    { camera, day: '2027-01-01', fromIndex: 0, toIndex: 1440 },
    { camera, day: '2027-01-02', fromIndex: 0, toIndex: 1440 },
  ])
})

test('a clock set back resurrects nothing', () => {
  const due = (_: string, minute: Minute) => ceiling(1)(minute)
  const later = planErasure(sha256, threeDays(), startUs(first + 600), due).next
  const back = planErasure(sha256, later, startUs(first + 10), due)
  assert.equal(back.next, later)
})

test('early erasure takes what is asked but held minutes', () => {
  const keyring = addHold(threeDays(), hold('h', first + 1430, first + 1445, startUs(first + 9999)))
  const [from, to] = [first + 1400, first + 1460]
  const plan = planEarlyErasure(sha256, keyring, startUs(first), camera, from, to)
  assert.deepEqual(plan.erased, [
    { camera, day: '2026-12-31', fromIndex: 1400, toIndex: 1430 },
    { camera, day: '2027-01-01', fromIndex: 5, toIndex: 20 },
  ])
  assert.deepEqual(liveMinutes(plan.next, camera), [
    [first, first + 1400],
    [first + 1430, first + 1445],
    [first + 1460, first + span],
  ])
  const again = planEarlyErasure(sha256, plan.next, startUs(first), camera, from, to)
  assert.equal(again.next, plan.next)
  const ended = planEarlyErasure(sha256, plan.next, startUs(first + 9999), camera, from, to)
  assert.equal(minutesOf(ended.erased).length, 15)
})

test('no seed outlives the step: not in the hash’s outputs, not in the days replaced', () => {
  const keyring = addHold(threeDays(), hold('h', first + 3, first + 5, startUs(first + 9999)))
  const given: Uint8Array[] = []
  const keeping = (...parts: Uint8Array[]) => {
    const out = sha256(...parts)
    given.push(out)
    return out
  }
  const old = keyring.cameras.get(camera)!.days
  const seeds = ['2026-12-31', '2027-01-01', '2027-01-02'].map(day =>
    Uint8Array.from(treeOf(old, day)!.subarray(3, 35)),
  )
  const due = (_: string, minute: Minute) => ceiling(1)(minute)
  const plan = planErasure(keeping, keyring, startUs(first + 70), due)
  assert.ok(given.length > 5)
  assert.ok(given.every(bytes => bytes.every(byte => byte === 0)))
  const kept = Uint8Array.from(plan.next.cameras.get(camera)!.days)
  wipeReplaced(keyring, plan.next)
  assert.ok(old.every(byte => byte === 0xff))
  assert.deepEqual(Uint8Array.from(plan.next.cameras.get(camera)!.days), kept)
  const bytes = Buffer.from(encodeKeyring(plan.next))
  assert.deepEqual(
    seeds.map(seed => bytes.includes(seed)),
    [false, true, true],
  )
  assert.equal(treeOf(old, '2026-12-31'), null)
  assert.deepEqual(liveMinutes(keyring, camera), [])
})

test('of all buffers a step makes, only those of its keyring hold anything', t => {
  const made: ArrayBuffer[] = []
  const native = globalThis.ArrayBuffer
  t.after(() => {
    globalThis.ArrayBuffer = native
  })
  const recorded = new Proxy(native, {
    construct(target, [length]) {
      const buffer = new target(length)
      made.push(buffer)
      return buffer
    },
  })
  const holes = planEarlyErasure(sha256, threeDays(), 0, camera, first + 20, first + 30).next
  const keyring = addHold(holes, hold('h', first + 3, first + 5, startUs(first + 9999)))
  const due = (_: string, minute: Minute) => ceiling(1)(minute)
  globalThis.ArrayBuffer = recorded
  const erased = planErasure(sha256, keyring, startUs(first + 1435 + 59), due).next
  const imported = plantDay(sha256, random, erased, camera, '2026-12-30', startUs(first), due)
  globalThis.ArrayBuffer = native
  assert.ok(made.length >= 3)
  for (const { days, heldLeaves } of [erased, imported].map(each => each.cameras.get(camera)!)) {
    for (const key of [days, ...heldLeaves.get('h')!.values()]) key.fill(0)
  }
  const left = made.flatMap(buffer => [...new Uint8Array(buffer)])
  assert.ok(left.every(byte => byte === 0 || byte === 0xff))
})

test('a plan given up is wiped without harm to the keyring in use', () => {
  const keyring = addHold(threeDays(), hold('h', first, first + 5, startUs(first + 9999)))
  const before = encodeKeyring(keyring).slice()
  const due = (_: string, minute: Minute) => ceiling(1)(minute)
  const plan = planErasure(sha256, keyring, startUs(first + 70), due)
  const leaves = [...plan.next.cameras.get(camera)!.heldLeaves.get('h')!.values()]
  assert.equal(leaves.length, 5)
  wipeReplaced(plan.next, keyring)
  assert.ok(leaves.every(leaf => leaf.every(byte => byte === 0)))
  assert.deepEqual(encodeKeyring(keyring).slice(), before)
})
