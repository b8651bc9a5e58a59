import { ticksPerSecond, type UnitTable } from './unit-table.ts'

/** A stretch of units without a jump in time; all times in ticks. */
export type Stretch = {
  /** Its units in order of presentation, as numbers of the table. */
  readonly order: Uint32Array
  /** How long its last picture is shown. */
  readonly stepTicks: number
  /** To be added to a composition time: the true time since `Timing.originUs`. */
  readonly toTrueTicks: number
}

/** Times of all units on the file's own scale: ticks, decoding begins at 0 and rises strictly. */
export type Timing = {
  readonly decode: Float64Array
  /** Never before `decode`, no two alike. */
  readonly compose: Float64Array
  readonly stretches: readonly Stretch[]
  readonly endTicks: number
  /** Capture of the earliest picture, µs since the epoch. */
  readonly originUs: number
}

/** No picture of either codec waits for more than 16 others: the decoded picture buffer ends there. Fields count double. */
const mostReordered = 32
/** Further back than any reordering: somebody set the camera's clock. */
const mostBackTicks = 10 * ticksPerSecond
/** 3.3 h. Sample tables are read as 31 bits; what is missing of a longer hole stands in the edit list alone. */
const mostTicks = 2 ** 30
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
  const stretches: Stretch[] = []
  let originUs = 0
  let trueEnd = 0
  let mediaEnd = 0
  let stampToTrue = 0
  for (const { from, to, captureUs } of cut(units)) {
    const times = compose.subarray(from, to)
    const order = arrange(units.ptsTicks.subarray(from, to), times)
    const first = times[order[0]!]!
    const leads = times[0]! - first
    if (from === 0) originUs = captureUs! - Math.round((leads * 100) / 9)
    const captured =
      captureUs === null
        ? first + stampToTrue
        : Math.round(((captureUs - originUs) * 9) / 100) - leads
    const trueStart = Math.max(captured, trueEnd)
    const mediaStart = mediaEnd + Math.min(trueStart - trueEnd, mostTicks)
    stampToTrue = trueStart - first
    for (let i = 0; i < times.length; i++) times[i] = times[i]! - first + mediaStart
    const stepTicks = lastStep(times, order)
    setDecodeTimes(times, order, stepTicks, decode, from)
    for (let i = 0; i < order.length; i++) order[i] = order[i]! + from
    stretches.push({ order, stepTicks, toTrueTicks: trueStart - mediaStart })
    mediaEnd = compose[order.at(-1)!]! + stepTicks
    trueEnd = mediaEnd + trueStart - mediaStart
  }
  return startAtZero({ decode, compose, stretches, endTicks: mediaEnd, originUs })
}

type Cut = { readonly from: number; readonly to: number; readonly captureUs: number | null }

/** The runs, cut again where their stamps jump as no camera's pictures do; `captureUs` null there. */
function* cut(units: UnitTable): Generator<Cut> {
  for (let run = 0; run < units.runs.length; run++) {
    let { from, captureUs }: { from: number; captureUs: number | null } = units.runs[run]!
    const end = units.runs[run + 1]?.from ?? units.count
    let latest = Number.NEGATIVE_INFINITY
    for (let i = from; i < end; i++) {
      const pts = units.ptsTicks[i]!
      if (pts < latest - mostBackTicks || pts > latest + mostTicks) {
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

function startAtZero(timing: Timing): Timing {
  const lead = timing.decode[0] ?? 0
  if (lead === 0) return timing
  for (let i = 0; i < timing.decode.length; i++) {
    timing.decode[i] = timing.decode[i]! - lead
    timing.compose[i] = timing.compose[i]! - lead
  }
  return {
    ...timing,
    stretches: timing.stretches.map(one => ({ ...one, toTrueTicks: one.toTrueTicks + lead })),
    endTicks: timing.endTicks - lead,
  }
}
