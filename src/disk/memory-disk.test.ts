import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsTheDiskContract } from './disk-contract.ts'
import { faultyDisk } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'

const inFolder = async () => {
  const disk = memoryDisk()
  await disk.makeDirectory('/data')
  return { disk, folder: '/data' }
}
holdsTheDiskContract('memory disk', inFolder)
holdsTheDiskContract('faulty disk without faults', async () => {
  const { disk, folder } = await inFolder()
  return { disk: faultyDisk(disk), folder }
})
holdsTheDiskContract('memory disk found after a crash', async () => {
  const { disk, folder } = await inFolder()
  return { disk: disk.after({ steps: 1 }), folder }
})

const text = async (disk: { read(path: string): Promise<Buffer> }, path = '/a') =>
  (await disk.read(path)).toString('latin1')

async function written() {
  const disk = memoryDisk()
  const file = await disk.create('/a')
  await disk.syncDirectory('/')
  await file.write(Buffer.from('old old'), 0)
  await file.write(Buffer.from('new new'), 0)
  return disk
}

test('a crash before, in the middle of and after a write', async () => {
  const disk = await written()
  assert.equal(disk.history.length, 4)
  assert.equal(await text(disk.after({ steps: 3 })), 'old old')
  assert.equal(await text(disk.after({ steps: 3, torn: 2 })), 'ned old')
  assert.equal(await text(disk.after({ steps: 4 })), 'new new')
  assert.equal(await text(disk), 'new new')
  assert.throws(() => disk.after({ steps: 5 }), RangeError)
})

test('after a kill the page cache shows a write that a power cut then loses', async () => {
  const killed = (await written()).after({ steps: 3, torn: 1, cached: true })
  assert.equal(await text(killed), 'new new')
  assert.equal(Buffer.from(killed.onMedium('/a')).toString(), 'nld old')
  assert.equal(await text(killed.after({ steps: 0, cached: true })), 'new new')
  assert.equal(await text(killed.after({ steps: 0 })), 'nld old')
})

test('writing the cached bytes once more makes them durable', async () => {
  const killed = (await written()).after({ steps: 3, cached: true })
  const file = await killed.open('/a')
  await file.write(Buffer.from('new'), 0)
  assert.equal(await text(killed.after({ steps: 1 })), 'new old')
})

test('names that were not synced vanish, oldest kept first; synced ones stay', async () => {
  const disk = memoryDisk()
  await disk.makeDirectory('/d')
  await disk.syncDirectory('/')
  for (const name of ['a', 'b', 'c']) await (await disk.create(`/d/${name}`)).close()
  await disk.rename('/d/a', '/d/z')
  const names = (crash: { steps?: number; unsyncedNames?: number }) =>
    disk.after({ steps: disk.history.length, ...crash }).list('/d')
  assert.deepEqual(await names({}), ['b', 'c', 'z'])
  assert.deepEqual(await names({ unsyncedNames: 2 }), ['a', 'b'])
  assert.deepEqual(await names({ unsyncedNames: 0 }), [])
  await disk.syncDirectory('/d')
  assert.deepEqual(await names({ unsyncedNames: 0 }), ['b', 'c', 'z'])
  await disk.remove('/d/b')
  assert.deepEqual(await names({ unsyncedNames: 0 }), ['b', 'c', 'z'])
  assert.deepEqual(await names({ unsyncedNames: 1 }), ['c', 'z'])
})

test('a folder that was not synced takes its synced files with it', async () => {
  const disk = memoryDisk()
  await disk.makeDirectory('/d')
  await (await disk.create('/d/a')).close()
  await disk.syncDirectory('/d')
  const steps = disk.history.length
  assert.deepEqual(disk.after({ steps, unsyncedNames: 0 }).files(), [])
  assert.deepEqual(disk.after({ steps }).files(), ['/d/a'])
})

test('everything ever written is remembered through crashes, as it was when it was written', async () => {
  const disk = memoryDisk()
  const file = await disk.create('/a')
  const secret = Buffer.from('secret')
  await file.write(secret, 0)
  secret.fill(0)
  await file.write(Buffer.from('later!'), 0)
  const next = disk.after({ steps: 2, torn: 3 }).after({ steps: 0 })
  const seen = next.everything().flatMap(step => (step.call === 'write' ? [step.bytes] : []))
  assert.deepEqual(
    seen.map(bytes => Buffer.from(bytes).toString()),
    ['secret', 'lat'],
  )
})

test('a buffer reused before its write returned is noticed', async () => {
  const disk = memoryDisk()
  const file = await disk.create('/a')
  const bytes = Buffer.from('abc')
  const write = file.write(bytes, 0)
  bytes.fill(0)
  await write
  assert.equal(await text(disk), '\0\0\0')
})
