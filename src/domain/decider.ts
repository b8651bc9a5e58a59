import type { Basis, Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Office } from './office.ts'

/** What every decision may know besides its own past: the rule in force at that time and who holds which post. */
export type Setting = { readonly profile: Profile; readonly office: Office }

/** What every command says: when, and on whose word. The time is the caller's; nothing here has a clock. */
export type Said<Type extends string, Words extends object = object> = {
  readonly type: Type
  readonly atUs: number
  readonly by: string
} & Readonly<Words>

/** What every event says: when, who, and on what it rests. */
export type Happened<Type extends string, Facts extends object = object> = {
  readonly type: Type
  readonly atUs: number
  readonly by: string
  readonly basis: Basis
} & Readonly<Facts>

/**
 * A thing that has a life: what may happen to it, and what has.
 *
 * `decide` answers a command with the events that follow from it, in order, or with a refusal that states
 * its basis; it never throws for an ordinary refusal. `evolve` takes what happened as true and never
 * refuses. Both are pure: the same arguments, the same answer, on every machine and in every year.
 */
export type Decider<State, Command, Event, Facts = Setting> = {
  readonly initial: State
  readonly decide: (facts: Facts, state: State, command: Command) => readonly Event[] | Refusal
  readonly evolve: (state: State, event: Event) => State
}

/** The state after a stream's events. */
export const after = <State, Event>(
  { initial, evolve }: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  events: readonly Event[],
): State => events.reduce(evolve, initial)
