import type { ParameterSets } from '#video/access-unit.ts'

/**
 * The stream in which a room hands a file's pictures to the keeper, in the order of decoding:
 * `hello`, then `sets` or `asShot`, then units and losses (new `sets` where they change), then `end`.
 *
 * On the wire each frame is `length u32 · kind u8 · body`, big-endian, the length without its own 4 bytes.
 */
export type Frame =
  /** The token by which the keeper knows the import. */
  | { readonly kind: 'hello'; readonly token: string }
  /** H.264 and H.265: what the units from here on are decoded with. */
  | { readonly kind: 'sets'; readonly sets: ParameterSets }
  /** Any other codec, by FFmpeg's short name, with what its container keeps for its decoder. */
  | { readonly kind: 'asShot'; readonly codec: string; readonly extradata: Uint8Array }
  | ForeignUnit
  /** Part of the file could not be read: between the units around it pictures are missing. */
  | { readonly kind: 'loss'; readonly detail: string }
  /** All was said; `units` counts the whole file, those skipped by a resumed delivery included. */
  | { readonly kind: 'end'; readonly units: number }

export type ForeignUnit = {
  readonly kind: 'unit'
  /** Position in the file, from 0, without holes. */
  readonly index: number
  /** Shown this long after the file's first shown picture, µs; before it negative. */
  readonly ptsUs: number
  readonly durationUs: number
  readonly key: boolean
  /** H.264 and H.265: each NAL unit behind its length u32, every byte as in the source. Else the packet as it stands. */
  readonly bytes: Uint8Array
}

/** No picture of any camera is larger; a longer frame is an attack or a mistake. */
export const longestFrame = 32 * 1024 * 1024

export const kinds = ['hello', 'sets', 'asShot', 'unit', 'loss', 'end'] as const
export const setKinds = ['vps', 'sps', 'pps'] as const
export const codecs = ['h264', 'h265'] as const
/** index u32 · pts i64 · duration u32 · flags u8 */
export const unitHead = 17
