import { hash } from 'node:crypto'
import type { Queries } from '#postgres/database.ts'

const minuteUs = 60_000_000
/** Nobody touched it for so long. */
export const idleUs = 15 * minuteUs
/** However busy somebody is. */
export const longestUs = 10 * 60 * minuteUs
/** How often it is written down that somebody is there: so much earlier a session may end. */
const noticeUs = 30_000_000

/** Who sits before a screen. */
export type Session = {
  /** Names it; opens nothing. */
  readonly id: string
  readonly person: string
  /** Held when it began. */
  readonly posts: readonly string[]
  /** The enrolled screen whose key was proven; null: a device of one's own. */
  readonly terminal: string | null
  /** SHA-256 of that key, hex. */
  readonly terminalKey: string | null
  readonly startedAtUs: number
}

type Row = {
  id: string
  person: string
  posts: string[]
  terminal: string | null
  terminal_key: Buffer | null
  started_at_us: number
  seen_at_us: number
}

export type SessionsParts = {
  readonly database: Queries
  readonly nowUs: () => number
  readonly random: (length: number) => Uint8Array
}

/**
 * Sessions by a token of 256 random bits, of which the hash alone is kept. A session ends 15 minutes after it was last
 * used, ten hours after it began, and where the clock is behind what it last saw: a clock put back lengthens none.
 */
export class Sessions {
  readonly #parts: SessionsParts
  constructor(parts: SessionsParts) {
    this.#parts = parts
  }

  /** Always with a token of its own: whatever the browser brought along is no session's. */
  async begin(
    of: Omit<Session, 'id' | 'startedAtUs'>,
  ): Promise<{ token: string; session: Session }> {
    const { database, nowUs, random } = this.#parts
    const token = Buffer.from(random(32)).toString('base64url')
    const id = Buffer.from(random(12)).toString('base64url')
    const session = { ...of, id, startedAtUs: nowUs() }
    await database.query(
      'delete from entrance.session where seen_at_us < $1 or started_at_us < $2',
      [nowUs() - idleUs, nowUs() - longestUs],
    )
    await database.query(
      `insert into entrance.session (token_hash, id, person, posts, terminal, terminal_key, started_at_us, seen_at_us)
       values ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [
        tokenHash(token)!,
        id,
        of.person,
        of.posts,
        of.terminal,
        of.terminalKey && Buffer.from(of.terminalKey, 'hex'),
        session.startedAtUs,
      ],
    )
    return { token, session }
  }

  /** null: no token, nobody's, or one that has ended. */
  async of(token: string): Promise<Session | null> {
    const { database, nowUs } = this.#parts
    const hashed = tokenHash(token)
    if (!hashed) return null
    const [row] = await database.query<Row>(
      'select * from entrance.session where token_hash = $1',
      [hashed],
    )
    if (!row) return null
    const now = nowUs()
    if (!isAlive(row, now)) {
      await database.query('delete from entrance.session where token_hash = $1', [hashed])
      return null
    }
    if (now - row.seen_at_us >= noticeUs) {
      await database.query('update entrance.session set seen_at_us = $2 where token_hash = $1', [
        hashed,
        now,
      ])
    }
    const { id, person, posts, terminal, terminal_key: key, started_at_us: startedAtUs } = row
    return { id, person, posts, terminal, terminalKey: key?.toString('hex') ?? null, startedAtUs }
  }

  async end(id: string): Promise<void> {
    await this.#parts.database.query('delete from entrance.session where id = $1', [id])
  }
}

/** Everybody's end where somebody's credential changes: in the transaction of that act. */
export const endSessionsOf = async (tx: Queries, person: string): Promise<void> => {
  await tx.query('delete from entrance.session where person = $1', [person])
}

export const isAlive = (
  { started_at_us, seen_at_us }: Pick<Row, 'started_at_us' | 'seen_at_us'>,
  nowUs: number,
): boolean =>
  seen_at_us <= nowUs + noticeUs && nowUs - seen_at_us < idleUs && nowUs - started_at_us < longestUs

const tokenHash = (token: string): Buffer | null =>
  /^[A-Za-z0-9_-]{43}$/.test(token) ? hash('sha256', token, 'buffer') : null
