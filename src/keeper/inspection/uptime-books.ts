import { union } from '#keyring/spans.ts'
import type { Spool } from '../spool/spool.ts'
import { extend, type Missing } from './uptime-tally.ts'

export type Span = { readonly fromUs: number; readonly toUs: number }

/** What the events say about how long was recorded, and how far they can be believed. */
export type UptimeBooks = {
  /** By camera, in the order of telling; what a gap that was written down every minute told is one stretch. */
  readonly gaps: ReadonlyMap<string, readonly Missing[]>
  /** By camera: recorded, then given up before its time for want of space. */
  readonly givenUp: ReadonlyMap<string, readonly Missing[]>
  /** Since when the events are kept, where older ones have been removed. */
  readonly keptSinceUs: number | null
  /** Keeper time went on without being sure of itself. */
  readonly uncertain: readonly Span[]
  /** Keeper time was set back: these moments ran twice. */
  readonly ranTwice: readonly Span[]
  /** Events that were numbered and cannot be read any more. */
  readonly lostEvents: number
}

/** Reads every event that is kept, 7 µs each; the gaps of 400 days outlive the footage by a year. */
export async function uptimeBooks(
  spool: Spool,
  progress: (read: number) => void,
): Promise<UptimeBooks> {
  const gaps = new Map<string, Missing[]>()
  const givenUp = new Map<string, Missing[]>()
  const uncertain: Span[] = []
  const ranTwice: Span[] = []
  let keptSinceUs: number | null = null
  const lost: [number, number][] = []
  let expected: number | null = null
  let doubtSinceUs: number | null = null
  let lastUs = 0
  const settle = (fromUs: number, toUs: number) => {
    if (doubtSinceUs !== null) uncertain.push({ fromUs: doubtSinceUs, toUs: fromUs })
    doubtSinceUs = null
    if (toUs < fromUs) ranTwice.push({ fromUs: toUs, toUs: fromUs })
  }
  for await (const { n, event } of spool.read()) {
    if (expected === null && n > 1) keptSinceUs = event.atUs
    if (expected !== null && n > expected) lost.push([expected, n])
    expected = n + 1
    lastUs = event.atUs
    if (n % 10_000 === 0) progress(n)
    switch (event.type) {
      case 'GapRecorded': {
        const { camera, fromUs, toUs, cause } = event
        extend(of(gaps, camera), { fromUs, toUs, cause })
        break
      }
      case 'EarlyRelease': {
        const { camera, fromUs, toUs } = event
        extend(of(givenUp, camera), { fromUs, toUs, cause: 'diskFull' })
        break
      }
      case 'SpoolDamaged':
        lost.push([event.fromNumber, event.toNumber + 1])
        break
      case 'ClockUncertain':
        doubtSinceUs ??= event.keeperUs
        break
      case 'ClockAgreed':
      case 'ClockAccepted':
        settle(event.fromUs, event.toUs)
        break
    }
  }
  if (doubtSinceUs !== null) uncertain.push({ fromUs: doubtSinceUs, toUs: lastUs })
  // A start that gave numbers up says so, and they are missing as well.
  const lostEvents = union(lost).reduce((sum, [from, to]) => sum + to - from, 0)
  return { gaps, givenUp, keptSinceUs, uncertain, ranTwice, lostEvents }
}

function of(lists: Map<string, Missing[]>, camera: string): Missing[] {
  const known = lists.get(camera)
  if (known) return known
  const list: Missing[] = []
  lists.set(camera, list)
  return list
}
