import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Codec, ParameterSets } from '#video/access-unit.ts'
import { closeMp4, openMp4, planMp4 } from './plan.ts'
import { UnitTable } from './unit-table.ts'

type Box = { readonly name: string; readonly bytes: Buffer; readonly boxes: readonly Box[] }

const holders = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf'])

function boxesOf(file: Buffer): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at < file.length; ) {
    const name = file.toString('latin1', at + 4, at + 8)
    const wide = file.readUInt32BE(at) === 1
    const size = wide ? Number(file.readBigUInt64BE(at + 8)) : file.readUInt32BE(at)
    const bytes = file.subarray(at + (wide ? 16 : 8), at + size)
    boxes.push({ name, bytes, boxes: holders.has(name) ? boxesOf(bytes) : [] })
    at += size
  }
  return boxes
}

function find(boxes: readonly Box[], name: string): Buffer | undefined {
  for (const box of boxes) {
    const found = box.name === name ? box.bytes : find(box.boxes, name)
    if (found) return found
  }
  return undefined
}

const setsOf = (codec: Codec, mark: number): ParameterSets => ({
  codec,
  vps: codec === 'h265' ? [Uint8Array.of(0x40, 1, mark)] : [],
  sps: [Uint8Array.of(0x67, 0x42, 0xc0, 0x1e, mark)],
  pps: [Uint8Array.of(0x68, mark)],
})

/** 100 units of sizes 1…100, the entry changing at 40 and back at 80. */
function changing(): UnitTable {
  const units = new UnitTable(1)
  units.beginRun(1_790_000_000_000_000)
  for (let i = 0; i < 100; i++) {
    if (i % 40 === 0) units.useSets(setsOf('h264', i === 40 ? 2 : 1))
    units.add(i + 1, i * 3000, i % 20 === 0)
  }
  return units
}

test('each chunk begins where its first unit stands and has one entry', () => {
  const units = changing()
  const { head } = planMp4(units)
  const boxes = boxesOf(Buffer.concat([head, new Uint8Array(units.payloadBytes)]))
  assert.deepEqual(
    boxes.map(box => box.name),
    ['ftyp', 'moov', 'mdat'],
  )
  const stsc = find(boxes, 'stsc')!
  const stco = find(boxes, 'stco')!
  const triples = Array.from({ length: stsc.readUInt32BE(4) }, (_, i) =>
    [8, 12, 16].map(at => stsc.readUInt32BE(at + i * 12)),
  )
  const places: number[] = []
  const entries: number[] = []
  for (let chunk = 1; chunk <= stco.readUInt32BE(4); chunk++) {
    const [, count, entry] = triples.findLast(([first]) => first! <= chunk)!
    let at = stco.readUInt32BE(4 + chunk * 4)
    for (let i = 0; i < count!; i++) {
      places.push(at - head.length)
      entries.push(entry!)
      at += places.length
    }
  }
  assert.deepEqual(
    places,
    Array.from({ length: 100 }, (_, i) => (i * (i + 1)) / 2),
  )
  assert.deepEqual(
    entries,
    Array.from({ length: 100 }, (_, i) => (i >= 40 && i < 80 ? 2 : 1)),
  )
})

test('in one pass: before the patch the payload has no end, after it the file is whole', () => {
  const units = changing()
  const { tail, patch } = closeMp4(units)
  const file = Buffer.concat([openMp4(), new Uint8Array(units.payloadBytes), tail])
  assert.equal(file.readUInt32BE(openMp4().length - 8), 0)
  file.set(patch.bytes, patch.at)
  const boxes = boxesOf(file)
  assert.deepEqual(
    boxes.map(box => [box.name, box.bytes.length]),
    [
      ['ftyp', openMp4().length - 24],
      ['mdat', units.payloadBytes],
      ['moov', tail.length - 8],
    ],
  )
})

test('64-bit offsets exactly where they are needed', () => {
  for (const [size, name] of [
    [0x7fffffff, 'stco'],
    [0xffffffff, 'co64'],
  ] as const) {
    const units = new UnitTable()
    units.beginRun(0)
    units.useSets(setsOf('h264', 1))
    units.add(size, 0, true)
    const boxes = boxesOf(Buffer.from(planMp4(units).head))
    assert.ok(find(boxes, name), name)
  }
})

test('one parameter set: avc1, hvc1; changing ones: avc3, hev1', () => {
  const nameOf = (codec: Codec, marks: readonly number[]): string => {
    const units = new UnitTable()
    units.beginRun(0)
    for (const mark of marks) {
      units.useSets(setsOf(codec, mark))
      units.add(1, units.count * 3000, true)
    }
    const stsd = find(boxesOf(Buffer.from(planMp4(units).head)), 'stsd')!
    return stsd.toString('latin1', 12, 16)
  }
  assert.equal(nameOf('h264', [1, 1]), 'avc1')
  assert.equal(nameOf('h264', [1, 2]), 'avc3')
  assert.equal(nameOf('h265', [1, 1]), 'hvc1')
  assert.equal(nameOf('h265', [1, 2]), 'hev1')
})

test('units to begin with are numbered from 1; where all are, nothing is said', () => {
  const stss = find(boxesOf(Buffer.from(planMp4(changing()).head)), 'stss')!
  const numbers = Array.from({ length: stss.readUInt32BE(4) }, (_, i) =>
    stss.readUInt32BE(8 + i * 4),
  )
  assert.deepEqual(numbers, [1, 21, 41, 61, 81])
  const units = new UnitTable()
  units.beginRun(0)
  units.useSets(setsOf('h264', 1))
  units.add(1, 0, true)
  assert.equal(find(boxesOf(Buffer.from(planMp4(units).head)), 'stss'), undefined)
})

test('hvcC: four-byte lengths; complete under hvc1, not under hev1', () => {
  for (const [marks, first] of [
    [[1], 0xa0],
    [[1, 2], 0x20],
  ] as const) {
    const units = new UnitTable()
    units.beginRun(0)
    for (const mark of marks) {
      units.useSets(setsOf('h265', mark))
      units.add(1, units.count * 3000, true)
    }
    const head = Buffer.from(planMp4(units).head)
    const hvcC = head.subarray(head.indexOf('hvcC') + 4)
    assert.equal(hvcC[21]! & 3, 3)
    assert.deepEqual([...hvcC.subarray(22, 31)], [3, first, 0, 1, 0, 3, 0x40, 1, 1])
  }
})

test('durations beyond 32 bits take 64', () => {
  const units = new UnitTable()
  units.beginRun(0)
  units.useSets(setsOf('h264', 1))
  for (let hours = 0; hours < 16; hours++) units.add(1, hours * 3600 * 90_000, true)
  const boxes = boxesOf(Buffer.from(planMp4(units).head))
  const ticks = 15n * 3600n * 90_000n + 90_000n
  assert.equal(find(boxes, 'mvhd')!.readBigUInt64BE(24), ticks)
  assert.equal(find(boxes, 'mdhd')!.readBigUInt64BE(24), ticks)
  assert.equal(find(boxes, 'tkhd')!.readBigUInt64BE(28), ticks)
  assert.equal(find(boxes, 'elst')!.readBigUInt64BE(8), ticks)
})

test('another codec needs another file; a unit needs a run and parameter sets', () => {
  const units = changing()
  assert.throws(() => units.useSets(setsOf('h265', 1)), RangeError)
  assert.throws(() => new UnitTable().add(1, 0, true), RangeError)
})

test('the same table gives the same bytes', () => {
  assert.deepEqual(planMp4(changing()).head, planMp4(changing()).head)
})
