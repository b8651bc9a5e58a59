import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { forgeSeal } from '../../test/forged-seal.ts'
import { VaultFault } from './fault.ts'
import { readRange } from './read-range.ts'
import type { SealContent } from './seal.ts'
import {
  nine,
  nineUs,
  trial,
  trialCamera,
  trialFiles,
  trialKeys,
  trialRoot,
} from './trial-camera.ts'

async function resealed(change: Partial<SealContent>) {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  one.writer.gap({ fromUs: nineUs - 1, toUs: nineUs, cause: 'closed' })
  await one.feed(nineUs, 65, { groupSeconds: 7 })
  await one.writer.close()
  await forgeSeal(disk, (await trialFiles(disk))[0]!.path, nine, trialKeys, change)
  return disk
}

async function read(disk: MemoryDisk, check: 'tags' | 'seals') {
  const source = { disk, root: trialRoot, camera: trialCamera, keys: trialKeys, check }
  let units = 0
  let seals = 0
  for await (const piece of readRange(source, nine, nine + 2)) {
    if (piece.kind === 'units') units += piece.units.length
    if (piece.kind === 'end' && piece.seal) seals += 1
  }
  return { units, seals }
}

const tampered = (fault: unknown) => fault instanceof VaultFault && fault.kind === 'tampered'

test('a minute read to its end is what its seal says: units, gaps, parameter sets and lead-in passed', async () => {
  const disk = await resealed({})
  assert.deepEqual(await read(disk, 'seals'), { units: 325, seals: 2 })
})

for (const [what, change] of Object.entries({
  root: { root: Buffer.alloc(32, 1) },
  leaves: { leaves: 300 },
  units: { units: 299 },
  'first capture time': { firstUs: nineUs + 1 },
  'last capture time': { lastUs: nineUs + minuteUs - 1 },
  'commit key': { ckHash: Buffer.alloc(32) },
  camera: { camera: 'cb'.repeat(16) },
} satisfies Record<string, Partial<SealContent>>)) {
  test(`a seal over something else does not hold, its tag notwithstanding: ${what}`, async () => {
    const disk = await resealed(change)
    assert.equal((await read(disk, 'tags')).units, 325)
    await assert.rejects(read(disk, 'seals'), tampered)
  })
}
