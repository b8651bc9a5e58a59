import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, sentence } from '#fault/fault.ts'
import type { Database } from './database.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string }

const folder = join(import.meta.dirname, 'migrations')

/** The program's migrations, in their order. */
export async function migrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async name => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the database forward to this program, each migration in a transaction of its own, under a lock. Never
 * back: throws Fault 'Misconfigured' where the database knows a migration that this program does not, or knows
 * one of the same name with other words.
 */
export async function migrate(
  owner: Database,
): Promise<{ readonly from: number; readonly to: number }> {
  const known = await migrations()
  await owner.query(`create table if not exists migration (
    number integer primary key, name text not null, hash text not null, at timestamptz not null default now())`)
  for (let from: number | null = null; ; ) {
    const done = await owner.transaction(async tx => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('tachiai.migration'))`)
      const rows = await tx.query<{ number: number; name: string; hash: string }>(
        'select number, name, hash from migration order by number',
      )
      for (const { number, name, hash } of rows) {
        if (known[number - 1]?.name !== name || known[number - 1]?.hash !== hash) throw newer(name)
      }
      const next = known[rows.length]
      if (!next) return { size: rows.length, more: false }
      await tx.query(next.sql)
      await tx.query('insert into migration (number, name, hash) values ($1, $2, $3)', [
        rows.length + 1,
        next.name,
        next.hash,
      ])
      return { size: rows.length, more: true }
    })
    from ??= done.size
    if (!done.more) return { from, to: done.size }
  }
}

const newer = (name: string) =>
  new Fault(
    'Misconfigured',
    sentence(
      `データベースは、このプログラムの知らない版です（${name}）。何も変更していません。`,
      `the database has a migration this program does not know: ${name}; nothing was changed`,
    ),
    sentence('新しい版のプログラムを使ってください。', 'Use the newer program.'),
  )
