import { Fault, sentence } from '#fault/fault.ts'
import type { Address } from './address.ts'

/** A PostgreSQL of one's own, 15 or newer: who runs it has made the roles (design/postgres.md). */
export type OwnServer = { readonly app: Address; readonly owner: Address }

/**
 * `DATABASE_URL` for the running office, `DATABASE_OWNER_URL` for migrations and for taking away what no key opens;
 * null: neither is set, the server that comes with the program is used. Throws Fault 'Misconfigured'; it never
 * quotes an address, which may hold a password.
 */
export function ownServer(env: NodeJS.ProcessEnv): OwnServer | null {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner } = env
  if (!app && !owner) return null
  if (!app || !owner) {
    throw new Fault(
      'Misconfigured',
      sentence(
        'DATABASE_URL と DATABASE_OWNER_URL は、両方を指定してください。',
        'DATABASE_URL and DATABASE_OWNER_URL are needed both',
      ),
    )
  }
  return { app: addressIn(app, 'DATABASE_URL'), owner: addressIn(owner, 'DATABASE_OWNER_URL') }
}

function addressIn(url: string, variable: string): Address {
  const parsed = URL.parse(url)
  const database = parsed && decodeURIComponent(parsed.pathname.slice(1))
  const host = parsed?.searchParams.get('host') ?? parsed?.hostname
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || !database || !host) {
    throw new Fault(
      'Misconfigured',
      sentence(
        `${variable} の書き方が違います。`,
        `${variable} is no address of a PostgreSQL database`,
      ),
      sentence(
        '例: postgres://利用者:合言葉@機械:5432/tachiai',
        'For example postgres://user:password@machine:5432/tachiai',
      ),
    )
  }
  return {
    host,
    port: Number(parsed.port || 5432),
    database,
    ...(parsed.username ? { user: decodeURIComponent(parsed.username) } : {}),
    ...(parsed.password ? { password: decodeURIComponent(parsed.password) } : {}),
    ...(parsed.searchParams.has('sslmode') ? { tls: true } : {}),
  }
}

/** What somebody with the right to make roles runs once on a server of one's own. */
export const rolesScript = `create role tachiai_owner;
create role tachiai_app;
create role tachiai_inbox;
create database tachiai owner tachiai_owner encoding 'UTF8' locale 'C' template template0;
-- who logs in as what; choose passwords:
create role tachiai_migrates login password '…' in role tachiai_owner;
create role tachiai_office   login password '…' in role tachiai_app;
`
