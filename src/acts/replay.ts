import { sameJson } from '#canonical/json.ts'
import type { Basis } from '#law/basis.ts'
import { inForceAt } from '#law/versions/adoption.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Body } from '#leaf/body.ts'
import type { Leaf } from '#leaf/leaf.ts'
import { leafBasis } from '#leaf/leaf-basis.ts'
import { asked, bodiesOf } from './decided.ts'
import { adoptedIn } from './profile-at.ts'
import { namedThing } from './things.ts'
import { applied, emptyWorld, lost, type World } from './world.ts'

/** A leaf with the name of its stream and what it says; body null: it cannot be read any more, or not here. */
export type Recorded = {
  readonly index: number
  readonly leaf: Leaf
  readonly stream: string
  readonly body: Body | null
}

/** The rule document that a leaf of that time names; null: unknown here, or not in force then. */
export type ProfileOf = (rule: NonNullable<Leaf['rule']>, atUs: number) => Profile | null

/**
 * Asks the deciders again, act by act in the order of the tree, and holds what they answer to what was recorded,
 * byte for byte. What was recorded counts for what comes after, wrong or not: one changed act is found once, and
 * whatever followed from it.
 *
 * An act is not asked where something it stands on cannot be read any more (`notAsked`): its years are over.
 */
export class Replay {
  readonly #profileOf: ProfileOf
  #world: World = emptyWorld
  #act: Recorded[] = []
  #asked = 0
  #notAsked = 0
  readonly #stoodOn = new Map<string, Set<string>>()

  constructor(profileOf: ProfileOf, from: World = emptyWorld) {
    this.#profileOf = profileOf
    this.#world = from
  }

  /** As it stands after the acts so far. */
  get world(): World {
    return this.#world
  }
  get asked(): number {
    return this.#asked
  }
  get notAsked(): number {
    return this.#notAsked
  }

  /** The streams that decisions in this one looked at. */
  stoodOn(stream: string): ReadonlySet<string> {
    return this.#stoodOn.get(stream) ?? new Set()
  }

  /** The next leaf. Answers the indexes of those that say otherwise than the deciders; throws nothing. */
  add(recorded: Recorded): readonly number[] {
    const { leaf, stream } = recorded
    const broken = this.#act.length > 0 && !follows(this.#act.at(-1)!, recorded)
    const found = broken ? this.end() : []
    if (!isOurs(stream)) return found
    if (namedThing(stream) === null) return [...found, recorded.index]
    this.#act.push(recorded)
    const [is, of] = leaf.part
    return is + 1 < of ? found : [...found, ...this.end()]
  }

  /** What is left of an act that was not whole. */
  end(): readonly number[] {
    const act = this.#act
    this.#act = []
    if (act.length === 0) return []
    const wrong = this.#wrong(act)
    for (const { stream, body } of act) this.#world = after(this.#world, stream, body)
    return wrong === null ? [] : [wrong]
  }

  /** By an adopted version's time nothing else is in force; null: not the one in force, or unknown here. */
  #ruleFor(rule: NonNullable<Leaf['rule']>, atUs: number): Profile | null {
    const adopted = inForceAt(adoptedIn(this.#world), atUs)?.profile
    const known = this.#profileOf(rule, atUs)
    if (!adopted) return known
    return adopted.id === rule.profile && adopted.version === rule.version
      ? (known ?? adopted)
      : null
  }

  /** The first leaf of an act that is not what the deciders say; null: all are, or nobody can say. */
  #wrong(act: readonly Recorded[]): number | null {
    const [{ index, leaf, stream, body }] = act as [Recorded]
    if (act.some(({ body }) => body === null) || body === null) {
      this.#notAsked++
      return null
    }
    const profile = leaf.rule && this.#ruleFor(leaf.rule, leaf.atUs)
    if (!profile || !('said' in body) || !body.said) return index
    const order = { stream, said: body.said, ...(body.given ? { given: body.given } : {}) }
    try {
      const { outcome, sight } = asked(this.#world, { ...order, profile })
      this.#stoodOn.set(stream, sight.seen.union(this.stoodOn(stream)))
      if (sight.isBlind) {
        this.#notAsked++
        return null
      }
      this.#asked++
      const bodies = bodiesOf(order, outcome)
      if (leaf.part[0] !== 0 || leaf.part[1] !== bodies.length) return index
      const differs = act.find((recorded, at) => !says(recorded, bodies[at], leaf))
      return differs?.index ?? null
    } catch {
      // Words that are no order of this thing: a decider would never have got them.
      return index
    }
  }
}

/** Streams that nobody decides on: the ledger's own, and the keepers'. */
const isOurs = (stream: string): boolean => !/^(ledger|keeper)\//.test(stream)

const follows = (before: Recorded, { leaf, stream }: Recorded): boolean =>
  before.stream === stream &&
  leaf.part[0] === before.leaf.part[0] + 1 &&
  leaf.part[1] === before.leaf.part[1]

/** Whether body and leaf are what an act with this outcome leaves. */
function says({ leaf, body }: Recorded, expected: Body | undefined, first: Leaf): boolean {
  if (!body || !expected || 'frame' in expected) return false
  // Signatures are no part of what is decided: who must have signed is asked by who has the roster.
  const { stream: _, cosigned: __, ...own } = body
  const happened = 'event' in expected ? expected.event : null
  const basis = (happened?.basis ?? ('refusal' in expected && expected.refusal.basis)) as Basis
  const atUs = happened?.atUs ?? ('said' in expected && expected.said?.atUs)
  return (
    sameJson(own, expected) &&
    leaf.type === (happened?.type ?? 'Refused') &&
    leaf.atUs === atUs &&
    sameJson(leaf.basis, leafBasis(basis)) &&
    sameJson(leaf.rule, first.rule)
  )
}

function after(world: World, stream: string, body: Body | null): World {
  if (body === null) return lost(world, stream)
  try {
    return applied(world, stream, body)
  } catch {
    return lost(world, stream)
  }
}
