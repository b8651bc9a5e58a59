import type { Body } from '#leaf/body.ts'
import { Pages } from './pages.ts'
import { type Named, namedThing } from './things.ts'

/** A stream as it stands. */
export type Held = Pick<Named, 'kind' | 'ids'> & {
  /** What its events made of it; only its own thing knows its shape. */
  readonly state: unknown
  /** How many events it has, refusals among them. */
  readonly n: number
  /** When it was last changed, µs; where nothing ever happened, when something was last refused. */
  readonly lastAtUs: number
  /** What happened in it cannot be read any more, or not here: its state is unknown. */
  readonly isGone: boolean
}

/** The streams of one file, by name. */
export type FileHeld = Readonly<Record<string, Held>>

/** All that happened, as it stands: every stream's state. Never changed; each event makes another. */
export type World = { readonly files: Pages<FileHeld> }

export const emptyWorld: World = { files: Pages.none<FileHeld>() }

/** The world after one event or refusal. A stream that is no thing of ours changes nothing. */
export function applied(world: World, stream: string, body: Body): World {
  const named = namedThing(stream)
  if (!named || 'frame' in body) return world
  const before = heldOf(world, named, stream)
  const n = before.n + 1
  if (before.isGone) return put(world, named, stream, { n })
  if ('refusal' in body) {
    const isNew = before.state === named.thing.initial
    const atUs = isNew ? Number(body.said.atUs) : before.lastAtUs
    return put(world, named, stream, { n, lastAtUs: Math.max(before.lastAtUs, atUs) })
  }
  const { event } = body
  const { atUs } = event
  return put(world, named, stream, {
    n,
    state: named.thing.evolve(before.state, event),
    lastAtUs: Math.max(before.lastAtUs, Number(atUs)),
  })
}

/** The world after an event of which nothing is known but that it was. */
export function lost(world: World, stream: string): World {
  const named = namedThing(stream)
  if (!named) return world
  return put(world, named, stream, { n: heldOf(world, named, stream).n + 1, isGone: true })
}

/** How many events a stream has: what an act on it is expected to follow. */
export function lastOf(world: World, stream: string): number {
  const named = namedThing(stream)
  return named ? heldOf(world, named, stream).n : 0
}

function put({ files }: World, named: Named, stream: string, change: Partial<Held>): World {
  const { file } = named
  const held = { ...heldOf({ files }, named, stream), ...change }
  return { files: files.with(file, { ...files.get(file), [stream]: held }) }
}

export function heldOf({ files }: World, { kind, ids, thing, file }: Named, stream: string): Held {
  const known = files.get(file)
  if (known && Object.hasOwn(known, stream)) return known[stream]!
  return { kind, ids, state: thing.initial, n: 0, lastAtUs: 0, isGone: false }
}
