import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { createSpool, openSpool } from './spool.ts'
import { directory, emptyPlace, entries, optionsOn, sealed, upTo } from './test-spool.ts'

test('events keep their order over several files and are found again', async () => {
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool(options)
  for (let i = 1; i <= 200; i += 1) assert.equal(await spool.append(sealed(i)), i)
  await spool.close()
  const again = await openSpool(options)
  const found = await entries(again)
  assert.deepEqual(
    found.map(({ n, event }) => [n, event.type === 'MinuteSealed' && event.minute]),
    upTo(200).map(n => [n, n]),
  )
  assert.deepEqual(
    (await entries(again, 150)).map(({ n }) => n),
    upTo(200).slice(149),
  )
  assert.ok((await options.disk.list(directory)).length > 4)
  const verified = await again.verify()
  assert.deepEqual(verified.problems, [])
  assert.equal(verified.torn, 0)
  assert.equal(verified.events, 200)
  assert.deepEqual(verified.head, again.head)
})

test('appends of one moment travel in one write', async () => {
  const place = await emptyPlace()
  const spool = await createSpool(optionsOn(place))
  const before = place.disk.history.length
  assert.deepEqual(await Promise.all(upTo(10).map(i => spool.append(sealed(i)))), upTo(10))
  const writes = place.disk.history.slice(before).filter(({ call }) => call === 'write')
  assert.equal(writes.length, 1)
})

test('the newest event of a type is found in files long closed', async () => {
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool(options)
  await spool.append({ type: 'KeeperStopped', cause: 'test' })
  for (let i = 0; i < 200; i += 1) await spool.append(sealed(i))
  await spool.close()
  const again = await openSpool(options)
  const stopped = await again.lastOf('KeeperStopped')
  assert.equal(stopped?.n, 1)
  assert.equal(stopped?.cause, 'test')
  const latest = await again.lastOf('MinuteSealed')
  assert.equal(latest?.minute, 199)
  assert.equal(await again.lastOf('CameraAdded'), undefined)
  assert.deepEqual(await again.last(), latest)
})

test('an empty spool opens, a lost one does not', async () => {
  const options = optionsOn(await emptyPlace())
  await assert.rejects(openSpool(options), { kind: 'NotFound' })
  await (await createSpool(options)).close()
  const spool = await openSpool(options)
  assert.equal(spool.head.n, 0)
  assert.equal(await spool.last(), undefined)
  assert.equal(await spool.append(sealed(1)), 1)
})

test('another key does not go on with the chain', async () => {
  const place = await emptyPlace()
  const spool = await createSpool(optionsOn(place))
  await spool.append(sealed(1))
  await createSigningKey(place.disk, '/data/other.key')
  const key = await readSigningKey(place.disk, '/data/other.key')
  await assert.rejects(openSpool({ ...optionsOn(place), key }), { kind: 'Conflict' })
})

test('an event too long for a file gets no number', async () => {
  const spool = await createSpool(optionsOn(await emptyPlace()))
  const long = { type: 'KeeperStopped', cause: 'x'.repeat(5000) } as const
  const [refused, after] = await Promise.allSettled([spool.append(long), spool.append(sealed(1))])
  assert.equal(refused?.status, 'rejected')
  assert.deepEqual(after, { status: 'fulfilled', value: 1 })
})

test('old files go after an event that says so, and the rest still verifies', async () => {
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool(options)
  for (let i = 1; i <= 200; i += 1) await spool.append(sealed(i))
  const middle = (await entries(spool, 120))[0]!.event.atUs
  const { through } = await spool.prune(middle)
  assert.ok(through > 50 && through < 120, `${through}`)
  const pruned = await spool.lastOf('SpoolPruned')
  assert.equal(pruned?.through, through)
  assert.equal((await entries(spool))[0]!.n, through + 1)
  assert.equal((await entries(spool))[0]!.frame.subarray(4, 36).toString('hex'), pruned?.hash)
  assert.deepEqual((await spool.verify()).problems, [])
  assert.deepEqual(await spool.prune(middle), { through: 0 })
  await spool.close()
  const again = await openSpool(options)
  assert.equal(again.head.n, 201)
  assert.deepEqual((await again.verify()).problems, [])
})

test('the file that dates the keyring is kept, however old', async () => {
  const spool = await createSpool(optionsOn(await emptyPlace()))
  for (let i = 1; i <= 80; i += 1) await spool.append(sealed(i))
  const done = await spool.append({
    type: 'ErasureDone',
    version: 7,
    blobHash: 'ab'.repeat(32),
    weakestClass: 'E0',
    places: 1,
    unreachable: [],
  })
  for (let i = 1; i <= 120; i += 1) await spool.append(sealed(i))
  const { through } = await spool.prune(Number.MAX_SAFE_INTEGER)
  assert.ok(through > 0 && through < done)
  assert.equal((await spool.lastOf('ErasureDone'))?.version, 7)
})
