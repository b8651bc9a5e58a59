import type { Queries } from '#postgres/database.ts'
import type { Hashed } from './secret.ts'

/** What somebody proves themself with. */
export type Secret = Hashed & {
  readonly person: string
  readonly loginId: string
  readonly kind: 'code' | 'password'
  readonly setAtUs: number
  readonly endsAtUs: number | null
}

type Row = {
  person: string
  login_id: string
  kind: 'code' | 'password'
  hash: Buffer
  salt: Buffer
  memory_kib: number
  passes: number
  set_at_us: number
  ends_at_us: number | null
}

/** By an ID as people type it; null: nobody's. */
export async function secretOf(queries: Queries, loginId: string): Promise<Secret | null> {
  const rows = await queries.query<Row>('select * from entrance.secret where login_id = $1', [
    loginId,
  ])
  return rows[0] ? secretIn(rows[0]) : null
}

export async function secretOfPerson(queries: Queries, person: string): Promise<Secret | null> {
  const rows = await queries.query<Row>('select * from entrance.secret where person = $1', [person])
  return rows[0] ? secretIn(rows[0]) : null
}

/** In the place of whatever this person had. */
export async function keepSecret(tx: Queries, secret: Secret): Promise<void> {
  await tx.query('delete from entrance.secret where person = $1', [secret.person])
  await tx.query(
    `insert into entrance.secret (person, login_id, kind, hash, salt, memory_kib, passes, set_at_us, ends_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      secret.person,
      secret.loginId,
      secret.kind,
      secret.hash,
      secret.salt,
      secret.memoryKib,
      secret.passes,
      secret.setAtUs,
      secret.endsAtUs,
    ],
  )
}

export const dropSecret = async (tx: Queries, person: string): Promise<void> => {
  await tx.query('delete from entrance.secret where person = $1', [person])
}

function secretIn(row: Row): Secret {
  const { person, login_id: loginId, kind, hash, salt, memory_kib: memoryKib, passes } = row
  const { set_at_us: setAtUs, ends_at_us: endsAtUs } = row
  return { person, loginId, kind, hash, salt, memoryKib, passes, setAtUs, endsAtUs }
}
