import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disk } from './disk.ts'

const code = (expected: string) => (error: NodeJS.ErrnoException) => error.code === expected

/** The one suite that every `Disk` passes. `fresh` gives a disk and an empty folder on it. */
export function holdsTheDiskContract(
  name: string,
  fresh: () => Promise<{ disk: Disk; folder: string; done?: () => Promise<void> }>,
): void {
  const on = (what: string, body: (disk: Disk, folder: string) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const { disk, folder, done } = await fresh()
      try {
        await body(disk, folder)
      } finally {
        await done?.()
      }
    })

  on('create makes an empty file once', async (disk, folder) => {
    const file = await disk.create(`${folder}/a`)
    await file.close()
    assert.equal(file.path, `${folder}/a`)
    assert.equal(await disk.size(`${folder}/a`), 0)
    await assert.rejects(disk.create(`${folder}/a`), code('EEXIST'))
    await assert.rejects(disk.create(`${folder}/none/a`), code('ENOENT'))
  })

  on('what is missing is ENOENT, a missing folder lists nothing', async (disk, folder) => {
    const missing = `${folder}/none`
    await assert.rejects(disk.open(missing), code('ENOENT'))
    await assert.rejects(disk.read(missing), code('ENOENT'))
    await assert.rejects(disk.readAt(missing, 0, 1), code('ENOENT'))
    await assert.rejects(disk.size(missing), code('ENOENT'))
    await assert.rejects(disk.remove(missing), code('ENOENT'))
    await assert.rejects(disk.rename(missing, `${folder}/b`), code('ENOENT'))
    await assert.rejects(disk.syncDirectory(missing), code('ENOENT'))
    assert.deepEqual(await disk.list(missing), [])
  })

  on('writes in place, in parts and beyond the end', async (disk, folder) => {
    const file = await disk.create(`${folder}/a`)
    await file.write([Buffer.from('one'), Buffer.from(''), Buffer.from('two')], 0)
    await file.write(Buffer.from('ON'), 0)
    await file.write(Buffer.from('!'), 8)
    await file.close()
    assert.equal((await disk.read(`${folder}/a`)).toString('latin1'), 'ONetwo\0\0!')
    const again = await disk.open(`${folder}/a`)
    await again.write(Buffer.from('E'), 2)
    await again.close()
    assert.equal((await disk.readAt(`${folder}/a`, 1, 3)).toString(), 'NEt')
    assert.equal((await disk.readAt(`${folder}/a`, 8, 100)).toString(), '!')
    assert.equal((await disk.readAt(`${folder}/a`, 100, 1)).length, 0)
    assert.equal(await disk.size(`${folder}/a`), 9)
  })

  on('what was read belongs to the reader', async (disk, folder) => {
    const file = await disk.create(`${folder}/a`)
    await file.write(Buffer.from('abc'), 0)
    await file.close()
    ;(await disk.read(`${folder}/a`)).fill(0)
    ;(await disk.readAt(`${folder}/a`, 0, 3)).fill(0)
    assert.equal((await disk.read(`${folder}/a`)).toString(), 'abc')
  })

  on('a closed file takes no more', async (disk, folder) => {
    const file = await disk.create(`${folder}/a`)
    await file.close()
    await assert.rejects(file.write(Buffer.from('x'), 0), code('EBADF'))
    assert.equal(await disk.size(`${folder}/a`), 0)
  })

  on('folders are made with their parents, again without harm', async (disk, folder) => {
    await disk.makeDirectory(`${folder}/x/y`)
    await disk.makeDirectory(`${folder}/x/y`)
    await (await disk.create(`${folder}/x/y/b`)).close()
    await (await disk.create(`${folder}/x/y/a`)).close()
    await disk.syncDirectory(`${folder}/x/y`)
    assert.deepEqual(await disk.list(`${folder}/x/y`), ['a', 'b'])
    assert.deepEqual(await disk.list(folder), ['x'])
    await assert.rejects(disk.read(`${folder}/x`), code('EISDIR'))
  })

  on(
    'a renamed file takes the place of the old one; an open file stays itself',
    async (disk, folder) => {
      const first = await disk.create(`${folder}/a`)
      await first.write(Buffer.from('first'), 0)
      const second = await disk.create(`${folder}/b`)
      await second.write(Buffer.from('second'), 0)
      await disk.rename(`${folder}/a`, `${folder}/b`)
      await first.write(Buffer.from('F'), 0)
      await second.write(Buffer.from('S'), 0)
      assert.equal((await disk.read(`${folder}/b`)).toString(), 'First')
      assert.deepEqual(await disk.list(folder), ['b'])
      await disk.remove(`${folder}/b`)
      assert.deepEqual(await disk.list(folder), [])
      await first.close()
      await second.close()
    },
  )

  on('a renamed folder takes its files with it', async (disk, folder) => {
    await disk.makeDirectory(`${folder}/x`)
    await (await disk.create(`${folder}/x/a`)).close()
    await disk.rename(`${folder}/x`, `${folder}/y`)
    assert.deepEqual(await disk.list(`${folder}/y`), ['a'])
    assert.deepEqual(await disk.list(folder), ['y'])
  })

  on('a released range reads as zeros, the rest stays', async (disk, folder) => {
    const file = await disk.create(`${folder}/a`)
    await file.write(Buffer.alloc(12_288, 7), 0)
    await file.close()
    await disk.release(`${folder}/a`, 4096, 4096)
    const bytes = await disk.read(`${folder}/a`)
    assert.equal(bytes.length, 12_288)
    assert.ok(bytes.subarray(4096, 8192).every(byte => byte === 0))
    assert.ok(bytes.subarray(0, 4096).every(byte => byte === 7))
    assert.ok(bytes.subarray(8192).every(byte => byte === 7))
  })
}
