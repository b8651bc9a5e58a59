import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disk, DurableFile } from '#disk/disk.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { found } from './found.ts'
import { commit, finishErasure, recover, type Store } from './keystore.ts'
import { KeystoreFault, type KeystoreFaultKind } from './keystore-fault.ts'
import { type Draws, memoryStore } from './memory-store.ts'

const isFault =
  (kind: KeystoreFaultKind, committed: boolean | 'unknown' = false) =>
  (error: unknown) =>
    error instanceof KeystoreFault && error.kind === kind && error.committed === committed
const contents = async (disk: MemoryDisk) =>
  Promise.all(disk.files().map(async path => `${path} ${(await disk.read(path)).toString('hex')}`))

test('found, commit, recover', async () => {
  const store = memoryStore({ places: 2 })
  const first = await found(store, Buffer.from('one'))
  assert.equal(first.version, 1)
  const second = await commit(store, first, Buffer.from('two'))
  const back = await recover(store)
  assert.equal(back.plain.toString(), 'two')
  assert.equal(back.version, 2)
  assert.deepEqual(back.blobHash, second.blobHash)
  assert.deepEqual([back.repaired, back.unfinished, back.rolledBack], [[], [], false])
})

test('an empty keyring and one of several steps come back whole', async () => {
  const store = memoryStore({ places: 1 })
  let current = await found(store, Buffer.alloc(0))
  assert.equal((await recover(store)).plain.length, 0)
  for (const length of [1, 65_427, 65_428, 65_429, 200_000]) {
    const plain = Buffer.from(memoryStore({ places: 1, seed: `x${length}` }).random(length))
    current = await commit(store, current, plain)
    assert.ok((await recover(store)).plain.equals(plain), `${length}`)
  }
})

test('a version can be numbered beyond a rollback, never backwards', async () => {
  const store = memoryStore({ places: 1 })
  const first = await found(store, Buffer.from('one'))
  const ninth = await commit(store, first, Buffer.from('nine'), { version: 9 })
  assert.equal(ninth.version, 9)
  await assert.rejects(commit(store, ninth, Buffer.from('x'), { version: 9 }), RangeError)
  assert.equal((await recover(store, { atLeast: 9 })).rolledBack, false)
  assert.equal((await recover(store, { atLeast: 10 })).rolledBack, true)
})

test('a caller that holds another version than the disk changes nothing', async () => {
  const disk = memoryDisk()
  const store = memoryStore({ places: 2, disk })
  const first = await found(store, Buffer.from('one'))
  await commit(store, first, Buffer.from('two'))
  const before = await contents(disk)
  await assert.rejects(commit(store, first, Buffer.from('x')), isFault('Conflict', 'unknown'))
  await assert.rejects(finishErasure(store, first), isFault('Conflict', 'unknown'))
  assert.deepEqual(await contents(disk), before)
})

test('the share of another site, or in another order, is not touched', async () => {
  const disk = memoryDisk()
  const store = memoryStore({ places: 2, disk })
  const current = await found(store, Buffer.from('one'))
  const before = await contents(disk)
  const swapped: Store = { ...store, places: [...store.places].reverse() }
  const fewer: Store = { ...store, places: store.places.slice(0, 1) }
  const other: Store = { ...store, site: Buffer.alloc(16, 1) }
  for (const wrong of [swapped, fewer, other]) {
    await assert.rejects(recover(wrong), isFault('Misconfigured'))
    await assert.rejects(commit(wrong, current, Buffer.from('x')), isFault('Misconfigured'))
  }
  assert.deepEqual(await contents(disk), before)
})

test('nothing founded is NotFound; a share that is gone is DataLoss and touches nothing', async () => {
  const disk = memoryDisk()
  const store = memoryStore({ places: 2, disk })
  await assert.rejects(recover(store), isFault('NotFound'))
  await found(store, Buffer.from('one'))
  const file = await disk.open('/place-1/slots')
  await file.write(Buffer.alloc(8192), 0)
  const before = await contents(disk)
  await assert.rejects(
    recover(store),
    error =>
      isFault('DataLoss')(error) &&
      /place 0: share 1, destroyed; place 1: torn, torn/.test(`${error}`),
  )
  assert.deepEqual(await contents(disk), before)
})

test('a blob that was changed by one bit is not opened', async () => {
  const disk = memoryDisk()
  const store = memoryStore({ places: 1, disk })
  await found(store, Buffer.from('one'))
  const file = await disk.open('/data/keyring/blob-0')
  for (const position of [0, 20, 39, 60, 80, 87, 90, 60_000, 65_535]) {
    const byte = await disk.readAt('/data/keyring/blob-0', position, 1)
    await file.write(Buffer.from([byte[0]! ^ 1]), position)
    await assert.rejects(recover(store), isFault('DataLoss'), `${position}`)
    await file.write(byte, position)
  }
  assert.equal((await recover(store)).version, 1)
})

/** A disk that says yes and writes nothing, or something else, from the n-th write on these paths. */
function lying(
  inner: Disk,
  path: RegExp,
  writes: (file: DurableFile) => DurableFile['write'],
): Disk {
  const open = async (name: string): Promise<DurableFile> => {
    const file = await inner.open(name)
    return path.test(name) ? { ...file, write: writes(file) } : file
  }
  return { ...inner, open }
}

test('what reads back differently was not written: the old version stays', async () => {
  const nothing = () => async () => {}
  const flipped =
    (file: DurableFile) => async (bytes: Parameters<DurableFile['write']>[0], at: number) => {
      const wrong = Buffer.from(bytes instanceof Uint8Array ? bytes : Buffer.concat(bytes))
      wrong[wrong.length - 40]! ^= 1
      await file.write(wrong, at)
    }
  for (const path of [/blob/, /place-0/, /place-1/]) {
    for (const lie of [nothing, flipped]) {
      const disk = memoryDisk()
      const store = memoryStore({ places: 2, disk })
      const first = await found(store, Buffer.from('one'))
      const current = await commit(store, first, Buffer.from('two'))
      const lied = { ...store, disk: lying(disk, path, lie) }
      await assert.rejects(commit(lied, current, Buffer.from('three')), isFault('Unavailable'))
      const back = await recover(store)
      assert.deepEqual([back.version, back.plain.toString()], [2, 'two'])
    }
  }
})

test('shares are wiped from every buffer the disk saw, and no secret stands in an error', async () => {
  const seen: Uint8Array[] = []
  const inner = memoryDisk()
  const watched = (file: DurableFile): DurableFile => ({
    ...file,
    write(bytes, at) {
      seen.push(...(bytes instanceof Uint8Array ? [bytes] : bytes))
      return file.write(bytes, at)
    },
  })
  const kept = async (bytes: Promise<Buffer>) => {
    seen.push(await bytes)
    return bytes
  }
  const disk: Disk = {
    ...inner,
    create: async path => watched(await inner.create(path)),
    open: async path => watched(await inner.open(path)),
    read: path => kept(inner.read(path)),
    readAt: (path, offset, length) => kept(inner.readAt(path, offset, length)),
  }
  const draws: Draws = new Map()
  const drawn: Uint8Array[] = []
  const plain = memoryStore({ places: 2, disk, draws })
  const store: Store = {
    ...plain,
    random(length) {
      const bytes = plain.random(length)
      drawn.push(bytes)
      return bytes
    },
  }
  const first = await found(store, Buffer.from('one'))
  await commit(store, first, Buffer.from('two'))
  await recover(store)
  const shares = [...draws.values()].flatMap(both => [both.subarray(0, 32), both.subarray(32)])
  assert.equal(shares.length, 4)
  assert.ok(seen.length > 20)
  for (const share of shares) {
    assert.ok(inner.everything().some(step => step.call === 'write' && holds(step.bytes, share)))
    for (const bytes of [...seen, ...drawn])
      assert.ok(!holds(bytes, share), 'a share is left behind')
  }
  await assert.rejects(commit(store, first, Buffer.from('x')), error => {
    const printed = Buffer.from(`${(error as Error).stack} ${JSON.stringify(error)}`)
    return shares.every(
      share => !printed.includes(share.toString('hex')) && !printed.includes(share),
    )
  })
})
const holds = (bytes: Uint8Array, share: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(share)

test('no plaintext reaches the disk', async () => {
  const disk = memoryDisk()
  const store = memoryStore({ places: 1, disk })
  const secret = Buffer.from('a camera password of some length')
  await commit(store, await found(store, secret), Buffer.concat([secret, secret]))
  for (const step of disk.everything()) {
    if (step.call === 'write') assert.ok(!holds(step.bytes, secret.subarray(0, 8)))
  }
})
