import type { Leaf } from '#leaf/leaf.ts'
import type { Answer } from '#verification/answer.ts'
import type { Book } from '#verification/register-page.ts'

/** What the page asks its worker: the files by their place in the folder, and checkpoints that were pasted. */
export type Task = {
  readonly files: ReadonlyMap<string, Blob>
  readonly brought: readonly string[]
}

/** What a person is shown beside the answer. */
export type Shown =
  | {
      readonly what: 'ledger'
      readonly days: readonly [string, string] | null
      /** Ledgers before this one: how many of their entries are here, and how many there were known to be. */
      readonly before: readonly { readonly size: number; readonly checkpoint: string }[]
    }
  | {
      readonly what: 'proof'
      readonly index: number | null
      readonly leaf: Leaf | null
      readonly body: Readonly<Record<string, unknown>> | null
    }
  | {
      readonly what: 'page'
      readonly profile: string
      readonly version: string
      readonly register: string
      readonly book: Book | null
    }

export type Message =
  | { readonly done: number; readonly of: number }
  | { readonly answer: Answer; readonly shown: Shown }
  | { readonly fault: string }
