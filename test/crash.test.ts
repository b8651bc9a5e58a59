import assert from 'node:assert/strict'
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { minuteOf, minuteUs, readMoment, startUs } from '#civil/minute.ts'
import { demoPremises, foundDemo, pointCameras } from '#commands/demo/site.ts'
import { startKeeper } from '#commands/keeper-child.ts'
import { type KeeperClient, withRunningKeeper } from '#commands/keeper-client.ts'
import { faultyDisk } from '#disk/faulty-disk.ts'
import { sha256 } from '#hash/sha256.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import { carryOut } from '#keeper/orders/by-receipt.ts'
import { handler } from '#keeper/orders/handler.ts'
import { withSigners } from '#keeper/orders/signed-by.ts'
import { type Premises, rooms } from '#keeper/premises.ts'
import type { CheckReport, ClockReport, ErasureReport, StatusReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { recover } from '#keystore/keystore.ts'
import { machineHouse } from '#law/house/machine.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { filesOf } from '#vault/catalogue.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { headerBytes } from '#vault/segment-header.ts'
import { verifyMinute } from '#vault/verify.ts'
import { walkHeads } from '#vault/walk.ts'
import { foundSite, machineDisk, openWatched, picturesIn, premisesIn } from './keeper-on-a-clock.ts'
import { assertGone, sealedPieces } from './sealed-pieces.ts'
import { atEnd, cameraWords, demoCameras, folderFor, siteFor, until } from './site.ts'

const crashes = Number(process.env.TACHIAI_CRASHES ?? 12)
/** A slow machine kills less often, yet often enough to say something. */
const longestMs = (45_000 * crashes) / 12

async function ask<Result>(client: KeeperClient, order: string, fields = {}): Promise<Result> {
  const answer = await client.order<Result>({ order, ...fields })
  if ('refusal' in answer) throw new Error(answer.refusal.refused)
  return answer.result
}

async function keyringOf(premises: Premises): Promise<Keyring> {
  const { plain } = await recover(storeOf(premises, machineDisk))
  return decodeKeyring(plain)
}

type Stored = { readonly camera: string; readonly captures: readonly number[] }

/** Opens every record of every file with the keys at hand; whatever does not open or match its seal throws. */
async function readAll({ directory }: Premises, keyring: Keyring): Promise<readonly Stored[]> {
  const stored: Stored[] = []
  for (const camera of keyring.cameras.keys()) {
    const captures: number[] = []
    const keys = (minute: number) => minuteKeyOf(sha256, keyring, camera, minute)
    for (const { path } of await filesOf(machineDisk, directory, camera)) {
      if ((await machineDisk.size(path)) < headerBytes) continue
      const map = await scanSegment(machineDisk, path, 'records')
      for (const { minute } of map.minutes) {
        for await (const piece of readMinute(machineDisk, map, minute, keys)) {
          if (piece.kind === 'units') captures.push(...piece.units.map(unit => unit.captureUs))
        }
        await verifyMinute(machineDisk, map, minute, keys)
      }
    }
    stored.push({ camera, captures: captures.sort((a, b) => a - b) })
  }
  return stored
}

/** Keys follow from segment, minute and group; a counter that never comes twice in a segment is a nonce that never does. */
async function assertNoNonceTwice({ directory }: Premises): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const seen = new Set<string>()
  const segments = new Set<string>()
  for (const { parentPath, name } of entries.filter(({ name }) => name.endsWith('.tachi'))) {
    const segment = name.slice(3, -6)
    assert.ok(!segments.has(segment), 'a segment id drawn twice')
    segments.add(segment)
    const path = join(parentPath, name)
    const end = await machineDisk.size(path)
    for await (const { head } of walkHeads(machineDisk, path, headerBytes, end, () => true)) {
      const pair = `${segment} ${head.counter}`
      assert.ok(!seen.has(pair), `counter ${head.counter} twice in ${name}`)
      seen.add(pair)
    }
  }
  return seen.size
}

test('kill -9 of the recording keeper at random moments: every file reads, at most 2 s of a camera are lost, no nonce comes twice', async t => {
  const premises = demoPremises(join(await folderFor(t), 'data'))
  await foundDemo(premises, 'kai')
  const urls = await demoCameras(t, ['カメラ1', 'カメラ2'])
  /** Per life and camera: capture times of the first picture noticed and of the last one received. */
  const lives: ReadonlyMap<string, readonly [number, number]>[] = []
  const beganMs = performance.now()
  for (let life = 0; life <= crashes; life++) {
    const isLong = performance.now() - beganMs > longestMs
    const isLast = life === crashes || (isLong && lives.length >= 4)
    const keeper = await startKeeper({ task: 'record', premises })
    atEnd(t, () => keeper.stop())
    await withRunningKeeper(premises, async client => {
      if (life === 0) await pointCameras(client, ['カメラ1', 'カメラ2'], urls)
      if (isLast) {
        // What is older than two minutes is judged: of all that was recorded.
        await ask<ClockReport>(client, 'clock.move', { us: 5 * minuteUs })
      }
      const { findings } = await ask<CheckReport>(client, 'check')
      assert.deepEqual(findings, [], `after ${life} kills`)
      if (isLast) return
      const received = new Map<string, readonly [number, number]>()
      lives.push(received)
      for (const endMs = performance.now() + Math.random() * 3500; performance.now() < endMs; ) {
        for (const { id, health } of (await ask<StatusReport>(client, 'status')).cameras) {
          const us = health?.lastUnitUs
          if (us) received.set(id, [received.get(id)?.[0] ?? us, us])
        }
        await pause(50)
      }
      process.kill(keeper.pid, 'SIGKILL')
    }).catch(error => {
      if (!/has gone/.test(String(error))) throw error
    })
    if (!isLast) await keeper.ended
    else {
      assert.equal(await keeper.stop().then(() => keeper.ended), 0)
      break
    }
  }
  const keyring = await keyringOf(premises)
  const stored = await readAll(premises, keyring)
  let worstUs = 0
  for (const { camera, captures } of stored) {
    for (const received of lives) {
      const [firstUs, lastUs] = received.get(camera) ?? [0, 0]
      const keptUs = Math.max(firstUs, captures.findLast(us => us <= lastUs) ?? 0)
      worstUs = Math.max(worstUs, lastUs - keptUs)
    }
  }
  assert.ok(worstUs <= 2_000_000, `${worstUs / 1e6} s lost`)
  const records = await assertNoNonceTwice(premises)
  t.diagnostic(`${lives.length} kills, ${records} records, at most ${worstUs / 1e6} s lost`)

  const restarts = await withServed(t, premises, async events => {
    const gaps = events.filter(event => event.type === 'GapRecorded')
    return gaps.filter(({ cause }) => cause === 'keeperRestart').length
  })
  assert.ok(restarts >= lives.filter(({ size }) => size > 0).length, `${restarts} gaps`)
})

async function withServed<Result>(
  t: TestContext,
  premises: Premises,
  // biome-ignore lint/suspicious/noExplicitAny: events of all types
  use: (events: any[]) => Promise<Result>,
): Promise<Result> {
  const machine = new FakeMachine(Date.now() * 1000)
  const served = await openWatched({ t, premises, machine })
  const result = await use(await served.events())
  await served.close()
  return result
}

test('run starts a keeper that died again, by itself', async t => {
  const site = await siteFor(t)
  assert.equal((await site.init('kai')).code, 0)
  const [url] = await demoCameras(t, ['カメラ1'])
  const running = await site.start(['run'])
  assert.equal((await site.call(cameraWords(url!, '門'), { input: '\n' })).code, 0)
  const recording = async () => {
    const { value } = await site.json(['status'])
    return value?.recording && value.cameras[0]?.now.state === 'recording'
  }
  await until(recording)
  const pid = await running.keeper()
  process.kill(pid, 'SIGKILL')
  await until(async () => (await running.keeper()) !== pid)
  await until(() => /録画を再開しました/.test(running.said()))
  await until(recording)
  assert.equal((await site.json(['check'])).code, 0)
  assert.equal(await running.stop(), 0)
})

/** A site under HOKUTO: of four minutes the first is due next, the second is held, the others live on. */
async function readyToErase(t: TestContext) {
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment('2028-02-10 10:00'))
  const premises = await foundSite({ folder, profile: 'hokuto', machine })
  const site = await openWatched({ t, premises, machine })
  machine.wait(minuteUs)
  const camera = await site.addCamera('門')
  const first = minuteOf(machine.trueUs)
  await site.record([camera], 4)
  await site.order('hold.add', {
    camera: '門',
    fromUs: startUs(first + 1),
    toUs: startUs(first + 2),
    decidedBy: '管理責任者',
    ground: '第6条第1項第3号',
    reason: '自転車の盗難',
    endsOn: '2028-12-31',
  })
  const pieces = await sealedPieces(site, camera, first)
  await site.close()
  const dueUs = startUs(first + 1) + 720 * 60 * minuteUs - minuteUs
  return { folder, camera, first, dueUs, pieces, stoppedUs: machine.trueUs }
}

describe('an erasure broken off', () => {
  test('at any durable write, and again in the recovery: nothing expired opens, nothing unexpired is lost', async t => {
    const { folder: template, camera, first, dueUs, pieces, stoppedUs } = await readyToErase(t)
    let writes = 0
    for (let n = 1, crashed = true; crashed; n++) {
      const folder = await folderFor(t)
      for (const part of ['data', 'share']) {
        await cp(join(template, part), join(folder, part), { recursive: true })
      }
      const premises = premisesIn(folder)
      const machine = new FakeMachine(stoppedUs)
      const disk = faultyDisk(machineDisk)
      const broken = await openWatched({ t, premises, machine, disk })
      machine.wait(dueUs - stoppedUs)
      const torn = [0, 1, 100, 4000][n % 4]!
      disk.plan({ step: disk.steps + n, kind: 'crash', keptBytes: torn })
      await broken.step().catch(() => {})
      crashed = disk.crashed
      await broken.keeper.routine.close()

      const second = faultyDisk(machineDisk, { step: 1 + (n % 7), kind: 'crash', keptBytes: torn })
      const again = await openWatched({ t, premises, machine, disk: second }).catch(() => null)
      await again?.keeper.routine.close()

      const site = await openWatched({ t, premises, machine })
      const where = `after a crash at write ${n}`
      const { keeper } = site
      assert.equal(keeper.custody.minuteKey(camera, first), null, where)
      await keeper.space.sweep()
      await assertGone(site, camera, first, pieces)
      for (const alive of [first + 1, first + 2, first + 3]) {
        assert.equal((await picturesIn(keeper, camera, alive)).length, 60, where)
      }
      assert.deepEqual((await site.check()).findings, [], where)
      const { erased } = await site.order<ErasureReport>('erasure', { day: '2028-03-11' })
      const rows = erased.filter(row => row.fromUs <= startUs(first) && row.toUs > startUs(first))
      assert.equal(rows.length, 1, `${where}: certified ${rows.length} times`)
      await site.close()

      // Every blob that was on the disk before, with what is left of the shares now.
      await cp(rooms(premisesIn(template).directory).keyring, rooms(premises.directory).keyring, {
        recursive: true,
      })
      await assert.rejects(recover(storeOf(premises, machineDisk)), where)
      writes = n - 1
    }
    t.diagnostic(`${writes} durable writes in the step`)
    assert.ok(writes >= 6)
  })

  test('at any write that fails and one that only says so: the next step makes it good', async t => {
    const { folder: template, camera, first, dueUs, pieces, stoppedUs } = await readyToErase(t)
    for (const kind of ['failed', 'failedButPersisted'] as const) {
      for (let n = 1, reached = true; reached; n++) {
        const folder = await folderFor(t)
        for (const part of ['data', 'share']) {
          await cp(join(template, part), join(folder, part), { recursive: true })
        }
        const machine = new FakeMachine(stoppedUs)
        const disk = faultyDisk(machineDisk)
        const site = await openWatched({ t, premises: premisesIn(folder), machine, disk })
        machine.wait(dueUs - stoppedUs)
        const before = disk.steps
        disk.plan({ step: before + n, kind })
        await site.step().catch(() => {})
        reached = disk.steps >= before + n
        await site.step()
        const where = `${kind} at write ${n}`
        await assertGone(site, camera, first, pieces)
        for (const alive of [first + 1, first + 2, first + 3]) {
          assert.equal((await picturesIn(site.keeper, camera, alive)).length, 60, where)
        }
        assert.deepEqual((await site.check()).findings, [], where)
        await site.close()
      }
    }
  })
})

describe("yesterday's keyring and share put back over today's", () => {
  async function putBack(t: TestContext) {
    const { folder, camera, first, dueUs, stoppedUs } = await readyToErase(t)
    const premises = premisesIn(folder)
    const image = await folderFor(t)
    await cp(rooms(premises.directory).keyring, join(image, 'keyring'), { recursive: true })
    await cp(join(folder, 'share'), join(image, 'share'), { recursive: true })
    const machine = new FakeMachine(stoppedUs)
    const site = await openWatched({ t, premises, machine })
    await site.stepAt(dueUs)
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    await site.close()
    await cp(join(image, 'keyring'), rooms(premises.directory).keyring, { recursive: true })
    await cp(join(image, 'share'), join(folder, 'share'), { recursive: true })
    return { premises, machine, camera, first }
  }

  test('is noticed, what was due is gone before anything is served, and two people let it go on', async t => {
    const { premises, machine, camera, first } = await putBack(t)
    const keyring = await keyringOf(premises)
    assert.ok(minuteKeyOf(sha256, keyring, camera, first), 'the image does hold the erased minute')

    const site = await openWatched({ t, premises, machine })
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    const events = await site.events()
    const noticed = events.findLast(event => event.type === 'KeyringRolledBack')
    const erased = events.findLast(event => event.type === 'ErasureDone')
    assert.ok(noticed && erased && noticed.n < erased.n)
    assert.ok(erased.version > noticed.knownVersion, 'a version number used twice')
    assert.equal(site.keeper.rolledBack, true)
    assert.match(JSON.stringify((await site.order<StatusReport>('status')).warnings), /二名/)
    assert.equal((await picturesIn(site.keeper, camera, first + 2)).length, 60)
    assert.deepEqual((await site.check()).findings, [])

    await assert.rejects(site.order('recovery.accept', { by: ['会長'] }), /二名/)
    await assert.rejects(site.order('recovery.accept', { by: ['会長', '会長 '] }), /二名/)
    await site.order('recovery.accept', { by: ['会長', '防犯部長'] })
    assert.equal(site.keeper.rolledBack, false)
    assert.doesNotMatch(JSON.stringify((await site.order<StatusReport>('status')).warnings), /二名/)
  })

  test('stays noticed over a restart, until two people looked', async t => {
    const { premises, machine, camera, first } = await putBack(t)
    await (await openWatched({ t, premises, machine })).close()
    const site = await openWatched({ t, premises, machine })
    assert.equal(site.keeper.rolledBack, true)
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    const officers = ['会長', '防犯部長']
    const one = withSigners({ order: 'recovery.accept' }, { by: ['会長'], signed: 'ab' })
    const alone = await handler(site.keeper)(one, () => {})
    assert.ok('refusal' in alone && alone.refusal.basis === machineHouse.keyring)
    assert.equal(site.keeper.rolledBack, true)
    const command = { kind: 'keyring', nonce: 'n', officers } as const
    const shown = { id: 'ab'.repeat(32), command, profile: site.keeper.profile as Profile }
    assert.equal(await carryOut(site.keeper, shown), null)
    assert.equal(site.keeper.rolledBack, false)
    const accepted = (await site.events()).findLast(event => event.type === 'KeyringAccepted')
    assert.ok(accepted && 'receipt' in accepted && !('unwitnessed' in accepted))
    assert.deepEqual(accepted.by, officers)
    const again = await carryOut(site.keeper, { ...shown, id: 'cd'.repeat(32) })
    assert.equal(again?.basis, machineHouse.asked, 'nothing is asked any more')
    await site.close()
    const after = await openWatched({ t, premises, machine })
    assert.equal(after.keeper.rolledBack, false)
  })
})
