import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Disk } from '#disk/disk.ts'
import { faultyDisk } from '#disk/faulty-disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { Fault } from '#fault/fault.ts'
import { openBackup } from './folder-reader.ts'
import { FolderWriter } from './folder-writer.ts'

const about = {
  madeAtUs: 1,
  software: 'test',
  site: null,
  origin: 'o',
  key: 'k',
  size: 0,
  root: '',
  rows: {},
}
const rows = (lines: readonly string[]) =>
  (async function* () {
    yield* lines
  })()
const long = Array.from({ length: 40 }, (_, at) => JSON.stringify({ at, text: 'あ'.repeat(at) }))

async function written(disk: Disk, partBytes = 500): Promise<void> {
  const folder = await FolderWriter.begin(disk, '/b', partBytes)
  assert.equal(await folder.lines('ledger/leaf', rows(long)), long.length)
  assert.equal(await folder.lines('ledger/body', rows([])), 0)
  await folder.whole('keeper/spool/00000001.chunk', Buffer.alloc(3_000_000, 7))
  await folder.finish(about)
  await openBackup(disk, '/b', { unnamed: true })
  await folder.name()
}

async function readBack(disk: Disk): Promise<readonly string[]> {
  const backup = await openBackup(disk, '/b')
  const lines: string[] = []
  for await (const { line } of backup.lines('ledger/leaf')) lines.push(line)
  for await (const { line } of backup.lines('ledger/body')) lines.push(line)
  for (const file of backup.below('keeper/spool')) {
    let bytes = 0
    for await (const chunk of backup.bytes(file)) bytes += chunk.length
    assert.equal(bytes, 3_000_000)
  }
  return lines
}

test('a backup reads back as it was written, in parts of a size every stick takes', async () => {
  const disk = memoryDisk()
  await written(disk)
  assert.deepEqual(await readBack(disk), long)
  const parts = disk.files().filter(path => path.includes('leaf'))
  assert.ok(parts.length > 3)
})

test('it overwrites nothing, a broken-off one included', async () => {
  const disk = memoryDisk()
  await written(disk)
  await assert.rejects(written(disk), (error: Fault) => error.kind === 'Conflict')
  await disk.remove('/b/manifest.json')
  await assert.rejects(written(disk), (error: Fault) => error.kind === 'Conflict')
  await assert.rejects(readBack(disk), (error: Fault) => error.kind === 'NotFound')
})

test('broken at every write, failed or failed but persisted: no backup, or a whole one', async () => {
  const counting = faultyDisk(memoryDisk())
  await written(counting)
  let refused = 0
  for (const kind of ['failed', 'failedButPersisted', 'short', 'crash'] as const) {
    for (let step = 1; step <= counting.steps; step++) {
      const memory = memoryDisk()
      const disk = faultyDisk(memory, { step, kind, keptBytes: 3, code: 'ENOSPC' })
      await assert.rejects(written(disk))
      await whole(memory)
    }
  }
  for (let steps = 0; steps <= counting.steps; steps++) {
    const memory = memoryDisk()
    await written(memory)
    await whole(memory.after({ steps, torn: 5 }))
    await whole(memory.after({ steps, torn: 5, unsyncedNames: 0 }))
  }
  assert.ok(refused > 100)

  async function whole(disk: Disk): Promise<void> {
    const lines = await readBack(disk).catch((error: Fault) => {
      assert.equal(error.kind, 'NotFound')
      refused++
      return long
    })
    assert.deepEqual(lines, long)
  }
})

test('any changed, cut, lengthened or missing file is refused, with its name', async () => {
  const clean = memoryDisk()
  await written(clean)
  const files = clean.files().filter(path => path.startsWith('/b/'))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat(),
      fc.constantFrom('flip', 'cut', 'append', 'remove'),
      async (path, at, harm) => {
        const disk = clean.after({ steps: clean.history.length })
        const bytes = await disk.read(path)
        const place = at % bytes.length
        if (harm === 'flip') bytes[place]! ^= 1 + (at % 255)
        await disk.remove(path)
        const left = harm === 'cut' ? bytes.subarray(0, place) : bytes
        if (harm !== 'remove') {
          const file = await disk.create(path)
          await file.write(left, 0)
          if (harm === 'append') await file.write(Buffer.from('x'), left.length)
        }
        await assert.rejects(readBack(disk), (error: unknown) => {
          assert.ok(error instanceof Fault)
          const name = path.slice('/b/'.length)
          assert.ok(error.message.includes(name), `${harm} ${name}: ${error.message}`)
          return true
        })
      },
    ),
    { numRuns: 300 },
  )
})
