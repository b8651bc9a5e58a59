import { existsSync } from 'node:fs'
import { chmod, lchown, lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Account } from '#accounts/accounts.ts'
import type { Premises } from '#keeper/premises.ts'
import type { OfficePlace } from '#office/place.ts'

/**
 * Gives a site to the keeper's user: the data directory with all in it, and the key shares. A share's folder goes
 * along only where nothing else lies in it; the root of somebody's USB stick stays who it is.
 * May be called again after a crash, and while the keeper runs as that user. Answers how many files changed hands.
 */
export async function giveTo(account: Account, premises: Premises): Promise<number> {
  let given = await giveAll(account, premises.directory)
  await chmod(premises.directory, 0o700)
  for (const share of premises.shares) {
    given += await give(account, share)
    const others = (await readdir(dirname(share))).filter(name => name !== basename(share))
    if (others.length > 0) continue
    given += await give(account, dirname(share))
    await chmod(dirname(share), 0o700)
  }
  return given
}

/** What the office had before it had a user of its own: its keyring, its database, its shares. What is not there yet is not made. */
export async function giveOfficeTo(
  account: Account,
  { folder, shares }: Pick<OfficePlace, 'folder' | 'shares'>,
): Promise<void> {
  for (const path of [folder, ...new Set(shares.map(share => dirname(share)))]) {
    if (existsSync(path)) await giveAll(account, path)
  }
}

async function giveAll(account: Account, path: string): Promise<number> {
  let given = await give(account, path)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    given += entry.isDirectory() ? await giveAll(account, inside) : await give(account, inside)
  }
  return given
}

/** Never through a link. */
async function give({ uid, gid }: Account, path: string): Promise<number> {
  const owner = await lstat(path)
  if (owner.uid === uid && owner.gid === gid) return 0
  await lchown(path, uid, gid)
  return 1
}
