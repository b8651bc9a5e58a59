import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { readMoment } from '#civil/minute.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import type { Store } from '#keystore/keystore.ts'
import { type ErasedBefore, foundShelves, openShelves } from './shelves.ts'

const storeOn = (disk: MemoryDisk): Store => ({
  disk,
  directory: '/office/keyring',
  places: [{ slotsPath: '/share-office/slots' }],
  site: new Uint8Array(16).fill(5),
  random: length => randomBytes(length),
})
const nothing: ErasedBefore = { version: 0, shelves: [] }
const at = readMoment
const begin = at('2026-11-23 09:00')

async function founded() {
  const disk = memoryDisk()
  await foundShelves(storeOn(disk), begin)
  return disk
}
const open = (disk: MemoryDisk, nowUs: number, erased = nothing) =>
  openShelves({ store: storeOn(disk), nowUs: () => nowUs, erased })
const image = (disk: MemoryDisk) => disk.after({ steps: disk.history.length })

describe('shelves', () => {
  test('this year’s open shelf and the next one’s are there from the founding, with different keys', async () => {
    const shelves = await open(await founded(), begin)
    assert.deepEqual(shelves.names, ['open/2026', 'open/2027'])
    assert.equal(shelves.openShelf(begin), 'open/2026')
    assert.notDeepEqual(shelves.keyOf('open/2026'), shelves.keyOf('open/2027'))
    assert.equal(shelves.keyOf('open/2028'), null)
    assert.equal(shelves.keyOf('open/2026')?.length, 32)
  })

  test('what comes late goes where what is opened now goes; without a key there is no shelf', async () => {
    const shelves = await open(await founded(), at('2027-04-01 00:00'))
    assert.equal(shelves.openShelf(begin), 'open/2027')
    assert.throws(() => shelves.openShelf(at('2028-04-01 00:00')), { kind: 'Unavailable' })
  })

  test('a shelf that was drawn is there after a start, with the same key', async () => {
    const disk = await founded()
    const shelves = await open(disk, begin)
    await shelves.ensure(['viewingRegister/2031', 'open/2026'])
    const key = Buffer.from(shelves.keyOf('viewingRegister/2031')!)
    const version = shelves.version
    await shelves.ensure(['viewingRegister/2031'])
    assert.equal(shelves.version, version, 'nothing to draw, nothing to write')
    await shelves.close()
    const again = await open(disk, begin)
    assert.deepEqual(Buffer.from(again.keyOf('viewingRegister/2031')!), key)
  })

  test('a register’s key is refused from the instant its years are over, and laid from until it is erased', async () => {
    const disk = await founded()
    const before = await open(disk, begin)
    await before.ensure(['book/2026'])
    const late = await open(disk, at('2027-04-01 00:00'))
    assert.equal(late.keyOf('book/2026'), null)
    assert.ok(late.keyForLaying('book/2026'))
    assert.ok(late.keyOf('open/2026'), 'what is still open is read until the turn is done')
    assert.deepEqual(late.due(), ['book/2026', 'open/2026'])
  })

  test('an erased key is wiped in memory, and no start brings it back', async () => {
    const disk = await founded()
    const shelves = await open(disk, at('2027-04-01 00:00'))
    const key = shelves.keyOf('open/2026')!
    const told: unknown[] = []
    await shelves.erase(['open/2026', 'never/2020'], async (version, dead) => {
      told.push([version, dead])
    })
    assert.deepEqual(told, [[2, ['open/2026']]])
    assert.ok(key.every(byte => byte === 0))
    assert.equal(shelves.keyForLaying('open/2026'), null)
    assert.deepEqual((await open(disk, begin)).names, ['open/2027'])
  })

  test('an intention that cannot be recorded leaves every key as it is', async () => {
    const shelves = await open(await founded(), begin)
    const refused = shelves.erase(['open/2026'], async () => {
      throw new Error('database down')
    })
    await assert.rejects(refused, /database down/)
    assert.ok(shelves.keyOf('open/2026')!.some(byte => byte !== 0))
    assert.equal(shelves.version, 1)
  })

  test('an older image loses what was erased since before anything is asked, and takes a number above all', async () => {
    const disk = await founded()
    const first = await open(disk, begin)
    await first.ensure(['book/2026', 'book/2031'])
    const older = image(disk)
    const turn = at('2027-04-02 00:00')
    const shelves = await open(disk, turn)
    await shelves.ensure(['open/2028'])
    await shelves.erase(['open/2026', 'book/2026'])
    const erased = { version: shelves.version, shelves: ['open/2026', 'book/2026'] }
    assert.equal((await open(disk, turn, erased)).rolledBackTo, null)

    const back = await open(older, turn, erased)
    assert.equal(back.rolledBackTo, 2)
    assert.ok(back.version > erased.version)
    assert.deepEqual(back.names, ['book/2031', 'open/2027'])
    await back.close()
    const again = await open(older, turn, erased)
    assert.equal(again.rolledBackTo, 2, 'remembered until the ledger knows')
    await again.rollbackRecorded()
    assert.equal((await open(older, turn, erased)).rolledBackTo, null)
  })

  test('the word of the database destroys no key whose years are not over', async () => {
    const disk = await founded()
    await (await open(disk, begin)).ensure(['book/2031'])
    const said = { version: 99, shelves: ['book/2031', 'open/2026', 'open/2027'] }
    const shelves = await open(disk, begin, said)
    assert.deepEqual(shelves.names, ['book/2031', 'open/2026', 'open/2027'])
  })

  test('a place that does not answer is said until it is finished', async () => {
    const disk = await founded()
    let fail = false
    const faulty = new Proxy(disk, {
      get(target, name, receiver) {
        if (name !== 'open') return Reflect.get(target, name, receiver)
        return async (path: string) => {
          const file = await target.open(path)
          if (!path.includes('slots')) return file
          return {
            ...file,
            async write(bytes: Uint8Array, position: number) {
              if (fail) throw new Error('the stick was pulled')
              fail = writes++ === 0
              await file.write(bytes, position)
            },
          }
        }
      },
    })
    let writes = 1
    const shelves = await openShelves({
      store: storeOn(faulty),
      nowUs: () => at('2027-04-01 00:00'),
      erased: nothing,
    })
    writes = 0
    await shelves.erase(['open/2026'])
    assert.match(shelves.problem ?? '', /may still stand/)
    assert.equal(shelves.keyOf('open/2026'), null)
    await assert.rejects(shelves.finish())
    fail = false
    await shelves.finish()
    assert.equal(shelves.problem, null)
  })
})
