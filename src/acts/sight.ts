import type { Setting } from '#domain/decider.ts'
import type { Tenure } from '#domain/office.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Given } from '#leaf/body.ts'
import type { Kind, StateOf } from './kinds.ts'
import { Mistaken } from './mistaken.ts'
import { streamName } from './stream-name.ts'
import { namedThing } from './things.ts'
import { type FileHeld, type Held, heldOf, type World } from './world.ts'

/**
 * The world as one decision sees it. It notes what was looked at: those streams are what the decision stood on, and
 * where one of them is gone nobody can ask it again.
 */
export class Sight {
  readonly given: Given
  readonly profile: Profile
  /** Streams that were looked at. */
  readonly seen = new Set<string>()
  /** A stream was looked at whose events cannot be read. */
  isBlind = false
  readonly #world: World

  constructor(world: World, profile: Profile, given: Given = {}) {
    this.#world = world
    this.profile = profile
    this.given = given
  }

  /** The rule, and who holds which post: what has been appointed and resolved. */
  get setting(): Setting {
    const { tenures, absences } = this.state('appointment', 'main')
    const { resolutions } = this.state('meeting', 'main')
    // Looked at, so that whoever asks again has the versions that were adopted.
    this.state('profile', 'main')
    return { profile: this.profile, office: { tenures, absences, resolutions } }
  }

  readonly state = <K extends Kind>(kind: K, ...ids: readonly string[]): StateOf<K> => {
    const stream = streamName(kind, ...ids)
    const named = namedThing(stream)
    if (!named) throw new Mistaken(`no stream has the name ${stream}`)
    return this.#look<K>(stream, heldOf(this.#world, named, stream))
  }

  /** The states of one kind in a file, in the order of their last id, numbers as numbers. */
  readonly statesIn = <K extends Kind>(file: string, kind: K): readonly StateOf<K>[] =>
    streamsOf(this.#world.files.get(file), kind).map(([stream, held]) =>
      this.#look<K>(stream, held),
    )

  /** The states of one kind, in no order. */
  readonly every = <K extends Kind>(kind: K): readonly StateOf<K>[] =>
    [...this.#world.files.entries()].flatMap(([, streams]) =>
      streamsOf(streams, kind).map(([stream, held]) => this.#look<K>(stream, held)),
    )

  #look<K extends Kind>(stream: string, { state, isGone }: Held): StateOf<K> {
    this.seen.add(stream)
    this.isBlind ||= isGone
    return state as StateOf<K>
  }

  /** Everything that can be read, in no order. */
  *held(): Generator<Pick<Held, 'kind' | 'ids' | 'state'>> {
    for (const [, streams] of this.#world.files.entries()) {
      for (const [stream, held] of Object.entries(streams)) {
        if (held.isGone) continue
        this.seen.add(stream)
        yield held
      }
    }
  }
}

const streamsOf = (streams: FileHeld = {}, kind: Kind) =>
  Object.entries(streams)
    .filter(([, held]) => held.kind === kind)
    .toSorted(([, one], [, other]) => inOrder(one.ids.at(-1)!, other.ids.at(-1)!))

const inOrder = (one: string, other: string): number =>
  Number(one) - Number(other) || (one < other ? -1 : one > other ? 1 : 0)

/** Who held which post when, as the world has it: no rule document bears on that. */
export function tenuresIn(world: World): readonly Tenure[] {
  const stream = streamName('appointment', 'main')
  const { state } = heldOf(world, namedThing(stream)!, stream)
  return (state as StateOf<'appointment'>).tenures
}
