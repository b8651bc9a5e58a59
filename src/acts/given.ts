import type { Instruction } from '#domain/operating.ts'
import type { Given } from '#leaf/body.ts'
import { isRecord } from '#leaf/leaf.ts'
import { Mistaken } from './mistaken.ts'

/** Facts that a decision takes and no stream has. They stand in the act's body, so that it can be asked again. */
export type GivenFacts = {
  /** The screen it comes from, as the device's own key showed; null: none that is known. */
  readonly terminal: string | null
  /** The manager's word for it; null: none was given. */
  readonly instruction: Instruction | null
  /** Names of those the manager permitted to look, beyond who asked. */
  readonly permitted: readonly string[]
  /** When the first minute of the pictures goes, holds included, as the keeper says. */
  readonly limitUs: number
}

/** Which kinds take which of them; no other kind takes any. */
export const givenTo = {
  viewing: ['terminal', 'instruction', 'permitted'],
  'take-out': ['terminal', 'instruction', 'limitUs'],
} as const satisfies Readonly<Record<string, readonly (keyof GivenFacts)[]>>

type Takes = keyof typeof givenTo
type Taken<Kind extends Takes> = Pick<GivenFacts, (typeof givenTo)[Kind][number]>

/** What was given to a decision of this kind; throws Mistaken where a fact is missing or is not one. */
export function takenFrom<Kind extends Takes>(given: Given, kind: Kind): Taken<Kind> {
  for (const fact of givenTo[kind]) {
    if (!isFact[fact](given[fact])) throw new Mistaken(`${kind} needs ${fact}`)
  }
  return given as unknown as Taken<Kind>
}

const isFact: { readonly [Fact in keyof GivenFacts]: (value: unknown) => boolean } = {
  terminal: value => value === null || typeof value === 'string',
  instruction: value =>
    value === null ||
    (isRecord(value) &&
      typeof value.by === 'string' &&
      typeof value.to === 'string' &&
      Number.isSafeInteger(value.atUs) &&
      (value.request === null || typeof value.request === 'string')),
  permitted: value => Array.isArray(value) && value.every(name => typeof name === 'string'),
  limitUs: value => Number.isSafeInteger(value),
}
