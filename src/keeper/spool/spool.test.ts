import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryDisk } from '#disk/memory-disk.ts'
import type { KeeperEvent } from './events.ts'
import { createKeeperKey, readKeeperKey } from './keeper-key.ts'
import { createSpool, openSpool } from './spool.ts'

export const directory = '/data/spool'
let atUs = 1_000_000_000
export const stamp = () => ({ atUs: (atUs += 1000), bootId: 'b', bootUs: atUs })
const sealed = (minute: number): KeeperEvent => ({
  type: 'MinuteSealed',
  minute,
  root: 'ab'.repeat(32),
  count: 2,
})

async function place(chunkBytes = 16 << 10) {
  const disk = memoryDisk()
  await disk.makeDirectory('/data')
  await createKeeperKey(disk, '/data/keeper.key')
  const key = await readKeeperKey(disk, '/data/keeper.key')
  return { disk, directory, key, stamp, chunkBytes }
}

async function all(spool: { read(n: number): AsyncIterable<{ n: number }> }, from = 1) {
  const numbers: number[] = []
  for await (const { n } of spool.read(from)) numbers.push(n)
  return numbers
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

test('events keep their order over several files and are found again', async () => {
  const options = await place()
  const spool = await createSpool(options)
  for (let i = 1; i <= 200; i += 1) assert.equal(await spool.append(sealed(i)), i)
  await spool.close()
  const again = await openSpool(options)
  assert.deepEqual(await all(again), upTo(200))
  assert.deepEqual(await all(again, 150), upTo(200).slice(149))
  assert.ok((await options.disk.list(directory)).length > 4)
  const verified = await again.verify()
  assert.deepEqual(verified.problems, [])
  assert.equal(verified.events, 200)
  assert.deepEqual(verified.head, again.head)
})

test('appends of one moment travel in one write', async () => {
  const options = await place()
  const spool = await createSpool(options)
  const before = options.disk.history.length
  const numbers = await Promise.all(upTo(10).map(i => spool.append(sealed(i))))
  assert.deepEqual(numbers, upTo(10))
  const writes = options.disk.history.slice(before).filter(({ call }) => call === 'write')
  assert.equal(writes.length, 1)
})

test('the newest event of a type is found in files long closed', async () => {
  const options = await place()
  const spool = await createSpool(options)
  await spool.append({ type: 'KeeperStopped', cause: 'test' })
  for (let i = 0; i < 200; i += 1) await spool.append(sealed(i))
  await spool.close()
  const again = await openSpool(options)
  const stopped = await again.lastOf('KeeperStopped')
  assert.equal(stopped?.n, 1)
  assert.equal(stopped?.cause, 'test')
  assert.equal((await again.lastOf('MinuteSealed'))?.minute, 199)
  assert.equal(await again.lastOf('CameraAdded'), undefined)
  assert.equal((await again.last())?.n, 201)
})
