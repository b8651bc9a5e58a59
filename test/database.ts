import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { serverAccount } from '#postgres/account.ts'
import { superuser } from '#postgres/cluster.ts'
import { connect, type Database } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { type Server, startServer } from '#postgres/server.ts'

export type TestDatabase = {
  readonly name: string
  readonly app: Database
  readonly owner: Database
  readonly superuser: Database
  readonly server: Server
}

let running: Promise<Server> | null = null
let count = 0

/** One real server for each test file, started when first asked for. */
function sharedServer(): Promise<Server> {
  running ??= start()
  return running
}

async function start(): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'tachiai-pg-'))
  chmodSync(directory, 0o755)
  const server = await startServer({
    directory,
    ...(await serverAccount()),
    settings: { fsync: 'off' },
  })
  return {
    ...server,
    async stop() {
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
// Here and not where it is started: inside a test it would belong to that test.
after(async () => (await running)?.stop())

/** A fresh migrated database, dropped after the test. Nothing here survives a power cut: fsync is off. */
export async function withDatabase(test: TestContext): Promise<TestDatabase> {
  const server = await sharedServer()
  const name = `test_${++count}`
  const admin = connect({ ...server.address, database: 'postgres' }, superuser)
  await admin.query(`create database ${name} owner tachiai_owner`)
  const address = { ...server.address, database: name }
  const owner = connect(address, 'tachiai_owner')
  await migrate(owner)
  const app = connect(address, 'tachiai_app')
  const all = connect(address, superuser)
  test.after(async () => {
    await Promise.all([owner.close(), app.close(), all.close()])
    await admin.query(`drop database ${name} with (force)`)
    await admin.close()
  })
  return { name, app, owner, superuser: all, server }
}
