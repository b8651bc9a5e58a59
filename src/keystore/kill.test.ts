import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { hashOf, openBlob, readHeader, rootKey } from './blob.ts'
import { keyringOf, storeIn } from './commit-loop.ts'
import { found } from './found.ts'
import { recover, type Store } from './keystore.ts'
import { decodeSlot, slotBytes } from './slot.ts'

/** Starts the loop, kills it with SIGKILL when `enough` says so, answers the last version it was given. */
async function killed(
  folder: string,
  stop: string,
  enough: (line: string) => boolean | Promise<boolean>,
) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'commit-loop.ts'), folder, stop],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const gone = once(child, 'exit')
  let last = 0
  let lines = 0
  for await (const line of createInterface(child.stdout)) {
    if (line !== 'stopped') last = Number(line)
    if (child.killed) continue
    lines += 1
    if (lines > 100) child.kill('SIGTERM')
    else if (line === 'stopped' || (await enough(line))) child.kill('SIGKILL')
  }
  assert.deepEqual(await gone, [null, 'SIGKILL'])
  return last
}

/** Someone who copies everything at every kill: blobs by their hash, shares by the blob they open. */
function collector({ directory, places, site }: Store) {
  const blobs: Buffer[] = []
  const shares = new Map<string, Buffer[]>()
  const slotsNow = async () => {
    const files = await Promise.all(places.map(({ slotsPath }) => readFile(slotsPath)))
    return files.flatMap(file => [file.subarray(0, slotBytes), file.subarray(slotBytes)])
  }
  return {
    async copy() {
      for (const file of [0, 1]) blobs.push(await readFile(`${directory}/blob-${file}`))
      for (const bytes of await slotsNow()) {
        const slot = decodeSlot(bytes)
        if (slot.state !== 'share') continue
        const opens = Buffer.from(slot.blobHash).toString('hex')
        const known = shares.get(opens) ?? []
        known[slot.place] = Buffer.from(slot.share)
        shares.set(opens, known)
      }
    },
    /** Versions that open with all the blobs copied so far and the shares that stand in the slots now. */
    async opens() {
      const now = Buffer.concat(await slotsNow())
      const opened = new Set<number>()
      for (const file of blobs) {
        const header = readHeader(file)
        const known = header && shares.get(hashOf(file.subarray(0, header.bytes)).toString('hex'))
        if (!header || known?.filter(share => now.includes(share)).length !== places.length)
          continue
        const plain = openBlob(
          rootKey(Buffer.concat(known), site, header.version),
          file.subarray(0, header.bytes),
        )
        if (plain) opened.add(header.version)
      }
      return { opened: [...opened], collected: shares.size }
    },
  }
}

async function trial(
  rounds: (
    folder: string,
    survives: (last: number, where: string) => Promise<void>,
  ) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'tachiai-keystore-'))
  try {
    const store = storeIn(folder)
    await found(store, keyringOf(1))
    const adversary = collector(store)
    let newest = 0
    await rounds(folder, async (last, where) => {
      await adversary.copy()
      const back = await recover(store, { atLeast: last })
      assert.ok(!back.rolledBack && back.version >= newest, `${where}: version ${back.version}`)
      assert.ok(back.version <= Math.max(last, newest) + 1, where)
      assert.ok(back.plain.equals(keyringOf(back.version)), where)
      assert.deepEqual(back.unfinished, [], where)
      await adversary.copy()
      assert.deepEqual((await adversary.opens()).opened, [back.version], where)
      newest = back.version
    })
    assert.ok((await adversary.opens()).collected > 3)
    assert.ok(newest > 3)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('kill -9 at every named step of commit and recover', async () => {
  const steps = [
    ...['readPlaces', 'growBlob', 'writeBlob', 'readBackBlob', 'writeShare 0', 'writeShare 1'],
    ...['destroyShare 0', 'destroyShare 1', 'done'],
  ].map(step => `1 ${step}`)
  const recovery = ['rewriteShare 0', 'rewriteShare 1', 'destroyShare 0', 'destroyShare 1']
  await trial(async (folder, survives) => {
    for (const step of [...steps, ...recovery.map(step => `0 ${step}`), '2 writeShare 1']) {
      const stop = step.split(' ').length === 3 ? step : `${step} 0`
      // A kill in the middle of a commit first, so that the recovery that is killed has something to do.
      if (step.startsWith('0')) await killed(folder, '1 destroyShare 0', () => false)
      await survives(await killed(folder, stop, () => false), stop)
    }
  })
})

test('kill -9 at random moments', async () => {
  await trial(async (folder, survives) => {
    for (let round = 0; round < 15; round += 1) {
      const commits = 1 + Math.floor(Math.random() * 6)
      const delayMs = Math.random() * 12
      let seen = 0
      const last = await killed(folder, '', async () => {
        seen += 1
        if (seen < commits) return false
        await new Promise(resolve => setTimeout(resolve, delayMs))
        return true
      })
      await survives(last, `round ${round}, after ${commits} commits and ${delayMs} ms`)
    }
  })
})
