import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { filesOf } from './catalogue.ts'
import { readMinute } from './read.ts'
import { scanSegment } from './scan.ts'
import { frame, nineUs, trialCamera, trialKeys } from './trial-camera.ts'
import { verifyMinute } from './verify.ts'

/** Writes 10 frames a turn and says which second of footage it has handed over. */
const recorder = `
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { frame, idle, trial } from '#vault/trial-camera.ts'
const [root, from, seed] = process.argv.slice(1)
const { writer } = trial(localDisk(ownSteward), { root }, seed)
for (let us = Number(from); ; us += 100_000) {
  writer.append(frame(us, us % 2_000_000 === 0, 20_000))
  if (us % 1_000_000 === 0) {
    await new Promise(resolve => process.stdout.write(us + '\\n', resolve))
    while (writer.pendingBytes > 400_000) await idle(writer)
  }
}`

test('kill -9 of a real process, again and again: every file reads, at most 2 s are lost', async () => {
  const root = await mkdtemp(join(tmpdir(), 'vault-'))
  const disk = localDisk(ownSteward)
  try {
    let from = nineUs
    for (let life = 0; life < 4; life++) {
      const said: string[] = []
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', recorder, root, `${from}`, `life ${life}`],
        {
          cwd: join(import.meta.dirname, '../..'),
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      child.stdout.on('data', chunk => said.push(chunk))
      while (said.join('').split('\n').length < 20 + 7 * life) await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'close')
      const lastUs = Number(said.join('').trim().split('\n').at(-1))
      let found = 0
      for (const { path } of await filesOf(disk, root, trialCamera)) {
        const map = await scanSegment(disk, path)
        for (const { minute } of map.minutes) {
          for await (const piece of readMinute(disk, map, minute, trialKeys)) {
            for (const unit of piece.kind === 'units' ? piece.units : []) {
              assert.ok(
                Buffer.from(unit.bytes).equals(frame(unit.captureUs, unit.key, 20_000).bytes),
              )
              if (unit.captureUs >= from) found += 1
            }
          }
          await verifyMinute(disk, map, minute, trialKeys)
        }
      }
      const handed = Math.floor((lastUs - from) / 100_000) + 1
      assert.ok(handed - found <= 20 + 20, `life ${life}: ${handed} handed over, ${found} found`)
      from = lastUs + 30_000_000
    }
  } finally {
    await rm(root, { recursive: true })
  }
})
