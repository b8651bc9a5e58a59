import { addDays, dayOf, minuteOf } from '#civil/minute.ts'
import type { Finding } from './finding.ts'

/** The days between the first and the last leaf on which the ledger did not say that it lives. */
export class Silence {
  #first: string | null = null
  #last = ''
  readonly #heard = new Set<string>()

  add(type: string, atUs: number): void {
    const day = dayOf(minuteOf(atUs))
    this.#first ??= day
    if (day < this.#first) this.#first = day
    if (day > this.#last) this.#last = day
    if (type === 'Heartbeat') this.#heard.add(day)
  }

  end(): Finding[] {
    const findings: Finding[] = []
    if (this.#first === null) return findings
    for (
      let day = this.#first;
      day <= this.#last && findings.length < 1000;
      day = addDays(day, 1)
    ) {
      if (!this.#heard.has(day)) findings.push({ kind: 'silence', place: { day } })
    }
    return findings
  }
}
