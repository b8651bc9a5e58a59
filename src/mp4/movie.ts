import { box, fullBox, text, u16, u32, u64 } from './boxes.ts'
import type { Presentation } from './presentation.ts'
import type { PictureSize } from './sample-entry.ts'
import { ticksPerSecond } from './unit-table.ts'

/** Seconds from 1904-01-01, where these files count from, to 1970-01-01. */
const epochSeconds = 2_082_844_800

/** moov of one video track; `tables`: its finished stbl, which is the last of its bytes. */
export function movie(
  presentation: Presentation,
  mediaTicks: number,
  size: PictureSize,
  tables: Uint8Array,
): Uint8Array {
  const { durationTicks, captureUs } = presentation
  const created = Math.floor(captureUs / 1e6) + epochSeconds
  return box(
    'moov',
    timed('mvhd', 0, created, durationTicks, [
      u32(ticksPerSecond),
      u32(0x10000),
      u16(0x100),
      new Uint8Array(10),
      upright,
      new Uint8Array(24),
      u32(2),
    ]),
    box(
      'trak',
      trackHeader(created, durationTicks, size),
      box('edts', editList(presentation)),
      box(
        'mdia',
        timed('mdhd', 0, created, mediaTicks, [u32(ticksPerSecond), u16(undetermined, 0)]),
        fullBox('hdlr', 0, 0, u32(0), text('vide'), new Uint8Array(13)),
        box(
          'minf',
          fullBox('vmhd', 0, 1, new Uint8Array(8)),
          box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
          tables,
        ),
      ),
    ),
  )
}

/** ISO 639-2 'und' in three times five bits: a camera speaks no language. */
const undetermined = 0x55c4

const upright = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

/**
 * mvhd and mdhd begin alike: created, changed, scale, duration; 64 bits where 32 do not hold them
 * (from 2040 on, beyond 13 h).
 */
function timed(
  name: string,
  flags: number,
  created: number,
  duration: number,
  [scale, ...rest]: readonly [Uint8Array, ...Uint8Array[]],
): Uint8Array {
  const wide = created > 0xffffffff || duration > 0xffffffff
  const number = wide ? u64 : u32
  return fullBox(
    name,
    wide ? 1 : 0,
    flags,
    number(created, created),
    scale,
    number(duration),
    ...rest,
  )
}

function trackHeader(created: number, duration: number, size: PictureSize): Uint8Array {
  return timed('tkhd', enabled | inMovie, created, duration, [
    u32(1, 0),
    new Uint8Array(16),
    upright,
    u32(Math.round(size.width * 0x10000), Math.round(size.height * 0x10000)),
  ])
}

const enabled = 1
const inMovie = 2

/** ISO/IEC 14496-12 8.6.6: what lies before and behind the one edit is decoded and never shown. */
function editList({ fromTicks, durationTicks }: Presentation): Uint8Array {
  const wide = Math.max(fromTicks, durationTicks) > 0x7fffffff
  const number = wide ? u64 : u32
  return fullBox('elst', wide ? 1 : 0, 0, u32(1), number(durationTicks, fromTicks), u16(1, 0))
}
