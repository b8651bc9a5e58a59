import { box, fullBox, u32, u32Table } from './boxes.ts'
import type { Timing } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

/** About a second: a reader that wants one picture looks at few sizes. */
const unitsPerChunk = 32

/**
 * ISO/IEC 14496-12 8.5: stbl. `descriptions`: the finished stsd; `groups`: of `chunksOf`; `offsets`: the finished stco or
 * co64, which is the last of its bytes.
 */
export function sampleTables(
  units: UnitTable,
  timing: Timing,
  descriptions: Uint8Array,
  groups: readonly number[],
  offsets: Uint8Array,
): Uint8Array {
  return box(
    'stbl',
    descriptions,
    decodingTimes(timing.decode, timing.lastTicks),
    ...compositionOffsets(timing),
    ...syncSamples(units),
    fullBox('stsc', 0, 0, u32(groups.length / 3), u32Table(groups, groups.length)),
    fullBox('stsz', 0, 0, u32(0, units.count), u32Table(units.sizes, units.count)),
    offsets,
  )
}

/** stts: how long each unit is, in decoding time. */
function decodingTimes(decode: Float64Array, lastTicks: number): Uint8Array {
  const runs = new RunLengths(decode.length)
  for (let i = 1; i < decode.length; i++) runs.add(decode[i]! - decode[i - 1]!)
  runs.add(lastTicks)
  return fullBox('stts', 0, 0, u32(runs.count), runs.table())
}

/** ctts: from decoding to composition. Never negative, so version 0 says it and every reader understands it. */
function compositionOffsets({ decode, compose }: Timing): Uint8Array[] {
  const runs = new RunLengths(decode.length)
  for (let i = 0; i < decode.length; i++) runs.add(compose[i]! - decode[i]!)
  if (runs.count === 1 && compose[0] === 0) return []
  return [fullBox('ctts', 0, 0, u32(runs.count), runs.table())]
}

/** stss: units a decoder can begin with; left out where all are, as 8.6.2 wants it. */
function syncSamples(units: UnitTable): Uint8Array[] {
  const numbers = new Uint32Array(units.count)
  let count = 0
  for (let i = 0; i < units.count; i++) if (units.isKey(i)) numbers[count++] = i + 1
  return count === units.count ? [] : [fullBox('stss', 0, 0, u32(count), u32Table(numbers, count))]
}

/** Pairs (how often, what) as stts and ctts hold them. */
class RunLengths {
  count = 0
  readonly #pairs: Uint32Array

  constructor(most: number) {
    this.#pairs = new Uint32Array(most * 2)
  }

  add(value: number): void {
    const last = (this.count - 1) * 2
    if (this.count > 0 && this.#pairs[last + 1] === value)
      this.#pairs[last] = this.#pairs[last]! + 1
    else {
      this.#pairs[this.count * 2] = 1
      this.#pairs[this.count * 2 + 1] = value
      this.count++
    }
  }

  table(): Uint8Array {
    return u32Table(this.#pairs, this.count * 2)
  }
}

export type Chunks = {
  /** Triples for stsc: first chunk, units per chunk, sample entry (both numbers from 1). */
  readonly groups: readonly number[]
  /** Offset of each chunk's first byte behind the first byte of the payload. */
  readonly starts: Float64Array
}

/** A chunk never spans a change of the sample entry: stsc names one for all its units. */
export function chunksOf(units: UnitTable): Chunks {
  const groups: number[] = []
  const starts = new Float64Array(Math.ceil(units.count / unitsPerChunk) + units.entries.length)
  let chunk = 0
  let at = 0
  for (let e = 0; e < units.entries.length; e++) {
    const { from, entry } = units.entries[e]!
    const to = units.entries[e + 1]?.from ?? units.count
    for (let unit = from; unit < to; unit += unitsPerChunk) {
      const end = Math.min(unit + unitsPerChunk, to)
      const last = groups.length - 3
      if (groups[last + 1] !== end - unit || groups[last + 2] !== entry + 1) {
        groups.push(chunk + 1, end - unit, entry + 1)
      }
      starts[chunk++] = at
      for (let i = unit; i < end; i++) at += units.sizes[i]!
    }
  }
  return { groups, starts: starts.subarray(0, chunk) }
}

/** stco, or co64 where an offset passes 32 bits. */
export function chunkOffsets(starts: Float64Array, payloadAt: number, wide: boolean): Uint8Array {
  if (!wide) {
    const offsets = starts.map(start => start + payloadAt)
    return fullBox('stco', 0, 0, u32(starts.length), u32Table(offsets, offsets.length))
  }
  const offsets = new Uint32Array(starts.length * 2)
  starts.forEach((start, i) => {
    offsets[i * 2] = Math.floor((start + payloadAt) / 0x1_0000_0000)
    offsets[i * 2 + 1] = start + payloadAt
  })
  return fullBox('co64', 0, 0, u32(starts.length), u32Table(offsets, offsets.length))
}
