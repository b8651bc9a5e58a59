import type { Basis } from '#law/basis.ts'

/** What stands in a letter, one below the other. An empty word is a place to write by hand. */
export type Part =
  | { readonly kind: 'words'; readonly says: string }
  | {
      readonly kind: 'table'
      readonly rows: readonly {
        readonly name: string
        readonly says: string
        /** A taller place to write. */
        readonly isLong?: boolean
      }[]
    }
  /** Each person a row; an empty cell is written by hand. */
  | {
      readonly kind: 'grid'
      readonly heads: readonly string[]
      /** Of each column; null: what is left. */
      readonly widthsMm: readonly (number | null)[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'numbered'; readonly items: readonly string[] }
  | { readonly kind: 'signature'; readonly says: string; readonly name: string }

/** A paper between the office and somebody, in words and never markup: what is drawn, and nothing else. */
export type Letter = {
  /** Among the letters of one case or one office. */
  readonly id: string
  readonly title: string
  /** The clause it comes from, above its title. */
  readonly under: string
  /** Number of the request it belongs to; empty: none, or nobody knows it yet. */
  readonly number: string
  /** 「令和8年11月14日」; empty: written by hand. */
  readonly day: string
  readonly to: string
  readonly from: string
  readonly parts: readonly Part[]
  /** What it rests on, each once. */
  readonly bases: readonly Basis[]
  readonly isBlank: boolean
}
