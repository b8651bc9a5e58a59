import type { Queries } from '#postgres/database.ts'
import { codeHash, codeIn } from './code.ts'

export type Invitation = {
  readonly purpose: 'terminal' | 'first'
  readonly by: string
  /** JSON: what is entered when it is used. */
  readonly words: string
}

/** A code of one use stands for these words until then. Used or over ones are swept out. */
export async function invite(
  queries: Queries,
  code: string,
  { purpose, by, words }: Invitation,
  { nowUs, endsAtUs }: { readonly nowUs: number; readonly endsAtUs: number },
): Promise<void> {
  await queries.query('delete from entrance.invitation where ends_at_us <= $1', [nowUs])
  // One door is open at a time.
  if (purpose === 'first') {
    await queries.query(`delete from entrance.invitation where purpose = 'first'`)
  }
  await queries.query(
    `insert into entrance.invitation (code_hash, purpose, invited_by, words, ends_at_us)
     values ($1, $2, $3, $4, $5)`,
    [codeHash(codeIn(code)!), purpose, by, words, endsAtUs],
  )
}

/** What a typed code stands for now; null: nothing. */
export async function invitationOf(
  queries: Queries,
  typed: string,
  purpose: Invitation['purpose'],
  nowUs: number,
): Promise<Invitation | null> {
  const code = codeIn(typed)
  if (!code) return null
  const rows = await queries.query<{ invited_by: string; words: string }>(
    `select invited_by, words from entrance.invitation
     where code_hash = $1 and purpose = $2 and ends_at_us > $3`,
    [codeHash(code), purpose, nowUs],
  )
  const [row] = rows
  return row ? { purpose, by: row.invited_by, words: row.words } : null
}

/** In the transaction of what it was for. Answers whether it was there: of two at once one goes on. */
export async function burnt(tx: Queries, typed: string): Promise<boolean> {
  const code = codeIn(typed)
  const rows = await tx.query(
    'delete from entrance.invitation where code_hash = $1 returning purpose',
    [code ? codeHash(code) : Buffer.alloc(32)],
  )
  return rows.length > 0
}
