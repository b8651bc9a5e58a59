import { type TestContext, test } from 'node:test'
import { minuteUs, readMoment } from '#civil/minute.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { type DayOptions, FaultyDay } from './faulty-day.ts'
import { decide, type Event, everything, next, withNights } from './what-goes-wrong.ts'

/** TACHIAI_SEED repeats a day, TACHIAI_DAYS makes it longer. */
const seed = Number(process.env.TACHIAI_SEED ?? Math.floor(Math.random() * 2 ** 31))
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
  } catch (error) {
    console.error(day.log.slice(-40).join('\n'))
    console.error(`TACHIAI_SEED=${seed}`, day.counts)
    throw error
  }
  const { counts, witness } = day
  const ms = Math.round(performance.now() - beganMs)
  t.diagnostic(JSON.stringify({ seed, ...counts, records: witness.records, ms }))
  return day
}

test('a day under a limit of hours (kawasaki): check is green, nothing expired opens, all that lives does', async t => {
  await liveThrough(t, {
    ...{ profile: 'kawasaki', medium: memoryDisk(), folder: '/site' },
    ...{ from: '2026-11-22 15:00', hours: 24 * days, events: 0, verifyEach: 8, what: everything },
  })
})

for (const profile of ['kai', 'hokuto', 'nishinari'] as const) {
  test(`days of faults, with nights between (${profile})`, async t => {
    await liveThrough(t, {
      ...{ profile, medium: memoryDisk(), folder: '/site', shares: 2 },
      ...{ from: '2026-12-28 20:00', hours: 0, events: 40 * days, verifyEach: 8, what: withNights },
    })
  })
}
