import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { knownLeaves } from '../../test/known-tree.ts'
import { auditPath, leafHash, nodeHash, rootOf, verifyAuditPath } from './tree.ts'
import { TreeHead } from './tree-head.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (found: Uint8Array) => Uint8Array.from(found).toHex()

/** The roots over the first n of them. */
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('RFC 6962: known roots of nought to eight leaves', () => {
  for (const [size, root] of roots.entries()) {
    assert.equal(hex(rootOf(sha256, knownLeaves.slice(0, size))), root)
  }
})

test('RFC 6962: known audit paths', () => {
  const path = (size: number, index: number) =>
    auditPath(sha256, knownLeaves.slice(0, size), index).map(hex)
  assert.deepEqual(path(1, 0), [])
  assert.deepEqual(path(8, 0), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  assert.deepEqual(path(3, 2), [roots[2]])
  assert.deepEqual(path(7, 6), [
    hex(nodeHash(sha256, knownLeaves[4]!, knownLeaves[5]!)),
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
})

test('a leaf is not a node: their prefixes differ', () => {
  const [left, right] = [knownLeaves[0]!, knownLeaves[1]!]
  const joined = new Uint8Array([...left, ...right])
  assert.notEqual(hex(leafHash(sha256, joined)), hex(nodeHash(sha256, left, right)))
})

const numbered = (size: number) =>
  Array.from({ length: size }, (_, at) => leafHash(sha256, new Uint8Array([at >> 8, at])))

test('every leaf of every tree up to 130 proves itself, and no other leaf in its place', () => {
  for (let size = 1; size <= 130; size++) {
    const hashes = numbered(size)
    const root = rootOf(sha256, hashes)
    for (let index = 0; index < size; index++) {
      const path = auditPath(sha256, hashes, index)
      const proof = { leaf: hashes[index]!, index, size, path, root }
      assert.ok(verifyAuditPath(sha256, proof), `${index} of ${size}`)
      if (size === 1) continue
      const other = (index + 1) % size
      assert.ok(!verifyAuditPath(sha256, { ...proof, leaf: hashes[other]! }))
      assert.ok(!verifyAuditPath(sha256, { ...proof, index: other }))
    }
  }
})

test('every flipped bit of leaf, path and root is rejected', () => {
  for (let size = 1; size <= 9; size++) {
    const hashes = numbered(size)
    const root = rootOf(sha256, hashes)
    for (let index = 0; index < size; index++) {
      const parts = [hashes[index]!, root, ...auditPath(sha256, hashes, index)]
      for (let bit = 0; bit < parts.length * 256; bit++) {
        const flipped = parts.map(part => Uint8Array.from(part))
        flipped[bit >> 8]![(bit >> 3) & 31]! ^= 1 << (bit & 7)
        const [leaf, top, ...path] = flipped
        assert.ok(!verifyAuditPath(sha256, { leaf: leaf!, index, size, path, root: top! }))
      }
    }
  }
})

test('a path of another length or shape is false, not an error', () => {
  const hashes = numbered(11)
  const root = rootOf(sha256, hashes)
  const path = auditPath(sha256, hashes, 5)
  const proof = { leaf: hashes[5]!, index: 5, size: 11, path, root }
  assert.ok(verifyAuditPath(sha256, proof))
  for (const wrong of [
    { path: path.slice(1) },
    { path: path.slice(0, -1) },
    { path: [...path, root] },
    { path: [path[0]!.subarray(1), ...path.slice(1)] },
    { path: [] },
    { index: -1 },
    { index: 11 },
    { index: 5.5 },
    { index: Number.NaN },
    { size: 0 },
    { size: 5 },
    { size: 2 ** 60 },
    { root: root.subarray(1) },
    { root: new Uint8Array([...root, 0]) },
    { path: path.slice(0, 1), root: nodeHash(sha256, path[0]!, hashes[5]!) },
    { path: [...path, root], root: nodeHash(sha256, root, root) },
    { leaf: hashes[5]!.subarray(1) },
  ]) {
    assert.equal(verifyAuditPath(sha256, { ...proof, ...wrong }), false, JSON.stringify(wrong))
  }
  assert.throws(() => auditPath(sha256, hashes, 11), RangeError)
  assert.throws(() => auditPath(sha256, [], 0), RangeError)
})

test('a growing tree has the root of its leaves at every size', () => {
  const hashes = numbered(130)
  const head = new TreeHead(sha256)
  for (let size = 0; size <= 130; size++) {
    assert.equal(head.size, size)
    assert.deepEqual(head.root(), rootOf(sha256, hashes.slice(0, size)))
    if (size < 130) head.append(hashes[size]!)
  }
})

test('order and number of leaves show in the root', () => {
  const leaf = fc.uint8Array({ minLength: 1, maxLength: 3 })
  const list = fc.array(leaf, { maxLength: 20 })
  fc.assert(
    fc.property(list, list, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other)
      const root = (all: Uint8Array[]) =>
        hex(
          rootOf(
            sha256,
            all.map(each => leafHash(sha256, each)),
          ),
        )
      assert.equal(root(one) === root(other), same)
    }),
  )
})
