/**
 * Clocks the keeper can ask. Those of different kinds are independent, with one exception that
 * `ownSources` takes care of: a kernel whose clock is synchronised copies it into the hardware clock.
 * - hardware: the machine's battery-backed clock
 * - ntp: the system clock while an NTP client vouches for it
 * - system: the system clock with nobody vouching: plausible, but it agrees with nobody
 * - cameras: the middle of the majority of all cameras that should be there
 * - checkpoint: the time in a fresh cosigned checkpoint
 * - mark: keeper time itself, continued from its mark
 */
export type ClockSource = 'hardware' | 'ntp' | 'system' | 'cameras' | 'checkpoint' | 'mark'

/** What one source says now, µs since the epoch. */
export type SourceReading = { readonly source: ClockSource; readonly us: number }

/** Sources agree within this. */
export const agreementUs = 5 * 60 * 1_000_000

/** Sources that can agree, the most exact first. */
const voters: readonly ClockSource[] = ['ntp', 'checkpoint', 'cameras', 'hardware']
export const votes = ({ source }: SourceReading): boolean => voters.includes(source)

export type Agreement = { readonly us: number; readonly by: readonly ClockSource[] }

/**
 * The time on which at least two independent sources agree: that of the most exact among the largest
 * group within 5 minutes. Null where there is no such group, or where two groups say different times.
 */
export function agreement(readings: readonly SourceReading[]): Agreement | null {
  const voting = readings.filter(votes)
  const groups = voting
    .map(({ us }) => voting.filter(other => other.us >= us && other.us - us <= agreementUs))
    .filter(group => group.length >= 2)
    .sort((a, b) => b.length - a.length)
  const largest = groups[0]
  if (!largest) return null
  if (groups.some(group => group.every(reading => !largest.includes(reading)))) return null
  const by = voters.filter(source => largest.some(reading => reading.source === source))
  return { us: largest.find(({ source }) => source === by[0])!.us, by }
}

/**
 * What the cameras say together, µs: the middle of those within 5 minutes of each other, where they are
 * more than half of all that are registered. A camera that is not heard stands on nobody's side.
 */
export function majorityOf(clocksUs: readonly number[], registered: number): number | null {
  const sorted = clocksUs.toSorted((a, b) => a - b)
  for (const [i, us] of sorted.entries()) {
    const together = sorted.slice(i).filter(other => other - us <= agreementUs)
    if (together.length * 2 > registered) return together[together.length >> 1]!
  }
  return null
}
