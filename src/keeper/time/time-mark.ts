import type { Recorded } from '../spool/events.ts'
import type { Readings } from './readings.ts'
import type { ClockSource } from './sources.ts'

/**
 * What keeper time continues from after a stop. Two copies stand: in the keyring (settings, sealed with
 * each version) and in every event of the spool; the later one counts.
 *
 * Who can put an older mark in both places makes forgetting late by the difference until two independent
 * sources agree; they cannot make it early.
 */
export type TimeMark = {
  /** Keeper time at `bootUs` of that boot. */
  readonly atUs: number
  readonly bootId: string
  readonly bootUs: number
  /** The last event when the mark was made: of two marks the higher is the later. 0 where left out. */
  readonly event?: number
  /** Whether keeper time was certain then; where left out, as in the earlier mark of the same boot, else true. */
  readonly certain?: boolean
  /** Sources seen wandering from certain keeper time; they do not vote until they came back. */
  readonly strayed?: readonly ClockSource[]
  /** The demo's clock only: how far it was moved. */
  readonly movedUs?: number
}

/** The first mark: whoever runs `init` has seen this date and time and goes on. */
export const foundingMark = (readings: Readings): TimeMark => ({
  atUs: readings.wallUs(),
  bootId: readings.bootId(),
  bootUs: readings.bootUs(),
})

const clockEvents = [
  'ClockAgreed',
  'ClockUncertain',
  'ClockStrayed',
  'ClockAccepted',
  'ClockMoved',
] as const
export type ClockEventType = (typeof clockEvents)[number]

/**
 * The mark that the spool's events leave: the stamp of the last one, and what the last clock event said. One
 * of another boot says nothing about this one: a process may have died before it looked at the clocks.
 */
export function markOf(last: Recorded, lastClock: Recorded | undefined): TimeMark {
  const { atUs, bootId, bootUs, n: event } = last
  const mark = { atUs, bootId, bootUs, event }
  const certain = lastClock?.bootId === bootId ? { certain: true } : {}
  switch (lastClock?.type) {
    case 'ClockAgreed':
    case 'ClockStrayed':
      return { ...mark, ...certain, strayed: lastClock.strayed }
    case 'ClockUncertain':
      return { ...mark, certain: false, strayed: lastClock.strayed }
    case 'ClockMoved':
      return { ...mark, movedUs: lastClock.movedUs }
    default:
      return { ...mark, ...certain }
  }
}

/** The one to continue from, of the keyring's and the spool's. */
export function laterMark(sealed: TimeMark, written: TimeMark): TimeMark {
  if ((written.event ?? 0) <= (sealed.event ?? 0)) return sealed
  const before = sealed.bootId === written.bootId && sealed.certain !== false
  return { ...written, certain: written.certain ?? before }
}

/** The mark of a spool, null where it holds no event yet. */
export async function markOfSpool(spool: {
  last(): Promise<Recorded | undefined>
  lastOf(type: ClockEventType): Promise<Recorded | undefined>
}): Promise<TimeMark | null> {
  const last = await spool.last()
  if (!last) return null
  const told = await Promise.all(clockEvents.map(type => spool.lastOf(type)))
  const newest = told.reduce((a, b) => ((b?.n ?? 0) > (a?.n ?? 0) ? b : a), undefined)
  return markOf(last, newest)
}
