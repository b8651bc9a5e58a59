import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fault, faultyDisk } from '#disk/faulty-disk.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { blobStep } from './blob.ts'
import { found } from './found.ts'
import {
  commit,
  finishErasure,
  type OnStep,
  recover,
  type Store,
  type Version,
} from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { type Draws, memoryStore, openableBy } from './memory-store.ts'

const keyring = (version: number) => Buffer.from(`keyring ${version}`)

async function world(places: number) {
  const draws: Draws = new Map()
  const first = memoryDisk()
  const store = memoryStore({ places, disk: first, draws, seed: 'Sfounding' })
  const current = await commit(store, await found(store, keyring(1)), keyring(2))
  const image = first.after({ steps: first.history.length })
  /** The same beginning again, on a disk with these faults. */
  const begin = (...faults: Fault[]) => {
    const disk = image.after({ steps: 0 })
    const faulty = faultyDisk(disk, ...faults)
    return { disk, faulty, store: memoryStore({ places, disk: faulty, draws, seed: 'Snext' }) }
  }
  const sound = (disk: MemoryDisk, seed: string) =>
    memoryStore({ places, disk, draws, seed: `S${seed}` })
  const opens = (disk: MemoryDisk) => [...openableBy(disk, store, draws).keys()]
  return { current, begin, sound, opens, draws }
}
type World = Awaited<ReturnType<typeof world>>

async function attempt(store: Store, current: Version, onStep?: OnStep) {
  try {
    return await commit(store, current, keyring(3), onStep ? { onStep } : {})
  } catch (error) {
    assert.ok(error instanceof KeystoreFault, `${error}`)
    return error
  }
}

/** Whatever a commit answered must be true of the disk after a power cut, and of the next commit. */
async function holdsTrue(
  w: World,
  { disk }: { disk: MemoryDisk },
  answer: Version | KeystoreFault,
) {
  const cut = disk.after({ steps: disk.history.length })
  const back = await recover(w.sound(cut, 'cut'))
  assert.deepEqual(back.plain, keyring(back.version))
  assert.deepEqual(w.opens(cut), [back.version])
  if (!(answer instanceof KeystoreFault)) {
    assert.equal(back.version, 3)
    assert.deepEqual(w.opens(disk), [3])
    return
  }
  if (answer.committed === 'unknown') {
    assert.equal(answer.current, null)
    return
  }
  assert.equal(back.version, answer.committed ? 3 : 2)
  const { current } = answer
  assert.ok(current)
  assert.equal(current.version, back.version)
  if (answer.committed) {
    assert.ok(answer.places.length > 0)
    const finished = disk.after({ steps: disk.history.length })
    await finishErasure(w.sound(finished, 'finish'), current)
    assert.deepEqual(w.opens(finished), [3])
  } else {
    // The version taken back can never win over one committed later.
    assert.ok(!w.opens(disk).includes(3))
  }
  const later = w.sound(disk, 'later')
  const next = await commit(later, current, keyring(current.version + 1))
  assert.deepEqual(w.opens(disk), [next.version])
}

for (const places of [1, 2]) {
  test(`${places} places: every step failed, failed but persisted, or short, alone and in pairs`, async () => {
    const w = await world(places)
    const clean = w.begin()
    await attempt(clean.store, w.current)
    const steps = clean.faulty.steps + 2 * places
    const kinds = ['failed', 'failedButPersisted', 'short'] as const
    let answers = ''
    for (let one = 1; one <= steps; one += 1) {
      for (let two = one; two <= steps; two += 1) {
        for (const first of kinds) {
          for (const second of two === one ? [first] : kinds) {
            const setting = w.begin(
              { step: one, kind: first, keptBytes: 88 },
              { step: two, kind: second, keptBytes: 88 },
            )
            const answer = await attempt(setting.store, w.current)
            answers += answer instanceof KeystoreFault ? `${answer.committed} ` : 'done '
            await holdsTrue(w, setting, answer)
          }
        }
      }
    }
    const expected = ['done', 'true', 'false', ...(places === 1 ? ['unknown'] : [])]
    for (const kind of expected) assert.ok(answers.includes(kind), kind)
  })

  test(`${places} places: a place goes offline at any step`, async () => {
    for (let place = 0; place < places; place += 1) {
      const w = await world(places)
      const steps: string[] = []
      await attempt(w.begin().store, w.current, (step, at) => steps.push(`${step} ${at ?? ''}`))
      const lastUse = steps.indexOf(`destroyShare ${place}`)
      for (const goesAt of steps.keys()) {
        const setting = w.begin()
        let step = 0
        const answer = await attempt(setting.store, w.current, () => {
          if (step++ === goesAt) setting.faulty.offline = [`/place-${place}`]
        })
        if (answer instanceof KeystoreFault) {
          assert.deepEqual(answer.places, [`/place-${place}/slots`])
          const before = setting.faulty.steps
          await assert.rejects(
            recover(setting.store),
            error =>
              error instanceof KeystoreFault &&
              error.kind === 'Unavailable' &&
              error.places[0] === `/place-${place}/slots`,
          )
          assert.equal(setting.faulty.steps, before, 'nothing is touched while a place is missing')
        } else assert.ok(goesAt > lastUse)
        await holdsTrue(w, setting, answer)
      }
    }
  })
}

test('recover goes on where a place can be read but not written, and says so', async () => {
  for (const step of [1, 2, 3, 4]) {
    const w = await world(2)
    const { store, disk } = w.begin({ step, kind: 'failed' })
    const back = await recover(store)
    assert.equal(back.version, 2)
    const failedEarly = step <= 2
    const both = ['/place-0/slots', '/place-1/slots']
    assert.deepEqual(back.unfinished, failedEarly ? both : [both[step - 3]])
    assert.equal(disk.history.length, failedEarly ? 1 : 3)
    assert.deepEqual((await recover(store)).unfinished, [])
  }
})

test('a disk that is full to the last byte stops no erasure', async () => {
  const w = await world(2)
  const { faulty, store, disk } = w.begin()
  faulty.full = true
  let current: Version = w.current
  for (let version = 3; version < 8; version += 1) {
    current = await commit(store, current, keyring(version))
    assert.deepEqual(w.opens(disk), [version])
  }
  const back = await recover(store)
  assert.deepEqual([back.version, back.unfinished], [7, []])
})

test('the blob files grow before they must, and say when they cannot', async () => {
  const w = await world(1)
  const { faulty, store, disk } = w.begin()
  const sizes = () => Promise.all([0, 1].map(file => disk.size(`/data/keyring/blob-${file}`)))
  assert.deepEqual(await sizes(), [2 * blobStep, 2 * blobStep])
  const large = Buffer.alloc(blobStep, 7)
  faulty.full = true
  const tight = await commit(store, w.current, large)
  assert.equal(tight.room.usedBytes, 2 * blobStep)
  assert.match(tight.room.problem ?? '', /ENOSPC/)
  const again = await commit(store, tight, large)
  assert.deepEqual(await sizes(), [2 * blobStep, 2 * blobStep])
  await assert.rejects(
    commit(store, again, Buffer.alloc(3 * blobStep)),
    error =>
      error instanceof KeystoreFault &&
      error.kind === 'NoSpace' &&
      error.committed === false &&
      error.current?.version === again.version,
  )
  assert.deepEqual(w.opens(disk), [again.version])
  faulty.full = false
  const roomy = await commit(store, again, large)
  assert.equal(roomy.room.problem, null)
  assert.equal(roomy.room.reservedBytes, 4 * blobStep)
  assert.deepEqual(await sizes(), [4 * blobStep, 4 * blobStep])
  faulty.full = true
  const longer = await commit(store, roomy, Buffer.alloc(3 * blobStep - 500, 9))
  assert.equal((await recover(store)).version, longer.version)
})

test('a crash while the blob files grow loses nothing', async () => {
  const w = await world(1)
  const { disk, store } = w.begin()
  await commit(store, w.current, Buffer.alloc(5 * blobStep, 7))
  const grows = disk.history.filter(step => step.call === 'write' && step.position > 0)
  assert.ok(grows.length > 3)
  for (const [steps, step] of disk.history.entries()) {
    for (const torn of step.call === 'write' ? [0, 1000] : [0]) {
      const found = disk.after({ steps, torn })
      const back = await recover(w.sound(found, 'grow'))
      assert.equal(back.plain.length, back.version === 2 ? keyring(2).length : 5 * blobStep)
      assert.deepEqual(w.opens(found), [back.version])
    }
  }
})
