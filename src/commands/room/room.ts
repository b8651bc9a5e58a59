import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { guard, type RoomEnd } from './guard.ts'
import { program, standingWalls } from './walls.ts'

/** What a room is for; `src/room/main.ts` has the same names. */
export type RoomTask = 'examine' | 'deliver' | 'onvif' | 'rendition'

export type RoomOptions = {
  readonly task: RoomTask
  /** Only where the task is to talk to a device. */
  readonly network?: true
  /** Only where FFmpeg reads: it comes as a native addon. */
  readonly addons?: true
  /** Further descriptors, from 3 on; the room can use nothing else of this machine. */
  readonly descriptors?: readonly (number | Socket)[]
  /** Behind those, a line of its own, whose other end is the room's `line`. */
  readonly line?: true
  /** What the room is asked: one line of JSON on its standard input, so that no secret stands in its arguments. */
  readonly asked: object
  /** Another program in the room's place: for the test that tries the walls. */
  readonly program?: string
  readonly limits?: Partial<RoomLimits>
}

export type RoomLimits = {
  /** Resident memory; above it the room is killed. */
  readonly memoryBytes: number
  /** CPU time without a line said, above which the room is killed: it goes round in circles. */
  readonly silentCpuSeconds: number
  /** Time without a line said, above which the room is killed; for tasks that wait for others, none. */
  readonly silentSeconds: number
}
const defaultLimits: RoomLimits = {
  memoryBytes: 700 * 1024 * 1024,
  silentCpuSeconds: 60,
  silentSeconds: Number.POSITIVE_INFINITY,
}

export type Room = {
  /** What the room says, line by line, as it stands: not one byte of it is to be trusted. */
  readonly lines: AsyncIterable<string>
  readonly ended: Promise<RoomEnd>
  readonly pid: number
  /** Null where none was asked for. */
  readonly line: Socket | null
  kill(): void
}

/** A room says short things; pictures go through a descriptor. */
const longestLine = 256 * 1024

/**
 * Starts a process for foreign bytes: without keys, without network unless it is its task, without a file
 * of this machine but the program's own, within limits of memory and time (design/room.md). It is killed
 * where it breaks them; nothing it does reaches the process that started it.
 */
export async function openRoom(options: RoomOptions): Promise<Room> {
  const { offline, unprivileged, limited } = await standingWalls()
  const limits = { ...defaultLimits, ...options.limits }
  const [command, ...words] = [
    ...(options.network ? [] : offline),
    ...unprivileged,
    ...(limited ? ['prlimit', '--core=0', '--nofile=256', '--fsize=0', dataLimit(limits)] : []),
    process.execPath,
    ...permissions(options),
    options.program ?? join(program, 'src/room/main.ts'),
    options.task,
  ]
  const given = options.descriptors ?? []
  const stdio: StdioOptions = [
    'pipe',
    'pipe',
    'pipe',
    ...given,
    ...(options.line ? ['pipe' as const] : []),
  ]
  const child = spawn(command!, words, { stdio, env: {}, cwd: '/' })
  const guarded = guard(child, limits)
  child.stdin!.on('error', () => {})
  child.stdin!.end(`${JSON.stringify(options.asked)}\n`)
  return {
    lines: linesOf(child, guarded.heard, () => guarded.kill('overLimit')),
    ended: guarded.ended,
    pid: child.pid ?? 0,
    line: options.line ? (child.stdio[3 + given.length] as Socket) : null,
    kill: () => guarded.kill('asked'),
  }
}

/** The kernel's own end to a room that takes memory faster than it is looked at; V8 needs room above what is resident. */
const dataLimit = ({ memoryBytes }: RoomLimits): string => `--data=${memoryBytes * 4}`

function permissions({ network, addons, program: other }: RoomOptions): readonly string[] {
  const own = ['package.json', 'node_modules', 'src'].map(part => join(program, part))
  const readable = other ? [...own, other] : own
  return [
    '--permission',
    ...(network ? ['--allow-net'] : []),
    ...(addons ? ['--allow-addons'] : []),
    '--disable-sigusr1',
    '--no-warnings',
    '--max-old-space-size=256',
    ...readable.map(folder => `--allow-fs-read=${folder}`),
  ]
}

async function* linesOf(
  child: ChildProcess,
  heard: () => void,
  tooLong: () => void,
): AsyncGenerator<string> {
  let unread = 0
  child.stdout!.on('data', (chunk: Buffer) => {
    const lineEnd = chunk.lastIndexOf(10)
    unread = lineEnd < 0 ? unread + chunk.length : chunk.length - lineEnd - 1
    if (unread > longestLine) tooLong()
  })
  for await (const line of createInterface({ input: child.stdout! })) {
    heard()
    yield line
  }
}
