import type { ParameterSets } from '#video/access-unit.ts'
import { nalsOf } from '#video/annex-b.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import type { Framing } from './film.ts'

type Configuration = { readonly setup: ParameterSets; readonly framing: Framing }

/**
 * What a container keeps for a decoder of H.264 or H.265: avcC or hvcC (ISO/IEC 14496-15 5.3.3.1, 8.3.3.1), or
 * the parameter sets behind start codes, or nothing. A damaged record gives the sets before the damage.
 */
export function configurationOf(codec: 'h264' | 'h265', record: Uint8Array): Configuration {
  const { parameterSetsFrom } = codec === 'h264' ? h264 : h265
  const hasRecord = record.length >= 7 && record[0] === 1
  if (!hasRecord) return { setup: parameterSetsFrom(nalsOf(record)), framing: 'startCodes' }
  const nals = codec === 'h264' ? avcSets(record) : hevcSets(record)
  const lengthBytes = ((record[codec === 'h264' ? 4 : 21] ?? 3) & 3) + 1
  return {
    setup: parameterSetsFrom(nals),
    framing: { lengthBytes: lengthBytes as 1 | 2 | 3 | 4 },
  }
}

function* avcSets(record: Uint8Array): Generator<Uint8Array> {
  let at = 5
  for (const mask of [0x1f, 0xff]) {
    const count = (record[at++] ?? 0) & mask
    for (let i = 0; i < count; i++) {
      const length = u16(record, at)
      if (at + 2 + length > record.length) return
      yield record.subarray(at + 2, at + 2 + length)
      at += 2 + length
    }
  }
}

function* hevcSets(record: Uint8Array): Generator<Uint8Array> {
  let at = 23
  for (let array = 0; array < (record[22] ?? 0); array++) {
    const count = u16(record, at + 1)
    at += 3
    for (let i = 0; i < count; i++) {
      const length = u16(record, at)
      if (at + 2 + length > record.length) return
      yield record.subarray(at + 2, at + 2 + length)
      at += 2 + length
    }
  }
}

const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
