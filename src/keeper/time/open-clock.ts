import type { OfTime } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'
import { KeeperClock } from './keeper-clock.ts'
import type { Readings } from './readings.ts'
import { laterMark, markOfSpool, type TimeMark } from './time-mark.ts'

/**
 * Keeper time as it goes on after a stop: from the keyring's mark or the spool's, whichever is later.
 * `news` is what the first look at the clocks found; the caller writes it to the spool after KeeperStarted.
 */
export async function openClock(options: {
  readonly readings: Readings
  readonly mark: TimeMark
  readonly spool: Spool
  readonly demo: boolean
}): Promise<{ readonly clock: KeeperClock; readonly news: readonly OfTime[] }> {
  const { readings, mark, spool, demo } = options
  const inSpool = await markOfSpool(spool)
  const clock = new KeeperClock({
    readings,
    mark: inSpool ? laterMark(mark, inSpool) : mark,
    demo,
  })
  return { clock, news: clock.observe() }
}
