import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { found } from './found.ts'
import { commit, recover } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { type Draws, memoryStore } from './memory-store.ts'

const conflict = (error: unknown) => error instanceof KeystoreFault && error.kind === 'Conflict'

/** Folders made and synced by the caller, as `init` does. */
async function ground(places: number) {
  const disk = memoryDisk()
  await disk.makeDirectory('/data/keyring')
  for (let place = 0; place < places; place += 1) await disk.makeDirectory(`/place-${place}`)
  await disk.syncDirectory('/')
  await disk.syncDirectory('/data')
  return disk.after({ steps: disk.history.length })
}

test('a keyring is founded once', async () => {
  const disk = await ground(1)
  const store = memoryStore({ places: 1, disk })
  await found(store, Buffer.from('one'))
  const steps = disk.history.length
  await assert.rejects(found(store, Buffer.from('two')), conflict)
  assert.equal(disk.history.slice(steps).filter(step => step.call !== 'makeDirectory').length, 0)
  assert.equal((await recover(store)).plain.toString(), 'one')
  assert.deepEqual(disk.files(), ['/data/keyring/blob-0', '/data/keyring/blob-1', '/place-0/slots'])
})

test('a share that lies at the place already is never touched', async () => {
  const disk = await ground(2)
  const first = memoryStore({ places: 2, disk, seed: 'A' })
  await found(first, Buffer.from('one'))
  const elsewhere = { ...memoryStore({ places: 2, disk, seed: 'B' }), directory: '/other/keyring' }
  await assert.rejects(found(elsewhere, Buffer.from('two')), conflict)
  assert.equal((await recover(first)).plain.toString(), 'one')
  const notOurs = await disk.create('/place-1/letter')
  await notOurs.write(Buffer.from('a letter'), 0)
  const places = [{ slotsPath: '/place-1/letter' }]
  await assert.rejects(found({ ...elsewhere, places }, Buffer.from('two')), conflict)
  assert.equal((await disk.read('/place-1/letter')).toString(), 'a letter')
})

test('a founding broken off here gives no right to the share of another', async () => {
  const disk = await ground(2)
  const other = { ...memoryStore({ places: 1, disk, seed: 'B' }), directory: '/other/keyring' }
  await found(other, Buffer.from('one'))
  const begun = await disk.create('/data/keyring/blob-0.founding')
  const ours = memoryStore({ places: 1, disk, seed: 'A' })
  const blob = await disk.readAt('/other/keyring/blob-0', 0, 65_536)
  blob.set(ours.site, 16)
  await begun.write(blob, 0)
  await assert.rejects(found(ours, Buffer.from('two')), conflict)
  assert.equal((await recover(other)).plain.toString(), 'one')
})

for (const places of [1, 2]) {
  test(`${places} places: a founding broken off anywhere is whole or can be founded again`, async () => {
    const disk = await ground(places)
    const draws: Draws = new Map()
    const on = (disk: MemoryDisk, seed: string) => memoryStore({ places, disk, seed, draws })
    await found(on(disk, 'A'), Buffer.from('one'))
    let whole = 0
    let again = 0
    for (let steps = 0; steps <= disk.history.length; steps += 1) {
      const next = disk.history[steps]
      const torn = next?.call === 'write' ? [0, 50, 4096, next.bytes.length - 1] : [0]
      for (const bytes of torn) {
        for (const unsyncedNames of [0, 1, Number.POSITIVE_INFINITY]) {
          const left = disk.after({ steps, torn: bytes, unsyncedNames })
          const back = await recover(on(left, 'A')).catch(error => error)
          if (!(back instanceof Error)) {
            assert.equal(back.plain.toString(), 'one')
            await commit(on(left, 'AA'), back, Buffer.from('two'))
            whole += 1
            continue
          }
          assert.ok(steps < disk.history.length, `${back}`)
          assert.ok(back instanceof KeystoreFault && back.kind === 'NotFound')
          const store = on(left, 'B')
          const had = store.places.filter(({ slotsPath }) => left.files().includes(slotsPath))
          await found(store, Buffer.from('another'))
          assert.equal((await recover(store)).plain.toString(), 'another')
          for (const { slotsPath } of had) {
            const over = left.history.findIndex(s => s.call === 'write' && s.path === slotsPath)
            const gone = left.history.findIndex(s => s.call === 'remove' && s.path === slotsPath)
            assert.ok(over >= 0 && over < gone, 'a share is written over before its name goes')
          }
          const expected = ['/data/keyring/blob-0', '/data/keyring/blob-1']
          assert.deepEqual(left.files(), [...expected, ...store.places.map(p => p.slotsPath)])
          again += 1
        }
      }
    }
    assert.ok(whole >= 3 && again > 20, `${whole} ${again}`)
  })
}
