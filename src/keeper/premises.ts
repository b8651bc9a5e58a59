import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault, sentence } from '#fault/fault.ts'

/**
 * Where a keeper lives: everything that must be known before the keyring is open.
 *
 * `site.json` is clear text. Who can change it can keep the keeper from finding its key share (it then
 * refuses to start); they cannot make it open anything, because the share seals the site's number in.
 */
export type Premises = {
  readonly directory: string
  /** 16 random bytes, hex: the organisation's recorder as a whole, and this recording machine in it. */
  readonly site: string
  readonly keeper: string
  /** Files with the key share's slots, one for each custodian; all are needed to open. */
  readonly shares: readonly string[]
  /** Made by `demo`: its clock may be moved, it can never hold a real camera's footage by mistake. */
  readonly demo: boolean
}

export const siteFile = (directory: string): string => join(directory, 'site.json')

export const rooms = (directory: string) => ({
  keyring: join(directory, 'keyring'),
  spool: join(directory, 'spool'),
  signingKey: join(directory, 'keeper.key'),
  footage: join(directory, 'footage'),
  held: join(directory, 'held'),
  quarantine: join(directory, 'quarantine'),
  roster: join(directory, 'roster'),
  releases: join(directory, 'releases'),
  profiles: join(directory, 'profiles'),
})

/** `$TACHIAI_DATA`, else the system state directory as root, else the user's; never inside the clone. */
export function dataDirectory(env: NodeJS.ProcessEnv, uid: number | undefined): string {
  if (env.TACHIAI_DATA) return env.TACHIAI_DATA
  if (uid === 0) return '/var/lib/tachiai'
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'tachiai')
}

/** The key share's file when nobody names a better place: another folder than the footage, so that a copy of one is not a copy of both. */
export function defaultShare(
  env: NodeJS.ProcessEnv,
  uid: number | undefined,
  site: string,
): string {
  const folder =
    uid === 0
      ? '/var/lib/tachiai-share'
      : join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'tachiai-share')
  return join(folder, `${site.slice(0, 8)}.share`)
}

/** The socket on which a running keeper takes orders. The kernel allows 107 bytes for its path. */
export function doorPath(directory: string): string {
  const inside = join(directory, 'run', 'door')
  if (Buffer.byteLength(inside) <= 107) return inside
  const short = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `tachiai-${short}`, 'door')
}

/** Raised with every change after which an older program could not read, or would harm, what lies in the directory. */
const format = 1

/** Null where nothing was founded yet; throws Fault: 'Misconfigured' on a file that is not ours or of another format, 'Unavailable' where it is closed to this user. */
export async function readPremises(directory: string): Promise<Premises | null> {
  const bytes = await readFile(siteFile(directory), 'utf8').catch(error => {
    if (error.code === 'ENOENT') return null
    if (error.code === 'EACCES') throw anothers(directory)
    throw error
  })
  if (bytes === null) return null
  const { format: found, site, keeper, shares, demo } = parsed(directory, bytes)
  if (typeof found === 'number' && found > format) throw newer(directory)
  if (found !== format) throw unreadable(directory)
  return { directory, site, keeper, shares, demo: demo === true }
}

function parsed(directory: string, bytes: string) {
  try {
    return JSON.parse(bytes) ?? {}
  } catch {
    throw unreadable(directory)
  }
}

const anothers = (directory: string) =>
  new Fault(
    'Unavailable',
    sentence(
      `${directory} は、ほかの利用者（録画係）のものです。`,
      `${directory} belongs to another user (the keeper's).`,
    ),
    sentence('コマンドの頭に sudo を付けてください。', 'Begin the command with sudo.'),
  )

const newer = (directory: string) =>
  new Fault(
    'Misconfigured',
    sentence(
      `このデータは、新しい版のTachiaiで作られています（${directory}）。何も変更していません。`,
      `A newer version of Tachiai made this directory (${directory}). Nothing was changed.`,
    ),
    sentence(
      '新しい版のプログラムを入れて「node launch.mjs update」を実行してください。',
      'Fetch the newer program, then run "node launch.mjs update".',
    ),
  )

const unreadable = (directory: string) =>
  new Fault(
    'Misconfigured',
    sentence(`${siteFile(directory)} が読めません。`, `${siteFile(directory)} cannot be read.`),
    sentence(
      '別の控えから戻すか、詳しい人に相談してください。映像と鍵には触れていません。',
      'Put a copy of it back. Footage and keys were not touched.',
    ),
  )

export const printedPremises = (premises: Premises): string =>
  `${JSON.stringify({ format, ...premises, directory: undefined }, null, 2)}\n`

/** Every folder this keeper writes to; nothing else is open to it. */
export const writableFolders = (premises: Premises): readonly string[] => [
  premises.directory,
  ...new Set(premises.shares.map(dirname)),
  dirname(doorPath(premises.directory)),
]
