import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '#hash/sha256.ts'
import { type FullTile, hashesOf, levelsOf, partialWidth, TiledTree } from './tiled-tree.ts'
import { leafHash, rootOf } from './tree.ts'

const leaves = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => leafHash(sha256, Buffer.from(String(from + at))))
const all = leaves(70_000)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the root is that of RFC 6962 at every size around the edges of tiles', () => {
  for (const size of [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000]) {
    const tree = new TiledTree(sha256)
    tree.append(all.slice(0, size))
    assert.equal(hex(tree.root()), hex(rootOf(sha256, all.slice(0, size))), String(size))
  }
})

test('each full tile is handed out once, and holds the roots of what lies below it', () => {
  const tree = new TiledTree(sha256)
  const tiles = tree.append(all)
  const of = (wanted: number) => tiles.filter(({ level }) => level === wanted)
  assert.deepEqual(
    of(0).map(({ n }) => n),
    Array.from({ length: 273 }, (_, n) => n),
  )
  assert.deepEqual(
    of(1).map(({ n }) => n),
    [0],
  )
  for (const { n, hashes } of of(0).slice(0, 3)) {
    assert.deepEqual(hashesOf(hashes).map(hex), all.slice(n * 256, n * 256 + 256).map(hex))
  }
  const below = of(0).slice(0, 256)
  assert.deepEqual(
    hashesOf(of(1)[0]!.hashes).map(hex),
    below.map(({ hashes }) => hex(rootOf(sha256, hashesOf(hashes)))),
  )
})

test('stopped anywhere and resumed from its tiles, it ends with the same tiles and root', () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(cuts, parts => {
      const whole = new TiledTree(sha256)
      const wanted = whole.append(
        all.slice(
          0,
          parts.reduce((sum, part) => sum + part, 0),
        ),
      )
      let tree = new TiledTree(sha256)
      const kept: FullTile[] = []
      for (const part of parts) {
        tree = TiledTree.resume(sha256, tree.size, level => tree.partial(level))
        const trial = tree.copy()
        trial.append(leaves(3, 1e6))
        kept.push(...tree.append(all.slice(tree.size, tree.size + part)))
      }
      assert.deepEqual(kept, wanted)
      assert.equal(hex(tree.root()), hex(whole.root()))
    }),
    { numRuns: 60 },
  )
})

test('widths and levels', () => {
  assert.equal(partialWidth(70_000, 0), 70_000 % 256)
  assert.equal(partialWidth(70_000, 1), Math.floor(70_000 / 256) % 256)
  assert.deepEqual([0, 1, 256, 257, 65_536].map(levelsOf), [0, 1, 2, 2, 3])
  assert.throws(() => TiledTree.resume(sha256, 5, () => []), RangeError)
})
