import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { minuteOf, minuteUs, readMoment, secondUs } from '#civil/minute.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { scanSegment } from '#vault/scan.ts'
import { sealsIn } from '#vault/seals-in.ts'
import { type DayOptions, FaultyDay } from './faulty-day.ts'
import { machineDisk } from './keeper-on-a-clock.ts'
import { folderFor } from './site.ts'
import { decide, type Event, everything, next, withNights } from './what-goes-wrong.ts'

/** The same day every time; TACHIAI_SEED makes it another one, TACHIAI_DAYS longer. A failure prints its seed. */
const seed = Number(process.env.TACHIAI_SEED ?? 20261122)
const days = Number(process.env.TACHIAI_DAYS ?? 1)

type Course = Pick<DayOptions, 'profile' | 'medium' | 'folder' | 'shares'> & {
  readonly from: string
  /** Whichever comes last. */
  readonly hours: number
  readonly events: number
  readonly verifyEach: number
  readonly what: readonly Event[]
}

async function liveThrough(t: TestContext, course: Course): Promise<FaultyDay> {
  const day = new FaultyDay({ ...course, seed, timers: t.mock.timers }, readMoment(course.from))
  t.mock.method(Math, 'random', () => day.chance.next())
  const beganMs = performance.now()
  try {
    await day.found()
    if (course.profile === 'kawasaki') {
      await decide(day, 3)
      await day.minutes(1)
    }
    for (let n = 0; n < 3; n++) await day.addCamera()
    const endUs = day.machine.trueUs + course.hours * 60 * minuteUs
    for (let n = 1; n <= course.events || day.machine.trueUs < endUs; n++) {
      await next(day, course.what)
      if (n % course.verifyEach === 0) await day.verify()
    }
    await day.verify()
    await assertHarmIsFound(day)
  } catch (error) {
    console.error(day.log.slice(-40).join('\n'))
    console.error(`TACHIAI_SEED=${seed}`, day.counts)
    throw error
  } finally {
    await day.kill()
  }
  const { counts, witness } = day
  const ms = Math.round(performance.now() - beganMs)
  t.diagnostic(JSON.stringify({ seed, ...counts, records: witness.records, ms }))
  return day
}

/** What check exists for: a byte changed, a file taken away, a file that is nobody's. */
async function assertHarmIsFound(day: FaultyDay): Promise<void> {
  const { medium, chance, premises } = day
  await day.seconds(300)
  const kinds = async () => [...new Set((await day.check()).map(({ kind }) => kind))]
  const file = await day.livingRecord()
  const place = file.offset + chance.below(file.length)
  const [was] = await medium.readAt(file.path, place, 1)
  const change = async (byte: number) => {
    const opened = await medium.open(file.path)
    await opened.write(Buffer.from([byte]), place)
    await opened.close()
  }
  await change(was! ^ (1 << chance.below(8)))
  assert.notDeepEqual(await kinds(), [], `byte ${place} of ${file.path} changed`)
  await change(was!)
  assert.deepEqual(await kinds(), [])

  const stray = `${premises.directory}/footage/${file.camera}/${file.day}/99-stray`
  await (await medium.create(stray)).close()
  assert.deepEqual(await kinds(), ['foreign'])
  await medium.remove(stray)
  assert.deepEqual(await kinds(), [])

  await medium.remove(file.path)
  assert.ok((await kinds()).includes('missing'), `${file.path} taken away`)
}

test('half a day under a limit of hours (kawasaki): check is green, nothing expired opens, all that lives does', async t => {
  await liveThrough(t, {
    ...{ profile: 'kawasaki', medium: memoryDisk(), folder: '/site' },
    ...{ from: '2026-11-22 15:00', hours: 12 * days, events: 0, verifyEach: 12, what: everything },
  })
})

for (const profile of days > 1
  ? (['kai', 'hokuto', 'nishinari'] as const)
  : (['kai', 'nishinari'] as const)) {
  test(`days of faults, with nights between (${profile})`, async t => {
    await liveThrough(t, {
      ...{ profile, medium: memoryDisk(), folder: '/site', shares: 2 },
      ...{ from: '2026-12-28 20:00', hours: 0, events: 20 * days, verifyEach: 7, what: withNights },
    })
  })
}

test('an evening on real files', async t => {
  const folder = await folderFor(t)
  await liveThrough(t, {
    ...{ profile: 'kawasaki', medium: machineDisk, folder, shares: 2 },
    ...{
      from: '2026-11-22 22:30',
      hours: 2 * days,
      events: 14 * days,
      verifyEach: 7,
      what: everything,
    },
  })
})

async function quietDay(t: TestContext): Promise<FaultyDay> {
  const options = { profile: 'kawasaki', medium: memoryDisk(), folder: '/site', seed } as const
  const day = new FaultyDay({ ...options, timers: t.mock.timers }, readMoment('2026-11-22 09:00'))
  await day.found()
  await decide(day, 3)
  await day.minutes(1)
  await day.addCamera()
  return day
}

test('what a shorter rule took does not come back with an older keyring', async t => {
  const day = await quietDay(t)
  await day.seconds(300)
  day.silence('refused')
  day.trouble(null, 'refused', 'keeperRestart')
  const image = await day.takeImage()
  await decide(day, 1)
  await day.minutes(70)
  await day.verify()
  const { gone } = day.counts
  assert.ok(gone > 200)
  await day.kill()
  await day.putBack(image)
  await day.open()
  assert.equal(day.keeper.rolledBack, true)
  await day.verify()
  assert.equal(day.counts.gone, gone)
})

test('a camera that an older keyring brought back is one of all: what went of it stays gone as well', async t => {
  const day = await quietDay(t)
  const other = await day.addCamera()
  await day.seconds(60)
  const before = await day.takeImage()
  await day.order('camera.remove', { camera: other.id, reason: '工事' })
  day.trouble(null, 'refused', 'keeperRestart', 'closed', 'silence')
  await day.seconds(61)
  await day.kill()
  await day.putBack(before)
  await day.open()
  const said = () => day.keeper.warnings().map(({ en }) => en)
  assert.match(said().join(), /still has the camera "カメラ2", removed since/)
  await day.order('recovery.accept', { by: ['会長 一', '副会長 二'] })
  await day.seconds(240)
  day.silence('refused')
  const image = await day.takeImage()
  await decide(day, 1)
  const late = await day.addCamera()
  await day.minutes(70)
  await day.verify()
  const { gone } = day.counts
  await day.kill()
  await day.putBack(image)
  await day.open()
  assert.match(said().join(), /retention of 1 h decided on 2026-11-22/)
  assert.match(said().join(), new RegExp(`does not know the camera "${late.name}"`))
  await day.verify()
  assert.equal(day.counts.gone, gone)
})

test('an older keyring is noticed also where nothing was erased since', async t => {
  const day = await quietDay(t)
  const image = await day.takeImage()
  await day.addCamera()
  await day.seconds(90)
  await day.kill()
  await day.putBack(image)
  await day.open()
  assert.equal(day.keeper.rolledBack, true)
})

test('many kills within an hour: no start calls recorded footage a gap', async t => {
  const day = await quietDay(t)
  day.trouble(null, 'keeperRestart')
  for (let n = 0; n < 10; n++) {
    await day.seconds(40)
    await day.kill()
    day.machine.wait(secondUs)
    await day.open()
  }
  await day.verify()
})

test('after a kill every seal in the files stands under a signed root, also where kill follows kill', async t => {
  const day = await quietDay(t)
  await day.addCamera()
  day.trouble(null, 'keeperRestart')
  for (let n = 0; n < 4; n++) {
    await day.seconds(n === 2 ? 20 : 150)
    await day.kill()
    day.machine.wait(secondUs)
    await day.open()
  }
  await day.verify()
  const { medium } = day
  const signed = new Map<number, { root: string; count: number }[]>()
  for (const event of await day.events()) {
    if (event.type !== 'MinuteSealed') continue
    signed.set(event.minute, [...(signed.get(event.minute) ?? []), event])
  }
  const sealed = new Map<number, number>()
  for (const path of day.files().filter(path => path.endsWith('.tachi'))) {
    for (const { minute } of await sealsIn(medium, await scanSegment(medium, path))) {
      sealed.set(minute, (sealed.get(minute) ?? 0) + 1)
    }
  }
  assert.ok(sealed.size >= 8)
  for (const [minute, count] of sealed) {
    if (minute > minuteOf(day.nowK) - 3) continue
    const roots = new Map(signed.get(minute)?.map(one => [one.root, one.count]))
    const under = [...roots.values()].reduce((sum, one) => sum + one, 0)
    assert.ok(under >= count, `${under} of ${count} seals of ${minute} are signed`)
  }
})

test('a kill between a file and its header leaves check green', async t => {
  const day = await quietDay(t)
  await day.seconds(10)
  const [camera] = day.active
  const folder = `${day.premises.directory}/footage/${camera!.id}/2026-11-22`
  await (await day.medium.create(`${folder}/09-${'ab'.repeat(16)}.tachi`)).close()
  await day.verify()
})

test('a disk that answers nothing for a while: afterwards every gap is told, and none that was not', async t => {
  const day = await quietDay(t)
  await day.addCamera()
  await day.seconds(95)
  day.trouble(null, 'silence', 'diskFault')
  day.active[0]!.simulated.way = 'mute'
  await day.seconds(5)
  // From before a minute is sealed until after the silence was noticed and is over.
  day.disk.offline = [day.premises.directory]
  await day.seconds(35)
  day.active[0]!.simulated.way = 'plays'
  await day.seconds(35)
  day.disk.offline = []
  await day.verify()
  await day.verify()
  const events = await day.events()
  const signed = new Set(events.flatMap(e => (e.type === 'MinuteSealed' ? [e.minute] : [])))
  for (let minute = minuteOf(events[3]!.atUs); minute < minuteOf(day.nowK) - 3; minute++) {
    assert.ok(signed.has(minute), `no root for ${minute}`)
  }
})

test('a share that was away: nothing is removed without the keyring, time is marked, and it is well once it is back', async t => {
  const day = await quietDay(t)
  await day.addCamera()
  await day.seconds(60)
  // On to where every minute something falls due.
  day.trouble(null, 'refused', 'silence')
  day.silence('refused')
  await day.minutes(182)
  for (const { simulated } of day.active) simulated.way = 'plays'
  await day.seconds(60)
  const [share] = day.premises.shares
  day.disk.offline = [share!]
  const [camera] = day.active
  await assert.rejects(day.order('camera.remove', { camera: camera!.id, reason: '工事' }))
  await day.seconds(200)
  const marks = (await day.events()).filter(({ type }) => type === 'TimeMarked')
  assert.ok(day.nowK - marks.at(-1)!.atUs < minuteUs)
  day.disk.offline = []
  await day.verify()
})

test('what waited for a full disk when the keeper was killed is a gap, also behind a gap that was told', async t => {
  const day = await quietDay(t)
  await day.seconds(95)
  day.trouble(null, 'refused', 'keeperRestart', 'diskFault')
  day.disk.full = true
  await day.seconds(40)
  day.silence('refused')
  await day.seconds(90)
  await day.kill()
  day.disk.full = false
  for (const { simulated } of day.active) simulated.way = 'plays'
  day.machine.wait(secondUs)
  await day.open()
  await day.verify()
})

test('an orderly stop lets go of every file', async t => {
  const day = await quietDay(t)
  await day.seconds(400)
  await day.stop()
  assert.deepEqual(day.witness.openFiles, [])
})
