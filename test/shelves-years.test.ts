import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { dayUs } from '#civil/minute.ts'
import { withDatabase } from './database.ts'
import { Crash, Fuse } from './shelves-fuse.ts'
import { OfficeOfYears, type Protocol, real } from './shelves-world.ts'

/** Kept for so many fiscal years after the one in which it is closed. */
const keptUntilUs = (nowUs: number, years: number) =>
  startOfFiscalYearUs(fiscalYearOf(nowUs) + 1 + years)

describe('shelves over the years', () => {
  /**
   * One turn of the year after the other, each broken off one moment later than the last: before, within and after every
   * write of the keyring, every statement and every commit; then once more in the recovery.
   */
  async function turns(t: Parameters<typeof withDatabase>[0], protocol: Protocol, most = 10_000) {
    const office = new OfficeOfYears(await withDatabase(t), protocol)
    await office.found()
    let process = await office.start()
    const wrong: string[] = []
    for (let moment = 0; moment < most; moment++) {
      const first = await office.newCase(process)
      const second = await office.newCase(process)
      first.closed = {
        register: 'viewing',
        keptUntilUs: keptUntilUs(office.nowUs, 1 + (moment % 3)),
      }
      const older = office.cases[office.cases.length - 4]
      if (older && moment % 5 !== 0) {
        older.closed = { register: 'takeOut', keptUntilUs: keptUntilUs(office.nowUs, 2) }
      }
      if (moment % 4 === 1 && !office.isOver(first)) {
        first.closed = { register: 'viewing', keptUntilUs: keptUntilUs(office.nowUs, 5) }
      }
      await office.say(process, second)
      office.nowUs = startOfFiscalYearUs(fiscalYearOf(office.nowUs) + 1) + (moment % 3) * dayUs
      const fuse = new Fuse(moment)
      for (const each of [fuse, new Fuse((moment * 7) % 40)]) {
        try {
          await (await office.start(each)).work()
        } catch (error) {
          if (!(error instanceof Crash) && !each.burnt) throw error
        }
        wrong.push(...(await office.removedTooEarly()))
      }
      process = await office.start()
      await process.work()
      wrong.push(...(await office.wrong(process)))
      if (wrong.length > 0 || !fuse.burnt) return { wrong, moments: moment, office }
    }
    return { wrong, moments: most, office }
  }

  test('no crash at the turn of a year loses what must stand or leaves what must go', async t => {
    const { wrong, moments, office } = await turns(t, real)
    assert.deepEqual(wrong, [])
    assert.ok(moments > 60)
    t.diagnostic(`${moments} moments, ${office.cases.length} cases`)
  })
})
