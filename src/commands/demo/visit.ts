import { setTimeout as wait } from 'node:timers/promises'
import { openFrontDoor } from '#cast/front-door.ts'
import type { Front } from '#cast/front-page.ts'
import { sceneCount } from '#cast/play.ts'
import type { Premises } from '#keeper/premises.ts'
import { connectDoor, doorClient, resultOf } from '../door-client.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { officeGone } from '../office-client.ts'
import { officePlace } from '../office-place.ts'
import { admitScreens, type Machine, peopleOffice, screenNumber } from './people.ts'

export type Visit = {
  /** The demo's own page. */
  readonly address: string
  /** How far the play is; null: it is over. */
  progress(): { readonly done: number; readonly of: number; readonly problem: string | null } | null
  close(): Promise<void>
}

type Parts = {
  readonly premises: Premises
  readonly client: KeeperClient
  readonly env: NodeJS.ProcessEnv
  readonly organisation: string
  readonly follow: () => Promise<void>
}

/** Beside the office's usual port. */
const usualPort = 8461

/** Fills the demo's office with people and cases behind its back, and keeps the page that says who they are. */
export async function openVisit(parts: Parts): Promise<Visit> {
  const stopped = new AbortController()
  const { signal } = stopped
  let front: Omit<Front, 'number'> = {
    ...{ organisation: parts.organisation, office: null, people: [], scenes: [] },
    ...{ of: sceneCount, problem: null },
  }
  let number = async (): Promise<string> => {
    throw new Error('nobody is there yet')
  }
  const running = (async () => {
    const machine = await machineOf(parts, signal)
    const cast = await peopleOffice(machine, told => {
      front = { ...front, office: told.origin, people: told.people, scenes: told.scenes }
      number = () => screenNumber(told)
    })
    front = { ...front, office: cast.origin, people: cast.people, scenes: cast.scenes }
    number = () => screenNumber(cast)
    while (!signal.aborted) {
      // A screen that could not be admitted now is admitted the next time.
      await admitScreens(machine, cast).catch(() => {})
      await wait(2000, undefined, { signal })
    }
  })().catch(error => {
    if (signal.aborted) return
    front = { ...front, problem: String((error as Error).message).slice(0, 300) }
  })
  const door = await openFrontDoor(
    portIn(parts.env),
    () => ({ ...front, number: null }),
    () => number(),
  )
  return {
    address: door.address,
    progress: () =>
      front.problem === null && front.scenes.length >= front.of
        ? null
        : { done: front.scenes.length, of: front.of, problem: front.problem },
    async close() {
      stopped.abort()
      await door.close()
      await running
    },
  }
}

const portIn = ({ TACHIAI_HTTP }: NodeJS.ProcessEnv): number =>
  TACHIAI_HTTP ? (Number(TACHIAI_HTTP) > 0 ? Number(TACHIAI_HTTP) + 1 : 0) : usualPort

/** As soon as the office is there. */
async function machineOf(parts: Parts, signal: AbortSignal): Promise<Machine> {
  const { door } = officePlace(parts.premises, parts.env)
  for (;;) {
    const socket = await connectDoor(door)
    const office = socket && doorClient(socket, officeGone)
    const web = await office
      ?.order<{ address: string | null }>({ order: 'web.address' })
      .catch(() => null)
    socket?.destroy()
    const origin = web && 'result' in web ? web.result.address : null
    if (origin) return { ...parts, origin, signal, firstCode: () => firstCode(door) }
    await wait(500, undefined, { signal })
  }
}

async function firstCode(door: string): Promise<string> {
  const socket = await connectDoor(door)
  if (!socket) throw new Error('the office has gone')
  try {
    const office = doorClient(socket, officeGone)
    const order = { order: 'account.first', by: '設置 花子（架空）' }
    return resultOf(await office.order<{ code: string }>(order)).code
  } finally {
    socket.destroy()
  }
}
