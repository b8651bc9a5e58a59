/** H.265 (ISO/IEC 23008-2) as far as a recorder must understand it. Meant for `import * as h265`. */
import type { ParameterSets } from './access-unit.ts'
import { BitReader } from './bit-reader.ts'
import { nalEnd } from './nal-units.ts'
import { learnSets, type SetKind } from './parameter-sets.ts'
import { hex2, mostSamplesPerSide, type Sps } from './sps.ts'

/** nal_unit_type, table 7-1. */
export const nalTypes = {
  firstIrap: 16,
  idrWithLeading: 19,
  idr: 20,
  cra: 21,
  lastIrap: 23,
  vps: 32,
  sps: 33,
  pps: 34,
  delimiter: 35,
  endOfSequence: 36,
  endOfStream: 37,
  filler: 38,
  seiBefore: 39,
  seiAfter: 40,
} as const

/** `header`: the first of the two header bytes of the NAL unit. */
export function nalType(header: number): number {
  return (header >> 1) & 0x3f
}

/** A slice of an IRAP picture (BLA, IDR, CRA): a decoder can begin with it. */
export function isKey(header: number): boolean {
  const type = nalType(header)
  return type >= nalTypes.firstIrap && type <= nalTypes.lastIrap
}

/** A slice segment: without one an access unit has no picture. */
export function isPicture(header: number): boolean {
  return nalType(header) < 32
}

/** The slice segment at `at` is the first of its picture (first_slice_segment_in_pic_flag). */
export function beginsPicture(bytes: Uint8Array, at: number): boolean {
  return at + 2 < bytes.length && isPicture(bytes[at]!) && (bytes[at + 2]! & 0x80) !== 0
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
  if (type === nalTypes.vps) return 'vps'
  if (type === nalTypes.sps) return 'sps'
  return type === nalTypes.pps ? 'pps' : null
}

function setId(nal: Uint8Array, kind: SetKind): number | null {
  const reader = new BitReader(nal, 2)
  if (kind === 'sps') {
    reader.skip(4)
    const subLayers = reader.bits(3)
    reader.skip(1)
    passOverSubLayers(reader, subLayers)
  }
  const id = kind === 'vps' ? reader.bits(4) : reader.ue()
  return reader.overrun || id > (kind === 'pps' ? 63 : 15) ? null : id
}

/** Parameter sets from NAL units (sprop-vps, -sps, -pps of an SDP, RFC 7798 7.1), others passed over. */
export function parameterSetsFrom(nals: Iterable<Uint8Array>): ParameterSets {
  return learnSets({ codec: 'h265', vps: [], sps: [], pps: [] }, nals, setKind, setId)
}

/**
 * `known` with the sets an access unit brings: one with a known id takes its place, damaged ones are left out.
 * Gives `known` itself where nothing is new, so that `!==` means a change.
 */
export function learnFrom(known: ParameterSets, unit: Uint8Array): ParameterSets {
  let found: Uint8Array[] | null = null
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    const type = end > at + 4 ? nalType(unit[at + 4]!) : 0
    if (type < nalTypes.vps || type > nalTypes.pps) continue
    found ??= []
    found.push(unit.subarray(at + 4, end))
  }
  return found ? learnSets(known, found, setKind, setId) : known
}

/** A sequence parameter set NAL unit (7.3.2.2) → what it says; null where it is none or is damaged. */
export function parseSps(nal: Uint8Array): Sps | null {
  if (nalType(nal[0] ?? 0) !== nalTypes.sps) return null
  const reader = new BitReader(nal, 2)
  reader.skip(4)
  const subLayers = reader.bits(3)
  const temporalIdNested = reader.flag()
  const profileLevel = passOverSubLayers(reader, subLayers)
  const id = reader.ue()
  const chromaFormat = reader.ue()
  if (subLayers > 6 || id > 15 || chromaFormat > 3) return null
  const separatePlanes = chromaFormat === 3 && reader.flag()
  const codedWidth = reader.ue()
  const codedHeight = reader.ue()
  const crop = reader.flag() ? [reader.ue(), reader.ue(), reader.ue(), reader.ue()] : [0, 0, 0, 0]
  const bitDepthLuma = reader.ue() + 8
  const bitDepthChroma = reader.ue() + 8
  reader.ue() // log2_max_pic_order_cnt_lsb_minus4
  const eachLayer = reader.flag()
  let reorderDepth = 0
  for (let i = eachLayer ? 0 : subLayers; i <= subLayers; i++) {
    reader.ue()
    reorderDepth = reader.ue()
    reader.ue()
  }
  if (reader.overrun || bitDepthLuma > 16 || bitDepthChroma > 16 || reorderDepth > 16) return null

  const width =
    codedWidth - (chromaFormat === 1 || chromaFormat === 2 ? 2 : 1) * (crop[0]! + crop[1]!)
  const height = codedHeight - (chromaFormat === 1 ? 2 : 1) * (crop[2]! + crop[3]!)
  if (width < 1 || height < 1 || width > mostSamplesPerSide || height > mostSamplesPerSide) {
    return null
  }
  return {
    id,
    width,
    height,
    sampleAspect: null,
    chromaFormat: separatePlanes ? 0 : chromaFormat,
    bitDepthLuma,
    bitDepthChroma,
    reorderDepth,
    profileLevel,
    temporalLayers: subLayers + 1,
    temporalIdNested,
    codecString: codecString(profileLevel),
  }
}

/** profile_tier_level (7.3.3): the 12 general bytes are given, those of sub-layers passed over. */
function passOverSubLayers(reader: BitReader, subLayers: number): Uint8Array {
  const general = Uint8Array.from({ length: 12 }, () => reader.bits(8))
  const profiles: boolean[] = []
  const levels: boolean[] = []
  for (let i = 0; i < subLayers; i++) {
    profiles.push(reader.flag())
    levels.push(reader.flag())
  }
  if (subLayers > 0) reader.skip(2 * (8 - subLayers))
  for (let i = 0; i < subLayers; i++) {
    if (profiles[i]) reader.skip(88)
    if (levels[i]) reader.skip(8)
  }
  return general
}

/** ISO/IEC 14496-15 annex E: '1.6.L120.B0'. */
function codecString(general: Uint8Array): string {
  const space = ['', 'A', 'B', 'C'][general[0]! >> 6]!
  let compatibility = 0
  for (let bit = 0; bit < 32; bit++) {
    if ((general[1 + (bit >> 3)]! >> (7 - (bit & 7))) & 1) compatibility += 2 ** bit
  }
  const tier = general[0]! & 0x20 ? 'H' : 'L'
  const constraints = Array.from(general.subarray(5, 11), hex2)
  while (constraints.at(-1) === '00') constraints.pop()
  return [
    `${space}${general[0]! & 0x1f}`,
    compatibility.toString(16),
    `${tier}${general[11]}`,
    ...constraints,
  ]
    .join('.')
    .toUpperCase()
}
