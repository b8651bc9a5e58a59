import type { ParameterSets } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { sequenceOf } from '#video/sequence.ts'
import type { Sps } from '#video/sps.ts'
import { box, fullBox, u8, u16, u32 } from './boxes.ts'

export type PictureSize = { readonly width: number; readonly height: number }

/**
 * stsd: one sample entry for each of `all`, in order. One entry is avc1 or hvc1, which every player opens; several
 * are avc3 or hev1 (ISO/IEC 14496-15 5.3.5, 8.3.2): parameter sets change and stand in the units as well.
 */
export function sampleDescriptions(all: readonly ParameterSets[]): Uint8Array {
  const changing = all.length > 1
  const entries = all.map(sets => {
    const name = sets.codec === 'h264' ? (changing ? 'avc3' : 'avc1') : changing ? 'hev1' : 'hvc1'
    return sampleEntry(name, sets, !changing)
  })
  return fullBox('stsd', 0, 0, u32(entries.length), ...entries)
}

/** The picture's size as shown, square samples; 0 × 0 where the parameter sets cannot be read (players look again). */
export function displaySize(sets: ParameterSets): PictureSize {
  const sps = sequenceOf(sets)
  if (sps === null) return { width: 0, height: 0 }
  const [across, down] = sps.sampleAspect ?? [1, 1]
  return { width: Math.min((sps.width * across) / down, 0xffff), height: sps.height }
}

/** VisualSampleEntry, ISO/IEC 14496-12 12.1.3. */
function sampleEntry(name: string, sets: ParameterSets, complete: boolean): Uint8Array {
  const sps = sequenceOf(sets)
  const aspect = sps?.sampleAspect
  return box(
    name,
    u16(0, 0, 0, 1),
    new Uint8Array(16),
    u16(sps?.width ?? 0, sps?.height ?? 0),
    u32(72 << 16, 72 << 16, 0), // pixels per inch: has to stand there, means nothing
    u16(1),
    new Uint8Array(32),
    u16(24, 0xffff),
    sets.codec === 'h264' ? avcConfiguration(sets, sps) : hevcConfiguration(sets, sps, complete),
    ...(aspect && aspect[0] !== aspect[1] ? [box('pasp', u32(...aspect))] : []),
  )
}

/** ISO/IEC 14496-15 5.3.3.1: avcC, lengths of 4 bytes. */
function avcConfiguration(sets: ParameterSets, sps: Sps | null): Uint8Array {
  const [profile = 0, constraints = 0, level = 0] =
    sps?.profileLevel ?? sets.sps[0]?.subarray(1) ?? []
  const chroma = h264.hasChromaFields.has(profile)
    ? [
        u8(
          0xfc | (sps?.chromaFormat ?? 1),
          0xf8 | ((sps?.bitDepthLuma ?? 8) - 8),
          0xf8 | ((sps?.bitDepthChroma ?? 8) - 8),
          0,
        ),
      ]
    : []
  return box(
    'avcC',
    u8(1, profile, constraints, level, 0xff, 0xe0 | sets.sps.length),
    ...sets.sps.flatMap(withLength),
    u8(sets.pps.length),
    ...sets.pps.flatMap(withLength),
    ...chroma,
  )
}

/** ISO/IEC 14496-15 8.3.3.1: hvcC, lengths of 4 bytes. */
function hevcConfiguration(sets: ParameterSets, sps: Sps | null, complete: boolean): Uint8Array {
  const arrays = [
    { type: h265.nalTypes.vps, nals: sets.vps },
    { type: h265.nalTypes.sps, nals: sets.sps },
    { type: h265.nalTypes.pps, nals: sets.pps },
  ]
  return box(
    'hvcC',
    u8(1),
    sps?.profileLevel ?? new Uint8Array(12),
    u16(0xf000), // min_spatial_segmentation_idc: not said
    u8(
      0xfc, // parallelismType: not said
      0xfc | (sps?.chromaFormat ?? 1),
      0xf8 | ((sps?.bitDepthLuma ?? 8) - 8),
      0xf8 | ((sps?.bitDepthChroma ?? 8) - 8),
    ),
    u16(0), // avgFrameRate: not said
    u8(((sps?.temporalLayers ?? 1) << 3) | (sps?.temporalIdNested ? 4 : 0) | 3, arrays.length),
    ...arrays.flatMap(({ type, nals }) => [
      u8((complete ? 0x80 : 0) | type),
      u16(nals.length),
      ...nals.flatMap(withLength),
    ]),
  )
}

function withLength(nal: Uint8Array): readonly Uint8Array[] {
  return [u16(nal.length), nal]
}
