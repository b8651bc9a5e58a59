import pg from 'pg'
import { Fault, sentence } from '#fault/fault.ts'
import type { Address } from './address.ts'

export type Row = Readonly<Record<string, unknown>>

/** `bigint` comes as a number (RangeError above 2^53 − 1), `bytea` as a Buffer, SQL arrays as arrays. */
export interface Queries {
  query<R extends Row>(sql: string, values?: readonly unknown[]): Promise<readonly R[]>
}

export type TransactionOptions = {
  readonly isolation?: 'serializable' | 'repeatable read' | 'read committed'
  readonly readOnly?: boolean
}

/**
 * A database under one role. What a resolved transaction wrote is on the medium (synchronous_commit).
 *
 * A query in flight when the server dies rejects with Fault 'Unavailable'; the next one connects anew. A
 * transaction rejects with `CommitUnknown` when its COMMIT was sent and no answer came: it may have happened.
 */
export interface Database extends Queries {
  transaction<T>(work: (tx: Queries) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** One connection for several queries, outside a transaction. */
  session<T>(work: (one: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The COMMIT was sent and no answer came: look whether it happened. */
export class CommitUnknown extends Fault {
  constructor(cause: unknown) {
    super(
      'Unavailable',
      sentence(
        'データベースから返事がなく、書き込めたか分かりません。',
        'no answer to COMMIT: it may have been written',
      ),
      sentence('もう一度行う前に、記録されたかを確かめてください。', 'Look before doing it again.'),
      cause,
    )
  }
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return safeInteger
    if (oid === int8Array)
      return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(safeInteger)
    return pg.types.getTypeParser(oid, format as 'text')
  },
}
const int8Array = 1016

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is above 2^53 - 1`)
  return value
}

export function connect(
  address: Address,
  role: string,
  options: { readonly connections?: number } = {},
): Database {
  const pool = new pg.Pool({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.user ?? role,
    // Rights come from the role alone, whoever logged in.
    ...(address.user ? { options: `-c role=${role}` } : {}),
    ...(address.password ? { password: address.password } : {}),
    ...(address.tls ? { ssl: true } : {}),
    max: options.connections ?? 4,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tachiai',
    types,
  })
  // An idle connection that breaks is dropped by the pool; the next query opens another.
  pool.on('error', () => {})
  return new PooledDatabase(pool)
}

class PooledDatabase implements Database {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async query<R extends Row>(sql: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    return run<R>(this.#pool, sql, values)
  }

  session<T>(work: (one: Queries) => Promise<T>): Promise<T> {
    return this.#withClient(work)
  }

  transaction<T>(
    work: (tx: Queries) => Promise<T>,
    { isolation = 'read committed', readOnly = false }: TransactionOptions = {},
  ): Promise<T> {
    return this.#withClient(async one => {
      await one.query(`begin isolation level ${isolation} read ${readOnly ? 'only' : 'write'}`)
      let result: T
      try {
        result = await work(one)
      } catch (error) {
        await one.query('rollback').catch(() => {})
        throw error
      }
      try {
        await one.query('commit')
      } catch (error) {
        throw error instanceof Fault && error.kind === 'Unavailable'
          ? new CommitUnknown(error)
          : error
      }
      return result
    })
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  async #withClient<T>(work: (one: Queries) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch(error => {
      throw asFault(error)
    })
    let broken: Error | undefined
    const onError = (error: Error) => {
      broken = error
    }
    client.on('error', onError)
    try {
      return await work({ query: (sql, values = []) => run(client, sql, values) })
    } finally {
      client.off('error', onError)
      client.release(broken ?? false)
    }
  }
}

async function run<R extends Row>(
  on: Pick<pg.Pool | pg.PoolClient, 'query'>,
  sql: string,
  values: readonly unknown[],
): Promise<readonly R[]> {
  try {
    const { rows } = await on.query(sql, [...values])
    return rows as R[]
  } catch (error) {
    throw asFault(error)
  }
}

/** What the server said about a statement stays as it is (`code` = SQLSTATE); a lost connection is a Fault. */
function asFault(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string }
  if (code === '53100') return full(error)
  const stopping = code !== undefined && /^(57P0[1-5]|08...|53300)$/.test(code)
  const lost =
    code === undefined
      ? /terminated|Connection|timeout/i.test(message ?? '')
      : /^E[A-Z]+$/.test(code)
  if (!stopping && !lost) return error
  return new Fault(
    'Unavailable',
    sentence('データベースにつながりません。', `the database does not answer: ${message}`),
    sentence('しばらく待ってから、もう一度行ってください。', 'Wait a little, then try again.'),
    error,
  )
}

const full = (cause: unknown) =>
  new Fault(
    'Unavailable',
    sentence(
      'ディスクに空きがなく、記録できません。何も失われていません。',
      'the disk of the database is full; nothing recorded is lost',
    ),
    sentence(
      'ディスクを空けてから、もう一度行ってください。',
      'Free some space, then do it again.',
    ),
    cause,
  )
