import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readVerifyingKey } from '#signing/key-file.ts'
import { frameAt } from './frame.ts'
import { createSpool, openSpool } from './spool.ts'
import { directory, emptyPlace, entries, optionsOn, sealed, upTo } from './test-spool.ts'
import { verifySpool } from './verify.ts'

const first = `${directory}/00000001.chunk`
const second = `${directory}/00000002.chunk`

/** Frame by frame: a signature may hold any bytes, also those that a text search would take for the next event. */
function endOf(n: number, bytes: Buffer): number {
  for (let frame = frameAt(bytes, 0); frame; frame = frameAt(bytes, frame.end)) {
    if (JSON.parse(frame.json.toString()).n === n) return frame.end
  }
  throw new Error(`event ${n} does not stand here`)
}

/** Events over several files, and the place of each in the first file. */
async function written(count = 100) {
  const { disk, key } = await emptyPlace()
  const spool = await createSpool(optionsOn({ disk, key }))
  for (let i = 1; i <= count; i += 1) await spool.append(sealed(i))
  await spool.close()
  const bytes = await disk.read(first)
  const places = new Map<number, { at: number; end: number }>()
  for (let frame = frameAt(bytes, 0); frame; frame = frameAt(bytes, frame.end)) {
    const { n } = JSON.parse(frame.json.toString())
    if (n) places.set(n, frame)
  }
  const overwrite = async (path: string, position: number, bytes: Uint8Array) => {
    const file = await disk.open(path)
    await file.write(bytes, position)
    await file.close()
  }
  const verify = (remembered: readonly { n: number; hash: Uint8Array }[] = []) =>
    verifySpool({ disk, directory, key: readVerifyingKey(key.raw), remembered })
  const kinds = async (remembered: readonly { n: number; hash: Uint8Array }[] = []) =>
    (await verify(remembered)).problems.map(
      ({ kind, fromNumber, toNumber }) => `${kind} ${fromNumber}-${toNumber}`,
    )
  return { disk, key, bytes, places, overwrite, verify, kinds }
}

test('an event changed in place is found with its place', async () => {
  const { bytes, places, overwrite, verify } = await written()
  const { at, end } = places.get(7)!
  const changed = Buffer.from(bytes.subarray(at, end))
  changed.write('"count":3', changed.indexOf('"count":2'))
  await overwrite(first, at, changed)
  const { problems, events } = await verify()
  assert.equal(problems.length, 1)
  const { kind, fromNumber, toNumber, chunk, offset, place, told } = problems[0]!
  assert.deepEqual(
    [kind, fromNumber, toNumber, chunk, offset, told],
    ['edited', 7, 7, 1, at, false],
  )
  assert.equal(place, `00000001.chunk@${at}`)
  assert.equal(events, 99)
})

test('a changed signature is found, even of the last event', async () => {
  const { disk, places, bytes, overwrite, kinds } = await written()
  await overwrite(
    first,
    places.get(9)!.end - 40,
    Uint8Array.of(bytes[places.get(9)!.end - 40]! ^ 1),
  )
  assert.deepEqual(await kinds(), ['edited 9-9'])
  const chunks = await disk.list(directory)
  const last = `${directory}/${chunks.at(-2)}`
  const end = (await disk.read(last)).findLastIndex(byte => byte !== 0)
  await overwrite(last, end - 30, Uint8Array.of(0xaa))
  assert.deepEqual(await kinds(), ['edited 9-9', 'edited 100-100'])
})

test('bytes that are no event are found', async () => {
  const { places, overwrite, kinds } = await written()
  const { at, end } = places.get(7)!
  await overwrite(first, at, Buffer.alloc(places.get(8)!.end - at, 0xff))
  assert.deepEqual(await kinds(), ['garbled 7-8'])
  await overwrite(first, at, Buffer.alloc(end - at))
  assert.deepEqual(await kinds(), ['garbled 7-8'])
})

test('events cut out and the rest moved up are found', async () => {
  const { bytes, places, overwrite, kinds } = await written()
  const moved = Buffer.concat([
    bytes.subarray(places.get(9)!.at),
    Buffer.alloc(places.get(9)!.at - places.get(7)!.at),
  ])
  await overwrite(first, places.get(7)!.at, moved)
  assert.deepEqual(await kinds(), ['cut 7-8'])
})

test('two events exchanged are found', async () => {
  const { bytes, places, overwrite, kinds } = await written()
  const [a, b] = [places.get(5)!, places.get(6)!]
  await overwrite(
    first,
    a.at,
    Buffer.concat([bytes.subarray(b.at, b.end), bytes.subarray(a.at, a.end)]),
  )
  assert.deepEqual(await kinds(), ['swapped 5-5'])
})

test('two files exchanged are found', async () => {
  const { disk, bytes, overwrite, kinds } = await written()
  const other = await disk.read(second)
  await overwrite(first, 0, other)
  await overwrite(second, 0, bytes)
  assert.ok((await kinds()).some(kind => kind.startsWith('swapped')))
})

test('a file taken away is found, in the middle, at the front and before the reserve', async () => {
  const { disk, kinds } = await written(200)
  const middle = (await disk.read(second)).toString('latin1').match(/"n":(\d+)/)![1]
  const chunks = await disk.list(directory)
  await disk.remove(`${directory}/${chunks.at(-2)}`)
  assert.equal((await kinds()).length, 1)
  await disk.remove(second)
  assert.ok((await kinds()).some(kind => kind.startsWith(`cut ${middle}-`)))
  await disk.remove(first)
  assert.ok((await kinds()).some(kind => kind.startsWith('cut 1-')))
})

test('a tail cut off shows against an event remembered elsewhere, and only so', async () => {
  const { disk, key, overwrite, kinds } = await written()
  const spool = await openSpool(optionsOn({ disk, key }))
  const { head } = spool
  const hash97 = (await entries(spool, 97))[0]!.hash
  await spool.close()
  assert.deepEqual(await kinds([head, { n: 97, hash: hash97 }]), [])
  const chunk = (await disk.list(directory)).at(-2)!
  const bytes = await disk.read(`${directory}/${chunk}`)
  const at = endOf(97, bytes)
  await overwrite(`${directory}/${chunk}`, at, Buffer.alloc(bytes.length - at))
  assert.deepEqual(await kinds(), [])
  assert.deepEqual(await kinds([head]), ['cut 98-100'])
})

test('a keeper that finds its tail cut off gives no number a second time and says so', async () => {
  const { disk, key, overwrite, kinds } = await written()
  const chunk = `${directory}/${(await disk.list(directory)).at(-2)!}`
  const bytes = await disk.read(chunk)
  const at = endOf(97, bytes)
  await overwrite(chunk, at, Buffer.alloc(bytes.length - at))
  const spool = await openSpool(optionsOn({ disk, key }), 100)
  assert.equal(spool.head.n, 97)
  assert.equal(await spool.append(sealed(1)), 102)
  const { head } = spool
  await spool.close()
  const damaged = (await entries(spool, 101))[0]!.event
  assert.equal(damaged.type === 'SpoolDamaged' && damaged.fromNumber, 98)
  // It stays known, also once a later event is remembered.
  assert.deepEqual(await kinds([head]), ['cut 98-100'])
})

test('a second history signed with the same key shows: in the files, and against what is remembered', async () => {
  const { disk, key, kinds } = await written()
  const image = disk.after({ steps: disk.history.length })
  const one = await openSpool(optionsOn({ disk, key }))
  const other = await openSpool(optionsOn({ disk: image, key }))
  for (const i of upTo(10)) {
    await one.append(sealed(i))
    await other.append({ type: 'KeeperStopped', cause: `other ${i}` })
  }
  const remembered = { n: 105, hash: (await entries(other, 105))[0]!.hash }
  await Promise.all([one.close(), other.close()])
  assert.deepEqual(await kinds([remembered]), ['forked 105-105'])

  // Whoever restores the image and goes on in it, in the middle of the files that are there:
  const names = await disk.list(directory)
  const last = `${directory}/${names.at(-2)}`
  const foreign = (await entries(other, 101))[0]!.frame
  const bytes = await disk.read(last)
  const end = bytes.findLastIndex(byte => byte !== 0) + 1
  const file = await disk.open(last)
  await file.write(foreign, end + 2)
  await file.close()
  assert.deepEqual(await kinds(), ['forked 101-101'])
})

test('a keeper that finds a broken event gives its number up and says so', async () => {
  const { disk, key, overwrite, kinds } = await written()
  const chunk = (await disk.list(directory)).at(-2)!
  const bytes = await disk.read(`${directory}/${chunk}`)
  const at = bytes.lastIndexOf('"count":2')
  await overwrite(`${directory}/${chunk}`, at, Buffer.from('"count":7'))
  const spool = await openSpool(optionsOn({ disk, key }))
  assert.equal(spool.head.n, 99)
  assert.equal(await spool.append(sealed(1)), 102)
  const damaged = await spool.lastOf('SpoolDamaged')
  assert.deepEqual([damaged?.n, damaged?.fromNumber, damaged?.toNumber], [101, 100, 100])
  await spool.close()
  assert.deepEqual(await kinds(), ['edited 100-100'])
  const again = await openSpool(optionsOn({ disk, key }))
  assert.equal(await again.append(sealed(2)), 103)
  assert.equal((await again.verify()).problems[0]?.told, true)
})
