import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { destroySlots, lookUp, writeNextBlob, writeShares } from './commit-steps.ts'
import { found } from './found.ts'
import {
  commit,
  type OnStep,
  type Recovered,
  recover,
  type Store,
  type Version,
} from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { cacheOf, type Draws, memoryStore, openableBy } from './memory-store.ts'
import { readPlaces } from './place.ts'
import { chooseVersion, rewriteShares } from './recover-steps.ts'

/** The protocol under trial: the real one or a mutant put together from its own steps. */
type Protocol = {
  commit(store: Store, current: Version, next: Uint8Array): Promise<Version>
  recover(store: Store, options?: { atLeast?: number }): Promise<Omit<Recovered, 'room'>>
}
const real: Protocol = { commit, recover }

/** Version v holds minutes v … v+2: minute v−1 has expired in it. */
const keyring = (version: number) => Buffer.from(`minutes ${[0, 1, 2].map(m => m + version)}`)

/** One world: versions 1 and 2 are behind it, version 2 is in force. */
async function world(places: number) {
  const draws: Draws = new Map()
  const disk = memoryDisk()
  const on = (disk: MemoryDisk, seed: string) =>
    memoryStore({ places, disk, seed: `S${seed}`, draws })
  const store = on(disk, 'founding')
  const current = await commit(store, await found(store, keyring(1)), keyring(2))
  return { places, draws, on, current, disk: disk.after({ steps: disk.history.length }) }
}
type World = Awaited<ReturnType<typeof world>>

/** Every way to crash in what a disk went through: before, after and torn in the middle of each step. */
function* crashes(disk: MemoryDisk, torn: readonly number[], cached: readonly number[]) {
  for (const [steps, step] of disk.history.entries()) {
    yield { steps }
    if (step.call !== 'write') continue
    const length = step.bytes.length
    const cut = (bytes: number) => (bytes < 0 ? length + bytes : Math.min(bytes, length - 1))
    for (const bytes of torn) yield { steps, torn: cut(bytes) }
    for (const bytes of cached) yield { steps, torn: cut(bytes), cached: true }
  }
  yield { steps: disk.history.length }
}
// 72 … 104 is the share; 32 before the end the checksum begins
const first = { torn: [1, 40, 72, 88, 104, 512, -32, -1], cached: [0, 88, 512, -1] }
const second = { torn: [88, -1], cached: [0, 88] }

/** Walks every crash of a commit and every second crash in the recovery; answers what went wrong. */
async function explore(protocol: Protocol, w: World, enough = Number.POSITIVE_INFINITY) {
  const wrong: string[] = []
  let states = 0
  const complain = (what: string, ...where: unknown[]) => {
    wrong.push(`${what} ${JSON.stringify(where)}`)
  }
  const recovered = async (disk: MemoryDisk, seed: string, allowed: number[], where: unknown[]) => {
    states += 1
    const store = w.on(disk, seed)
    try {
      const back = await protocol.recover(store, { atLeast: 2 })
      if (!allowed.includes(back.version)) complain(`version ${back.version} came back`, ...where)
      if (!back.plain.equals(keyring(back.version))) complain('another keyring', ...where)
      if (back.unfinished.length > 0) complain('unfinished', ...where)
      if (back.rolledBack) complain('rolled back', ...where)
      const opened = [...openableBy(disk, store, w.draws, await cacheOf(disk)).keys()]
      if (opened.some(version => version !== back.version)) {
        complain(`expired: ${opened} can be opened`, ...where)
      }
      return back
    } catch (error) {
      complain(`lost: ${(error as Error).message}`, ...where)
      return null
    }
  }

  const ran = w.disk.after({ steps: 0 })
  const store = w.on(ran, 'commit')
  await protocol.commit(store, w.current, keyring(3))
  const opened = [...openableBy(ran, store, w.draws).keys()]
  if (`${opened}` !== '3') complain(`expired: ${opened} can be opened after commit`)

  for (const crash of crashes(ran, first.torn, first.cached)) {
    if (wrong.length >= enough) break
    const done = crash.steps === ran.history.length
    const disk = ran.after(crash)
    const back = await recovered(disk, 'recover', done ? [3] : [2, 3], [crash])
    if (back === null) continue
    for (const again of crashes(disk, second.torn, second.cached)) {
      const where = [crash, again]
      // A version that was once given to the caller never gives way to an older one.
      const settled = again.steps === disk.history.length
      const found = disk.after(again)
      const twice = await recovered(found, 'again', settled ? [back.version] : [2, 3], where)
      if (twice === null || again.steps % 3 > 0) continue
      const next = w.on(found, 'next')
      const version = twice.version + 1
      await protocol.commit(next, twice, keyring(version))
      const left = [...openableBy(found, next, w.draws).keys()]
      if (`${left}` !== `${version}`) complain(`expired: ${left} can be opened later`, ...where)
    }
  }
  return { wrong, states }
}

for (const places of [1, 2, 3]) {
  test(`${places} places: no crash loses the living or leaves the dead`, async t => {
    const { wrong, states } = await explore(real, await world(places))
    assert.deepEqual(wrong, [])
    assert.ok(states > 300)
    t.diagnostic(`${states} crash states`)
  })
}

const quiet: OnStep = () => {}
const mutants: Record<string, { protocol: Protocol; caught: RegExp }> = {
  'destroy before write': {
    caught: /^lost: no version of the keyring can be opened/,
    protocol: {
      ...real,
      async commit(store, current, next) {
        const ground = await lookUp(store, current, quiet)
        await destroySlots(store, ground.currentSlots, quiet)
        const sealed = await writeNextBlob(store, ground, current.version + 1, next, quiet)
        await writeShares(store, ground, sealed, quiet)
        return sealed.opens
      },
    },
  },
  'skip destroy in commit': {
    caught: /^expired: 2,3 can be opened after commit/,
    protocol: {
      ...real,
      async commit(store, current, next) {
        const ground = await lookUp(store, current, quiet)
        const sealed = await writeNextBlob(store, ground, current.version + 1, next, quiet)
        await writeShares(store, ground, sealed, quiet)
        return sealed.opens
      },
    },
  },
  'skip destroy in recover': {
    caught: /^expired: 2,3 can be opened/,
    protocol: {
      ...real,
      async recover(store) {
        const places = await readPlaces(store)
        const chosen = await chooseVersion(store, places)
        await rewriteShares(store, places, chosen.slots, quiet)
        return { ...chosen, unfinished: [], repaired: [], rolledBack: false }
      },
    },
  },
  'trust the page cache': {
    caught: /^lost: no version of the keyring can be opened/,
    protocol: {
      ...real,
      async recover(store) {
        const places = await readPlaces(store)
        const chosen = await chooseVersion(store, places)
        await destroySlots(
          store,
          chosen.slots.map(slot => 1 - slot),
          quiet,
        )
        return { ...chosen, unfinished: [], repaired: [], rolledBack: false }
      },
    },
  },
}
for (const [name, { protocol, caught }] of Object.entries(mutants)) {
  for (const places of [1, 2]) {
    test(`mutant "${name}" is caught with ${places} places`, async () => {
      const { wrong } = await explore(protocol, await world(places), 40)
      assert.ok(
        wrong.some(what => caught.test(what)),
        wrong.join('\n'),
      )
    })
  }
}

/** Versions 2, 3 and 4 of one keystore as images; 4 is the newest that the spool knows. */
async function images(w: World) {
  const three = w.disk.after({ steps: 0 })
  const now = await commit(w.on(three, 'three'), w.current, keyring(3))
  const four = three.after({ steps: three.history.length })
  await commit(w.on(four, 'four'), now, keyring(4))
  return [w.disk, three, four] as const
}

/** Every mixture of files from those images; answers the mixtures that came back old and unnoticed. */
async function unnoticed(w: World, protocol: Protocol) {
  const [two, three, four] = await images(w)
  const files = four.files()
  const wrong: string[] = []
  for (let mixture = 0; mixture < 3 ** files.length; mixture += 1) {
    const disk = four.after({ steps: four.history.length })
    const from = files.map((_, at) => Math.floor(mixture / 3 ** at) % 3)
    for (const [at, path] of files.entries()) {
      const file = await disk.open(path)
      await file.write([two, three, four][from[at]!]!.onMedium(path), 0)
    }
    try {
      const back = await protocol.recover(w.on(disk, 'rollback'), { atLeast: 4 })
      if (back.version !== 4 && !back.rolledBack) wrong.push(`${from}: version ${back.version}`)
    } catch (error) {
      if (!(error instanceof KeystoreFault) || error.kind !== 'DataLoss') wrong.push(`${error}`)
    }
  }
  return wrong
}

for (const places of [1, 2]) {
  test(`${places} places: no mixture of restored files comes back unnoticed`, async () => {
    assert.deepEqual(await unnoticed(await world(places), real), [])
  })
  test(`mutant "accept rollback" is caught with ${places} places`, async () => {
    const protocol = { ...real, recover: (store: Store) => recover(store) }
    const wrong = await unnoticed(await world(places), protocol)
    assert.ok(wrong.includes(`${files2(places)}: version 2`), wrong.join('\n'))
  })
}
const files2 = (places: number) => Array.from({ length: 2 + places }, () => 0)
