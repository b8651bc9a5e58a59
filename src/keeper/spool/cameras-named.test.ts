import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { camerasOf, gatherRanges, nameCameras } from './cameras-named.ts'

const known = ['c', 'a', 'b', 'd']

test('nearly all cameras are named by the few that are not meant', () => {
  assert.deepEqual(nameCameras(known, known), { all: 4 })
  assert.deepEqual(nameCameras(known, ['d', 'c', 'a']), { all: 4, except: ['b'] })
  assert.deepEqual(nameCameras(known, ['d', 'b']), { only: ['b', 'd'] })
  assert.deepEqual(nameCameras(known, ['d', 'b', 'c', 'a', 'gone']), {
    only: ['a', 'b', 'c', 'd', 'gone'],
  })
})

test('who was named is who was meant', () => {
  const cameras = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })
  fc.assert(
    fc.property(cameras, cameras, (known, chosen) => {
      assert.deepEqual(camerasOf(nameCameras(known, chosen), known), chosen.toSorted())
    }),
  )
})

test('ranges that differ only in their camera become one', () => {
  const range = (camera: string, fromUs: number) => ({ camera, fromUs, article: '第9条' })
  const gathered = gatherRanges(known, [...known.map(id => range(id, 1)), range('a', 2)])
  assert.deepEqual(gathered, [
    { fromUs: 1, article: '第9条', cameras: { all: 4 } },
    { fromUs: 2, article: '第9条', cameras: { only: ['a'] } },
  ])
})
