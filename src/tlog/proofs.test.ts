import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '#hash/sha256.ts'
import { knownLeaves } from '../../test/known-tree.ts'
import { verifyConsistency } from './consistency.ts'
import { decodeBundle, encodeBundle } from './entry-bundle.ts'
import {
  consistencyRanges,
  hashOf,
  inclusionRanges,
  type Range,
  type ReadTile,
  tilesOf,
} from './ranges.ts'
import { bundlePath, tilePath, tilesIn } from './tile-path.ts'
import { joined } from './tiled-tree.ts'
import { auditPath, leafHash, rootOf, verifyAuditPath } from './tree.ts'

const all = Array.from({ length: 300 }, (_, at) => leafHash(sha256, Buffer.from(String(at))))
const roots = Array.from({ length: 301 }, (_, size) => rootOf(sha256, all.slice(0, size)))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Tiles of the tree of `size` leaves, made from its leaves; refuses those it does not have. */
const tilesFrom =
  (size: number): ReadTile =>
  ({ level, n, width }) => {
    const each = 256 ** level
    const from = n * 256 * each
    assert.ok(from + width * each <= size, `${level}/${n} of ${width} in ${size}`)
    return joined(
      Array.from({ length: width }, (_, at) =>
        rootOf(sha256, all.slice(from + at * each, from + (at + 1) * each)),
      ),
    )
  }

test('RFC 6962: inclusion paths from tiles are those from the leaves, for every leaf of many trees', () => {
  for (const size of [1, 2, 3, 7, 8, 100, 255, 256, 257, 300]) {
    for (let index = 0; index < size; index++) {
      const path = inclusionRanges(index, size).map(range =>
        hashOf(sha256, range, size, tilesFrom(size)),
      )
      assert.deepEqual(path.map(hex), auditPath(sha256, all.slice(0, size), index).map(hex))
      const proof = { leaf: all[index]!, index, size, path, root: roots[size]! }
      assert.ok(verifyAuditPath(sha256, proof))
    }
  }
})

test('RFC 6962: known consistency proofs of the reference implementation', () => {
  const proof = (older: number, size: number) =>
    consistencyRanges(older, size).map(({ from, to }) =>
      hex(rootOf(sha256, knownLeaves.slice(from, to))),
    )
  assert.deepEqual(proof(1, 1), [])
  assert.deepEqual(proof(1, 8), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  assert.deepEqual(proof(6, 8), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  assert.deepEqual(proof(2, 5), [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
})

test('every tree of up to 280 begins with every smaller one, and with no other', () => {
  const known = new Map<string, Uint8Array>()
  const hashBetween = ({ from, to }: Range): Uint8Array => {
    const name = `${from}-${to}`
    const found = known.get(name) ?? rootOf(sha256, all.slice(from, to))
    known.set(name, found)
    return found
  }
  for (let size = 1; size <= 280; size++) {
    for (let older = 1; older <= size; older++) {
      const path = consistencyRanges(older, size).map(hashBetween)
      const proof = { older, olderRoot: roots[older]!, size, root: roots[size]!, path }
      assert.ok(verifyConsistency(sha256, proof), `${older} of ${size}`)
      if (size === 1) continue
      const other = older === size ? older - 1 : older + 1
      assert.ok(!verifyConsistency(sha256, { ...proof, olderRoot: roots[other]! }))
      assert.ok(!verifyConsistency(sha256, { ...proof, root: roots[size + 1]! }))
      if (size > 130) continue
      assert.ok(!verifyConsistency(sha256, { ...proof, older: other }))
      assert.ok(!verifyConsistency(sha256, { ...proof, path: [...path, roots[1]!] }))
      if (path.length > 0) assert.ok(!verifyConsistency(sha256, { ...proof, path: path.slice(1) }))
    }
  }
})

test('consistency: every flipped bit is rejected; odd input is false and no error', () => {
  for (const [older, size] of [
    [3, 7],
    [4, 7],
    [6, 8],
    [1, 2],
    [8, 9],
  ] as const) {
    const path = consistencyRanges(older, size).map(({ from, to }) =>
      rootOf(sha256, all.slice(from, to)),
    )
    const parts = [roots[older]!, roots[size]!, ...path]
    for (let bit = 0; bit < parts.length * 256; bit++) {
      const flipped = parts.map(part => Uint8Array.from(part))
      flipped[bit >> 8]![(bit >> 3) & 31]! ^= 1 << (bit & 7)
      const [olderRoot, root, ...rest] = flipped
      const proof = { older, olderRoot: olderRoot!, size, root: root!, path: rest }
      assert.ok(!verifyConsistency(sha256, proof), `${older} of ${size}, bit ${bit}`)
    }
  }
  const proof = { older: 0, olderRoot: sha256(), size: 3, root: roots[3]!, path: [] }
  assert.ok(verifyConsistency(sha256, proof))
  for (const wrong of [
    { olderRoot: roots[1]! },
    { path: [roots[1]!] },
    { older: -1 },
    { older: 4 },
    { older: 1.5 },
    { older: 2, path: [new Uint8Array(31)] },
    { older: 1, path: [] },
  ]) {
    assert.equal(verifyConsistency(sha256, { ...proof, ...wrong }), false, JSON.stringify(wrong))
  }
})

test('a proof asks for few tiles, and for those alone that the tree has', () => {
  const size = 70_000
  for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
    const tiles = tilesOf(inclusionRanges(index, size), size)
    assert.ok(tiles.length <= 4, `${tiles.length} tiles`)
    const known = new Set([...tilesIn(size)].map(tilePath))
    for (const tile of tiles) assert.ok(known.has(tilePath(tile)), tilePath(tile))
  }
})

test('C2SP tlog-tiles: paths', () => {
  assert.equal(tilePath({ level: 0, n: 0, width: 256 }), 'tile/0/000')
  assert.equal(tilePath({ level: 1, n: 1_234_067, width: 256 }), 'tile/1/x001/x234/067')
  assert.equal(tilePath({ level: 0, n: 273, width: 112 }), 'tile/0/273.p/112')
  assert.equal(bundlePath({ n: 1000, width: 1 }), 'tile/entries/x001/000.p/1')
  assert.throws(() => tilePath({ level: 0, n: 0, width: 0 }), RangeError)
})

test('C2SP tlog-tiles: entry bundles come back; a cut one is none', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })
  fc.assert(
    fc.property(entries, fc.nat(), (list, cut) => {
      const bytes = encodeBundle(list)
      assert.deepEqual(decodeBundle(bytes)?.map(hex), list.map(hex))
      const short = bytes.subarray(0, cut % Math.max(1, bytes.length))
      const found = decodeBundle(short)
      if (found) assert.ok(found.length < list.length || bytes.length === 0)
    }),
  )
})

test('a flipped bit in any hash of a tile that a proof reads shows in the proof', () => {
  const [size, index] = [300, 41]
  const tile = Uint8Array.from(tilesFrom(size)({ level: 0, n: 0, width: 256 }))
  const proven = (read: ReadTile) => {
    const path = inclusionRanges(index, size).map(range => hashOf(sha256, range, size, read))
    return verifyAuditPath(sha256, { leaf: all[index]!, index, size, path, root: roots[size]! })
  }
  assert.ok(proven(at => (at.level === 0 && at.n === 0 ? tile : tilesFrom(size)(at))))
  for (let bit = 0; bit < tile.length * 8; bit += 37) {
    const flipped = Uint8Array.from(tile)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    // The leaf's own hash is given by whoever asks, not read.
    const isRead = bit >> 8 !== index
    const found = proven(at => (at.level === 0 && at.n === 0 ? flipped : tilesFrom(size)(at)))
    assert.equal(found, !isRead, `bit ${bit}`)
  }
  const short: ReadTile = at => tilesFrom(size)(at).subarray(32)
  assert.throws(() => proven(short), RangeError)
})

test('every flipped bit of an entry bundle makes other leaves, or none', () => {
  const entries = all.slice(0, 5)
  const root = rootOf(
    sha256,
    entries.map(entry => leafHash(sha256, entry)),
  )
  const bytes = encodeBundle(entries)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    const found = decodeBundle(flipped)
    const made =
      found &&
      rootOf(
        sha256,
        found.map(entry => leafHash(sha256, entry)),
      )
    assert.ok(!made || hex(made) !== hex(root), `bit ${bit}`)
  }
  assert.throws(() => encodeBundle([new Uint8Array(65_536)]), RangeError)
})
