import { caseThings } from './case-things.ts'
import { keepingThings } from './keeping-things.ts'
import type { Kind } from './kinds.ts'
import { officeThings } from './office-things.ts'
import { readStreamName } from './stream-name.ts'
import type { Thing, Things } from './thing.ts'

/** Every kind of thing that has a life, with how it is decided on: design/acts.md. */
export const things: Things<Kind> = { ...caseThings, ...keepingThings, ...officeThings }

/** A thing as one meets it by name alone: what its state is, only its own functions know. */
type AnyThing = Thing<unknown, unknown, { readonly type: string }>

export type Named = {
  readonly kind: Kind
  readonly ids: readonly string[]
  readonly thing: AnyThing
  /** The file it belongs to. */
  readonly file: string
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(things, kind)

/** The thing that a stream is about; null: none of ours, or not a name of one. */
export function namedThing(stream: string): Named | null {
  const name = readStreamName(stream)
  if (!name || !isKind(name.kind)) return null
  const thing = things[name.kind] as unknown as AnyThing
  const { kind, ids } = name
  return ids.length === thing.ids ? { kind, ids, thing, file: thing.file(ids) ?? stream } : null
}
