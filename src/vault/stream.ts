import type { DecoderSetup } from '#video/access-unit.ts'
import type { Gap } from './gap.ts'
import type { GroupPart, LeadInRule } from './lead-in.ts'
import type { Seal } from './seal.ts'

/** The part of a group in the minute now written; its length grows with each record. */
type OpenPart = GroupPart & { length: number }

/** The group of pictures now written, over minutes and segments: what a lead-in needs to reach its key frame. */
export class GroupInProgress {
  /** Begun with a key frame and whole so far. */
  readonly whole: boolean
  readonly parts: OpenPart[] = []
  constructor(whole: boolean) {
    this.whole = whole
  }

  /** Keys of earlier parts live no longer than the group. */
  wipe(): void {
    for (const part of this.parts) part.key.fill(0)
  }
}

/** What a camera's writer carries from one segment into the next. */
export type Stream = {
  readonly camera: string
  readonly leadIn: LeadInRule
  sets: { readonly sets: DecoderSetup; readonly runUs: number } | null
  group: GroupInProgress
  /** Hash of the last seal made. */
  sealHash: Uint8Array
  /** Seals of minutes whose segment broke off before they stood in it; written into the next. */
  carriedSeals: Seal[]
  /** Gaps that a failed write took along, and the gaps it made. */
  carriedGaps: Gap[]
}
