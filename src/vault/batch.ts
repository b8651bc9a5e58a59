import type { Gap } from './gap.ts'
import type { MinuteChain, MinuteMark } from './minute-chain.ts'
import type { Seal } from './seal.ts'

/** What goes to the disk in one write, and what to do when it did or did not arrive. */
export class Batch {
  readonly position: number
  /** The minute as it stood on the disk before this write. */
  readonly before: { readonly chain: MinuteChain; readonly mark: MinuteMark } | null
  readonly sealHashBefore: Uint8Array
  readonly parts: Uint8Array[] = []
  lengthBytes = 0
  readonly seals: Seal[] = []
  /** Seals of earlier segments within `seals`. */
  readonly carried: Seal[] = []
  readonly gaps: Gap[] = []
  readonly closedChains: MinuteChain[] = []
  units = 0
  unitBytes = 0
  fromUs = Number.POSITIVE_INFINITY
  toUs = Number.NEGATIVE_INFINITY
  lastTag: Uint8Array | null = null

  constructor(position: number, chain: MinuteChain | null, sealHash: Uint8Array) {
    this.position = position
    this.before = chain && { chain, mark: chain.mark() }
    this.sealHashBefore = sealHash
  }

  push(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.parts.push(part)
      this.lengthBytes += part.length
    }
  }
}
