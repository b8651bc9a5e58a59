import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { superuser } from '#postgres/cluster.ts'
import { connect, type Queries } from '#postgres/database.ts'
import type { Kept, OpenStore } from './store.ts'

/** What its own install.sh runs, in that order; views and privileges are not asked here. */
const files = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  ...[
    'message-store-version',
    'hash-64',
    'acquire-lock',
    'category',
    'is-category',
    'id',
    'cardinal-id',
    'stream-version',
    'write-message',
  ].map(name => `functions/${name}`),
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
]

/** Message DB (Eventide): an event store that is functions in PostgreSQL. Rejects where its SQL is not installed. */
export const messageDb: OpenStore = async (address, callers) => {
  const folder = dirname(new URL(import.meta.resolve('@eventide/message-db/package.json')).pathname)
  const owner = connect(address, superuser, { connections: 1 })
  await owner.query(`alter database ${address.database} set search_path to message_store, public`)
  await owner.query('set search_path to message_store, public')
  for (const file of files) {
    await owner.query(await readFile(join(folder, 'database', `${file}.sql`), 'utf8'))
  }
  await owner.close()
  const database = connect(address, superuser, { connections: callers })
  return {
    who: 'message-db 1.3.1',
    append: (stream, last, kept) => write(database, stream, last, kept),
    // It takes one message at a time.
    appendMany: (stream, last, kept) =>
      database.transaction(async tx => {
        for (const [at, one] of kept.entries()) await write(tx, stream, last + at, one)
      }),
    close: () => database.close(),
  }
}

/** Its positions count from 0; -1 is the version of a stream that has no message. */
async function write(queries: Queries, stream: string, last: number, { event, said }: Kept) {
  await queries.query('select message_store.write_message($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    stream.replace('/', '-'),
    event.type,
    event,
    { said },
    last - 1,
  ])
}
