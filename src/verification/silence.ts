import { dayNumbered, dayNumberOf } from '#civil/day-number.ts'
import { type Finding, mostFindings } from './finding.ts'

/** The days in Tokyo between the first and the last leaf on which the ledger did not say that it lives. */
export class Silence {
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  readonly #heard = new Set<number>()
  #before: number | null = null

  add(type: string, atUs: number): void {
    const day = dayNumberOf(atUs)
    if (day < this.#first) this.#first = day
    if (day > this.#last) this.#last = day
    if (type === 'Heartbeat') this.#heard.add(day)
    this.#before = day
  }

  /** The next leaf is a successor's first: the days since the last one are those of the disk that died. */
  succeeded(atUs: number): void {
    const until = dayNumberOf(atUs)
    if (this.#before === null || until - this.#before > longest) return
    for (let day = this.#before + 1; day < until; day++) this.#heard.add(day)
  }

  /** The first and the last day that any leaf is of; null: there was none. */
  get days(): readonly [string, string] | null {
    return this.#before === null ? null : [dayNumbered(this.#first), dayNumbered(this.#last)]
  }

  end(): Finding[] {
    const findings: Finding[] = []
    for (let day = this.#first; day <= this.#last && findings.length < mostFindings; day++) {
      if (!this.#heard.has(day)) {
        findings.push({ kind: 'silence', place: { day: dayNumbered(day) } })
      }
    }
    return findings
  }
}

/** A hundred years: whoever writes a later time into a leaf makes no work of it. */
const longest = 36_525
