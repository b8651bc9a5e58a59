import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Minute, minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { faultyDisk } from '#disk/faulty-disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { VaultFault } from './fault.ts'
import { readMinute } from './read.ts'
import { type Life, type Release, releaseFootage } from './release.ts'
import { scanSegment } from './scan.ts'
import {
  frame,
  nine,
  nineUs,
  trial,
  trialCamera,
  trialFiles,
  trialKeys,
  trialRoot,
} from './trial-camera.ts'
import { verifyMinute } from './verify.ts'

const secondUs = 1_000_000

/** 09:00 to 10:04 in groups of 7 s: most minutes begin inside one. */
async function recorded(leadIn: 'oneMinute' | 'withinDay' = 'oneMinute', groupSeconds = 7) {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  await disk.syncDirectory('/')
  const one = trial(disk, { leadIn })
  for (let us = nineUs; us < nineUs + 3840 * secondUs; us += 20 * secondUs) {
    await one.feed(us, 20, {
      framesPerSecond: 1,
      groupSeconds,
      begins: groupAhead(us, groupSeconds),
    })
  }
  await one.writer.close()
  return { disk, one }
}
const groupAhead = (us: number, group: number) =>
  (group - (((us - nineUs) / secondUs) % group)) % group

const release = (
  disk: Disk,
  lifeOf: (minute: Minute) => Life,
  from: Minute,
  to: Minute,
  open: string[] = [],
) => {
  const all: Release = {
    disk,
    root: trialRoot,
    camera: trialCamera,
    lifeOf,
    from,
    to,
    open: new Set(open),
  }
  return releaseFootage(all)
}

/** Units and lead-in of a minute wherever it lies; null where it is gone. */
async function open(disk: Disk, minute: Minute) {
  const files = await trialFiles(disk)
  for (const { path } of files) {
    const map = await scanSegment(disk, path, 'records')
    const leadIn: CapturedUnit[] = []
    const units: CapturedUnit[] = []
    const causes: string[] = []
    const locate = async (segment: string) =>
      files.find(file => file.segment === segment)?.path ?? null
    try {
      for await (const piece of readMinute(disk, map, minute, trialKeys, locate)) {
        if (piece.kind === 'leadIn') leadIn.push(...piece.units)
        if (piece.kind === 'units') units.push(...piece.units)
        if (piece.kind === 'gap') causes.push(piece.gap.cause)
      }
      await verifyMinute(disk, map, minute, trialKeys)
      return { leadIn, units, causes, path }
    } catch (fault) {
      if (!(fault instanceof VaultFault && fault.kind === 'missing')) throw fault
    }
  }
  return null
}

/** Decodes alone: from a key frame on, without a hole. */
function assertDecodes(minute: Minute, found: Awaited<ReturnType<typeof open>>): void {
  assert.ok(found, `minute ${minute - nine} is gone`)
  const all = [...found.leadIn, ...found.units]
  assert.equal(all[0]!.key, true, `minute ${minute - nine} does not begin with a key frame`)
  for (const [i, unit] of all.entries()) {
    assert.deepEqual(unit, { ...frame(unit.captureUs, unit.key), bytes: unit.bytes })
    assert.ok(Buffer.from(unit.bytes).equals(frame(unit.captureUs, unit.key).bytes))
    if (i > 0) assert.equal(unit.captureUs - all[i - 1]!.captureUs, secondUs)
  }
  assert.ok(found.leadIn.every(unit => minuteOf(unit.captureUs) < minute))
  assert.equal(found.units.length, 60)
}

const isZero = (bytes: Uint8Array) => bytes.every(byte => byte === 0)

test('minute after minute dies: what lives decodes, what is dead is zeros but for the tail the next minute needs', async () => {
  const { disk } = await recorded()
  const { path } = (await trialFiles(disk))[0]!
  const before = await scanSegment(disk, path, 'records')
  for (let dead = nine; dead < nine + 64; dead++) {
    const lifeOf = (minute: Minute) => (minute <= dead ? 'dead' : 'living')
    const done = await release(disk, lifeOf, dead, dead + 1)
    assert.deepEqual(done.failed, [])
    if (dead % 6 > 0 && dead < nine + 57) continue
    assert.equal(await open(disk, dead), null)
    if (dead + 1 < nine + 64) assertDecodes(dead + 1, await open(disk, dead + 1))
    const place = before.minutes.find(({ minute }) => minute === dead - 1)
    if (place && dead < nine + 59) {
      const left = await disk.readAt(path, place.offset + 36, place.length - 36)
      assert.ok(isZero(left), `minute ${dead - 1 - nine} left bytes`)
    }
    assert.ok(done.neededBytes <= 7 * 400)
  }
  assert.equal((await trialFiles(disk)).filter(({ hour }) => hour === 9).length, 0)
})

test('the tail of an hour stays for the first minute of the next, and goes with it', async () => {
  const { disk } = await recorded()
  const upTo = (last: Minute) => (minute: Minute) => (minute <= last ? 'dead' : 'living')
  const first = await release(disk, upTo(nine + 59), nine, nine + 60)
  assert.deepEqual(first.unlinked, [])
  assert.ok(first.neededBytes > 0)
  assertDecodes(nine + 60, await open(disk, nine + 60))
  const second = await release(disk, upTo(nine + 60), nine + 60, nine + 61)
  assert.equal(second.unlinked.length, 1)
})

test('held minutes survive the unlinking verbatim, with their lead-ins, and go when the hold ends', async () => {
  const { disk } = await recorded()
  const held = (minute: Minute) => minute === nine + 20 || minute === nine + 60
  const original = await scanSegment(disk, (await trialFiles(disk))[0]!.path, 'records')
  const place = original.minutes.find(({ minute }) => minute === nine + 20)!
  const bytes = await disk.readAt(original.path, place.offset, place.length)
  const lifeOf = (minute: Minute): Life => (held(minute) ? 'held' : 'dead')
  for (let dead = nine; dead < nine + 64; dead++) {
    const now = (minute: Minute): Life => (minute > dead ? 'living' : lifeOf(minute))
    const done = await release(disk, now, dead, dead + 1)
    assert.deepEqual(done.failed, [])
  }
  const done = await release(disk, lifeOf, nine, nine + 120)
  assert.deepEqual(done.failed, [])
  const files = await trialFiles(disk)
  assert.deepEqual(
    files.map(({ place, hour }) => [place, hour]),
    [
      ['held', 9],
      ['held', 10],
    ],
  )
  assertDecodes(nine + 20, await open(disk, nine + 20))
  assertDecodes(nine + 60, await open(disk, nine + 60))
  assert.equal(await open(disk, nine + 21), null)
  const copy = await disk.readAt(files[0]!.path, place.offset, place.length)
  assert.ok(copy.equals(bytes))
  for (const { path } of files) {
    assert.deepEqual((await scanSegment(disk, path)).minutes.length > 0, true)
    assert.deepEqual((await scanSegment(disk, path, 'records')).damage, [])
  }
  const end = await release(disk, () => 'dead', nine, nine + 61)
  assert.equal(end.unlinked.length, 2)
  assert.deepEqual(disk.files(), [])
})

test('a crash at each step of releasing and copying: the next call makes it good, held minutes are never lost', async () => {
  const { disk } = await recorded()
  const lifeOf = (minute: Minute): Life =>
    minute === nine + 20 || minute === nine + 40 ? 'held' : 'dead'
  const start = disk.history.length
  await release(disk, lifeOf, nine, nine + 64)
  const end = disk.history.length
  assert.ok(end - start > 100)
  for (let steps = start; steps <= end; steps += steps < end - 40 ? 13 : 1) {
    for (const unsyncedNames of steps % 2 === 0 ? [0] : [9]) {
      const found = disk.after({ steps, torn: 20, unsyncedNames })
      assertDecodes(nine + 20, await open(found, nine + 20))
      const again = await release(found, lifeOf, nine, nine + 64)
      assert.deepEqual(again.failed, [])
      assertDecodes(nine + 20, await open(found, nine + 20))
      assertDecodes(nine + 40, await open(found, nine + 40))
      assert.deepEqual(
        (await trialFiles(found)).map(({ place }) => place),
        ['held'],
      )
      assert.deepEqual(found.files().length, 1)
    }
  }
})

test('a step that fails is listed, nothing held is lost, and the next call ends it', async () => {
  const lifeOf = (minute: Minute): Life => (minute === nine + 20 ? 'held' : 'dead')
  const { disk } = await recorded()
  for (let step = 1; step < 160; step += 3) {
    const copy = disk.after({ steps: disk.history.length })
    const faulty = faultyDisk(copy, { step, kind: 'failedButPersisted' })
    const done = await release(faulty, lifeOf, nine, nine + 64)
    if (faulty.steps >= step) assert.ok(done.failed.length > 0)
    assertDecodes(nine + 20, await open(copy, nine + 20))
    assert.deepEqual((await release(copy, lifeOf, nine, nine + 64)).failed, [])
    assertDecodes(nine + 20, await open(copy, nine + 20))
    assert.equal(copy.files().length, 1)
  }
})

test('a file being written is never unlinked', async () => {
  const { disk } = await recorded()
  const open_ = (await trialFiles(disk)).map(({ segment }) => segment)
  const done = await release(disk, () => 'dead', nine, nine + 64, open_)
  assert.deepEqual(done.unlinked, [])
  assert.equal(disk.files().length, 2)
})

test('a hold within a long group keeps the minutes of the group before it (rules that count days)', async () => {
  const { disk } = await recorded('withinDay', 230)
  const held = nine + 10
  assertDecodes(held, await open(disk, held))
  const lifeOf = (minute: Minute): Life => (minute === held ? 'held' : 'dead')
  const done = await release(disk, lifeOf, nine, nine + 64)
  assert.deepEqual(done.failed, [])
  assertDecodes(held, await open(disk, held))
  assert.equal(await open(disk, held - 1), null)
})

test('a released file can be walked without its footer', async () => {
  const { disk } = await recorded()
  await release(disk, minute => (minute < nine + 30 ? 'dead' : 'living'), nine, nine + 30)
  const { path } = (await trialFiles(disk))[0]!
  const map = await scanSegment(disk, path, 'records')
  assert.deepEqual(map.damage, [])
  assert.equal(map.minutes.filter(({ released }) => released).length, 29)
  assert.equal(map.minutes.length, 60)
})
