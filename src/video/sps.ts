/** What a sequence parameter set tells about the pictures, as far as a container and a status line need it. */
export type Sps = {
  readonly id: number
  /** Size as shown (after cropping), luma samples. */
  readonly width: number
  readonly height: number
  /** Sample aspect ratio [horizontal, vertical]; null where it is not said, and always null for H.265. */
  readonly sampleAspect: readonly [number, number] | null
  /** 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4. */
  readonly chromaFormat: number
  readonly bitDepthLuma: number
  readonly bitDepthChroma: number
  /**
   * How many pictures may come before one in decoding order and after it in output order: max_num_reorder_frames,
   * sps_max_num_reorder_pics of the highest sub-layer; null where H.264 leaves it unsaid.
   */
  readonly reorderDepth: number | null
  /**
   * H.264: profile_idc, constraint flags, level_idc (3 bytes).
   * H.265: general_profile_space … general_level_idc (12 bytes, as hvcC repeats them).
   */
  readonly profileLevel: Uint8Array
  /** H.265 only (H.264: 1 and false). */
  readonly temporalLayers: number
  readonly temporalIdNested: boolean
  /** RFC 6381, without the sample entry's name: '64001f', '1.6.L120.B0'. */
  readonly codecString: string
}

/** 16-bit fields in every container, and twice the widest picture any level allows. */
export const mostSamplesPerSide = 16_896

export function hex2(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
