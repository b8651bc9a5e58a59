import type { Kind, StateOf } from '#acts/kinds.ts'
import type { Sight } from '#acts/sight.ts'
import { things } from '#acts/things.ts'
import { problems } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { seersOf } from '../seers.ts'
import { idsIn, idsPath } from './acts.ts'

const kinds = Object.keys(things) as Kind[]

/** Things as they stand. */
export const thingRoutes: readonly Route[] = kinds.flatMap(kind => {
  const { ids, initial } = things[kind]
  const who = seersOf(kind)
  return [
    route({
      method: 'GET',
      path: `/api/things/${kind}`,
      who,
      says: `${kind} の一覧。states=yes なら今の姿も`,
      does: async ({ rooms, query }) => {
        const isWhole = query('states') === 'yes'
        const world = await rooms.desk.world()
        const found = [...world.files.entries()].flatMap(([, streams]) =>
          Object.values(streams).filter(held => held.kind === kind && held.state !== initial),
        )
        const lines = found.map(({ ids, lastAtUs, state }) => ({
          ...{ ids, lastAtUs },
          ...(isWhole ? { state } : {}),
        }))
        return { json: { things: lines } }
      },
    }),
    route({
      method: 'GET',
      path: `/api/things/${kind}${idsPath(ids)}`,
      who,
      says: `${kind} の今`,
      does: async call => {
        const sight = await call.rooms.desk.sight()
        const names = idsIn(call, ids)
        const state = stateOf(sight, kind, names)
        if (state === initial) return { problem: problems.notThere }
        return { json: { kind, ids: names, state } }
      },
    }),
  ]
})

const stateOf = <K extends Kind>(sight: Sight, kind: K, ids: readonly string[]): StateOf<K> =>
  sight.state(kind, ...ids)
