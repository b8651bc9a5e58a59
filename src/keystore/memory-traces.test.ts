import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { rootKey } from './blob.ts'
import { keyringOf, storeIn } from './commit-loop.ts'
import { found } from './found.ts'
import { decodeSlot, slotBytes } from './slot.ts'

/** How often each of these byte strings stands in the writable memory of a process. */
function tracesIn(pid: number, wanted: readonly Uint8Array[]): readonly number[] {
  const counts = wanted.map(() => 0)
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
      if (!from || !to) continue
      const start = Number.parseInt(from, 16)
      const bytes = Buffer.allocUnsafe(Number.parseInt(to, 16) - start)
      let got = 0
      try {
        got = readSync(memory, bytes, 0, bytes.length, start)
      } catch {
        continue // [vvar] and the like cannot be read
      }
      const read = bytes.subarray(0, got)
      for (const [at, secret] of wanted.entries()) {
        let found = read.indexOf(secret)
        for (; found >= 0; found = read.indexOf(secret, found + 1)) counts[at]! += 1
      }
    }
  } finally {
    closeSync(memory)
  }
  return counts
}

for (const stop of ['0 done 0', '3 done 0']) {
  test(`no share and no root key stays in memory after ${stop[0] === '0' ? 'recover' : 'commit'}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tachiai-memory-'))
    const store = storeIn(folder)
    await found(store, keyringOf(1))
    const program = join(import.meta.dirname, 'commit-loop.ts')
    const child = spawn(process.execPath, [program, folder, stop], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = once(child, 'exit')
    try {
      for await (const line of createInterface(child.stdout)) if (line === 'stopped') break
      const version = 1 + Number(stop[0])
      const shares: Uint8Array[] = []
      for (const { slotsPath } of store.places) {
        const bytes = await readFile(slotsPath)
        for (const at of [0, slotBytes]) {
          const slot = decodeSlot(bytes.subarray(at, at + slotBytes))
          if (slot.state === 'share' && slot.version === version) shares.push(slot.share)
        }
      }
      assert.equal(shares.length, 2)
      const key = rootKey(Buffer.concat(shares), store.site, version)
      const halves = [...shares, key].flatMap(secret => [
        secret.subarray(0, 16),
        secret.subarray(16),
      ])
      const known = Buffer.from(`minutes from ${version}; `)
      const [control, ...traces] = tracesIn(child.pid!, [known, ...halves])
      assert.ok(control! > 0, 'the memory was read')
      assert.deepEqual(
        traces,
        halves.map(() => 0),
      )
    } finally {
      child.kill('SIGKILL')
      await gone
      await rm(folder, { recursive: true })
    }
  })
}
