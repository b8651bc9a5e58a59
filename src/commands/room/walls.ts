import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { accountNamed } from '#accounts/accounts.ts'
import { roomAccount } from '#keeper/accounts.ts'

/** The whole program: all that a room may read. */
export const program = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * What stands around a room on this machine. Node's permission model is always there, but it cannot hold
 * a native addon; so the kernel's walls are asked for too, and one that cannot be had is named.
 */
export type Walls = {
  /** Commands of util-linux that start the next one behind a wall, the outermost first. */
  readonly offline: readonly string[]
  readonly unprivileged: readonly string[]
  readonly limited: boolean
  readonly missing: readonly MissingWall[]
}
export type MissingWall = 'network' | 'user' | 'privileges' | 'limits'

let found: Promise<Walls> | undefined
/** Looked for once: the machine does not change under a running command. */
export const standingWalls = (): Promise<Walls> => {
  found ??= lookForWalls(process.getuid?.() === 0)
  return found
}

/** An own network without anything in it: root's right, everybody's inside a user namespace. */
const offlineWay = (isRoot: boolean): readonly string[] => [
  'unshare',
  ...(isRoot ? [] : ['--user', '--map-current-user']),
  '--net',
  '--ipc',
  '--uts',
]
/** It also dies with the command that started it, however that dies. */
const still = ['setpriv', '--no-new-privs', '--pdeathsig=KILL']
/** `nobody` of every Linux distribution, where `service install` has made no user for it. */
const nobody = { uid: 65534, gid: 65534 }
const asSomebodyElse = ({ uid, gid }: { readonly uid: number; readonly gid: number }) => [
  ...still,
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=-all',
  '--bounding-set=-all',
]

async function lookForWalls(isRoot: boolean): Promise<Walls> {
  const offline = (await stands(offlineWay(isRoot))) ? offlineWay(isRoot) : []
  const asRoom = asSomebodyElse((await accountNamed(roomAccount)) ?? nobody)
  const ownUser = isRoot && (await stands(asRoom))
  const plain = !ownUser && (await stands(still))
  const limited = await stands(['prlimit', '--core=0'])
  return {
    offline,
    unprivileged: ownUser ? asRoom : plain ? still : [],
    limited,
    missing: [
      ...(offline.length > 0 ? [] : (['network'] as const)),
      ...(ownUser ? [] : (['user'] as const)),
      ...(ownUser || plain ? [] : (['privileges'] as const)),
      ...(limited ? [] : (['limits'] as const)),
    ],
  }
}

/** Behind this wall the program can still be read and run. */
async function stands([command, ...words]: readonly string[]): Promise<boolean> {
  const run = promisify(execFile)
  try {
    await run(command!, [...words, process.execPath, '--version'])
    await run(command!, [...words, 'test', '-r', join(program, 'package.json')])
    return true
  } catch {
    return false
  }
}
