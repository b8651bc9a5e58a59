import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault, sentence } from '#fault/fault.ts'
import type { Address } from './address.ts'
import { alive } from './alive.ts'
import {
  ensureCluster,
  ownFolder,
  roles,
  type ServerUser,
  superuser,
  writeAccess,
} from './cluster.ts'
import { connect } from './database.ts'
import { placeProgram } from './program.ts'
import { stopServer } from './stop-server.ts'

export type Server = {
  readonly address: Address
  /** It was running already: left by a process of ours that was killed. */
  readonly adopted: boolean
  readonly pid: number
  /** Breaks off what is running, and returns when the data are at rest. */
  stop(): Promise<void>
}

export type ServerOptions = {
  /** A folder that the server's OS user can reach. */
  readonly directory: string
  /** The OS user it runs as: not root, which PostgreSQL refuses; null: whoever starts it. */
  readonly user: ServerUser
  /** The OS user names that may connect. */
  readonly clients: readonly string[]
  /** Settings beyond ours, for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  // Who may enter is asked behind the socket: the kernel says who calls (pg_ident.conf).
  unix_socket_permissions: '0777',
  max_connections: '40',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  log_min_duration_statement: '5s',
  // What was slow or failed is told without the values: they are people's names, and hashes of what they know.
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  timezone: 'Asia/Tokyo',
}

const database = 'tachiai'
const port = 5432

/**
 * Starts the PostgreSQL that comes with the program, making its cluster the first time; or adopts the one that a
 * killed process of ours left running. It goes on when this process dies, and is adopted by the next.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { directory, user, clients } = options
  await ownFolder(directory, user, 0o755)
  const program = await placeProgram(directory)
  const cluster = join(directory, 'cluster')
  const run = runFolder(directory)
  await ownFolder(run, user, 0o755)
  await ensureCluster(program, cluster, user)
  const address: Address = { host: run, port, database }
  const running = await runningPid(cluster)
  if (running !== null && (await comesUp(running, address))) {
    return { address, adopted: true, pid: running, stop: () => stopServer(running) }
  }
  await writeAccess(cluster, clients, user)
  const given = Object.entries({
    ...settings,
    unix_socket_directories: run,
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const pid = await started(directory, user, address, [
    join(program, 'bin', 'postgres'),
    '-D',
    cluster,
    ...given,
  ])
  await makeDatabase(address)
  return { address, adopted: false, pid, stop: () => stopServer(pid) }
}

/**
 * Backends of a killed postmaster may still hold its memory; they notice within moments and end, so one that does
 * not start is tried again.
 */
async function started(
  directory: string,
  user: ServerUser,
  address: Address,
  [program, ...words]: readonly [string, ...string[]],
): Promise<number> {
  for (let tries = 1; ; tries++) {
    const log = await boundedLog(join(directory, 'postgres.log'))
    const before = (await log.stat()).size
    const child = spawn(program, words, {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      cwd: directory,
      env: {},
      ...(user ?? {}),
    })
    await log.close()
    child.unref()
    const ended = once(child, 'exit').then(
      () => true,
      () => true,
    )
    for (let is = false; !is; is = await Promise.race([ended, pause(30, false)])) {
      if (await answers(address)) return child.pid!
    }
    const said = (await readFile(join(directory, 'postgres.log'))).subarray(before).toString()
    if (tries >= 20 || !/shared memory block|lock file/.test(said))
      throw didNotStart(directory, said)
    await pause(500)
  }
}

/** The kernel allows 107 bytes for a socket's path. */
function runFolder(directory: string): string {
  const inside = join(directory, 'run')
  if (Buffer.byteLength(join(inside, `.s.PGSQL.${port}`)) <= 107) return inside
  const short = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `tachiai-pg-${short}`)
}

const longestLog = 4 << 20

/** The server's own log; the one before is kept beside it once it has grown too long. */
async function boundedLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    found => found.size,
    () => 0,
  )
  if (size > longestLog) await rename(path, `${path}.1`)
  return open(path, 'a', 0o640)
}

/** The postmaster of this cluster, where one lives. A number that another program has got since does not answer. */
async function runningPid(cluster: string): Promise<number | null> {
  const words = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(words.split('\n')[0])
  return Number.isInteger(pid) && pid > 1 && alive(pid) ? pid : null
}

/** Whether this postmaster answers; one that was just begun or just killed needs a moment. */
async function comesUp(pid: number, address: Address): Promise<boolean> {
  for (let tries = 0; tries < 100 && alive(pid); tries++) {
    if (await answers(address)) return true
    await pause(100)
  }
  return false
}

async function answers(address: Address): Promise<boolean> {
  const server = connect({ ...address, database: 'postgres' }, superuser, { connections: 1 })
  try {
    await server.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await server.close()
  }
}

async function makeDatabase(address: Address): Promise<void> {
  const server = connect({ ...address, database: 'postgres' }, superuser, { connections: 1 })
  try {
    for (const role of roles) {
      const [found] = await server.query('select 1 from pg_roles where rolname = $1', [role])
      if (!found) await server.query(`create role ${role} login`)
    }
    const [found] = await server.query('select 1 from pg_database where datname = $1', [database])
    if (!found) await server.query(`create database ${database} owner tachiai_owner`)
  } finally {
    await server.close()
  }
}

const didNotStart = (directory: string, said: string) =>
  new Fault(
    'Unavailable',
    /No space left/.test(said)
      ? sentence('空きがなく、データベースが起動しません。', 'PostgreSQL does not start: no space')
      : sentence(
          'データベースが起動しませんでした。',
          `PostgreSQL did not start: ${said.trim().split('\n').slice(-3).join(' / ')}`,
        ),
    sentence(
      `原因の記録: ${join(directory, 'postgres.log')}`,
      `It says why in ${join(directory, 'postgres.log')}`,
    ),
  )
