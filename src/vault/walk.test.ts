import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { encodeHead, frameBytes, headBytes, type Kind } from './record.ts'
import { walkRecords } from './walk.ts'

const path = '/data/file'

async function fileOf(...parts: readonly Uint8Array[]): Promise<Disk> {
  const disk = memoryDisk()
  await disk.makeDirectory('/data')
  const file = await disk.create(path)
  await file.write(Buffer.concat(parts), 0)
  await file.close()
  return disk
}

function record(kind: Kind, contentBytes: number, counter: number): Buffer {
  const length = frameBytes + contentBytes
  const fields = { minuteIndex: 0, group: 1, durationUs: 0, firstUs: 0, key: false }
  const bytes = Buffer.alloc(length, counter)
  bytes.set(encodeHead({ ...fields, kind, length, counter }))
  return bytes
}

async function walked(disk: Disk, from: number, end: number) {
  const found: ({ offset: number; record: Buffer } | null)[] = []
  for await (const one of walkRecords(disk, path, from, end)) {
    found.push(one && { offset: one.offset, record: one.record })
  }
  return found
}

test('records of every size come whole, wherever the file is cut into reads', async () => {
  const size = fc.oneof(
    fc.nat(200),
    fc.nat(900_000),
    fc.integer({ min: 4_100_000, max: 9_000_000 }),
  )
  const kind = fc.constantFrom<Kind>('units', 'units', 'units', 'released')
  const records = fc.array(fc.tuple(kind, size), { minLength: 1, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.nat(100),
      fc.integer({ min: 1, max: 40 }),
      async (shape, before, cutBytes) => {
        const all = shape.map(([of, bytes], i) => record(of, bytes, i))
        const disk = await fileOf(Buffer.alloc(before), ...all)
        let offset = before
        const expected = all.map((bytes, i) => {
          const at = offset
          offset += bytes.length
          const isReleased = shape[i]![0] === 'released'
          return { offset: at, record: isReleased ? bytes.subarray(0, headBytes) : bytes }
        })
        const whole = await walked(disk, before, offset)
        assert.deepEqual(
          whole.map(one => one?.offset),
          expected.map(one => one.offset),
        )
        assert.ok(whole.every((one, i) => one!.record.equals(expected[i]!.record)))
        // Torn in its last record.
        const torn = await walked(disk, before, offset - cutBytes)
        assert.equal(torn.length, expected.length)
        assert.equal(torn.at(-1), null)
      },
    ),
    { numRuns: 15, endOnFailure: true },
  )
})

test('a read that fails is the reader’s who gets there, and nobody else’s', async () => {
  const all = Array.from({ length: 12 }, (_, i) => record('units', 900_000, i))
  const sound = await fileOf(...all)
  const broken = new Error('EIO')
  const disk: Disk = {
    ...sound,
    readAt: (at, offset, length) =>
      offset < 4_000_000 && offset + length > 4_000_000 && offset > 0
        ? Promise.reject(broken)
        : sound.readAt(at, offset, length),
  }
  for await (const one of walkRecords(disk, path, 0, 12 * 900_052)) {
    assert.ok(one)
    break
  }
  await new Promise(resolve => setImmediate(resolve))
  await assert.rejects(walked(disk, 0, 12 * 900_052), broken)
})
