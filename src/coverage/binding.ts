import type { Cameras } from '#law/vocabulary/cameras.ts'
import type { GapName } from './gaps.ts'
import type { BasisKind } from './row.ts'

/** What carries out a row of the matrix, by a name that `coverage.test.ts` finds or fails. */
export type Binding =
  /** An exported name of a source file under `src/`. */
  | { readonly to: 'code'; readonly file: string; readonly name: string }
  /** A gate a NEW camera passes before it is first switched on: `cameras.gates` of the profile has it. */
  | { readonly to: 'gate'; readonly needs: Cameras['gates'][number]['needs'] }
  /** A duty of people that is only attested: `attested` of the profile has it. */
  | { readonly to: 'attested'; readonly id: string }
  /** The place in the profile where the clause stands as data. */
  | { readonly to: 'definition'; readonly path: string }
  /**
   * Machinery that does not exist yet. `item`: the beginning of the one refuse item it leaves unproved;
   * null: the row as a whole.
   */
  | { readonly to: 'gap'; readonly gap: GapName; readonly item: string | null }
  /**
   * A refuse item that we rest on another basis than the matrix does, and why. `item`: its beginning;
   * `number`: of the reading.
   */
  | {
      readonly to: 'otherBasis'
      readonly item: string
      readonly basis: BasisKind
      readonly number: string | null
      readonly because: string
    }

/** The bindings of one document: by row of the matrix. */
export type Bindings = Readonly<Record<string, readonly Binding[]>>

/** `file` is relative to `src/`. */
export const code = (file: string, name: string): Binding => ({ to: 'code', file, name })

export const gate = (needs: Cameras['gates'][number]['needs']): Binding => ({ to: 'gate', needs })

export const attested = (id: string): Binding => ({ to: 'attested', id })

/**
 * A path into the profile: `retention.rule`, `grounds.list.第6条第1項第2号`, `registers.list.viewings`. In a
 * list, a step is what names the element among the others (`#law/data.ts`), or its index.
 */
export const definition = (path: string): Binding => ({ to: 'definition', path })

export const gap = (name: GapName, item: string | null = null): Binding => ({
  to: 'gap',
  gap: name,
  item,
})

export const otherBasis = (
  item: string,
  basis: BasisKind,
  number: string | null,
  because: string,
): Binding => ({ to: 'otherBasis', item, basis, number, because })
