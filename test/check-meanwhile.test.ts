/** What happens while `check` reads is no finding. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readMoment, secondUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { FaultyDay } from './faulty-day.ts'
import { decide } from './what-goes-wrong.ts'

const turns = async (count: number) => {
  for (let n = 0; n < count; n++) await new Promise(resolve => setImmediate(resolve))
}

/** A day whose camera has been refused for minutes in which no timer ran: nothing of its gap is written down yet. */
async function stalled(t: TestContext, medium: Disk): Promise<FaultyDay> {
  const options = { profile: 'kawasaki', folder: '/site', seed: 1, medium } as const
  const day = new FaultyDay({ ...options, timers: t.mock.timers }, readMoment('2026-11-22 09:00'))
  t.mock.method(Math, 'random', () => day.chance.next())
  await day.found()
  await decide(day, 3)
  await day.minutes(1)
  await day.addCamera()
  await day.seconds(200)
  day.trouble(null, 'refused')
  day.silence('refused')
  day.machine.wait(400 * secondUs)
  return day
}

test('a camera that comes back, its gap not among the events that were read', async t => {
  const inner = memoryDisk()
  let reads = 0
  let comeBackAt = 0
  let comeBack = async () => {}
  const day = await stalled(t, {
    ...inner,
    async read(path) {
      const bytes = await inner.read(path)
      if (path.endsWith('.chunk') && ++reads === comeBackAt) await comeBack()
      return bytes
    },
  })
  comeBack = async () => {
    const { simulated } = day.active[0]!
    simulated.way = 'plays'
    for (let second = 0; second < 40; second++) {
      day.machine.wait(secondUs)
      t.mock.timers.tick(1000)
      await turns(3)
      simulated.second()
    }
  }
  // Once to see how often check reads the events, then with the camera back behind the last reading.
  const before = reads
  assert.deepEqual(await day.check(), [])
  comeBackAt = 2 * reads - before
  const { id } = day.active[0]!
  assert.notEqual(day.keeper.cameras.recorders.get(id)?.state.state, 'recording')
  assert.deepEqual(await day.check(), [])
  assert.equal(day.keeper.cameras.recorders.get(id)?.state.state, 'recording')
  await day.kill()
})

test('a gap that is on its way to the spool', async t => {
  const inner = memoryDisk()
  let isSlow = false
  const day = await stalled(t, {
    ...inner,
    async open(path) {
      const file = await inner.open(path)
      return {
        ...file,
        async write(bytes, position) {
          if (isSlow && path.endsWith('.chunk')) await turns(3000)
          await file.write(bytes, position)
        },
      }
    },
  })
  isSlow = true
  // The gap is rolled, and its event is not on the disk for a long while.
  t.mock.timers.tick(250)
  assert.deepEqual(await day.check(), [])
  await day.kill()
})
