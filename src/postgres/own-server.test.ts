import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { verifyExported } from '#verification/exported.ts'
import { exported, primitives } from '../../test/exported.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { serverAccount } from './account.ts'
import { connect } from './database.ts'
import { migrate } from './migrate.ts'
import { ownServer, rolesScript } from './own-server.ts'

const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
const debian = versions.toSorted((a, b) => Number(b) - Number(a))[0]
const skip = debian === undefined && "Debian's PostgreSQL is not installed"

describe('DATABASE_URL', () => {
  test("a server of one's own: Debian's, over TCP with passwords, made ready by the printed script", {
    skip,
  }, async t => {
    const port = 20_000 + (process.pid % 20_000)
    const directory = mkdtempSync(join(tmpdir(), 'tachiai-own-'))
    const { user } = await serverAccount()
    if (user) chownSync(directory, user.uid, user.gid)
    chmodSync(directory, 0o755)
    const bin = `/usr/lib/postgresql/${debian}/bin`
    const as = { stdio: 'ignore', cwd: '/', ...(user ?? {}) } as const
    const cluster = join(directory, 'cluster')
    const made = spawnSync(join(bin, 'initdb'), ['-D', cluster, '-U', 'dba', '-A', 'trust'], as)
    assert.equal(made.status, 0)
    const words = ['-D', cluster, '-p', String(port), '-k', directory, '-c', 'fsync=off']
    const server = spawn(join(bin, 'postgres'), [...words, '-c', 'listen_addresses=127.0.0.1'], as)
    t.after(async () => {
      server.kill('SIGINT')
      while (server.exitCode === null) await pause(20)
      rmSync(directory, { recursive: true, force: true })
    })
    const dba = connect({ host: directory, port, database: 'postgres' }, 'dba')
    t.after(() => dba.close())
    while (!(await dba.query('select 1').catch(() => null))) await pause(50)
    const script = rolesScript.replaceAll('…', 'himitsu').replaceAll(/^--.*$/gm, '')
    for (const statement of script.split(';').filter(words => words.trim())) {
      await dba.query(statement)
    }
    const url = (login: string) => `postgres://${login}:himitsu@127.0.0.1:${port}/tachiai`
    const own = ownServer({
      DATABASE_URL: url('tachiai_office'),
      DATABASE_OWNER_URL: url('tachiai_migrates'),
    })!
    const owner = connect(own.owner, 'tachiai_owner')
    const app = connect(own.app, 'tachiai_app')
    t.after(() => Promise.all([owner.close(), app.close()]))
    const { from, to } = await migrate(owner)
    assert.ok(from === 0 && to > 1)
    assert.deepEqual(await migrate(owner), { from: to, to })
    const { ledger } = await freshLedger(app)
    const calls = Array.from({ length: 300 }, (_, at) =>
      ledger.append([noted(`s/${at}`, 0, 'x', 'p')]),
    )
    await Promise.all(calls)
    const files = await exported(ledger)
    const { findings, checked } = verifyExported(primitives, path => files.get(path) ?? null)
    assert.deepEqual(
      findings.filter(({ kind }) => kind !== 'silence'),
      [],
    )
    assert.equal(checked.leaves, 300)
    await assert.rejects(app.query('delete from ledger.leaf'), { code: '42501' })
    await assert.rejects(owner.query('delete from ledger.leaf'), { code: '42501' })
    await owner.query('delete from ledger.body')
  })

  test('half an address, or none, is refused without being quoted', () => {
    assert.equal(ownServer({}), null)
    const secret = 'postgres://office:himitsu@host'
    for (const env of [
      { DATABASE_URL: secret },
      { DATABASE_URL: secret, DATABASE_OWNER_URL: secret },
      { DATABASE_URL: 'mysql://host/db', DATABASE_OWNER_URL: 'x' },
    ]) {
      assert.throws(
        () => ownServer(env),
        (error: Error) => /DATABASE/.test(error.message) && !/himitsu/.test(error.message),
      )
    }
  })
})
