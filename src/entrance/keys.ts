import type { Queries } from '#postgres/database.ts'

/** A security key or passkey of one person, as this office checks it. `key`: canonical JSON Web Key. */
export type PersonalKey = {
  readonly id: string
  readonly person: string
  readonly key: string
  readonly attachment: 'cross-platform' | 'platform'
  readonly signCount: number
  readonly addedAtUs: number
}

type Row = {
  id: string
  person: string
  key: string
  attachment: 'cross-platform' | 'platform'
  sign_count: number
  added_at_us: number
}

const keyOf = ({ id, person, key, attachment, ...row }: Row): PersonalKey => ({
  ...{ id, person, key, attachment },
  signCount: row.sign_count,
  addedAtUs: row.added_at_us,
})

export async function keyNamed(queries: Queries, id: string): Promise<PersonalKey | null> {
  const rows = await queries.query<Row>('select * from entrance.key where id = $1', [id])
  return rows[0] ? keyOf(rows[0]) : null
}

export const keysOf = async (queries: Queries, person: string): Promise<readonly PersonalKey[]> =>
  (
    await queries.query<Row>('select * from entrance.key where person = $1 order by added_at_us', [
      person,
    ])
  ).map(keyOf)

/** Answers whether it is new: nobody's key becomes another's. */
export async function addKey(queries: Queries, key: PersonalKey): Promise<boolean> {
  const rows = await queries.query(
    `insert into entrance.key (id, person, key, attachment, sign_count, added_at_us)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [key.id, key.person, key.key, key.attachment, key.signCount, key.addedAtUs],
  )
  return rows.length > 0
}

/** Answers whether the count went on: of two signatures with one count, one is a copy's. */
export async function counted(queries: Queries, id: string, signCount: number): Promise<boolean> {
  const rows = await queries.query(
    `update entrance.key set sign_count = $2
     where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0)) returning id`,
    [id, signCount],
  )
  return rows.length > 0
}

export async function dropKey(queries: Queries, id: string, person: string): Promise<boolean> {
  const rows = await queries.query(
    'delete from entrance.key where id = $1 and person = $2 returning id',
    [id, person],
  )
  return rows.length > 0
}
