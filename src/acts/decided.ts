import type { Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Given, HappenedBody, RefusedBody, Said } from '#leaf/body.ts'
import type { GivenFacts } from './given.ts'
import type { CommandOf, Kind } from './kinds.ts'
import { Mistaken } from './mistaken.ts'
import { Sight } from './sight.ts'
import { streamName } from './stream-name.ts'
import { namedThing } from './things.ts'
import { heldOf, type World } from './world.ts'

/** What somebody orders: of which stream, in which words, with what is known beyond the log. */
export type Order = { readonly stream: string; readonly said: Said; readonly given?: Given }

export type Happening = HappenedBody['event']

/** An order to a thing of this kind, its words checked when it is written. */
export const order = <K extends Kind>(
  kind: K,
  ids: readonly string[],
  said: CommandOf<K>,
  given?: Partial<GivenFacts>,
): Order => ({
  stream: streamName(kind, ...ids),
  // An interface of words is a record of them; what JSON cannot carry `canonicalJson` refuses.
  said: said as unknown as Said,
  ...(given ? { given } : {}),
})

/**
 * What follows from an order: the events, in order, or the refusal. All that it stands on comes from the world, the
 * profile and `given`. Throws Mistaken where the stream is no thing's, the words name another thing than the
 * stream does, or a fact is missing from `given`: mistakes of whoever asks, no answers to a person.
 */
export const decided = (
  world: World,
  order: Order & { readonly profile: Profile },
): readonly Happening[] | Refusal => asked(world, order).outcome

/** The same, with what was looked at. */
export function asked(
  world: World,
  { stream, said, given = {}, profile }: Order & { readonly profile: Profile },
): { readonly outcome: readonly Happening[] | Refusal; readonly sight: Sight } {
  const named = namedThing(stream)
  if (!named) throw new Mistaken(`no stream of a thing has the name ${stream}`)
  const { thing, ids } = named
  const called = thing.names(said)
  if (called !== null && called !== ids[0]) {
    throw new Mistaken(`${stream} is told of ${called}`)
  }
  const sight = new Sight(world, profile, given)
  const { state, isGone } = heldOf(world, named, stream)
  sight.isBlind = isGone
  const outcome = thing.decide(sight, ids, state, said)
  return { outcome: outcome as readonly Happening[] | Refusal, sight }
}

/** The bodies that record an act, one for each leaf: words, facts and signatures beside the first. */
export function bodiesOf(
  { said, given }: Order,
  outcome: readonly Happening[] | Refusal,
  cosigned: readonly unknown[] = [],
): readonly (HappenedBody | RefusedBody)[] {
  const signed = cosigned.length > 0 ? { cosigned } : {}
  const words = { said, ...(given ? { given } : {}), ...signed }
  if ('refused' in outcome) return [{ refusal: outcome as Refusal, ...words }]
  return outcome.map((event, at) => (at === 0 ? { event, ...words } : { event }))
}
