import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Fault } from '#fault/fault.ts'
import { serverAccount } from '#postgres/account.ts'
import { connect } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { startServer } from '#postgres/server.ts'
import { verifyExported } from '#verification/exported.ts'
import { exported, primitives } from './exported.ts'
import { freshLedger, noted } from './ledger.ts'
import { fillWithForeign, smallDisk } from './small-disk.ts'

test('a full disk: what was acknowledged stays, what was not says so, and it goes on once there is room', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-full-'))
  chmodSync(folder, 0o755)
  const disk = join(folder, 'disk')
  if (!(await smallDisk(t, disk, 230))) return
  chmodSync(disk, 0o755)
  const options = { directory: join(disk, 'database'), ...(await serverAccount()) }
  let server = await startServer(options)
  t.after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const owner = connect(server.address, 'tachiai_owner')
  await migrate(owner)
  await owner.close()
  const app = connect(server.address, 'tachiai_app')
  t.after(() => app.close())
  const { ledger, again } = await freshLedger(app)
  let acknowledged = 0
  const append = async (on = ledger) => {
    // What does not compress, so that it takes the room it says.
    await on.append([noted('a', await on.lastOf('a'), randomBytes(200_000).toString('hex'))])
    acknowledged++
  }
  for (let rounds = 0; rounds < 3; rounds++) {
    await append()
    const makeRoom = await fillWithForeign(disk, 4 << 20)
    const failure = await (async () => {
      for (;;) await append()
    })().catch((error: Fault) => error)
    assert.equal(failure.kind, 'Unavailable', failure.message)
    assert.ok(failure.hint, 'it says what to do')
    await assert.rejects(append(), { kind: 'Unavailable' })
    await makeRoom()
    // Where the server could not even write its log it is down, and the office starts it again.
    server = await startServer(options)
    await append()
  }
  const reopened = await again()
  const files = await exported(reopened)
  const { findings, checked } = verifyExported(primitives, path => files.get(path) ?? null)
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
  assert.ok(checked.leaves >= acknowledged)
  t.diagnostic(`${acknowledged} acknowledged, ${checked.leaves} found`)
})
