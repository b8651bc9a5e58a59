import { daySpan, type Minute, minuteUs, startUs } from '#civil/minute.ts'
import type { DecidedRetention, Retention } from './vocabulary/footage.ts'

export type { DecidedRetention, Retention }

/**
 * One line of a camera's append-only list. `fromMinute` is a minute that had not begun when the rule was
 * committed, so that no frame stands between two rules. `article` is the cite that sets the period.
 */
export type RuleInForce = {
  readonly fromMinute: Minute
  readonly retention: Retention
  readonly profile: string
  readonly version: string
  readonly article: string
}

const hourUs = 60 * minuteUs

export const isCeiling = ({ kind }: Retention): boolean =>
  kind === 'ceilingHours' || kind === 'inclusiveDays' || kind === 'minimumNecessary'

export const isDecided = (retention: Retention): boolean =>
  retention.kind !== 'minimumNecessary' || retention.decided !== null

/**
 * The instant the document names for a minute, µs since the epoch: ceilings count from the minute's
 * first instant, periods end at a midnight in Asia/Tokyo. Throws RangeError while nothing is decided.
 */
export function limitUs(retention: Retention, minute: Minute): number {
  switch (retention.kind) {
    case 'ceilingHours':
      return startUs(minute) + retention.hours * hourUs
    case 'inclusiveDays':
      return midnightUs(minute, retention.days)
    case 'civilDays':
      return midnightUs(minute, retention.days + 1)
    case 'sameWeekday':
      return midnightUs(minute, retention.weeksAhead * 7 + 1)
    case 'periodHours':
      return startUs(minute) + retention.hours * hourUs
    case 'minimumNecessary':
      if (!retention.decided) throw new RangeError('no retention period has been decided')
      return startUs(minute) + retention.decided.hours * hourUs
  }
}

/**
 * The instant from which an erasure step takes the minute: one minute before a ceiling's limit, so that
 * its last frame is 120 s early at most and the step has 60 s to be done in time; a period's limit itself.
 */
export const dueFromUs = (retention: Retention, minute: Minute): number =>
  limitUs(retention, minute) - (isCeiling(retention) ? minuteUs : 0)

export type Due = {
  readonly dueFromUs: number
  /** What is printed as the limit; for a rule that came later, never before it came into force. */
  readonly limitUs: number
  /** Keys still there after this instant are overdue: 60 s after `dueFromUs`. */
  readonly goneByUs: number
  readonly by: RuleInForce
}

/**
 * When a minute falls due: the earliest among the rule in force at its capture and every rule in force
 * since. A shorter rule reaches footage that lives, from the minute it comes into force; a longer one
 * does not. Footage older than the list stands under its first rule.
 *
 * `rules` are in the order of `fromMinute`. Throws RangeError where no rule decides a period.
 */
export function dueUnder(rules: readonly RuleInForce[], minute: Minute): Due {
  let capture = 0
  while (capture + 1 < rules.length && rules[capture + 1]!.fromMinute <= minute) capture++
  let by: RuleInForce | undefined
  let earliest = Number.POSITIVE_INFINITY
  let since = Number.NEGATIVE_INFINITY
  for (let at = capture; at < rules.length; at++) {
    const rule = rules[at]!
    if (!isDecided(rule.retention)) continue
    const inForce = at === capture ? Number.NEGATIVE_INFINITY : startUs(rule.fromMinute)
    const due = Math.max(dueFromUs(rule.retention, minute), inForce)
    if (due >= earliest) continue
    earliest = due
    since = inForce
    by = rule
  }
  if (!by) throw new RangeError('no rule decides how long this minute lives')
  return {
    dueFromUs: earliest,
    limitUs: Math.max(limitUs(by.retention, minute), since),
    goneByUs: earliest + minuteUs,
    by,
  }
}

/** 00:00 of the `days`-th civil day after a minute's own, by the calendar and not by 24-hour steps. */
function midnightUs(minute: Minute, days: number): number {
  const { first } = daySpan(minute)
  const known = midnights.get(days) ?? new Map<Minute, number>()
  const found = known.get(first)
  if (found !== undefined) return found
  let midnight = first
  for (let day = 0; day < days; day++) midnight = daySpan(midnight).next
  if (known.size > 4096) known.clear()
  midnights.set(days, known.set(first, startUs(midnight)))
  return startUs(midnight)
}
/** Midnights already computed: an erasure step asks for the same few days thousands of times. */
const midnights = new Map<number, Map<Minute, number>>()

/** The period in words, as it is printed on certificates and in `status`. */
export function printedRetention(retention: Retention): string {
  switch (retention.kind) {
    case 'ceilingHours':
      return `撮影から${hours(retention.hours)}以内`
    case 'inclusiveDays':
      return `撮影の日を1日目として${retention.days}日以内`
    case 'civilDays':
      return `録画日の翌日から起算して${retention.days}日間`
    case 'sameWeekday':
      return `${retention.weeksAhead}週間（同一曜日の終わりまで）`
    case 'periodHours':
      return `撮影から${hours(retention.hours)}`
    case 'minimumNecessary':
      return retention.decided
        ? `撮影から${hours(retention.decided.hours)}以内（管理責任者の決定）`
        : '未決定'
  }
}

const hours = (count: number): string =>
  count % 24 === 0 ? `${count / 24}日（${count}時間）` : `${count}時間`
