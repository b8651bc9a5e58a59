import { isRecord } from '#leaf/leaf.ts'
import { type Excerpt, excerptIn } from '#verification/excerpt.ts'
import type { Primitives } from '#verification/primitives.ts'
import { bytes, list, object, words } from '#verification/shape.ts'

/**
 * What an office shows a keeper so that it opens pictures: an act of its ledger, with every stream that the decision
 * stood on, and the proof that this ledger continues the one the keeper saw before (design/receipt.md).
 */
export type Receipt = {
  /** To whom it is addressed. */
  readonly keeper: string
  /** The act: its stream, and the number of its first event in it. */
  readonly act: { readonly stream: string; readonly n: number }
  /** From so many leaves on, those of the last checkpoint the keeper verified. */
  readonly from: number
  readonly consistency: readonly Uint8Array[]
  readonly excerpt: Excerpt
}

/** As it is sent: one JSON object. */
export type WrittenReceipt = {
  readonly format: 1
  readonly receipt: 'tachiai/receipt/v1'
  readonly keeper: string
  readonly act: Receipt['act']
  readonly from: number
  readonly consistency: readonly string[]
}

/** null: none of this format. */
export function readReceipt(primitives: Pick<Primitives, 'sha256'>, text: string): Receipt | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return null
    const { format, receipt, keeper, from } = value
    if (format !== 1 || receipt !== 'tachiai/receipt/v1') return null
    const { stream, n } = object(value.act)
    const consistency = list(value.consistency).map(bytes)
    if (![n, from].every(Number.isSafeInteger) || consistency.length > 127) return null
    return {
      keeper: words(keeper),
      act: { stream: words(stream), n: Number(n) },
      from: Number(from),
      consistency,
      excerpt: excerptIn(primitives, value),
    }
  } catch {
    return null
  }
}
