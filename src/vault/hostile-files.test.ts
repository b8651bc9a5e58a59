import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { memoryDisk } from '#disk/memory-disk.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { VaultFault } from './fault.ts'
import { decodeFooter, encodeFooter, longestFooter } from './footer.ts'
import { readInit } from './init.ts'
import { readLeadIn } from './lead-in.ts'
import { readMinute } from './read.ts'
import { mark } from './record.ts'
import { scanSegment } from './scan.ts'
import { headerBytes } from './segment-header.ts'
import { nine, nineUs, trial, trialFiles, trialKeys, trialRoot } from './trial-camera.ts'
import { readUnits, tableBytes } from './unit-table.ts'
import { verifyMinute } from './verify.ts'

const secondUs = 1_000_000

async function oneFile(close: boolean) {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  await one.feed(nineUs + 56 * secondUs, 66, { groupSeconds: 3, framesPerSecond: 2 })
  if (close) await one.writer.close()
  const { path } = (await trialFiles(disk))[0]!
  return { bytes: await disk.read(path), path, sent: one.sent }
}
const closed = await oneFile(true)
const broken = await oneFile(false)

async function diskWith(path: string, bytes: Uint8Array) {
  const disk = memoryDisk()
  await disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
  const file = await disk.create(path)
  await file.write(bytes, 0)
  await file.close()
  return disk
}

type Read = { units: CapturedUnit[]; sealed: boolean } | 'fault'

/** Each minute as a reader gets it. Anything but a VaultFault fails the test. */
async function read(path: string, bytes: Uint8Array, by: 'footer' | 'records') {
  const disk = await diskWith(path, bytes)
  const minutes = new Map<number, Read>()
  let map: Awaited<ReturnType<typeof scanSegment>>
  try {
    map = await scanSegment(disk, path, by)
  } catch (fault) {
    assert.ok(fault instanceof VaultFault, String(fault))
    return null
  }
  for (const { minute } of map.minutes) {
    const units: CapturedUnit[] = []
    try {
      let sealed = false
      for await (const piece of readMinute(disk, map, minute, trialKeys)) {
        if (piece.kind === 'units') units.push(...piece.units)
        if (piece.kind === 'end') sealed = piece.seal !== null
      }
      await verifyMinute(disk, map, minute, trialKeys)
      minutes.set(minute, { units, sealed })
    } catch (fault) {
      assert.ok(fault instanceof VaultFault, String(fault))
      minutes.set(minute, 'fault')
    }
  }
  return minutes
}

/** The same units; or a fault; or, in a minute without a seal, whole units from its beginning. */
function assertNeverOthers(found: Awaited<ReturnType<typeof read>>, sent: readonly CapturedUnit[]) {
  for (const [minute, what] of found ?? []) {
    if (what === 'fault') continue
    const wanted = sent.filter(unit => Math.floor(unit.captureUs / 60e6) === minute)
    if (what.sealed) assert.equal(what.units.length, wanted.length)
    for (const [i, unit] of what.units.entries()) {
      const { bytes, ...rest } = wanted[i]!
      assert.ok(Buffer.from(unit.bytes).equals(bytes))
      assert.deepEqual({ ...unit, bytes: null }, { ...rest, bytes: null })
    }
  }
}

const by = fc.constantFrom('footer' as const, 'records' as const)
const file = fc.constantFrom(closed, broken)

test('flipped bits: the same units or a VaultFault', async () => {
  const flips = fc.array(fc.record({ at: fc.nat(), bit: fc.nat(7) }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(file, by, flips, async ({ bytes, path, sent }, by, flips) => {
      const mutated = Buffer.from(bytes)
      for (const { at, bit } of flips) mutated[at % mutated.length]! ^= 1 << bit
      assertNeverOthers(await read(path, mutated, by), sent)
    }),
    { numRuns: 150, endOnFailure: true },
  )
})

test('stretches cut out, doubled, exchanged, overwritten: the same units or a VaultFault', async () => {
  const edit = fc.record({
    do: fc.constantFrom('cut', 'double', 'exchange', 'zero', 'garbage', 'end'),
    at: fc.nat(),
    to: fc.nat(),
    length: fc.integer({ min: 1, max: 3000 }),
  })
  await fc.assert(
    fc.asyncProperty(
      file,
      by,
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async (one, by, edits) => {
        let bytes: Buffer = Buffer.from(one.bytes)
        for (const { do: what, at: a, to: b, length } of edits) {
          const at = a % bytes.length
          const part = bytes.subarray(at, at + length)
          const rest = bytes.subarray(at + length)
          if (what === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), rest])
          else if (what === 'end') bytes = bytes.subarray(0, at)
          else if (what === 'double')
            bytes = Buffer.concat([bytes.subarray(0, at), part, part, rest])
          else if (what === 'zero') part.fill(0)
          else if (what === 'garbage') part.fill(`${mark}${b}`)
          else {
            const other = b % bytes.length
            const size = Math.min(part.length, bytes.length - other)
            const copy = Buffer.from(bytes.subarray(other, other + size))
            bytes.copy(bytes, other, at, at + size)
            copy.copy(bytes, at)
          }
          if (bytes.length === 0) return
        }
        assertNeverOthers(await read(one.path, bytes, by), one.sent)
      },
    ),
    { numRuns: 150, endOnFailure: true },
  )
})

test('whole records taken out, exchanged or repeated are noticed in every sealed minute', async () => {
  const disk = await diskWith(closed.path, closed.bytes)
  const { bytes } = closed
  const starts: number[] = []
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) starts.push(at)
  starts.pop()
  for (let i = 0; i + 2 < starts.length; i++) {
    const [a, b, c] = [starts[i]!, starts[i + 1]!, starts[i + 2]!]
    const head = bytes.subarray(0, a)
    const [first, second, rest] = [bytes.subarray(a, b), bytes.subarray(b, c), bytes.subarray(c)]
    const edits = [
      [head, second, rest],
      [head, second, first, rest],
      [head, first, first, second, rest],
    ]
    for (const edit of edits) {
      const found = await read(closed.path, Buffer.concat(edit), 'records')
      assert.ok([...found!.values()].includes('fault') || found!.size < 3)
    }
  }
  assert.ok(starts.length > 60)
  await disk.read(closed.path)
})

test('truncation at every byte: whole records before it are read, nothing else', async () => {
  for (let length = 0; length < broken.bytes.length; length += length < 1800 ? 1 : 97) {
    const found = await read(broken.path, broken.bytes.subarray(0, length), 'footer')
    assertNeverOthers(found, broken.sent)
    assert.ok(![...(found?.values() ?? [])].includes('fault'), `fault at ${length}`)
  }
})

test('a footer that lies, with its checksum made right, shows no wrong picture and hides nothing from records', async () => {
  const { bytes, path, sent } = closed
  const header = bytes.subarray(0, headerBytes)
  const footer = decodeFooter(header, bytes.subarray(-longestFooter), bytes.length)!
  const at = { key: false, minuteIndex: 540, group: 0, counter: 99, durationUs: 0, firstUs: 0 }
  const [first, ...rest] = footer.minutes
  const lies = [
    [],
    rest,
    [first!],
    [{ ...first!, length: footer.offset - headerBytes }],
    footer.minutes.map(minute => ({ ...minute, minuteIndex: minute.minuteIndex + 1 })),
    [
      { ...first!, length: first!.length + 50 },
      { ...rest[0]!, offset: rest[0]!.offset + 50, length: rest[0]!.length - 50 },
      ...rest.slice(1),
    ],
  ]
  for (const lie of lies) {
    const forged = encodeFooter(header, at, footer.offset, lie)
    const whole = Buffer.concat([bytes.subarray(0, footer.offset), forged])
    assertNeverOthers(await read(path, whole, 'footer'), sent)
    const walked = await read(path, whole, 'records')
    assertNeverOthers(walked, sent)
    assert.equal(walked!.size, footer.minutes.length)
    assert.ok(![...walked!.values()].includes('fault'))
  }
})

test('contents that hold but are nonsense: readers give up, bounded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(3), (bytes, count) => {
      if (bytes.length > 2) bytes.set([0, count], bytes.length - 2)
      const buffer = Buffer.from(bytes)
      const units = readUnits(buffer, nine)
      const size = units?.reduce((sum, unit) => sum + unit.bytes.length, tableBytes(units.length))
      assert.ok(units === null || size === buffer.length)
      readInit(buffer)
      readLeadIn(buffer)
    }),
  )
})
