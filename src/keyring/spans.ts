import { type Day, daySpan, type Minute } from '#civil/minute.ts'
import type { DayRange, Hold } from './keyring.ts'

/** Minutes [from, to). */
export type Span = readonly [from: Minute, to: Minute]

/** The same minutes, ascending, disjoint and not touching. */
export function union(spans: readonly Span[]): Span[] {
  const joined: [Minute, Minute][] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from >= to) continue
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** The minutes of `span` that stand in none of the others (ascending, disjoint). */
export function outside(span: Span, others: readonly Span[]): Span[] {
  const left: Span[] = []
  let from = span[0]
  for (const [begin, end] of others) {
    if (begin >= span[1]) break
    if (end <= from) continue
    if (begin > from) left.push([from, begin])
    from = end
  }
  if (from < span[1]) left.push([from, span[1]])
  return left
}

/** The minutes of `span` that stand in `other`, possibly none. */
export const within = (span: Span, other: Span): Span => [
  Math.max(span[0], other[0]),
  Math.min(span[1], other[1]),
]

/** The minutes that at least one of the holds names. */
export const holdSpans = (holds: readonly Hold[]): readonly Span[] =>
  union(holds.map((hold): Span => [hold.fromMinute, hold.toMinute]))

/** The runs in any set of minutes. */
export const runs = (minutes: Iterable<Minute>): Span[] =>
  union([...minutes].map((minute): Span => [minute, minute + 1]))

/** The span cut at each midnight. */
export function* byDay(span: Span): Generator<{ day: Day; first: Minute; span: Span }> {
  for (let from = span[0]; from < span[1]; ) {
    const { day, first, next } = daySpan(from)
    const to = Math.min(next, span[1])
    yield { day, first, span: [from, to] }
    from = to
  }
}

/** The spans as ranges of one camera, cut at each midnight. */
export function dayRanges(camera: string, spans: readonly Span[]): DayRange[] {
  return spans.flatMap(span =>
    [...byDay(span)].map(part => ({
      camera,
      day: part.day,
      fromIndex: part.span[0] - part.first,
      toIndex: part.span[1] - part.first,
    })),
  )
}
