import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Minute, minuteIndex, secondUs, startUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { sha256 } from '#hash/sha256.ts'
import { addCamera } from '#keyring/changes.ts'
import { plant, puncture } from '#keyring/day-tree.ts'
import { withTrees } from '#keyring/day-trees.ts'
import { addHold } from '#keyring/hold.ts'
import { emptyKeyring, type Keyring, keysOf, withKeys } from '#keyring/keyring.ts'
import { quarantine } from './catalogue.ts'
import { releaseFootage } from './release.ts'
import { Timelines, timelineMarks } from './timeline.ts'
import {
  chance,
  idle,
  nine,
  nineUs,
  type Trial,
  trial,
  trialCamera,
  trialFiles,
  trialRoot,
} from './trial-camera.ts'

const day = '2026-11-22'
const { footage, gap, held } = timelineMarks

/** Every minute of the day lives, but for [fromIndex, toIndex). */
function keyring(fromIndex = 0, toIndex = 0): Keyring {
  const id = new Uint8Array(16)
  const settings = { organisation: '試験', profile: 'trial' }
  const empty = emptyKeyring({ site: id, keeper: id, demo: false, settings })
  const about = { name: 'カメラ', url: 'rtsp://trial/', addedUs: 0 }
  const ring = addCamera(empty, trialCamera, about)
  const tree = puncture(sha256, plant(new Uint8Array(32).fill(1)), fromIndex, toIndex)
  const keys = keysOf(ring, trialCamera)
  return withKeys(ring, trialCamera, {
    ...keys,
    days: withTrees(keys.days, new Map([[day, tree]])),
  })
}

async function emptyDisk() {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  return disk
}

const shown = async (timelines: Timelines, ring = keyring(), nowUs = nineUs) =>
  (await timelines.of([trialCamera], day, ring, nowUs))[0]!

const minutesWith = (minutes: Uint8Array, mark: number): readonly Minute[] =>
  [...minutes.entries()].filter(([, of]) => (of & mark) > 0).map(([index]) => index)

test('a day shows the minutes that have footage and the gaps noted in them, in files closed and still written', async () => {
  const disk = await emptyDisk()
  const timelines = new Timelines(disk, trialRoot, () => true)
  const one = trial(timelines.watched)
  await one.feed(nineUs, 150)
  one.writer.gap({
    fromUs: nineUs + 150 * secondUs,
    toUs: nineUs + 300 * secondUs,
    cause: 'silence',
  })
  await one.feed(nineUs + 300 * secondUs, 70)
  const first = minuteIndex(nine)
  const expected = [0, 1, 2, 5, 6].map(minute => first + minute)
  one.writer.tick(nineUs + 372 * secondUs)
  await one.feed(nineUs + 373 * secondUs, 1)
  const written = await shown(timelines)
  assert.deepEqual(minutesWith(written, footage), expected)
  assert.deepEqual(minutesWith(written, gap), [first + 5])
  await one.writer.close()
  assert.deepEqual(await shown(timelines), written)
})

test('what died is left out by the keyring of the call, what a hold names is marked', async () => {
  const disk = await emptyDisk()
  const timelines = new Timelines(disk, trialRoot, () => false)
  const one = trial(timelines.watched)
  await one.feed(nineUs, 240)
  await one.writer.close()
  const first = minuteIndex(nine)
  assert.deepEqual(
    minutesWith(await shown(timelines), footage),
    [0, 1, 2, 3].map(m => first + m),
  )
  const ring = addHold(keyring(first, first + 2), {
    id: 'h1',
    camera: trialCamera,
    fromMinute: nine + 1,
    toMinute: nine + 3,
    decidedBy: '管理責任者',
    ground: '試験',
    article: '第1条',
    reason: '試験',
    endsOnUs: nineUs + 3600 * secondUs,
    addedUs: nineUs,
  })
  const masked = await shown(timelines, ring)
  assert.deepEqual(minutesWith(masked, footage), [first + 2, first + 3])
  assert.deepEqual(minutesWith(masked, held), [first + 2])
  assert.deepEqual(minutesWith(await shown(timelines, ring, nineUs + 3600 * secondUs), held), [])
  assert.deepEqual(minutesWith(await shown(timelines, keyring(0, 1440)), footage), [])
})

test('a day that nobody writes to costs no look at the disk the second time', async () => {
  const disk = await emptyDisk()
  const one = trial(disk)
  await one.feed(nineUs, 120)
  await one.writer.close()
  let calls = 0
  const counting =
    <Args extends unknown[], Result>(call: (...args: Args) => Result) =>
    (...args: Args) => {
      calls += 1
      return call(...args)
    }
  const counted: Disk = {
    ...disk,
    list: counting(disk.list),
    size: counting(disk.size),
    readAt: counting(disk.readAt),
  }
  const timelines = new Timelines(counted, trialRoot, () => false)
  const once = await shown(timelines)
  assert.ok(calls > 0)
  calls = 0
  assert.deepEqual(await shown(timelines), once)
  assert.equal(calls, 0)
})

test('a file that goes while its day is being read is not remembered', async () => {
  const disk = await emptyDisk()
  const one = trial(disk)
  await one.feed(nineUs, 60, { framesPerSecond: 1 })
  await one.writer.close()
  const [file] = await trialFiles(disk)
  let timelines: Timelines | null = null
  const removing: Disk = {
    ...disk,
    async readAt(path, at, length) {
      const bytes = await disk.readAt(path, at, length)
      if (at > 0 && (await trialFiles(disk)).length > 0) await timelines!.watched.remove(path)
      return bytes
    },
  }
  timelines = new Timelines(removing, trialRoot, () => false)
  assert.ok(file)
  assert.equal(minutesWith(await shown(timelines), footage).length, 1)
  assert.deepEqual(minutesWith(await shown(timelines), footage), [])
})

test('a file removed is forgotten at once, whatever the keyring would let live', async () => {
  const disk = await emptyDisk()
  const timelines = new Timelines(disk, trialRoot, () => false)
  const one = trial(timelines.watched)
  await one.feed(nineUs, 60, { framesPerSecond: 1 })
  await one.writer.close()
  assert.equal(minutesWith(await shown(timelines), footage).length, 1)
  for (const { path } of await trialFiles(disk)) await timelines.watched.remove(path)
  assert.deepEqual(minutesWith(await shown(timelines), footage), [])
})

type Act = 'feed' | 'gap' | 'cut' | 'crash' | 'release' | 'setAside' | 'look'

test('whatever is written, closed, broken off, released or set aside: what is remembered is what the files say', async () => {
  const acts = fc.constantFrom<Act>(
    'feed',
    'feed',
    'gap',
    'cut',
    'crash',
    'release',
    'setAside',
    'look',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 14 }), async sequence => {
      const disk = await emptyDisk()
      let one: Trial | null = null
      let writers = 0
      const isWritten = (segment: string) => one?.writer.segment === segment
      const timelines = new Timelines(disk, trialRoot, isWritten)
      let atUs = nineUs + 3540 * secondUs
      let released = nine
      for (const act of sequence) {
        one ??= trial(timelines.watched, { random: chance(`writer ${writers++}`) })
        if (act === 'feed') {
          await one.feed(atUs, 50, { framesPerSecond: 1 })
          atUs += 50 * secondUs
        } else if (act === 'gap') {
          one.writer.gap({ fromUs: atUs, toUs: atUs + 70 * secondUs, cause: 'silence' })
          atUs += 70 * secondUs
        } else if (act === 'cut') {
          one.writer.cut()
          await one.feed(atUs, 1, { framesPerSecond: 1 })
          atUs += secondUs
        } else if (act === 'crash') one = null
        else if (act === 'release') {
          const open = new Set(one.writer.segment ? [one.writer.segment] : [])
          const to = Math.floor(atUs / startUs(1))
          const lifeOf = (minute: Minute) => (minute < to ? 'dead' : 'living')
          const { failed } = await releaseFootage({
            disk: timelines.watched,
            root: trialRoot,
            camera: trialCamera,
            lifeOf,
            from: released,
            to,
            open,
          })
          assert.deepEqual(failed, [])
          released = to
        } else if (act === 'setAside') {
          const [oldest] = await trialFiles(disk)
          if (oldest && !isWritten(oldest.segment)) {
            await quarantine(timelines.watched, trialRoot, oldest.path)
          }
        }
        if (one) await idle(one.writer)
        const fresh = new Timelines(disk, trialRoot, isWritten)
        const dead = keyring(0, minuteIndex(released))
        assert.deepEqual(await shown(timelines, dead), await shown(fresh, dead), act)
      }
      await one?.writer.close()
    }),
    { numRuns: 40, endOnFailure: true },
  )
})
