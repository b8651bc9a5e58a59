/** A full disk, on a real small one: who loses what, what is written down, and that it goes on by itself. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { minuteOf, minuteUs, readMoment, secondUs, startUs } from '#civil/minute.ts'
import { diskLines } from '#commands/disk-lines.ts'
import { withRunningKeeper } from '#commands/keeper-client.ts'
import { readPremises } from '#keeper/premises.ts'
import type { OpenCamera } from '#keeper/recording/recorder.ts'
import type { DiskReport, ErasureReport, StatusReport } from '#keeper/report.ts'
import { overhead } from '#keeper/space/share.ts'
import type { EventOf, Recorded } from '#keeper/spool/events.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { CameraOptions } from '#rtsp/camera.ts'
import { trialSets } from '#vault/trial-camera.ts'
import { foundSite, openWatched, type Watched } from './keeper-on-a-clock.ts'
import { cameraWords, demoCameras, folderFor, siteFor, until } from './site.ts'
import { fillWithForeign, freeBytes, smallDisk } from './small-disk.ts'

/** Cameras that send one key frame a second, of a size that a test may change. */
class FatCameras {
  readonly bytes = new Map<string, number>()
  readonly sent = new Map<string, number>()
  readonly #streams = new Map<string, CameraOptions>()
  readonly #machine: FakeMachine
  constructor(machine: FakeMachine) {
    this.#machine = machine
  }

  open: OpenCamera = options => {
    this.#streams.set(options.url, options)
    const about = { codec: 'h264', server: null, cameraClockUs: null, auth: 'none' } as const
    options.on.connected({ ...about, certificate: null, parameterSets: trialSets })
    return {
      close: async () => {
        if (this.#streams.get(options.url) === options) this.#streams.delete(options.url)
      },
    }
  }

  second(): void {
    const arrivedUs = this.#machine.monotonicUs()
    for (const [url, { on }] of this.#streams) {
      const bytes = Buffer.alloc(this.bytes.get(url) ?? 1000, 1)
      this.sent.set(url, (this.sent.get(url) ?? 0) + 1)
      on.unit({ bytes, key: true, ptsTicks: Math.round(arrivedUs * 0.09) }, arrivedUs)
    }
  }
}

type Small = Watched & {
  readonly cameras: FatCameras
  camera(name: string, bytesPerSecond: number): Promise<string>
  /** So many minutes pass, with the steps of each; the disk is looked at every ten seconds. */
  pass(minutes: number): Promise<void>
  early(): Promise<readonly Recorded<EventOf<'EarlyRelease'>>[]>
  of<Type extends 'DiskFull' | 'GapRecorded' | 'ErasureDone'>(
    type: Type,
  ): Promise<readonly Recorded<EventOf<Type>>[]>
}

async function smallSite(t: TestContext, profile: string, megabytes = 64): Promise<Small | null> {
  const folder = await folderFor(t)
  if (!(await smallDisk(t, `${folder}/data`, megabytes))) return null
  const machine = new FakeMachine(readMoment('2028-03-10 09:00'))
  const premises = await foundSite({ folder, profile, machine })
  const cameras = new FatCameras(machine)
  const site = await openWatched({ t, premises, machine, openCamera: cameras.open })
  const { keeper } = site
  await keeper.startRecording()
  const events = async <Type extends string>(type: Type) =>
    (await site.events()).filter(event => event.type === type) as never
  return {
    ...site,
    cameras,
    async camera(name, bytesPerSecond) {
      const url = `rtsp://${name}.invalid/live`
      cameras.bytes.set(url, bytesPerSecond)
      const appendix = { place: '門', area: '門の前', purpose: '' }
      const { id } = await site.order<{ id: string }>('camera.add', {
        name,
        url,
        user: '',
        appendix,
      })
      const plan = { bitsPerSecond: bytesPerSecond * 8, sinceUs: machine.trueUs, by: 'measured' }
      await keeper.custody.change(keyring => {
        const { about } = keyring.cameras.get(id)!
        return { next: changeAbout(keyring, id, { ...about, plan }), result: undefined }
      })
      return id
    },
    async pass(minutes) {
      for (let second = 1; second <= minutes * 60; second++) {
        machine.wait(secondUs)
        cameras.second()
        keeper.cameras.tick(keeper.nowUs())
        if (second % 10 !== 0) continue
        await turn()
        await keeper.diskWatch.tick()
        if (machine.trueUs % minuteUs < 10 * secondUs) await site.step()
      }
    },
    early: () => events('EarlyRelease'),
    of: events,
  }
}

const green = async (site: Watched) => assert.deepEqual((await site.check()).findings, [])

for (const [profile, isPeriod] of [
  ['kai', false],
  ['nishinari', true],
] as const) {
  test(`内規: 空きが足りなくなると、計画の50倍を送るカメラだけが失う（${profile}）`, async t => {
    const site = await smallSite(t, profile)
    if (!site) return
    const good = await site.camera('front', 1000)
    const guilty = await site.camera('back', 4000)
    await site.pass(3)
    site.cameras.bytes.set('rtsp://back.invalid/live', 50 * 4000)
    await site.pass(12)
    const given = await site.early()
    const lost = given.filter(({ camera }) => camera === good)
    assert.deepEqual(lost, [])
    const gaps = await site.of('GapRecorded')
    assert.deepEqual(
      gaps.filter(({ camera, fromUs, toUs }) => camera === good && toUs - fromUs > 2 * secondUs),
      [],
    )
    assert.ok(given.every(({ breach }) => breach === isPeriod))
    if (isPeriod) {
      assert.ok(site.keeper.diskWatch.warnings().some(({ ja }) => ja.includes('back')))
      assert.equal(site.keeper.cameras.recorders.get(guilty)?.state.state, 'failing')
    } else {
      assert.ok(given.length > 0 && given.every(({ camera }) => camera === guilty))
      assert.ok(given.every(({ reason }) => reason === 'overShare'))
    }
    assert.ok(freeBytes(site.premises.directory) > 0)
    await green(site)
  })

  test(`内規: 他人のファイルで満杯でも消去と記録は続き、古い映像から手放し、空けば再開する（${profile}）`, async t => {
    const site = await smallSite(t, profile)
    if (!site) return
    const camera = await site.camera('front', 20_000)
    await site.pass(10)
    const first = minuteOf(site.machine.trueUs) - 10
    await site.order('clock.show')
    const away = await fillWithForeign(site.premises.directory)
    await site.pass(5)
    assert.ok(site.keeper.diskWatch.state !== 'ok')
    const given = await site.early()
    assert.ok(given.length > 0)
    assert.ok(given.every(({ breach }) => breach === isPeriod))
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    const { erased } = await site.order<ErasureReport>('erasure')
    assert.ok(erased.length > 0 && erased.every(({ early }) => early))
    const version = site.keeper.custody.version
    // Erasure and keyring changes on a disk without a byte.
    await fillWithForeign(site.premises.directory)
    await site.order('hold.list')
    await site.pass(2)
    assert.ok(site.keeper.custody.version >= version)
    assert.equal(site.keeper.custody.problem, null)
    await away()
    await site.pass(3)
    assert.equal(site.keeper.diskWatch.state, 'ok')
    assert.equal(site.keeper.cameras.recorders.get(camera)?.state.state, 'recording')
    await green(site)
  })
}

test('延長された映像は手放さない: それしかなければ録画を止め、解かれれば再開する（hokuto）', async t => {
  const site = await smallSite(t, 'hokuto')
  if (!site) return
  const camera = await site.camera('front', 60_000)
  await site.pass(8)
  const now = site.machine.trueUs
  const hold = await site.order<{ id: string }>('hold.add', {
    camera: 'front',
    fromUs: startUs(minuteOf(now) - 8),
    toUs: startUs(minuteOf(now) - 1),
    decidedBy: '市長',
    ground: '市長が特に必要と認める場合',
    reason: '自転車の盗難',
    endsOn: '2028-12-31',
  })
  const away = await fillWithForeign(site.premises.directory)
  await until(async () => {
    await site.pass(1)
    return site.keeper.diskWatch.state === 'onlyHeld'
  })
  for (let minute = minuteOf(now) - 8; minute < minuteOf(now) - 1; minute++) {
    assert.ok(site.keeper.custody.minuteKey(camera, minute), 'a held minute')
  }
  assert.equal(site.keeper.cameras.recorders.get(camera)?.state.state, 'failing')
  assert.ok((await site.of('DiskFull')).some(({ state }) => state === 'onlyHeld'))
  const { warnings } = await site.order<StatusReport>('status')
  assert.ok(warnings.some(({ ja }) => ja.includes('録画を止めています')))
  await site.order('hold.release', { hold: hold.id, reason: '解決' })
  await site.pass(2)
  assert.notEqual(site.keeper.diskWatch.state, 'onlyHeld')
  assert.equal(site.keeper.cameras.recorders.get(camera)?.state.state, 'recording')
  await away()
  await site.pass(2)
  await green(site)
})

test('the keeper process on a disk without a byte: orders are kept, recording waits and goes on without a restart', async t => {
  const site = await siteFor(t)
  if (!(await smallDisk(t, site.data, 64))) return
  const refused = await site.init('sakai', '--cameras', '2')
  assert.equal(refused.code, 3)
  assert.match(refused.stderr, /足りません.*\n.*内規/)
  const warned = await site.init('kai', '--cameras', '2')
  assert.equal(warned.code, 0)
  assert.match(warned.stderr, /規程には反しません/)
  const [front, back] = await demoCameras(t, ['front', 'back'])
  const added = await site.call(cameraWords(front!, '表'), { input: '\n' })
  assert.equal(added.code, 0, added.stderr)
  const running = await site.start(['run'])
  const premises = (await readPremises(site.data))!
  const status = () =>
    withRunningKeeper(premises, async client => {
      const answer = await client.order<StatusReport>({ order: 'status' })
      assert.ok('result' in answer)
      return answer.result
    })
  const stateOf = async (name: string) =>
    (await status()).cameras.find(camera => camera.name === name)?.now.state
  const saysStopped = async () =>
    (await status()).warnings.some(({ ja }) => ja.includes('録画を止めています'))
  await until(async () => (await stateOf('表')) === 'recording')
  const away = await fillWithForeign(site.data)
  await until(saysStopped, () => running.said())
  const again = await fillWithForeign(site.data)
  assert.equal((await site.call(cameraWords(back!, '裏'), { input: '\n' })).code, 0)
  const removed = ['camera', 'remove', '裏', '--reason', '試し']
  const { code, stderr } = await site.call(removed)
  assert.equal(code, 0, stderr)
  assert.equal((await status()).keyring.problem, null)
  await away()
  await again().catch(() => {})
  await until(async () => (await stateOf('表')) === 'recording')
  await until(async () => !(await saysStopped()))
  assert.equal((await site.call(['disk'])).code, 0)
  assert.equal(await running.stop(), 0)
  const { value } = await site.json(['check'])
  assert.deepEqual(value.findings, [])
})

test('内規: 期間を定める規程では、期間いっぱい置けないカメラを加えない。上限だけの規程では知らせて加える', async t => {
  const period = await smallSite(t, 'sakai')
  if (!period) return
  const appendix = { place: '門', area: '門の前', purpose: '' }
  const fields = { name: '表', url: 'rtsp://a.invalid/x', user: '', appendix }
  const add = (site: Small, bitsPerSecond: number) =>
    site.order<{ id: string }>('camera.add', { ...fields, bitsPerSecond })
  await assert.rejects(add(period, 4_000_000), /ディスクが.*足りません/)
  await add(period, 100)
  const ceiling = await smallSite(t, 'kai')
  assert.ok(ceiling)
  await add(ceiling, 4_000_000)
  const report = await ceiling.order<DiskReport>('disk')
  assert.equal(report.plannedBytes, Math.ceil(500_000 * 168 * 3600 * overhead))
  assert.ok(report.plannedBytes > report.capacityBytes)
  assert.match(diskLines(report)[0]!.ja, /規程には反しません/)
  const { plannedBytes, capacityBytes } = await period.order<DiskReport>('disk')
  assert.ok(plannedBytes <= capacityBytes)
})
