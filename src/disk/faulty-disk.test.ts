import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fault, faultyDisk } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'

const code = (expected: string) => (error: NodeJS.ErrnoException) => error.code === expected

async function disks(...faults: Fault[]) {
  const inner = memoryDisk()
  const disk = faultyDisk(inner, ...faults)
  const file = await disk.create('/a')
  await file.write(Buffer.from('old'), 0)
  const text = async () => (await inner.read('/a')).toString()
  return { inner, disk, file, text }
}
const third = (kind: Fault['kind'], more?: Partial<Fault>): Fault => ({ step: 3, kind, ...more })

test('a failed step changes nothing, the next one works', async () => {
  const { file, text, disk } = await disks(third('failed'))
  await assert.rejects(file.write(Buffer.from('new'), 0), code('EIO'))
  assert.equal(await text(), 'old')
  await file.write(Buffer.from('new'), 0)
  assert.equal(await text(), 'new')
  assert.equal(disk.steps, 4)
})

test('a step can fail although it persisted', async () => {
  const { file, text } = await disks(third('failedButPersisted'))
  await assert.rejects(file.write(Buffer.from('new'), 0), code('EIO'))
  assert.equal(await text(), 'new')
})

test('a short write leaves a prefix and says why', async () => {
  const { file, text } = await disks(third('short', { keptBytes: 2, code: 'ENOSPC' }))
  await assert.rejects(file.write([Buffer.from('n'), Buffer.from('ew')], 0), code('ENOSPC'))
  assert.equal(await text(), 'ned')
})

test('after a crash every call rejects', async () => {
  const { disk, file, text } = await disks(third('crash', { keptBytes: 1 }))
  await assert.rejects(file.write(Buffer.from('new'), 0), code('ECRASHED'))
  assert.equal(disk.crashed, true)
  assert.equal(await text(), 'nld')
  const calls = [
    () => file.write(Buffer.from('x'), 0),
    () => disk.read('/a'),
    () => disk.open('/a'),
    () => disk.list('/'),
    () => disk.size('/a'),
    () => disk.readAt('/a', 0, 1),
    () => disk.create('/b'),
    () => disk.remove('/a'),
    () => disk.syncDirectory('/'),
    () => disk.release('/a', 0, 1),
  ]
  for (const call of calls) await assert.rejects(call(), code('ECRASHED'))
  assert.equal(await text(), 'nld')
})

test('a full disk refuses growth and new names but takes writes in place', async () => {
  const { disk, file, text } = await disks()
  disk.full = true
  await file.write(Buffer.from('new'), 0)
  await assert.rejects(file.write(Buffer.from('newer'), 0), code('ENOSPC'))
  await assert.rejects(disk.create('/b'), code('ENOSPC'))
  assert.equal(await text(), 'new')
  disk.full = false
  await file.write(Buffer.from('newer'), 0)
  assert.equal(await text(), 'newer')
})

test('what is offline answers nothing, the rest goes on', async () => {
  const { disk, file } = await disks()
  await disk.makeDirectory('/place')
  disk.offline = ['/place']
  await assert.rejects(disk.create('/place/slots'), code('ETIMEDOUT'))
  await assert.rejects(disk.list('/place'), code('ETIMEDOUT'))
  await file.write(Buffer.from('x'), 0)
  disk.offline = []
  await (await disk.create('/place/slots')).close()
})

test('a disk that can only be read changes nothing', async () => {
  const { disk, file, text } = await disks()
  disk.readOnly = true
  await assert.rejects(file.write(Buffer.from('new'), 0), code('EROFS'))
  await assert.rejects(disk.remove('/a'), code('EROFS'))
  assert.equal((await disk.read('/a')).toString(), await text())
  disk.readOnly = false
  await file.write(Buffer.from('new'), 0)
  assert.equal(await text(), 'new')
})
