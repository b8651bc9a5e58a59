/** Giving up early, broken off anywhere: what is gone is told, and what is told is gone. */
import assert from 'node:assert/strict'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { minuteOf, readMoment, startUs } from '#civil/minute.ts'
import { faultyDisk } from '#disk/faulty-disk.ts'
import { openBallast } from '#keeper/space/ballast.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { foundSite, machineDisk, openWatched, premisesIn } from './keeper-on-a-clock.ts'
import { folderFor } from './site.ts'
import { fillWithForeign, freeBytes, smallDisk } from './small-disk.ts'

test('a crash at any durable write of an early release: each minute gone is told once, and none that lives', async t => {
  const template = await folderFor(t)
  const machine = new FakeMachine(readMoment('2028-03-10 09:00'))
  const premises = await foundSite({ folder: template, profile: 'sakai', machine })
  const site = await openWatched({ t, premises, machine })
  const camera = await site.addCamera('表')
  const first = minuteOf(machine.trueUs)
  await site.record([camera], 4)
  await site.close()
  const hours = [{ camera, from: first, to: first + 2, bytes: 1000, reason: 'space' as const }]
  let outcomes = 0
  for (let n = 1, crashed = true; crashed; n++) {
    const folder = await folderFor(t)
    for (const part of ['data', 'share']) {
      await cp(join(template, part), join(folder, part), { recursive: true })
    }
    const again = new FakeMachine(machine.trueUs)
    const disk = faultyDisk(machineDisk)
    const broken = await openWatched({ t, premises: premisesIn(folder), machine: again, disk })
    disk.plan({ step: disk.steps + n, kind: 'crash', keptBytes: [0, 100, 5000][n % 3]! })
    const { keeper } = broken
    await keeper.eraser.giveUp(hours, keeper.nowUs()).catch(() => {})
    await keeper.space.settle()
    crashed = disk.crashed
    await keeper.routine.close()

    const after = await openWatched({ t, premises: premisesIn(folder), machine: again })
    await after.keeper.space.sweep()
    const told = (await after.events()).filter(event => event.type === 'EarlyRelease')
    const isGone = after.keeper.custody.minuteKey(camera, first) === null
    const where = `after a crash at write ${n}`
    assert.equal(told.length, isGone ? 1 : 0, where)
    for (const { breach, fromUs, toUs, article } of told) {
      const expected = { breach: true, fromUs: startUs(first), toUs: startUs(first + 2) }
      assert.deepEqual({ breach, fromUs, toUs }, expected)
      assert.equal(article, '要領10(3)')
    }
    assert.ok(after.keeper.custody.minuteKey(camera, first + 2), where)
    assert.deepEqual((await after.check()).findings, [], where)
    outcomes |= isGone ? 1 : 2
    await after.close()
  }
  assert.equal(outcomes, 3, 'some crashes came before the commit point, some after it')
})

test('what must be written finds room on a disk without a byte, and the ballast is taken on again', async t => {
  const folder = `${await folderFor(t)}/small`
  if (!(await smallDisk(t, folder, 40))) return
  const room = () => ({ totalBytes: 40e6, freeBytes: freeBytes(folder), reserveBytes: 4e6 })
  const ballast = openBallast(machineDisk, folder)
  await ballast.tend(room())
  const away = await fillWithForeign(folder)
  const plain = await machineDisk.create(join(folder, 'plain'))
  await assert.rejects(plain.write(Buffer.alloc(4096), 0), { code: 'ENOSPC' })
  await plain.close()
  const file = await ballast.disk.create(join(folder, 'needed'))
  for (let at = 0; at < 4 << 20; at += 1 << 20) await file.write(Buffer.alloc(1 << 20, 7), at)
  await file.close()
  assert.equal(ballast.thrown, true)
  assert.ok((await machineDisk.read(join(folder, 'needed'))).every(byte => byte === 7))
  await ballast.tend(room())
  assert.equal(ballast.thrown, true)
  await away()
  await ballast.tend(room())
  assert.equal(ballast.thrown, false)
  assert.equal(await machineDisk.size(join(folder, 'ballast')), ballast.bytes)
})
