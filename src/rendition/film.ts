/** What a room is told of one minute of one camera, in order of decoding. Its bytes follow in the same order. */
export type FilmHead = {
  readonly say: 'film'
  /** Its name between the two of them. */
  readonly film: string
  readonly border: Border
  readonly strips: readonly StripHead[]
}

/** What stands around every picture and in the moving line. Whoever draws it breaks lines where they are too long. */
export type Border = {
  readonly above: readonly string[]
  readonly below: readonly string[]
  readonly line: string
}

/** Units that one decoder takes one after the other with nothing missing between them. */
export type StripHead = {
  /** FFmpeg's short name: `h264`, `hevc`, `mpeg4` … */
  readonly decoder: string
  /** H.264, H.265: parameter sets behind start codes; else what the container kept for the decoder. */
  readonly setupBytes: number
  readonly units: readonly UnitHead[]
}

/** Of a unit: bytes, whether a decoder can begin here, presentation time in ticks, and which picture of the minute it is (-1: none that may be shown). */
export type UnitHead = readonly [bytes: number, key: 0 | 1, ticks: number, picture: number]

/** Asks for one picture. `caption` is drawn below it; `again` counts how often it was asked for. */
export type PictureAsked = {
  readonly say: 'picture'
  readonly film: string
  readonly picture: number
  readonly caption: string
  readonly again: number
}
export type FilmForgotten = { readonly say: 'forget'; readonly film: string }

/** What a room says: a picture as JPEG, or that none came out of the decoder. */
export type PictureDrawn = { readonly say: 'picture' | 'none' }
