import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disk } from '#disk/disk.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { catalogue } from './catalogue.ts'
import { VaultFault } from './fault.ts'
import { previousOf } from './previous.ts'
import { readMinute } from './read.ts'
import { scanSegment } from './scan.ts'
import { sealsIn } from './seals-in.ts'
import {
  nine,
  nineUs,
  trial,
  trialCamera,
  trialFiles,
  trialKeys,
  trialKnown,
  trialRoot,
} from './trial-camera.ts'

/** Two hours of which the newest is unlinked before the n-th look into it. */
async function recorded(): Promise<MemoryDisk> {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  await one.feed(nineUs + 3570 * 1_000_000, 100, { framesPerSecond: 1, groupSeconds: 7 })
  await one.writer.close()
  return disk
}

function unlinking(disk: MemoryDisk, victim: string, atLook: number) {
  let looks = 0
  const before =
    <Args extends [string, ...unknown[]], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      if (args[0] === victim && ++looks === atLook) await disk.remove(victim)
      return call(...args)
    }
  const going: Disk = { ...disk, readAt: before(disk.readAt), size: before(disk.size) }
  return { going, happened: () => looks >= atLook }
}

type Reading = (disk: Disk, victim: string) => Promise<unknown>

const orMissing = (reading: Promise<unknown>) =>
  reading.catch(fault => {
    assert.ok(fault instanceof VaultFault && fault.kind === 'missing', String(fault))
  })

async function read(disk: Disk, path: string): Promise<void> {
  const map = await scanSegment(disk, path)
  const locate = async (segment: string) =>
    (await trialFiles(disk)).find(file => file.segment === segment)?.path ?? null
  for await (const _ of readMinute(disk, map, nine + 60, trialKeys, locate));
}

const readings: Record<string, Reading> = {
  'the end of what was recorded': disk => previousOf(disk, trialRoot, trialCamera, trialKeys),
  'the headers of all files': disk => catalogue(disk, trialRoot, trialKnown, 'headers'),
  'the map of a file': (disk, path) => orMissing(scanSegment(disk, path)),
  'the records of a file': (disk, path) => orMissing(scanSegment(disk, path, 'records')),
  'a minute with its lead-in': (disk, path) => orMissing(read(disk, path)),
  'the seals of a file': (disk, path) =>
    orMissing(scanSegment(disk, path).then(map => sealsIn(disk, map))),
}

for (const [what, reading] of Object.entries(readings)) {
  test(`forgetting goes on while others read: a file unlinked at any look is gone, and no fault (${what})`, async () => {
    let looks = 0
    for (let happened = true; happened; looks++) {
      const disk = await recorded()
      const victim = (await trialFiles(disk)).at(-1)!.path
      const unlinked = unlinking(disk, victim, looks + 1)
      await reading(unlinked.going, victim)
      happened = unlinked.happened()
    }
    assert.ok(looks > 1)
  })
}

test('a lead-in whose file goes while it is read leaves the minute to show itself from its next key frame', async () => {
  for (let look = 1; ; look++) {
    const disk = await recorded()
    const [earlier, later] = await trialFiles(disk)
    const { going, happened } = unlinking(disk, earlier!.path, look)
    const map = await scanSegment(going, later!.path)
    const kinds: string[] = []
    for await (const piece of readMinute(
      going,
      map,
      nine + 60,
      trialKeys,
      async () => earlier!.path,
    )) {
      kinds.push(piece.kind === 'gap' ? piece.gap.cause : piece.kind)
    }
    if (!happened()) {
      assert.ok(look > 1)
      assert.ok(kinds.includes('leadIn'))
      return
    }
    assert.ok(kinds.includes('leadInMissing') || kinds.includes('leadIn'), kinds.join())
    assert.ok(kinds.includes('units'))
  }
})
