import type { Account } from '#accounts/accounts.ts'

/** The operating system's users of this program, made by `service install`. */
export const keeperAccount = 'tachiai-keeper'
export const roomAccount = 'tachiai-room'
export const officeAccount = 'tachiai-office'

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
