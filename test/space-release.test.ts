/** Forgetting is done when the keys are gone; the space follows behind, and is neither forgotten nor claimed too early. */
import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { minuteOf, minuteUs, readMoment, startUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { ErasureReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { filesOf } from '#vault/catalogue.ts'
import { scanSegment } from '#vault/scan.ts'
import { foundSite, machineDisk, openWatched } from './keeper-on-a-clock.ts'
import { assertGone, sealedPieces } from './sealed-pieces.ts'
import { folderFor, until } from './site.ts'

/** A disk that gives nothing back before it is let. */
function slowDisk() {
  let asked = 0
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
  const wait =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      asked += 1
      await gate
      return call(...args)
    }
  const disk: Disk = {
    ...machineDisk,
    release: wait(machineDisk.release),
    remove: wait(machineDisk.remove),
  }
  return { disk, letGo, asked: () => asked }
}

async function twoMinutes(t: TestContext, disk = machineDisk) {
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment('2028-03-10 09:00'))
  const premises = await foundSite({ folder, profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine, disk })
  const camera = await site.addCamera('南門')
  const first = minuteOf(machine.trueUs)
  await site.record([camera], 3)
  return { folder, machine, premises, site, camera, first, dueUs: startUs(first + 168 * 60) }
}

test('a step says done while the disk still works, the next one does not wait for it, and no certificate is early', async t => {
  const { disk, letGo, asked } = slowDisk()
  const { site, camera, first, dueUs } = await twoMinutes(t, disk)
  const pieces = await sealedPieces(site, camera, first)
  const { keeper, machine } = site
  for (const minute of [0, 1]) {
    machine.wait(dueUs + minute * minuteUs - machine.trueUs)
    await keeper.eraser.step(keeper.nowUs())
    assert.equal(keeper.custody.minuteKey(camera, first + minute), null)
  }
  assert.equal((await keeper.spool.lastOf('ErasureDone'))?.version, keeper.custody.version)
  assert.ok(keeper.space.pending)
  const report = () => site.order<ErasureReport>('erasure')
  assert.ok((await report()).erased.every(({ releasedUs }) => releasedUs === null))
  assert.deepEqual((await site.check()).findings, [])
  letGo()
  await assertGone(site, camera, first, pieces)
  assert.ok(asked() > 0)
  assert.ok((await report()).erased.every(({ releasedUs }) => releasedUs !== null))
})

test('an orderly end in between: the next start gives the space back and says so', async t => {
  const { disk, letGo } = slowDisk()
  const { site, camera, first, dueUs, premises, machine } = await twoMinutes(t, disk)
  const pieces = await sealedPieces(site, camera, first)
  machine.wait(dueUs + 2 * minuteUs - machine.trueUs)
  await site.keeper.eraser.step(site.keeper.nowUs())
  const closing = site.close()
  letGo()
  await closing
  const again = await openWatched({ t, premises, machine })
  await again.keeper.space.sweep()
  await assertGone(again, camera, first, pieces)
  const { erased } = await again.order<ErasureReport>('erasure')
  assert.ok(erased.every(({ releasedUs }) => releasedUs !== null))
})

test('sealed records of a forgotten minute that nobody owes are a finding, and the next sweep takes them', async t => {
  const { folder, site, camera, dueUs } = await twoMinutes(t)
  const footage = join(folder, 'data', 'footage')
  await cp(footage, join(folder, 'copy'), { recursive: true })
  await site.stepAt(dueUs + 5 * minuteUs)
  await site.keeper.space.sweep()
  assert.deepEqual((await site.check()).findings, [])
  await rm(footage, { recursive: true })
  await cp(join(folder, 'copy'), footage, { recursive: true })
  const { findings } = await site.check()
  assert.deepEqual([...new Set(findings.map(({ kind }) => kind))], ['unreleased'])
  assert.ok(findings[0]!.place.includes(camera))
  await site.keeper.space.sweep()
  assert.deepEqual((await site.check()).findings, [])
})

test('check is not alarmed by a dead minute between its punch and its bridge, and is by a living one', async t => {
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
  let punched = 0
  const disk: Disk = {
    ...machineDisk,
    async release(path, offset, length) {
      const how = await machineDisk.release(path, offset, length)
      punched += 1
      await gate
      return how
    },
  }
  const { site, camera, dueUs, premises } = await twoMinutes(t, disk)
  const { keeper, machine } = site
  machine.wait(dueUs - machine.trueUs)
  await keeper.eraser.step(keeper.nowUs())
  await until(async () => punched > 0)
  const [file] = await filesOf(machineDisk, premises.directory, camera)
  assert.ok((await scanSegment(machineDisk, file!.path, 'records')).damage.length > 0)
  assert.deepEqual((await site.check()).findings, [])
  letGo()
  await keeper.space.settle()
  const last = (await scanSegment(machineDisk, file!.path)).minutes.at(-1)!
  await machineDisk.release(file!.path, last.offset + 100, last.length - 1000)
  const kinds = new Set((await site.check()).findings.map(({ kind }) => kind))
  assert.ok(kinds.has('damage'), [...kinds].join())
})
