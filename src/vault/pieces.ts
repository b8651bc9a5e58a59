import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import type { Gap } from './gap.ts'
import type { Seal } from './seal.ts'

/** What a minute consists of, in file order. */
export type Piece =
  /** Parameter sets for all that follows. `ptsTicks` of two inits with the same `runUs` count on one scale, in whatever file and minute. */
  | { readonly kind: 'init'; readonly sets: DecoderSetup; readonly runUs: number }
  /** The earlier part of the group the minute begins in: to be decoded, never shown, part of no range and no copy. Begins with a key frame. */
  | { readonly kind: 'leadIn'; readonly units: readonly CapturedUnit[] }
  | { readonly kind: 'units'; readonly units: readonly CapturedUnit[] }
  | { readonly kind: 'gap'; readonly gap: Gap }
  /** Last of every minute. `torn`: the segment broke off here (crash); the units before are whole. */
  | { readonly kind: 'end'; readonly seal: Seal | null; readonly torn: boolean }
