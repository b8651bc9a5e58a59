import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { createSpool, openSpool } from './spool.ts'

const child = join(import.meta.dirname, 'append-until-killed.ts')

/** Runs the child until it acknowledged so many events, kills it and returns the last number it printed. */
async function appendAndKill(folder: string, events: number): Promise<number> {
  const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(running, 'exit')
  let printed = ''
  for await (const chunk of running.stdout) {
    printed += chunk
    if (printed.split('\n').length > events) running.kill('SIGKILL')
  }
  assert.deepEqual(await ended, [null, 'SIGKILL'])
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1))
}

test('kill -9 of a process that appends: no acknowledged event is lost, the chain holds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spool-'))
  try {
    const disk = localDisk(ownSteward)
    await createSigningKey(disk, join(folder, 'keeper.key'))
    const key = await readSigningKey(disk, join(folder, 'keeper.key'))
    const stamp = () => ({ atUs: 1, bootId: 'b', bootUs: 1 })
    const options = { disk, directory: join(folder, 'spool'), key, stamp, chunkBytes: 32 << 10 }
    await (await createSpool(options)).close()
    let last = 0
    for (const events of [1, 23, 7, 300, 41, 2]) {
      last = await appendAndKill(folder, events)
      const spool = await openSpool(options)
      assert.ok(spool.head.n >= last, `${last} acknowledged, ${spool.head.n} left`)
      await spool.close()
    }
    assert.ok(last >= 374)
    const spool = await openSpool(options)
    const verified = await spool.verify()
    assert.deepEqual(verified.problems, [])
    assert.equal(verified.events, verified.head.n)
    await spool.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})
