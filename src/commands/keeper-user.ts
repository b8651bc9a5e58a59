import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Account, accountNamed } from '#accounts/accounts.ts'
import { keeperAccount } from '#keeper/accounts.ts'
import type { Premises } from '#keeper/premises.ts'
import { mainFile } from './program.ts'
import { cannotReach, type Need } from './service/reach.ts'

export type User = { readonly uid?: number; readonly gid?: number }

/**
 * As root, the keeper runs as the owner of its data directory where that is somebody else; a new site is given to
 * the keeper's own user from the beginning, where `service install` has made one.
 */
export async function keeperUser(premises: Premises, fresh: boolean): Promise<User> {
  if (process.getuid?.() !== 0) return {}
  if (fresh && premises.demo) return {}
  if (fresh && (await isNew(premises.directory))) {
    const account = await accountNamed(keeperAccount)
    return account && (await canLive(account, premises))
      ? { uid: account.uid, gid: account.gid }
      : {}
  }
  const { uid, gid } = await stat(premises.directory)
  return uid === 0 ? {} : { uid, gid }
}

/** Below a folder that is closed to the keeper's user it could never open its own files. */
async function canLive(account: Account, { directory, shares }: Premises): Promise<boolean> {
  const below = (folder: string): Need => ({ path: standing(dirname(folder)), for: 'passing' })
  const forShares = shares.map(async share => {
    const folder = dirname(share)
    const need: Need = { path: folder, for: 'writing' }
    return (await isNew(folder)) ? below(folder) : need
  })
  const needs: Need[] = [{ path: mainFile, for: 'reading' }, below(directory)]
  return (await cannotReach(account, [...needs, ...(await Promise.all(forShares))])).length === 0
}

const standing = (folder: string): string =>
  existsSync(folder) ? folder : standing(dirname(folder))

/**
 * A folder that is made here, or was made just now for a new site and is empty, belongs to the keeper; what lies
 * inside its own it makes itself.
 */
export async function makeFor(
  user: User,
  { directory }: Premises,
  folder: string,
  fresh: boolean,
): Promise<void> {
  if (!fresh && folder.startsWith(`${directory}/`)) return
  const empty = fresh && (await isNew(folder))
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (user.uid === undefined || user.gid === undefined) return
  if (first === undefined && !empty) return
  for (let made = folder; ; made = dirname(made)) {
    await chown(made, user.uid, user.gid)
    if (made === (first ?? folder)) return
  }
}

const isNew = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    names => names.length === 0,
    error => error.code === 'ENOENT',
  )
