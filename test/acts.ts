import { bodiesOf, decided, type Order, order } from '#acts/decided.ts'
import type { GivenFacts } from '#acts/given.ts'
import { type Recorded, Replay } from '#acts/replay.ts'
import { applied, emptyWorld, lastOf, type World } from '#acts/world.ts'
import type { Setting } from '#domain/decider.ts'
import { emptyOffice, type Office } from '#domain/office.ts'
import type { Basis } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Body } from '#leaf/body.ts'
import type { Leaf } from '#leaf/leaf.ts'
import { leafBasis } from '#leaf/leaf-basis.ts'
import type { Room, Step } from './scenario/desk.ts'

/** Acts one after the other, as they would be recorded, and the world they make. */
export type Course = {
  readonly world: World
  readonly recorded: readonly Recorded[]
}

/** An office that is there already, with one screen: what happened before a test begins. */
export function worldOf({ office, profile }: Setting, room: Pick<Room, 'terminal'>): World {
  const basis = profile.manager.by
  const said = { atUs: 0, by: '前の人', basis }
  const events: readonly (readonly [string, Body])[] = [
    ...office.tenures.map(
      tenure =>
        ['appointment/main', { event: { ...said, type: 'PostEntered', ...tenure } }] as const,
    ),
    ...office.resolutions.map(
      ({ id, matter, passedAtUs, basis }) =>
        [
          'meeting/main',
          { event: { ...said, type: 'ResolutionPassed', id, matter, atUs: passedAtUs, basis } },
        ] as const,
    ),
  ]
  const { terminal } = room
  const screen: readonly (readonly [string, Body])[] = terminal
    ? [
        [
          `terminal/${terminal.id}`,
          {
            event: {
              ...said,
              type: 'TerminalEnrolled',
              terminal: terminal.id,
              room: terminal.room,
              deviceKey: '鍵',
              keptBy: null,
            },
          },
        ],
        [`terminal/${terminal.id}`, { event: { ...said, type: 'CheckedOut', holder: '操作' } }],
      ]
    : []
  return [...events, ...screen].reduce(
    (world, [stream, body]) => applied(world, stream, body),
    emptyWorld,
  )
}

/** An empty office under a document. */
export const nobody = (profile: Profile): World =>
  worldOf({ profile, office: emptyOffice satisfies Office }, { terminal: null })

export const begun = (world: World): Course => ({ world, recorded: [] })

/** One more act: asked, recorded with its words, and applied. */
export function acting(profile: Profile, { world, recorded }: Course, order: Order): Course {
  const outcome = decided(world, { ...order, profile })
  const bodies = bodiesOf(order, outcome)
  const first = lastOf(world, order.stream) + 1
  const { said, stream } = order
  const leaves = bodies.map((body, at): Recorded => {
    const happened = 'event' in body ? body.event : null
    const basis = (happened?.basis ?? ('refusal' in body && body.refusal.basis)) as Basis
    const leaf: Leaf = {
      v: 1,
      type: happened?.type ?? 'Refused',
      stream: 1,
      n: first + at,
      atUs: Number(said.atUs),
      part: [at, bodies.length],
      rule: { profile: profile.id, version: profile.version },
      basis: leafBasis(basis),
      actor: null,
      body: '',
    }
    return {
      index: recorded.length + at,
      leaf,
      stream,
      body: first + at === 1 ? { ...body, stream } : body,
    }
  })
  return {
    world: bodies.reduce((world, body) => applied(world, stream, body), world),
    recorded: [...recorded, ...leaves],
  }
}

/** What the deciders, asked again, find wrong in a record that began in this world. */
export function replayed(
  profile: Profile,
  from: World,
  recorded: readonly Recorded[],
): { readonly findings: readonly number[]; readonly replay: Replay } {
  const known = ({ profile: id, version }: NonNullable<Leaf['rule']>) =>
    id === profile.id && version === profile.version ? profile : null
  const replay = new Replay(known, from)
  const findings = recorded.flatMap(one => replay.add(one))
  return { findings: [...findings, ...replay.end()], replay }
}

/** A step of a scenario, as an order to the streams of its request. */
export function orderOf(request: string, { limitUs, ...room }: Room, { to, command }: Step): Order {
  const terminal = room.terminal?.id ?? null
  const given: GivenFacts = { ...room, terminal, limitUs }
  const { instruction, permitted } = given
  switch (to) {
    case 'request':
      return order('request', [request], command)
    case 'approval':
      return order('approval', [request], command)
    case 'viewing':
      return order('viewing', [request, '1'], command, { terminal, instruction, permitted })
    case 'takeOut':
      return order('take-out', [request, '1'], command, { terminal, instruction, limitUs })
    case 'telling':
      return order('telling', [request], command)
  }
}
