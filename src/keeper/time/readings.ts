import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import type { SourceReading } from './sources.ts'

/** Every clock of the machine; an argument everywhere, so that a test moves time. */
export type Readings = {
  /** Another one after each boot. */
  bootId(): string
  /** µs since the boot, sleep included (CLOCK_BOOTTIME), in steps of 10 ms. */
  bootUs(): number
  /** µs, monotonic, sleep not included: the clock that stamps arrivals. */
  monotonicUs(): number
  /** The system clock, µs since the epoch. */
  wallUs(): number
  /** Whether an NTP client says that the system clock is synchronised. */
  synchronised(): boolean
  /** The hardware clock, µs since the epoch; null where there is none. */
  hardwareUs(): number | null
  /** What the hardware clock said earlier in this boot, before anything could synchronise it, and when. */
  hardwareAtBoot?(): { readonly hardwareUs: number; readonly bootUs: number } | null
}

/**
 * This machine's. `bootId` and `bootUs` throw where /proc does not tell: without them there is no keeper time.
 * The process needs leave to read /proc/uptime, /proc/sys/kernel/random/boot_id, /sys/class/rtc,
 * /run/systemd/timesync and /run/tachiai.
 */
export const machineReadings: Readings = {
  bootId: () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  bootUs: () => Math.round(Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1_000_000),
  monotonicUs: () => Number(process.hrtime.bigint() / 1000n),
  wallUs: () => Temporal.Now.instant().epochMilliseconds * 1000,
  synchronised: () => vouchers.some(path => existsSync(path)),
  hardwareUs: () => secondsIn('/sys/class/rtc/rtc0/since_epoch')?.[0] ?? null,
  hardwareAtBoot: () => {
    const [hardwareUs, bootUs] = secondsIn(hardwareClockNote) ?? []
    return hardwareUs === undefined || bootUs === undefined ? null : { hardwareUs, bootUs }
  },
}

/** Positive seconds, separated by a space, as µs; null where the file is missing or says anything else. */
function secondsIn(path: string): readonly number[] | null {
  try {
    const seconds = readFileSync(path, 'utf8').trim().split(' ').map(Number)
    return seconds.every(value => value > 0) ? seconds.map(value => Math.round(value * 1e6)) : null
  } catch {
    return null
  }
}

/**
 * `<since_epoch> <uptime>`, written by a unit of its own that is ordered before any NTP client: a keeper
 * that starts later than the network would otherwise never see the hardware clock unsynchronised.
 */
export const hardwareClockNote = '/run/tachiai/hardware-clock'

/** Made by a unit of its own after `chronyc waitsync`. */
export const synchronisedByChrony = '/run/tachiai/time-synchronised'
/** systemd-timesyncd makes the first once a server answered. */
export const vouchers: readonly string[] = [
  '/run/systemd/timesync/synchronized',
  synchronisedByChrony,
]

/** A hardware clock seen before the kernel was synchronised in this boot: how far ahead of the boot clock it was. */
export type HardwareSeen = { readonly aheadOfBootUs: number }

export function seeHardware(readings: Readings): HardwareSeen | null {
  const noted = readings.hardwareAtBoot?.()
  if (noted) return { aheadOfBootUs: noted.hardwareUs - noted.bootUs }
  const us = readings.synchronised() ? null : readings.hardwareUs()
  return us === null ? null : { aheadOfBootUs: us - readings.bootUs() }
}

/**
 * The machine's own sources. A synchronised kernel writes its time into the hardware clock, so that one
 * read only afterwards repeats the network's time and is left out; one seen earlier in this boot counts
 * on by the boot clock.
 */
export function ownSources(readings: Readings, seen: HardwareSeen | null): SourceReading[] {
  const sources: SourceReading[] = [
    { source: readings.synchronised() ? 'ntp' : 'system', us: readings.wallUs() },
  ]
  if (seen) sources.push({ source: 'hardware', us: seen.aheadOfBootUs + readings.bootUs() })
  return sources
}
