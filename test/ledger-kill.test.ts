import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from '#fault/fault.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import { foundLedger, originName } from '#ledger/origin.ts'
import { serverAccount } from '#postgres/account.ts'
import { superuser } from '#postgres/cluster.ts'
import { connect } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { type Server, startServer } from '#postgres/server.ts'
import { printedKey } from '#tlog/note.ts'
import { verifyExported } from '#verification/exported.ts'
import { reopened, type Site, signerOf } from './append-until-killed.ts'
import { exported, primitives } from './exported.ts'

/** The last kill may have been the server's, which puts itself right meanwhile. */
async function settled(site: Site) {
  for (;;) {
    const { database, ledger } = reopened(site)
    try {
      return { database, ledger: await ledger }
    } catch (error) {
      await database.close()
      if ((error as Fault).kind !== 'Unavailable') throw error
      await pause(100)
    }
  }
}

/** As many as wanted: `TACHIAI_KILLS=200`. */
const kills = Number(process.env.TACHIAI_KILLS ?? 12)
const victims = ['office', 'postmaster', 'backend'] as const

test(`killed ${kills} times, office and database, at any moment: nothing acknowledged is lost`, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-kill-'))
  chmodSync(folder, 0o755)
  // Writes wait for the disk as they do in earnest.
  const options = { directory: join(folder, 'database'), ...(await serverAccount()) }
  let server: Server = await startServer(options)
  t.after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const { privateKey } = generateKeyPairSync('ed25519')
  const site: Site = {
    address: server.address,
    origin: originName(randomBytes(16)),
    key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    seen: join(folder, 'seen'),
  }
  const owner = connect(site.address, 'tachiai_owner')
  await migrate(owner)
  await owner.close()
  const database = connect(site.address, 'tachiai_app')
  await foundLedger(database, {
    origin: site.origin,
    key: printedKey(signerOf(site).key),
    before: null,
    foundedAtUs: 0,
  })
  await database.close()

  const acknowledged = new Map<string, number>()
  const signed = new Map<number, string>()
  const counts = { office: 0, postmaster: 0, backend: 0 }
  const program = join(import.meta.dirname, 'append-until-killed.ts')
  for (let kill = 0; kill < kills; kill++) {
    const office = spawn(process.execPath, [program, JSON.stringify(site)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: office.stdout })
    const begun = once(lines, 'line')
    lines.on('line', line => {
      const [what, first, second] = line.split(' ')
      if (what === 'signed') signed.set(Number(first), second!)
      else if (what !== 'begun') acknowledged.set(`${what} ${first}`, Number(second))
    })
    const ended = once(lines, 'close')
    await begun
    await pause(30 + Math.random() * 250)
    const victim = victims[kill % victims.length]!
    counts[victim]++
    if (victim === 'postmaster') {
      process.kill(server.pid, 'SIGKILL')
      await pause(Math.random() * 60)
    }
    if (victim === 'backend') {
      // The postmaster takes all down and recovers; the office goes on without being started again.
      const admin = connect({ ...site.address, database: 'postgres' }, superuser, {
        connections: 1,
      })
      const backends = await admin.query<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'tachiai_app'`,
      )
      await admin.close()
      const unlucky = backends[Math.floor(Math.random() * backends.length)]
      if (unlucky) process.kill(unlucky.pid, 'SIGKILL')
      await pause(600)
    }
    office.kill('SIGKILL')
    await ended
    if (victim === 'postmaster') server = await startServer(options)
  }

  const { database: last, ledger } = await settled(site)
  t.after(() => last.close())
  const found = new Map<string, number>()
  const names = new Map((await ledger.streams()).map(({ stream, name }) => [stream, name]))
  for await (const { index, bytes } of ledger.leaves()) {
    const leaf = decodeLeaf(bytes)!
    const place = `${names.get(leaf.stream)} ${leaf.n}`
    assert.ok(!found.has(place), `twice: ${place}`)
    found.set(place, index)
  }
  for (const [place, index] of acknowledged) assert.equal(found.get(place), index, place)
  for (const [size, root] of signed) {
    const [head] = await last.query<{ root: Buffer }>(
      'select root from ledger.head where size = $1',
      [size],
    )
    assert.equal(head?.root.toString('hex'), root, `signed at ${size}`)
  }
  const files = await exported(ledger)
  const { findings, checked } = verifyExported(primitives, path => files.get(path) ?? null)
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
  assert.equal(checked.leaves, found.size)
  assert.ok(acknowledged.size > kills * 5)
  t.diagnostic(
    `${JSON.stringify(counts)} killed, ${acknowledged.size} acknowledged, ${found.size} found, ${signed.size} checkpoints shown, 0 lost`,
  )
})
