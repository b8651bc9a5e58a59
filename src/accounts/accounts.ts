import { readFile } from 'node:fs/promises'

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
