import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type DayTree,
  leaf,
  liveRanges,
  lives,
  minuteKey,
  openAhead,
  plant,
  puncture,
  wipe,
} from './day-tree.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (bytes: Uint8Array | null) => bytes && Uint8Array.from(bytes).toHex()
const seed = Uint8Array.from({ length: 32 }, (_, at) => at)

/** An independent reading of design/keyring.md: all seeds under a node, by depth and path. */
function* below(depth: number, path: number, at: Uint8Array): Generator<[string, string]> {
  yield [`${depth}/${path}`, hex(at)!]
  if (depth === 11) return
  for (const bit of [0, 1]) {
    const label = new TextEncoder().encode('tachiai/kt/v1')
    const next = createHash('sha256').update(label).update(Uint8Array.of(bit)).update(at).digest()
    yield* below(depth + 1, path * 2 + bit, next)
  }
}
const whole = new Map(below(0, 0, seed))
const leafSeed = (index: number) => whole.get(`11/${index}`)!

function derivable(tree: DayTree): Set<string> {
  const found = new Set<string>()
  for (let at = 0; at < tree.length; at += 35) {
    const view = new DataView(tree.buffer, tree.byteOffset + at, 35)
    const node = below(view.getUint8(0), view.getUint16(1), tree.slice(at + 3, at + 35))
    for (const [, bytes] of node) found.add(bytes)
  }
  return found
}

const vectors: readonly [number, string, string][] = [
  [
    0,
    '1cfe1778b77769d6211aee4d16aaa0988f5a228704261c1ac9467dea0c974982',
    '1c70b012a240e11726bb3b77985c5a787fb2e8610bb62c94ff0dfbcb3a5ec6b8',
  ],
  [
    1,
    'de54848f08382fa54f9beecdea2587a713a1f43e0fcea43ade6d7ac0dabca88b',
    'c40c82a1a8079743328e3b2de4dcd5ffccbb7100f9d22f5c2a1b4aacc4c235e0',
  ],
  [
    719,
    'eecc9836f3647ac00082dd56e00b188f493fa761adb7d0bec71f92f675385bff',
    'a144c17adfd8d6814278b9af036735694fcbd973ba8fef0e8e0292a1f7b0b55d',
  ],
  [
    1024,
    'f34ef63e52e9f8458d6cc1bb619c9a4b32094326c907989fa0f402d676942a4e',
    '8854d9ec5ce264a2a6ed51e42dbc111561dc3bba84bc4e19a8a03c72b9d1b3d7',
  ],
  [
    1439,
    'c2ba6f28e85e2594b080e74d65e17673d770d306f02186a00b3ef94443273409',
    '6600cd69aa7b2994ebac2a2abdacc109f48c6fcfe18457afc8785a6d57b3d3d9',
  ],
]
const frontier =
  '0b059d36139186c74c638610110aea86354884a7a0a2b933334484d047cdfe62a26a41' +
  '0a02cf520bab88441e883917daee0017c97609681008ff88316c08e5ada53ff94b3acf'

test('known answers: leaves and minute keys of the root 00 01 … 1f', () => {
  for (const [index, leafHex, keyHex] of vectors) {
    const found = leaf(sha256, plant(seed), index)!
    assert.equal(hex(found), leafHex)
    assert.equal(hex(minuteKey(sha256, found)), keyHex)
  }
})

test('known answer: the frontier once minutes 0 to 1436 are gone', () => {
  assert.equal(hex(puncture(sha256, plant(seed), 0, 1437)), frontier)
})

test('every leaf of a whole day is the leaf of the formula', () => {
  const tree = plant(seed)
  for (let index = 0; index < 1440; index++) {
    assert.equal(hex(leaf(sha256, tree, index)), leafSeed(index))
  }
})

const index = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.constantFrom(0, 1, 511, 512, 1023, 1024, 1025, 1407, 1408, 1438, 1439, 1440),
)
const range = fc
  .oneof(fc.tuple(index, index), fc.tuple(index, fc.integer({ min: 0, max: 5 })))
  .map(([a, b]): [number, number] =>
    b <= 5 ? [a, Math.min(a + b, 1440)] : a < b ? [a, b] : [b, a],
  )

test('a punctured minute derives from nothing that is left, every other as before', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 8 }), fc.nat(12), (ranges, ahead) => {
      const alive = new Array<boolean>(1440).fill(true)
      let tree = openAhead(sha256, plant(seed), ahead)
      for (const [from, to] of ranges) {
        tree = puncture(sha256, tree, from, to)
        alive.fill(false, from, to)
      }
      const reachable = derivable(tree)
      for (let minute = 0; minute < 1440; minute++) {
        const kept = alive[minute]!
        assert.equal(reachable.has(leafSeed(minute)), kept, `minute ${minute}`)
        assert.equal(lives(tree, minute), kept)
        if (minute % 37 === 0 || !kept) {
          assert.equal(hex(leaf(sha256, tree, minute)), kept ? leafSeed(minute) : null)
        }
      }
      const ranged = liveRanges(tree)
      const listed = new Array<boolean>(1440).fill(false)
      for (const [from, to] of ranged) listed.fill(true, from, to)
      assert.deepEqual(listed, alive)
      assert.ok(ranged.every(([from, to], at) => from < to && from > (ranged[at - 1]?.[1] ?? -1)))
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

test('a day entirely punctured leaves no node, not even over the unused leaves', () => {
  assert.equal(puncture(sha256, plant(seed), 0, 1440).length, 0)
  let tree = plant(seed)
  for (let minute = 0; minute < 1440; minute++) tree = puncture(sha256, tree, minute, minute + 1)
  assert.equal(tree.length, 0)
})

test('minute by minute through two days: never more than 6 hashes in a step', () => {
  let hashes = 0
  const counting = (...parts: Uint8Array[]) => {
    hashes++
    return sha256(...parts)
  }
  let tree = puncture(sha256, plant(seed), 0, 1)
  let most = 0
  for (let minute = 1; minute < 1440; minute++) {
    hashes = 0
    tree = puncture(counting, tree, minute, minute + 1)
    most = Math.max(most, hashes)
  }
  assert.ok(most <= 6, `${most}`)
  let ahead = plant(seed)
  for (let left = 10; left >= 1; left--) {
    hashes = 0
    ahead = openAhead(counting, ahead, left)
    most = Math.max(most, hashes)
  }
  hashes = 0
  assert.ok(!lives(puncture(counting, ahead, 0, 1), 0))
  assert.ok(Math.max(most, hashes) <= 6, `${most} ${hashes}`)
})

test('no seed is left in what the hash gave out, nor in the tree wiped', () => {
  const given: Uint8Array[] = []
  const keeping = (...parts: Uint8Array[]) => {
    const out = sha256(...parts)
    given.push(out)
    return out
  }
  const old = plant(seed)
  const next = puncture(keeping, old, 700, 703)
  assert.ok(given.length > 0)
  assert.ok(given.every(bytes => bytes.every(byte => byte === 0)))
  const kept = hex(next)
  wipe(old)
  assert.equal(hex(next), kept)
  assert.ok(old.every(byte => byte === 0xff))
  assert.equal(leaf(sha256, old, 0), null)
  assert.equal(lives(old, 1439), false)
})

test('what is no minute of a day is refused', () => {
  const tree = plant(seed)
  for (const wrong of [-1, 1440, 2047, 0.5, Number.NaN]) {
    assert.throws(() => leaf(sha256, tree, wrong), RangeError)
  }
  assert.throws(() => puncture(sha256, tree, 2, 1), RangeError)
  assert.throws(() => puncture(sha256, tree, 0, 1441), RangeError)
  assert.throws(() => plant(seed.subarray(1)), RangeError)
})
