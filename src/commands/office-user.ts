import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Account, accountNamed } from '#accounts/accounts.ts'
import { keeperAccount, officeAccount } from '#keeper/accounts.ts'
import { doorPath, type Premises } from '#keeper/premises.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError, text } from './command.ts'
import type { User } from './keeper-user.ts'

/**
 * As whom the office runs: as its own OS user where the keeper runs as its own, never as the keeper's then; else as
 * whoever runs the keeper (分離なし). Throws OperatorError where the keeper's user is there and the office's is not.
 */
export async function officeUser(premises: Premises, place: OfficePlace): Promise<User> {
  if (process.getuid?.() !== 0) return {}
  const { uid, gid } = await stat(premises.directory)
  if (uid === 0) return {}
  const keeper = await accountNamed(keeperAccount)
  if (keeper?.uid !== uid) return { uid, gid }
  const account = await accountNamed(officeAccount)
  if (!account) throw noAccount()
  await givePlace(account, premises, place).catch(() => {
    throw noAccount()
  })
  return { uid: account.uid, gid: account.gid }
}

/**
 * The office's own folders are made and given to it, and it comes through the keeper's as far as the socket of the
 * spool: by its group it may pass, not look. What is so already is left alone; a service has no right to change it.
 */
export async function givePlace(
  { uid, gid }: Pick<Account, 'uid' | 'gid'>,
  premises: Premises,
  place: OfficePlace,
): Promise<void> {
  for (const folder of [place.folder, ...new Set(place.shares.map(share => dirname(share)))]) {
    const found = await stat(folder).catch(() => null)
    if (found?.uid === uid) continue
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chown(folder, uid, gid)
  }
  const passing = [premises.directory, ...new Set(premises.shares.map(share => dirname(share)))]
  for (const folder of passing) await letPass(folder, gid, 0o710)
  const run = dirname(doorPath(premises.directory))
  if (!(await stat(run).catch(() => null))) {
    const keeper = await stat(premises.directory)
    await mkdir(run, { mode: 0o700 })
    await chown(run, keeper.uid, gid)
  }
  // Set-group-id: what the keeper opens there belongs to the office's group, and its mode says what that means.
  await letPass(run, gid, 0o2710)
}

async function letPass(folder: string, gid: number, mode: number): Promise<void> {
  const found = await stat(folder)
  // A folder that others may pass anyway, such as the root of a stick, stays as it is.
  if ((found.mode & 0o001) !== 0) return
  if (found.gid !== gid) await chown(folder, found.uid, gid)
  if ((found.mode & 0o7777) !== mode) await chmod(folder, mode)
}

/** 「分離あり」 of the office: it is its own OS user, whom nobody else is, and was started by another. */
export function isOfficeSeparated(
  uid: number,
  starterUid: number,
  accounts: readonly Account[],
): boolean {
  const own = accounts.filter(account => account.uid === uid)
  return uid !== 0 && uid !== starterUid && own.length === 1 && own[0]!.name === officeAccount
}

const noAccount = () =>
  new OperatorError(
    text(
      '事務室の利用者がまだ用意されていないため、事務室を始めません（録画は続きます）。',
      'The office has no OS user yet and does not start (recording goes on).',
    ),
    text(
      '「tachiai service install」をもう一度実行してください。',
      'Run "tachiai service install" again.',
    ),
  )
