/** Small files that ask for more than they hold: what a reader without bounds would die of. */
import { box, fullBox, text, u8, u16, u32, u32Table, u64 } from '#mp4/boxes.ts'
import { bytesOf, film } from './foreign-files.ts'

/** The parameter sets of a real film, so that a reader goes as far as the samples. */
function avcC(): Uint8Array {
  const bytes = Buffer.from(bytesOf(film('h264', 'mp4')))
  const at = bytes.indexOf('avcC')
  return bytes.subarray(at - 4, at - 4 + bytes.readUInt32BE(at - 4))
}

const header = (...tables: readonly Uint8Array[]): Uint8Array => {
  const identity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
  const entry = box(
    'avc1',
    u16(0, 0, 0, 1),
    new Uint8Array(16),
    u16(320, 240),
    u32(72 << 16, 72 << 16, 0),
    u16(1),
    new Uint8Array(32),
    u16(24, 0xffff),
    avcC(),
  )
  return box(
    'trak',
    fullBox('tkhd', 0, 3, u32(0, 0, 1, 0, 1000, 0, 0, 0, 0), identity, u32(320 << 16, 240 << 16)),
    box(
      'mdia',
      fullBox('mdhd', 0, 0, u32(0, 0, 1000, 1000), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), text('vide'), new Uint8Array(12), u8(0)),
      box(
        'minf',
        fullBox('vmhd', 0, 1, new Uint8Array(8)),
        box('stbl', fullBox('stsd', 0, 0, u32(1), entry), ...tables),
      ),
    ),
  )
}
const movie = fullBox('mvhd', 0, 0, u32(0, 0, 1000, 1000), new Uint8Array(80))
const start = box('ftyp', text('isom'), u32(0), text('isom'))

/** A million samples of 50 kB that all lie over the same bytes. */
export function overlappingSamples(): Uint8Array {
  const count = 1_000_000
  const size = 50_000
  const unit = new Uint8Array(size)
  unit.set(u32(size - 4))
  unit[4] = 0x65
  const tables = (offset: number) => [
    fullBox('stts', 0, 0, u32(1, count, 40)),
    fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
    fullBox('stsz', 0, 0, u32(size, count)),
    fullBox('stco', 0, 0, u32(count), u32Table(new Uint32Array(count).fill(offset), count)),
  ]
  return Buffer.concat([
    start,
    box('mdat', unit),
    box('moov', movie, header(...tables(start.length + 8))),
  ])
}

/** One fragment of four thousand million samples without bytes. */
export function samplesWithoutEnd(): Uint8Array {
  const empty = [
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  ]
  const extended = box('mvex', fullBox('trex', 0, 0, u32(1, 1, 40, 0, 0)))
  const run = fullBox('trun', 0, 0, u32(0xffffffff))
  const fragment = box(
    'moof',
    fullBox('mfhd', 0, 0, u32(1)),
    box('traf', fullBox('tfhd', 0, 0x20000, u32(1)), fullBox('tfdt', 1, 0, u64(0)), run),
  )
  return Buffer.concat([
    start,
    box('moov', movie, header(...empty), extended),
    fragment,
    box('mdat', new Uint8Array(1000)),
  ])
}

/** Boxes in boxes, as deep as the file is long. */
export function boxesWithoutEnd(): Uint8Array {
  let size = 400_000
  const parts: Uint8Array[] = []
  for (; size >= 8; size -= 8) parts.push(u32(size), text('trak'))
  return Buffer.concat([start, u32(400_008), text('moov'), ...parts])
}
