import type { VerifyingKey } from '#signing/key-file.ts'
import { contentOf, type Frame, frameAt } from './frame.ts'
import { type Strictness, scan } from './scan.ts'

export type Head = { readonly n: number; readonly hash: Buffer }

export type ProblemKind = 'cut' | 'forked' | 'edited' | 'garbled' | 'swapped'

/**
 * - cut: events that were numbered are nowhere.
 * - edited: at their place stands a frame whose content or signature was changed.
 * - garbled: at their place stand bytes that are no frame.
 * - forked: two different signed events bear one number, or a signed event continues another history.
 * - swapped: signed events stand where they do not belong.
 */
export type Problem = {
  readonly kind: ProblemKind
  readonly fromNumber: number
  /** Inclusive. */
  readonly toNumber: number
  readonly chunk: number
  readonly offset: number
}

export type Content = Record<string, unknown>
export type Found =
  | {
      readonly found: 'event'
      readonly n: number
      readonly frame: Frame
      readonly content: Content
      readonly chunk: number
    }
  | {
      readonly found: 'opening'
      readonly content: Content
      readonly frame: Frame
      readonly chunk: number
    }
  | { readonly found: 'problem'; readonly problem: Problem }
  /** Bytes that are no frame, where no number is missing: a write that broke off. */
  | { readonly found: 'torn'; readonly chunk: number; readonly at: number; readonly end: number }

export type Hole = {
  readonly chunk: number
  readonly at: number
  readonly end: number
  readonly shaped: boolean
}

/**
 * Follows the chain through chunk files in their order: gives every event once, by number, and says where
 * the chain does not hold. Identical frames may stand twice (a place that failed was given up and its
 * frames written again in the next file); different ones under one number never.
 */
export class Chain {
  head: Head | null
  /** Bytes behind the last event that are no frame; `shaped` = they look like the whole next event, badly signed. */
  hole: Hole | null = null
  /** Where the last frame of the current file ends. */
  end = 0
  readonly #key: VerifyingKey
  #before = new Map<number, Buffer>()
  #recent = new Map<number, Buffer>()

  /** `head` null: the chain begins with whatever the first file says stood before it. */
  constructor(key: VerifyingKey, head: Head | null) {
    this.#key = key
    this.head = head
  }

  *through(chunk: number, bytes: Buffer, strictness: Strictness): Generator<Found> {
    this.#before = this.#recent
    this.#recent = new Map()
    this.end = 0
    for (const item of scan(bytes, this.#key, strictness)) {
      if (item.kind === 'frame') this.end = item.frame.end
      if (item.kind === 'garbled') {
        yield* this.#torn()
        this.hole = { chunk, at: item.at, end: item.end, shaped: this.#isShaped(bytes, item.at) }
      } else if (typeof item.content.n !== 'number') {
        this.head ??= { n: Number(item.content.first) - 1, hash: Buffer.from(item.frame.previous) }
        yield { found: 'opening', content: item.content, frame: item.frame, chunk }
      } else {
        const { frame, content } = item
        yield* this.#event(item.content.n, frame, content, chunk)
      }
    }
  }

  *#event(n: number, frame: Frame, content: Content, chunk: number): Generator<Found> {
    const head = this.head ?? { n: n - 1, hash: frame.previous }
    const said = (
      kind: ProblemKind,
      fromNumber: number,
      toNumber: number,
      offset = frame.at,
    ): Found => ({
      found: 'problem',
      problem: { kind, fromNumber, toNumber, chunk, offset },
    })
    if (n <= head.n) {
      const known = this.#recent.get(n) ?? this.#before.get(n)
      if (known === undefined) yield said('swapped', n, n)
      else if (!known.equals(frame.hash)) yield said('forked', n, n)
      return
    }
    if (n > head.n + 1) {
      const { hole } = this
      const kind = hole === null ? 'cut' : hole.shaped ? 'edited' : 'garbled'
      yield said(kind, head.n + 1, n - 1, hole?.chunk === chunk ? hole.at : frame.at)
    } else if (!frame.previous.equals(head.hash)) {
      yield said('forked', n, n)
    }
    if (n === head.n + 1) yield* this.#torn()
    this.hole = null
    // A copy, so that a chunk's whole buffer does not live as long as its last hash.
    const hash = Buffer.from(frame.hash)
    this.#recent.set(n, hash)
    this.head = { n, hash }
    yield { found: 'event', n, frame, content, chunk }
  }

  *#torn(): Generator<Found> {
    if (this.hole) {
      const { chunk, at, end } = this.hole
      yield { found: 'torn', chunk, at, end }
    }
  }
  /**
   * A whole frame by its lengths whose signature was written to the end: no torn write leaves that. The
   * remains of a repetition (of an event that stands whole in the file before) do not count.
   */
  #isShaped(bytes: Buffer, at: number): boolean {
    const frame = frameAt(bytes, at)
    if (!frame?.signature.subarray(-8).some(byte => byte !== 0)) return false
    const n = contentOf(frame)?.n
    return !(typeof n === 'number' && n <= (this.head?.n ?? 0))
  }
}
