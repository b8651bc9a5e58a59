import { stat } from 'node:fs/promises'
import { firstMinute, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { inForce, type Keyring } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { holdSpans, outside, type Span, within } from '#keyring/spans.ts'
import { filesOf } from '#vault/catalogue.ts'
import type { Hour } from './give-up.ts'

/** What a camera's hours occupy on the disk, by their first minute; blocks, so that released holes do not count. */
export type Occupied = ReadonlyMap<string, ReadonlyMap<Minute, number>>

export async function occupiedBy(disk: Disk, root: string, keyring: Keyring): Promise<Occupied> {
  const cameras = new Map<string, ReadonlyMap<Minute, number>>()
  for (const camera of keyring.cameras.keys()) {
    const hours = new Map<Minute, number>()
    for (const { path, day, hour } of await filesOf(disk, root, camera)) {
      const from = firstMinute(day) + 60 * hour
      const bytes = await stat(path).then(
        ({ blocks }) => blocks * 512,
        () => 0,
      )
      hours.set(from, (hours.get(from) ?? 0) + bytes)
    }
    cameras.set(camera, hours)
  }
  return cameras
}

export const totalOf = (hours: ReadonlyMap<Minute, number> | undefined): number =>
  [...(hours?.values() ?? [])].reduce((sum, bytes) => sum + bytes, 0)

/** Mean over the whole hours on the disk, bits/s; null where there are not so many yet. The first began in its middle. */
export function meanBitsPerSecond(
  hours: ReadonlyMap<Minute, number>,
  now: Minute,
  atLeastHours = 1,
): number | null {
  const whole = [...hours].sort(([a], [b]) => a - b).filter(([from]) => from + 60 <= now)
  const counted = whole.slice(1).filter(([, bytes]) => bytes > 0)
  if (counted.length < atLeastHours) return null
  return (counted.reduce((sum, [, bytes]) => sum + bytes, 0) * 8) / (counted.length * 3600)
}

/** What may be given up: living minutes that are over and under no hold in force, hour by hour. */
export function unheldHours(
  keyring: Keyring,
  occupied: Occupied,
  now: Minute,
  nowUs: number,
): readonly Hour[] {
  const all: Hour[] = []
  for (const [camera, hours] of occupied) {
    const theirs = keyring.holds.filter(hold => hold.camera === camera && inForce(hold, nowUs))
    const live = liveMinutes(keyring, camera)
    const free = live.flatMap(span => outside(span, holdSpans(theirs)))
    for (const [from, bytes] of hours) {
      // The minute being written, and the one whose last second may still be on its way.
      const hour: Span = [from, Math.min(from + 60, now - 1)]
      const mine = free.map(span => within(span, hour)).filter(([a, b]) => a < b)
      if (mine.length === 0 || bytes === 0) continue
      const part = minutesIn(mine) / Math.max(minutesIn(live.map(span => within(span, hour))), 1)
      const [first, last] = [mine[0]![0], mine.at(-1)![1]]
      all.push({ camera, from: first, to: last, bytes: Math.round(bytes * part) })
    }
  }
  return all
}

const minutesIn = (spans: readonly Span[]): number =>
  spans.reduce((sum, [from, to]) => sum + Math.max(to - from, 0), 0)
