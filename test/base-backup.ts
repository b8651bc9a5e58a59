import { cp, lchown, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerUser } from '#postgres/cluster.ts'
import type { Database } from '#postgres/database.ts'

/**
 * A base backup as an administrator makes one (PostgreSQL 18, §25.3.4): every file of the running cluster, between
 * `pg_backup_start` and `pg_backup_stop`, with the WAL written meanwhile.
 */
export async function baseBackup(
  superuser: Database,
  cluster: string,
  to: string,
  user: ServerUser,
): Promise<void> {
  await superuser.session(async one => {
    await one.query(`select pg_backup_start('drill', true)`)
    await cp(cluster, to, {
      recursive: true,
      filter: path => !/\/(postmaster\.(pid|opts)|pg_(wal|replslot)\/.+)$/.test(path),
    })
    const [stopped] = await one.query<{ labelfile: string }>(
      'select labelfile from pg_backup_stop(false)',
    )
    await writeFile(join(to, 'backup_label'), stopped!.labelfile, { mode: 0o600 })
    await cp(join(cluster, 'pg_wal'), join(to, 'pg_wal'), { recursive: true })
  })
  await rm(join(to, 'pg_wal', 'archive_status'), { recursive: true, force: true })
  await mkdir(join(to, 'pg_wal', 'archive_status'), { mode: 0o700 })
  if (!user) return
  for (const name of ['.', ...(await readdir(to, { recursive: true }))]) {
    await lchown(join(to, name), user.uid, user.gid)
  }
}
