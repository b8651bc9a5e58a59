import type { Decider, Happened, Said, Setting } from '#domain/decider.ts'
import type { Refusal } from '#law/basis.ts'
import type { CommandOf, EventOf, Kind, StateOf, WithEvents } from './kinds.ts'
import type { Sight } from './sight.ts'

/** A kind of thing that has a stream: how it is decided on, folded and filed. */
export type Thing<State, Command, Event> = {
  readonly initial: State
  readonly evolve: (state: State, event: Event) => State
  /** Loads what its decider stands on, from the world and from nowhere else, and asks it. */
  readonly decide: (
    sight: Sight,
    ids: readonly string[],
    state: State,
    said: Command,
  ) => readonly Event[] | Refusal
  /** How many ids its name has after the kind. */
  readonly ids: number
  /** The file whose key it shares; null: its own. */
  readonly file: (ids: readonly string[]) => string | null
  /** The name of itself that a command gives, which must be the stream's; null: it gives none. */
  readonly names: (said: Command) => string | null
  /** Nothing about it is open any more: the years of its file may begin. */
  readonly isOver: (state: State) => boolean
}

/** A thing for each of these kinds. */
export type Things<K extends Kind> = {
  readonly [Each in K]: Thing<StateOf<Each>, CommandOf<Each>, EventOf<Each>>
}

type Filed<State, Command> = Partial<
  Pick<Thing<State, Command, never>, 'ids' | 'file' | 'names' | 'isOver'>
>

/** A thing whose decider needs the rule and the office alone. Left out: one id, a file of its own, never over. */
export const thing = <State, Command extends Said<string>, Event extends Happened<string>>(
  decider: Decider<State, Command, Event, Setting>,
  filed: Filed<State, Command> = {},
): Thing<State, Command, Event> => thingOn(decider, ({ setting }) => setting, filed)

/** A thing whose decider needs more: `facts` loads it for that stream, or says why there is nothing to decide. */
export const thingOn = <
  State,
  Command extends Said<string>,
  Event extends Happened<string>,
  Facts extends object,
>(
  { initial, evolve, decide }: Decider<State, Command, Event, Facts>,
  facts: (sight: Sight, ids: readonly string[], said: Command, state: State) => Facts | Refusal,
  filed: Filed<State, Command> = {},
): Thing<State, Command, Event> => ({
  initial,
  evolve,
  decide: (sight, ids, state, said) => {
    const found = facts(sight, ids, said, state)
    return 'refused' in found ? found : decide(found, state, said)
  },
  ids: 1,
  file: () => null,
  names: () => null,
  isOver: () => false,
  ...filed,
})

/** Keeps the events beside the state that they led to. */
export const withEvents = <State, Command, Event, Facts>({
  initial,
  decide,
  evolve,
}: Decider<State, Command, Event, Facts>): Decider<
  WithEvents<State, Event>,
  Command,
  Event,
  Facts
> => ({
  initial: { state: initial, events: [] },
  decide: (facts, { state }, command) => decide(facts, state, command),
  evolve: ({ state, events }, event) => ({
    state: evolve(state, event),
    events: [...events, event],
  }),
})

/** A decision that depends on nothing before it, as a decider whose state is what was decided so far. */
export const eachAlone = <Command, Event, Facts>(
  decide: (facts: Facts, command: Command) => readonly Event[] | Refusal,
): Decider<readonly Event[], Command, Event, Facts> => ({
  initial: [],
  decide: (facts, _, command) => decide(facts, command),
  evolve: (events, event) => [...events, event],
})
