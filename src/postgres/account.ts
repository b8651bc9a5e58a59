import { userInfo } from 'node:os'
import { type Account, accountsHere } from '#accounts/accounts.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { ServerUser } from './cluster.ts'

/** The OS user that `service install` makes for the office; its database runs as the same. */
const officeAccount = 'tachiai-office'

/** In whose name PostgreSQL may run where root starts it, the best first. */
const unprivileged = [officeAccount, 'postgres', 'nobody']

/**
 * As whom the server runs: whoever starts it, but never root, which PostgreSQL refuses. Throws Fault 'Misconfigured'
 * where root has nobody to run it as.
 */
export async function serverAccount(): Promise<{ user: ServerUser; clients: readonly string[] }> {
  const clients = [userInfo().username]
  if (process.getuid?.() !== 0) return { user: null, clients }
  const accounts = await accountsHere()
  const found = unprivileged
    .map(name => accounts.find(account => account.name === name))
    .find((account): account is Account => account !== undefined)
  if (!found) {
    throw new Fault(
      'Misconfigured',
      sentence(
        'データベースを動かす利用者がありません。',
        'there is no OS user to run PostgreSQL as',
      ),
      sentence('「tachiai service install」で作られます。', '"tachiai service install" makes one.'),
    )
  }
  return { user: { uid: found.uid, gid: found.gid }, clients }
}
