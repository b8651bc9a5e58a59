import { chmod, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OfficePlace } from '#office/place.ts'
import { serverAccount } from '#postgres/account.ts'
import { connect, type Database } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { ownServer } from '#postgres/own-server.ts'
import { startServer } from '#postgres/server.ts'

export type OfficeDatabase = {
  /** Under the role of the running office, and under the one that migrates. */
  readonly app: Database
  readonly owner: Database
}

/**
 * The office's database for as long as a command needs it, migrated: one's own server where `DATABASE_URL` names it,
 * else the one that runs beside the office; where none runs it is started, and stopped at the end.
 */
export async function withOfficeDatabase<T>(
  place: Pick<OfficePlace, 'database'>,
  env: NodeJS.ProcessEnv,
  use: (database: OfficeDatabase) => Promise<T>,
): Promise<T> {
  const own = ownServer(env)
  if (own) return using(connect(own.app, 'tachiai_app'), connect(own.owner, 'tachiai_owner'), use)
  const account = await serverAccount()
  const user = (await ownerOf(place.database)) ?? account.user
  await letPass(dirname(place.database))
  const server = await startServer({ ...account, user, directory: place.database })
  try {
    const { address } = server
    return await using(connect(address, 'tachiai_app'), connect(address, 'tachiai_owner'), use)
  } finally {
    if (!server.adopted) await server.stop()
  }
}

async function using<T>(
  app: Database,
  owner: Database,
  use: (database: OfficeDatabase) => Promise<T>,
): Promise<T> {
  try {
    await migrate(owner)
    return await use({ app, owner })
  } finally {
    await Promise.all([app.close(), owner.close()])
  }
}

/** As root: whom the server's folder belongs to, where it is there; null: nobody else. */
async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const found = await stat(folder).catch(() => null)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

/** Where root is the office, its server is somebody else, who must reach its own folder; the files beside it stay closed. */
async function letPass(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid } = await stat(folder)
  if (uid === 0) await chmod(folder, 0o711)
}
