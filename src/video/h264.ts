/** H.264 (ISO/IEC 14496-10) as far as a recorder must understand it. Meant for `import * as h264`. */
import type { ParameterSets } from './access-unit.ts'
import { BitReader } from './bit-reader.ts'
import { nalEnd } from './nal-units.ts'
import { learnSets, type SetKind } from './parameter-sets.ts'
import { hex2, mostSamplesPerSide, type Sps } from './sps.ts'

/** nal_unit_type, table 7-1. */
export const nalTypes = {
  slice: 1,
  idr: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  delimiter: 9,
  endOfSequence: 10,
  endOfStream: 11,
  filler: 12,
} as const

/** `header`: the first byte of the NAL unit. */
export function nalType(header: number): number {
  return header & 0x1f
}

/** An IDR slice: a decoder can begin with its picture. */
export function isKey(header: number): boolean {
  return nalType(header) === nalTypes.idr
}

/** A slice or a slice partition: without one an access unit has no picture. */
export function isPicture(header: number): boolean {
  const type = nalType(header)
  return type >= 1 && type <= 5
}

/**
 * The slice at `at` is the first of its picture (first_mb_in_slice = 0). An encoder may send slices in any order
 * in the Baseline profile, so this only cuts byte streams, never packets that have time stamps.
 */
export function beginsPicture(bytes: Uint8Array, at: number): boolean {
  return isPicture(bytes[at] ?? 0) && ((bytes[at + 1] ?? 0) & 0x80) !== 0
}

/** A decoder can begin with this access unit (NAL units behind their lengths). */
export function isKeyUnit(unit: Uint8Array): boolean {
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    if (end > at + 4 && isPicture(unit[at + 4]!)) return isKey(unit[at + 4]!)
  }
  return false
}

function setKind(nal: Uint8Array): SetKind | null {
  const type = nalType(nal[0] ?? 0)
  return type === nalTypes.sps ? 'sps' : type === nalTypes.pps ? 'pps' : null
}

function setId(nal: Uint8Array, kind: SetKind): number | null {
  const reader = new BitReader(nal, kind === 'sps' ? 4 : 1)
  const id = reader.ue()
  return reader.overrun || id > (kind === 'sps' ? 31 : 255) ? null : id
}

/** Parameter sets from NAL units (sprop-parameter-sets of an SDP, RFC 6184 8.1), others passed over. */
export function parameterSetsFrom(nals: Iterable<Uint8Array>): ParameterSets {
  return learnSets({ codec: 'h264', vps: [], sps: [], pps: [] }, nals, setKind, setId)
}

/**
 * `known` with the sets an access unit brings: one with a known id takes its place, damaged ones are left out.
 * Gives `known` itself where nothing is new, so that `!==` means a change.
 */
export function learnFrom(known: ParameterSets, unit: Uint8Array): ParameterSets {
  let found: Uint8Array[] | null = null
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    const type = end > at + 4 ? nalType(unit[at + 4]!) : 0
    if (type !== nalTypes.sps && type !== nalTypes.pps) continue
    found ??= []
    found.push(unit.subarray(at + 4, end))
  }
  return found ? learnSets(known, found, setKind, setId) : known
}

/** A sequence parameter set NAL unit (7.3.2.1.1) → what it says; null where it is none or is damaged. */
export function parseSps(nal: Uint8Array): Sps | null {
  if (nalType(nal[0] ?? 0) !== nalTypes.sps || nal.length < 5) return null
  const profileLevel = nal.slice(1, 4)
  const reader = new BitReader(nal, 4)
  const id = reader.ue()
  const colour = hasChromaFields.has(nal[1]!) ? readColour(reader) : defaultColour
  if (colour === null || !passOverOrderCount(reader)) return null
  reader.ue() // max_num_ref_frames
  reader.skip(1)
  const widthMbs = reader.ue() + 1
  const heightUnits = reader.ue() + 1
  const framesOnly = reader.flag()
  if (!framesOnly) reader.skip(1)
  reader.skip(1)
  const crop = reader.flag() ? [reader.ue(), reader.ue(), reader.ue(), reader.ue()] : [0, 0, 0, 0]
  const hasVui = reader.flag()
  if (reader.overrun || id > 31) return null

  const unitX = colour.chromaFormat === 1 || colour.chromaFormat === 2 ? 2 : 1
  const unitY = (colour.chromaFormat === 1 ? 2 : 1) * (framesOnly ? 1 : 2)
  const width = widthMbs * 16 - unitX * (crop[0]! + crop[1]!)
  const height = heightUnits * 16 * (framesOnly ? 1 : 2) - unitY * (crop[2]! + crop[3]!)
  if (width < 1 || height < 1 || width > mostSamplesPerSide || height > mostSamplesPerSide) {
    return null
  }
  return {
    id,
    width,
    height,
    ...colour,
    ...(hasVui ? readVui(reader) : { sampleAspect: null, reorderDepth: null }),
    profileLevel,
    temporalLayers: 1,
    temporalIdNested: false,
    codecString: Array.from(profileLevel, hex2).join(''),
  }
}

/** The profiles whose sets carry chroma format and bit depths (7.3.2.1.1). */
export const hasChromaFields: ReadonlySet<number> = new Set([
  100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
])

type Colour = Pick<Sps, 'chromaFormat' | 'bitDepthLuma' | 'bitDepthChroma'>
const defaultColour: Colour = { chromaFormat: 1, bitDepthLuma: 8, bitDepthChroma: 8 }

function readColour(reader: BitReader): Colour | null {
  const chromaFormat = reader.ue()
  if (chromaFormat > 3) return null
  const separatePlanes = chromaFormat === 3 && reader.flag()
  const bitDepthLuma = reader.ue() + 8
  const bitDepthChroma = reader.ue() + 8
  if (bitDepthLuma > 14 || bitDepthChroma > 14) return null
  reader.skip(1)
  if (reader.flag()) {
    for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list++) {
      if (reader.flag()) passOverScalingList(reader, list < 6 ? 16 : 64)
    }
  }
  return { chromaFormat: separatePlanes ? 0 : chromaFormat, bitDepthLuma, bitDepthChroma }
}

function passOverScalingList(reader: BitReader, size: number): void {
  let last = 8
  let next = 8
  for (let i = 0; i < size && next !== 0; i++) {
    next = (((last + reader.se()) % 256) + 256) % 256
    if (next !== 0) last = next
  }
}

function passOverOrderCount(reader: BitReader): boolean {
  reader.ue() // log2_max_frame_num_minus4
  const type = reader.ue()
  if (type === 0) reader.ue()
  if (type !== 1) return type <= 2
  reader.skip(1)
  reader.se()
  reader.se()
  const cycle = reader.ue()
  if (cycle > 255) return false
  for (let i = 0; i < cycle; i++) reader.se()
  return true
}

/** E.1.1. Cameras send broken ones; what cannot be read is unsaid, and the picture's size stands. */
function readVui(reader: BitReader): Pick<Sps, 'sampleAspect' | 'reorderDepth'> {
  const sampleAspect = reader.flag() ? readAspect(reader) : null
  if (reader.overrun) return { sampleAspect: null, reorderDepth: null }
  if (reader.flag()) reader.skip(1)
  if (reader.flag()) {
    reader.skip(4)
    if (reader.flag()) reader.skip(24)
  }
  if (reader.flag()) {
    reader.ue()
    reader.ue()
  }
  if (reader.flag()) reader.skip(65)
  const nalTiming = reader.flag()
  if (nalTiming) passOverBufferModel(reader)
  const vclTiming = reader.flag()
  if (vclTiming) passOverBufferModel(reader)
  if (nalTiming || vclTiming) reader.skip(1)
  reader.skip(1)
  if (!reader.flag()) return { sampleAspect, reorderDepth: null }
  reader.skip(1)
  for (let i = 0; i < 4; i++) reader.ue()
  const depth = reader.ue()
  return { sampleAspect, reorderDepth: reader.overrun || depth > 16 ? null : depth }
}

function readAspect(reader: BitReader): readonly [number, number] | null {
  const index = reader.bits(8)
  const aspect: readonly [number, number] | undefined =
    index === 255 ? [reader.bits(16), reader.bits(16)] : aspects[index - 1]
  return aspect && aspect[0] > 0 && aspect[1] > 0 ? aspect : null
}

/** aspect_ratio_idc 1…16, table E-1. */
const aspects: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
]

/** E.1.2 hrd_parameters. */
function passOverBufferModel(reader: BitReader): void {
  const count = Math.min(reader.ue() + 1, 32)
  reader.skip(8)
  for (let i = 0; i < count; i++) {
    reader.ue()
    reader.ue()
    reader.skip(1)
  }
  reader.skip(20)
}
