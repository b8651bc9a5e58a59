import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from '#accounts/accounts.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { programMajor } from './program.ts'

/** Whom a folder of the server belongs to; null: whoever runs this. */
export type ServerUser = Pick<Account, 'uid' | 'gid'> | null

export const superuser = 'tachiai_super'
export const roles = ['tachiai_owner', 'tachiai_app', 'tachiai_inbox'] as const

export async function ownFolder(path: string, user: ServerUser, mode: number): Promise<void> {
  await mkdir(path, { recursive: true, mode })
  await chmod(path, mode)
  if (user) await chown(path, user.uid, user.gid)
}

/**
 * Makes the cluster where there is none: under another name first, so that one that broke off is never taken for
 * whole. Throws Fault 'Misconfigured' on a cluster of another major version.
 */
export async function ensureCluster(
  program: string,
  cluster: string,
  user: ServerUser,
): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(error => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (version !== null && version.trim() !== programMajor) throw anotherMajor(version.trim())
  if (version !== null) return
  const fresh = `${cluster}.new`
  await rm(fresh, { recursive: true, force: true })
  await ownFolder(fresh, user, 0o700)
  const child = spawn(
    join(program, 'bin', 'initdb'),
    ['-D', fresh, '-U', superuser, '-A', 'peer', '-E', 'UTF8', '--locale=C', '--data-checksums'],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', env: {}, ...(user ?? {}) },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', chunk => {
    said += chunk
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw notMade(said)
  await rename(fresh, cluster)
}

/**
 * Nobody connects but these OS users, over the socket, under our roles; written at each start, so that whoever
 * starts the server is who may use it.
 */
export async function writeAccess(
  cluster: string,
  clients: readonly string[],
  user: ServerUser,
): Promise<void> {
  const map = clients.flatMap(name =>
    [superuser, ...roles].map(role => `tachiai ${name} ${role}\n`),
  )
  const files = { 'pg_hba.conf': 'local all all peer map=tachiai\n', 'pg_ident.conf': map.join('') }
  for (const [name, words] of Object.entries(files)) {
    const path = join(cluster, name)
    await writeFile(path, words, { mode: 0o600 })
    if (user) await chown(path, user.uid, user.gid)
  }
}

const anotherMajor = (found: string) =>
  new Fault(
    'Misconfigured',
    sentence(
      `データベースはPostgreSQL ${found} のもので、このプログラムは ${programMajor} です。何も変更していません。`,
      `the database belongs to PostgreSQL ${found}, this program brings ${programMajor}; nothing was changed`,
    ),
    sentence(
      '元の版のプログラムで「tachiai backup」を作り、この版で「tachiai restore」で戻してください。',
      'Make a backup with the former program ("tachiai backup") and restore it with this one ("tachiai restore").',
    ),
  )

const notMade = (said: string) =>
  /No space left/.test(said)
    ? new Fault(
        'Unavailable',
        sentence('空きがなく、データベースを作れません。', 'no space to make the database'),
        sentence(
          'ディスクを空けてから、もう一度始めてください。',
          'Free some space, then start again.',
        ),
      )
    : new Fault(
        'Unavailable',
        sentence('データベースを作れませんでした。', `initdb failed: ${said.trim()}`),
      )
