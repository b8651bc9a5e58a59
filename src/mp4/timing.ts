import { longestHoleUs, ticksPerSecond, type UnitTable } from './unit-table.ts'

/** Times of all units on the file's own scale: ticks, decoding begins at 0 and rises strictly. */
export type Timing = {
  readonly decode: Float64Array
  /** Never before `decode`, no two alike. */
  readonly compose: Float64Array
  /** Where the last picture ends. */
  readonly endTicks: number
  /** How long the last picture is shown. */
  readonly lastTicks: number
  /** Capture at 0 ticks, µs since the epoch. */
  readonly originUs: number
}

/** No picture of either codec waits for more than 16 others: the decoded picture buffer ends there. Fields count double. */
const mostReordered = 32
/** Further back than any reordering: somebody set the camera's clock. */
const mostBackTicks = 10 * ticksPerSecond
/** What follows further ahead in one run can only be damage. */
const mostAheadTicks = longestHoleUs * 0.09
/** A picture's time where nothing tells it. */
const usualTicks = ticksPerSecond / 30
/** A stretch's decoding times begin before its pictures and after the last one of the stretch before. */
const leastTicks = mostReordered + 1

/**
 * Decoding times from the stored order of presentation times: within a stretch the n-th unit is decoded at the
 * sorted presentation time `depth` places before it, depth being the least that puts no decoding behind its
 * presentation. The parameter sets' own word on the depth is not asked: it may be absent or wrong.
 */
export function timingOf(units: UnitTable): Timing {
  const decode = new Float64Array(units.count)
  const compose = new Float64Array(units.count)
  let originUs = 0
  let end = 0
  let lastTicks = 0
  for (const { from, to, captureUs } of cut(units)) {
    const times = compose.subarray(from, to)
    const order = arrange(units.ptsTicks.subarray(from, to), times)
    const first = times[order[0]!]!
    const leads = times[0]! - first
    if (from === 0) originUs = captureUs! - ticksToUs(leads)
    const wanted = captureUs === null ? end : usToTicks(captureUs - originUs) - leads
    // Damaged stamps can make a run look longer than its pictures, and a hole behind it acceptable that is not.
    const start = Math.min(Math.max(wanted, end), end + mostAheadTicks)
    for (let i = 0; i < times.length; i++) times[i] = times[i]! - first + start
    lastTicks = lastStep(times, order)
    setDecodeTimes(times, order, lastTicks, decode, from)
    end = times[order.at(-1)!]! + lastTicks
  }
  const lead = -(decode[0] ?? 0)
  for (let i = 0; i < units.count; i++) {
    decode[i] = decode[i]! + lead
    compose[i] = compose[i]! + lead
  }
  return {
    decode,
    compose,
    endTicks: end + lead,
    lastTicks,
    originUs: originUs - ticksToUs(lead),
  }
}

const ticksToUs = (ticks: number): number => Math.round((ticks * 100) / 9)
const usToTicks = (us: number): number => Math.round((us * 9) / 100)

type Cut = { readonly from: number; readonly to: number; readonly captureUs: number | null }

/** The runs, cut again where their stamps jump as no camera's pictures do; `captureUs` null there. */
function* cut(units: UnitTable): Generator<Cut> {
  for (let run = 0; run < units.runs.length; run++) {
    let { from, captureUs }: { from: number; captureUs: number | null } = units.runs[run]!
    const end = units.runs[run + 1]?.from ?? units.count
    let latest = Number.NEGATIVE_INFINITY
    for (let i = from; i < end; i++) {
      const pts = units.ptsTicks[i]!
      if (pts < latest - mostBackTicks || pts > latest + mostAheadTicks) {
        if (i > from) {
          yield { from, to: i, captureUs }
          from = i
          captureUs = null
        }
        latest = pts
      } else if (pts > latest) latest = pts
    }
    if (end > from) yield { from, to: end, captureUs }
  }
}

/** Fills `times` from `stamps`, strictly rising in the order of presentation, and gives that order. */
function arrange(stamps: Float64Array, times: Float64Array): Uint32Array {
  times.set(stamps)
  const order = Uint32Array.from(stamps, (_, i) => i)
  if (!isAscending(stamps)) order.sort((a, b) => stamps[a]! - stamps[b]! || a - b)
  // An order no decoder could give back: the stamps are damaged, the order of decoding is what is left.
  if (depthOf(order) > mostReordered) order.sort()
  for (let i = 1; i < order.length; i++) {
    const before = times[order[i - 1]!]!
    if (times[order[i]!]! <= before) times[order[i]!] = before + 1
  }
  return order
}

function isAscending(stamps: Float64Array): boolean {
  for (let i = 1; i < stamps.length; i++) if (stamps[i]! < stamps[i - 1]!) return false
  return true
}

/** How many places a unit is decoded later than it is presented, at most. */
function depthOf(order: Uint32Array): number {
  let depth = 0
  for (let rank = 0; rank < order.length; rank++) depth = Math.max(depth, order[rank]! - rank)
  return depth
}

function lastStep(times: Float64Array, order: Uint32Array): number {
  const last = order.length - 1
  const step = last > 0 ? times[order[last]!]! - times[order[last - 1]!]! : usualTicks
  return Math.min(Math.max(step, leastTicks), ticksPerSecond)
}

function setDecodeTimes(
  times: Float64Array,
  order: Uint32Array,
  stepTicks: number,
  decode: Float64Array,
  from: number,
): void {
  const depth = depthOf(order)
  const first = times[order[0]!]!
  let before = from === 0 ? Number.NEGATIVE_INFINITY : decode[from - 1]!
  for (let i = 0; i < order.length; i++) {
    const time =
      i < depth ? Math.max(first - (depth - i) * stepTicks, before + 1) : times[order[i - depth]!]!
    decode[from + i] = time
    before = time
  }
}
