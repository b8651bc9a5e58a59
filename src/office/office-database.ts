import type { ServerUser } from '#postgres/cluster.ts'
import { connect, type Database } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { ownServer } from '#postgres/own-server.ts'
import { startServer } from '#postgres/server.ts'

/** The running office's database. */
export type RunningDatabase = {
  readonly app: Database
  /** Under the owner's role; who asks closes it. */
  asOwner(): Database
  /** Whether the server that this process started, or adopted, is there; always so with one's own server. */
  isThere(): boolean
  close(): Promise<void>
}

/**
 * One's own server where `DATABASE_URL` names it, else the one that comes with the program: started, or adopted where a
 * killed office left it. Migrated when it resolves.
 */
export async function openDatabase(
  folder: string,
  env: NodeJS.ProcessEnv,
  account: { readonly user: ServerUser; readonly clients: readonly string[] },
): Promise<RunningDatabase> {
  const own = ownServer(env)
  const server = own ? null : await startServer({ directory: folder, ...account })
  const asOwner = () => connect(own?.owner ?? server!.address, 'tachiai_owner', { connections: 1 })
  const owner = asOwner()
  try {
    await migrate(owner)
  } catch (error) {
    await server?.stop()
    throw error
  } finally {
    await owner.close()
  }
  const app = connect(own?.app ?? server!.address, 'tachiai_app')
  return {
    app,
    asOwner,
    isThere: () => server === null || isRunning(server.pid),
    async close() {
      await app.close()
      await server?.stop()
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
