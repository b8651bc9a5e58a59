import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { memoryFile } from './random-access.ts'
import { digesting } from './whole-digest.ts'

test('whatever a reader reads, and beyond the end, the digest is the whole file’s', () => {
  const read = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(read), (bytes, reads) => {
      const file = digesting(memoryFile(bytes))
      for (const [at, length] of reads) {
        assert.deepEqual(file.read(at, length), bytes.slice(at, at + length))
      }
      assert.equal(file.finish(), createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

test('what is read forward is read once', () => {
  let read = 0
  const bytes = new Uint8Array(3_000_000).map((_, i) => i)
  const plain = memoryFile(bytes)
  const file = digesting({
    ...plain,
    read(at, length) {
      read += length
      return plain.read(at, length)
    },
  })
  for (let at = 0; at < bytes.length; at += 50_000) file.read(at, 50_000)
  file.finish()
  assert.equal(read, bytes.length)
})
