import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { examine } from '#backup/examine.ts'
import { openBackup } from '#backup/folder-reader.ts'
import { takeBackup } from '#backup/take.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import type { Fault } from '#fault/fault.ts'
import { withDatabase } from './database.ts'
import { freshLedger, noted } from './ledger.ts'
import { folderFor } from './site.ts'
import { fillWithForeign, freeBytes, smallDisk } from './small-disk.ts'

const disk = localDisk(ownSteward)
const kills = Number(process.env.TACHIAI_BACKUP_KILLS ?? 12)

async function office(t: TestContext) {
  const { app, name, server } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  for (let n = 0; n < 40; n++) {
    await ledger.append([noted('request/1', n, 'い'.repeat(1000), 'p1')])
    await ledger.sign()
  }
  return { app, address: { ...server.address, database: name } }
}

/** How many folders are whole backups; one that is not is no backup to a reader. */
async function wholeIn(folder: string): Promise<number> {
  let whole = 0
  for (const name of await readdir(folder)) {
    const backup = await openBackup(disk, join(folder, name)).catch((error: Fault) => {
      assert.equal(error.kind, 'NotFound', error.message)
    })
    if (!backup) continue
    assert.equal((await examine(backup)).size, 40)
    whole++
  }
  return whole
}

test(`killed at any moment, ${kills} times: what has its manifest is whole`, async t => {
  const folder = await folderFor(t)
  const { address } = await office(t)
  const spool = join(folder, 'spool')
  await writeFile(spool, randomBytes(4 << 20))
  let [whole, broken] = [0, 0]
  for (let kill = 0; kill < kills; kill++) {
    const target = join(folder, `${kill}`)
    await mkdir(target)
    const words = [join(import.meta.dirname, 'take-backups.ts'), JSON.stringify(address), target]
    const child = spawn(process.execPath, [...words, spool], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    await pause(Math.random() * 300)
    child.kill('SIGKILL')
    await once(child, 'close')
    const found = await wholeIn(target)
    whole += found
    broken += (await readdir(target)).length - found
  }
  assert.ok(whole > 0 && broken > 0, `${whole} whole, ${broken} broken off`)
})

test('on a disk that is full before the end there is no backup, and it can be removed', async t => {
  const folder = join(await folderFor(t), 'stick')
  if (!(await smallDisk(t, folder, 8))) return
  const { app } = await office(t)
  const taken = (name: string) =>
    takeBackup({
      disk,
      directory: join(folder, name),
      database: app,
      companions: async () => [],
      site: null,
      software: 'test',
      atUs: 1,
    })
  await taken('first')
  const size = 8 * (1 << 20) - freeBytes(folder)
  for (const leave of [0, size / 8, size / 3, size / 2, (size * 3) / 4]) {
    const remove = await fillWithForeign(folder, leave)
    await assert.rejects(taken(`b${leave}`), (error: NodeJS.ErrnoException) =>
      ['ENOSPC', 'ESHORT'].includes(error.code ?? ''),
    )
    await remove()
    assert.equal(await wholeIn(folder), 1)
  }
})
