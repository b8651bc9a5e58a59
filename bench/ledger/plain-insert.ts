import { randomBytes } from 'node:crypto'
import { connect } from '#postgres/database.ts'
import type { Kept, OpenStore } from './store.ts'

/**
 * The least that could be called keeping: one row for each event, in the columns of our two tables and as long as
 * ours. No tree, no seal, no look at the stream's last event but a unique index.
 */
export const plainInsert: OpenStore = async (address, callers) => {
  const database = connect(address, 'tachiai_owner', { connections: callers })
  await database.query(`create table kept (
    index  bigint generated always as identity primary key,
    stream text not null, n bigint not null, bytes bytea not null,
    file   bigint not null, sealed bytea not null,
    unique (stream, n))`)
  await database.query('alter table kept alter column sealed set storage external')
  return {
    who: 'INSERT',
    async append(stream, last, kept) {
      await database.query(
        'insert into kept (stream, n, bytes, file, sealed) values ($1, $2, $3, 1, $4)',
        [stream, last + 1, envelope, sealed(kept)],
      )
    },
    async appendMany(stream, last, kept) {
      await database.query(
        `insert into kept (stream, n, bytes, file, sealed)
         select $1, n, $3, 1, sealed from unnest($2::bigint[], $4::bytea[]) as row (n, sealed)`,
        [stream, kept.map((_, at) => last + 1 + at), envelope, kept.map(sealed)],
      )
    },
    close: () => database.close(),
  }
}

/** As long as a leaf. */
const envelope = randomBytes(330)
/** As long as a sealed body: nonce, salt, text and tag. */
const sealed = (kept: Kept): Buffer =>
  Buffer.concat([Buffer.from(JSON.stringify(kept)), randomBytes(60)])
