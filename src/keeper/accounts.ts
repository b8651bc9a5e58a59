import { readFile } from 'node:fs/promises'

/** The operating system's users of this program, made by `service install`. */
export const keeperAccount = 'tachiai-keeper'
export const roomAccount = 'tachiai-room'

export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

/** The local accounts in the text of /etc/passwd (passwd(5)); a line that is none is left out. */
export const accountsIn = (passwd: string): readonly Account[] =>
  passwd.split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':')
    return name && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : []
  })

/** This machine's local accounts; none where they cannot be read. */
export const accountsHere = async (): Promise<readonly Account[]> =>
  accountsIn(await readFile('/etc/passwd', 'utf8').catch(() => ''))

/** Null where `service install` has not made it. */
export const accountNamed = async (name: string): Promise<Account | null> =>
  (await accountsHere()).find(account => account.name === name) ?? null

/**
 * 「分離あり」: the process that holds the keys is an OS user of its own, that nobody else is — neither who started
 * it, nor the room that reads foreign bytes, nor a second account with the same number. Otherwise any program
 * of that user could read the key share and the keyring.
 */
export function isSeparated(
  uid: number,
  starterUid: number,
  accounts: readonly Account[],
): boolean {
  const room = accounts.find(({ name }) => name === roomAccount)
  const own = accounts.filter(account => account.uid === uid)
  return (
    uid !== 0 &&
    uid !== starterUid &&
    room !== undefined &&
    room.uid !== uid &&
    own.length === 1 &&
    own[0]!.name === keeperAccount
  )
}
