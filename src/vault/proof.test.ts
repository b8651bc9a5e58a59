import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryDisk } from '#disk/memory-disk.ts'
import { VaultFault } from './fault.ts'
import { proveUnits, verifySets, verifyUnit } from './proof.ts'
import { scanSegment } from './scan.ts'
import { nine, nineUs, trial, trialFiles, trialKeys, trialRoot } from './trial-camera.ts'

async function oneMinute() {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  await one.feed(nineUs, 20)
  await one.writer.close()
  const map = await scanSegment(disk, (await trialFiles(disk))[0]!.path)
  return { disk, map, one, seal: one.seals[0]! }
}

test('a unit and its parameter sets prove themselves against the seal without their neighbours', async () => {
  const { disk, map, one, seal } = await oneMinute()
  const proven = await proveUnits(disk, map, nine, trialKeys, [0, 41, 99])
  for (const [i, { unit, proof, sets }] of proven.entries()) {
    assert.equal(unit.captureUs, one.sent[[0, 41, 99][i]!]!.captureUs)
    assert.ok(verifyUnit(unit, proof, seal.hash))
    assert.ok(verifySets(sets!, sets!.proof, seal.hash))
    assert.ok(proof.path.length <= 7)
  }
})

test('nothing else passes: another byte, time, key flag, index, key, path, seal', async () => {
  const { disk, map, seal } = await oneMinute()
  const [first, second] = await proveUnits(disk, map, nine, trialKeys, [10, 11])
  const { unit, proof } = first!
  const changed = Buffer.from(unit.bytes)
  changed[5]! ^= 1
  assert.ok(!verifyUnit({ ...unit, bytes: changed }, proof, seal.hash))
  assert.ok(!verifyUnit({ ...unit, captureUs: unit.captureUs + 1 }, proof, seal.hash))
  assert.ok(!verifyUnit({ ...unit, ptsTicks: unit.ptsTicks + 1 }, proof, seal.hash))
  assert.ok(!verifyUnit({ ...unit, key: !unit.key }, proof, seal.hash))
  assert.ok(!verifyUnit(unit, { ...proof, index: 12 }, seal.hash))
  assert.ok(!verifyUnit(unit, { ...proof, ck: Buffer.alloc(32, 7) }, seal.hash))
  assert.ok(!verifyUnit(unit, second!.proof, seal.hash))
  assert.ok(!verifyUnit(unit, proof, Buffer.alloc(32)))
  const bytes = Buffer.from(seal.bytes)
  bytes[80]! ^= 1
  assert.ok(!verifyUnit(unit, { ...proof, seal: { ...seal, bytes } }, seal.hash))
})

test('a unit that is not there is not proven', async () => {
  const { disk, map } = await oneMinute()
  const missing = (fault: unknown) => fault instanceof VaultFault && fault.kind === 'missing'
  await assert.rejects(proveUnits(disk, map, nine, trialKeys, [100]), missing)
})
