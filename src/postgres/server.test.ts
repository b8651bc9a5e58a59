import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { serverAccount } from './account.ts'
import { connect } from './database.ts'
import { type Server, startServer } from './server.ts'

function folder(t: TestContext, prefix = 'tachiai-pg-'): string {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(directory, 0o755)
  t.after(async () => {
    for (const server of started.splice(0)) await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  return directory
}
const started: Server[] = []
async function start(directory: string): Promise<Server> {
  const server = await startServer({ directory, ...(await serverAccount()) })
  started.push(server)
  return server
}

async function says(server: Server): Promise<number> {
  const owner = connect(server.address, 'tachiai_owner')
  try {
    await owner.query('create table if not exists said (number bigint)')
    await owner.query('insert into said values (1)')
    return (await owner.query<{ count: number }>('select count(*) from said'))[0]!.count
  } finally {
    await owner.close()
  }
}

test('it starts, is adopted by the next process, stops, and starts again with what was written', async t => {
  const directory = folder(t)
  const first = await start(directory)
  assert.equal(first.adopted, false)
  assert.equal(await says(first), 1)
  const second = await start(directory)
  assert.equal(second.adopted, true)
  assert.equal(second.pid, first.pid)
  assert.equal(await says(second), 2)
  await second.stop()
  const third = await start(directory)
  assert.equal(third.adopted, false)
  assert.equal(await says(third), 3)
})

test('killed with everything it had begun, it comes back with what was committed', async t => {
  const directory = folder(t)
  let server = await start(directory)
  for (let kills = 1; kills <= 3; kills++) {
    assert.equal(await says(server), kills)
    process.kill(server.pid, 'SIGKILL')
    server = await start(directory)
    assert.equal(server.adopted, false)
  }
})

test('it listens to no network, and to nobody but those who were named', async t => {
  const directory = folder(t)
  const server = await start(directory)
  const app = connect(server.address, 'tachiai_app')
  const [{ listen_addresses: addresses } = {}] = await app.query<{ listen_addresses: string }>(
    'show listen_addresses',
  )
  assert.equal(addresses, '')
  await app.close()
  const stranger = connect({ ...server.address, user: 'postgres' }, 'tachiai_app')
  await assert.rejects(stranger.query('select 1'))
  await stranger.close()
  if (process.getuid?.() !== 0) return t.diagnostic('not root: other OS users were not tried')
  const other = spawnSync('setpriv', [
    '--reuid=1',
    '--regid=1',
    '--clear-groups',
    process.execPath,
    '-e',
    `
    const socket = require('node:net').connect(${JSON.stringify(join(server.address.host, '.s.PGSQL.5432'))})
    const name = Buffer.from('user\\0tachiai_app\\0database\\0tachiai\\0\\0')
    const head = Buffer.alloc(8); head.writeInt32BE(8 + name.length); head.writeInt32BE(196608, 4)
    socket.on('connect', () => socket.write(Buffer.concat([head, name])))
    socket.once('data', data => { console.log(data.toString('latin1')); process.exit(0) })`,
  ])
  assert.match(other.stdout.toString(), /^E[\s\S]*[Pp]eer authentication failed/)
})

test('a cluster of another major version is not touched', async t => {
  const directory = folder(t)
  await (await start(directory)).stop()
  const file = join(directory, 'cluster', 'PG_VERSION')
  writeFileSync(file, '17\n')
  await assert.rejects(start(directory), {
    kind: 'Misconfigured',
    message: /17, this program brings 18/,
  })
  assert.equal(readFileSync(file, 'utf8'), '17\n')
})

test('a cluster whose making broke off is made anew', async t => {
  const directory = folder(t)
  const broken = join(directory, 'cluster.new')
  spawnSync('mkdir', ['-p', broken])
  writeFileSync(join(broken, 'PG_VERSION'), '18\n')
  const server = await start(directory)
  assert.equal(await says(server), 1)
  assert.equal(existsSync(broken), false)
})

test('a path longer than a socket may have', async t => {
  const directory = folder(t, `tachiai-${'long-'.repeat(20)}`)
  const server = await start(directory)
  assert.ok(server.address.host.length < 80)
  assert.equal(await says(server), 1)
})

test('a connection that broke is a fault, and the next one works', async t => {
  const directory = folder(t)
  let server = await start(directory)
  const owner = connect(server.address, 'tachiai_owner')
  t.after(() => owner.close())
  const slow = assert.rejects(owner.query('select pg_sleep(20)'), { kind: 'Unavailable' })
  await pause(200)
  process.kill(server.pid, 'SIGKILL')
  await slow
  await assert.rejects(owner.query('select 1'), { kind: 'Unavailable' })
  server = await start(directory)
  assert.equal((await owner.query('select 1')).length, 1)
})

test('what was slow or failed is told without anybody’s values', async t => {
  const directory = folder(t)
  const settings = { log_min_duration_statement: '0' }
  const server = await startServer({ directory, ...(await serverAccount()), settings })
  started.push(server)
  const owner = connect(server.address, 'tachiai_owner')
  const insert = 'insert into kept (id, words) values ($1, $2)'
  try {
    await owner.query('create table kept (id text primary key, words text check (words > $$a$$))')
    await owner.query(insert, ['だれかの名', 'だれかの秘密'])
    await assert.rejects(owner.query(insert, ['だれかの名', 'だれかの秘密']))
    await assert.rejects(owner.query(insert, ['だれかの別名', 'A秘密']))
  } finally {
    await owner.close()
  }
  const said = readFileSync(join(directory, 'postgres.log'), 'utf8')
  // Slow ones and failed ones are there, each with its words and without its values.
  assert.match(said, /duration: [\d.]+ ms.*insert into kept/)
  assert.match(said, /duplicate key value/)
  assert.ok(!/だれか|秘密/.test(said), said)
})
