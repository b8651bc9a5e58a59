import { type Minute, startUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { Head } from './record.ts'
import { type MinutePlace, placeOf, type SegmentMap, type Span } from './segment-map.ts'
import { walkHeads } from './walk.ts'

/** A living or held minute that begins inside a group: its dead frames from `fromUs` on stay as long as it does. */
export type Need = {
  readonly fromUs: number
  readonly minute: Minute
  readonly life: 'living' | 'held'
}

const any = () => true
const headsOf = (disk: Disk, map: SegmentMap, { offset, length }: Span) =>
  walkHeads(disk, map.path, offset, offset + length, any)

/** Capture time from which a minute's lead-ins reach, by the clear fields of their records; null where it has none. */
export async function leadInFrom(
  disk: Disk,
  maps: readonly SegmentMap[],
  minute: Minute,
): Promise<number | null> {
  let fromUs: number | null = null
  for (const map of maps) {
    const place = placeOf(map, minute)
    if (place === undefined) continue
    for await (const { head } of headsOf(disk, map, place)) {
      if (head.kind === 'units' || head.kind === 'released') break
      if (head.kind === 'leadIn') fromUs = Math.min(fromUs ?? head.firstUs, head.firstUs)
    }
  }
  return fromUs
}

/** The stretch of a minute that must stay for others: from the first record a lead-in reaches to the last with pictures. */
export async function keptSpan(
  disk: Disk,
  map: SegmentMap,
  place: MinutePlace,
  needs: readonly Need[],
): Promise<Span | null> {
  const fromUs = needs
    .filter(need => need.minute > place.minute && need.fromUs < startUs(place.minute + 1))
    .reduce((least, need) => Math.min(least, need.fromUs), Number.POSITIVE_INFINITY)
  if (fromUs === Number.POSITIVE_INFINITY) return null
  const isKept = (head: Head) => head.kind === 'units' && head.firstUs + head.durationUs >= fromUs
  let first: number | null = null
  let end = 0
  for await (const { offset, head } of headsOf(disk, map, place)) {
    if (!isKept(head)) continue
    first ??= offset
    end = offset + head.length
  }
  return first === null ? null : { offset: first, length: end - first }
}
