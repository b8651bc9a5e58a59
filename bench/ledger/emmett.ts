import pg from 'pg'
import { superuser } from '#postgres/cluster.ts'
import type { Kept, OpenStore } from './store.ts'

type Event = {
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}
/** As far as it is used here. */
type Emmett = {
  getPostgreSQLEventStore(
    connectionString: string,
    options: { readonly connectionOptions: { readonly pool: pg.Pool } },
  ): {
    appendToStream(
      stream: string,
      events: readonly Event[],
      options: { readonly expectedStreamVersion: bigint },
    ): Promise<unknown>
    readonly schema: { migrate(): Promise<unknown> }
  }
}

/** Not among our dependencies: it comes without a licence. Measured where somebody has put it into node_modules. */
const packageName = '@event-driven-io/emmett-postgresql'

/** Emmett (event-driven-io) on PostgreSQL. Rejects where it is not installed. */
export const emmett: OpenStore = async ({ host, port, database }, callers) => {
  const { getPostgreSQLEventStore } = await load()
  const connectionString = `postgresql://${superuser}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  // One that it makes itself it does not end.
  const pool = new pg.Pool({ connectionString, max: callers })
  // A connection may hear of the end of the server before its own.
  pool.on('error', () => {})
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } })
  try {
    await store.schema.migrate()
  } catch (error) {
    await pool.end()
    throw error
  }
  const append = async (stream: string, last: number, kept: readonly Kept[]) => {
    const events = kept.map(({ event, said }) => ({
      type: event.type,
      data: event,
      metadata: { said },
    }))
    await store.appendToStream(stream.replace('/', '-'), events, {
      expectedStreamVersion: BigInt(last),
    })
  }
  return {
    who: 'emmett 0.42',
    append: (stream, last, kept) => append(stream, last, [kept]),
    appendMany: append,
    close: () => pool.end(),
  }
}

async function load(): Promise<Emmett> {
  try {
    return (await import(packageName)) as Emmett
  } catch (error) {
    throw new Error('not installed', { cause: error })
  }
}
