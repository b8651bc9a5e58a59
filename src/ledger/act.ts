import type { Basis } from '#law/basis.ts'
import type { Body } from '#leaf/body.ts'
import type { Leaf } from '#leaf/leaf.ts'

/** One event of an act, with all that is known of it. */
export type Entry = { readonly type: string; readonly basis: Basis | null; readonly body: Body }

/** What one person or machine did at once, in one stream. */
export type Act = {
  readonly stream: string
  /** The case or thing it belongs to, whose key seals it; left out: the stream's own name. */
  readonly file?: string
  /** The stream's last `n` that the caller has seen; 0: none. */
  readonly expected: number
  readonly atUs: number
  readonly rule: Leaf['rule']
  /** Who did it; null: a machine. */
  readonly by: string | null
  readonly entries: readonly Entry[]
  /** A keeper's own number, for its stream alone: `expected` then only must be below it. */
  readonly n?: number
}

export type Appended = {
  readonly firstIndex: number
  readonly entries: readonly {
    readonly index: number
    readonly stream: number
    readonly n: number
  }[]
}
