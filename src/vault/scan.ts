import { firstMinute, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { faultOf, VaultFault } from './fault.ts'
import { decodeFooter, longestFooter } from './footer.ts'
import { type Head, headBytes as recordHeadBytes } from './record.ts'
import { readSeal, sealBytes } from './seal.ts'
import { decodeHeader, headerBytes, type SegmentHeader } from './segment-header.ts'
import type { MinutePlace, SegmentMap, Span } from './segment-map.ts'
import { walkHeads } from './walk.ts'

/**
 * Maps a sealed file. `footer`: by its footer where it has a sound one, else by walking the records;
 * `records`: always by walking (what `check` uses, so that a footer can hide nothing).
 * Needs no key. Throws VaultFault `notOurs` or `damaged` (header), `missing` (header never written, or the file is gone).
 */
export async function scanSegment(
  disk: Disk,
  path: string,
  by: 'footer' | 'records' = 'footer',
): Promise<SegmentMap> {
  try {
    return await scanned(disk, path, by)
  } catch (error) {
    throw faultOf(error, path)
  }
}

async function scanned(disk: Disk, path: string, by: 'footer' | 'records'): Promise<SegmentMap> {
  const bytes = await disk.readAt(path, 0, headerBytes)
  if (bytes.length < headerBytes) throw new VaultFault('missing', 'header never written', path)
  const header = decodeHeader(bytes, path)
  const sizeBytes = await disk.size(path)
  const end = Math.max(headerBytes, sizeBytes - longestFooter)
  const footer = decodeFooter(bytes, await disk.readAt(path, end, sizeBytes - end), sizeBytes)
  const whole = { path, header, headerBytes: bytes, sizeBytes, closed: footer !== null }
  const isOfHour = (index: number) => Math.floor(index / 60) === header.hour
  if (by === 'footer' && footer?.minutes.every(({ minuteIndex }) => isOfHour(minuteIndex))) {
    const minutes = footer.minutes.map(({ minuteIndex, offset, length }) => {
      const minute = firstMinute(header.day) + minuteIndex
      return { minute, offset, length, sealed: true, released: false }
    })
    return { ...whole, minutes, damage: [] }
  }
  return {
    ...whole,
    ...(await walked(disk, path, header, footer?.offset ?? sizeBytes, whole.closed)),
  }
}

type Found = { minute: Minute; offset: number; end: number; released: boolean; last: number }

async function walked(
  disk: Disk,
  path: string,
  header: SegmentHeader,
  end: number,
  closed: boolean,
): Promise<{ minutes: readonly MinutePlace[]; damage: readonly Span[] }> {
  const found: Found[] = []
  const damage: Span[] = []
  const first = firstMinute(header.day)
  let next = headerBytes
  const fits = (head: Head) => {
    const minute = first + head.minuteIndex
    return (
      Math.floor(head.minuteIndex / 60) === header.hour && minute >= (found.at(-1)?.minute ?? 0)
    )
  }
  let lastSeal: Buffer | null = null
  for await (const { offset, head, bytes } of walkHeads(disk, path, headerBytes, end, fits)) {
    if (offset > next) damage.push({ offset: next, length: offset - next })
    next = offset + head.length
    if (head.kind === 'footer') continue
    const minute = first + head.minuteIndex
    lastSeal = head.kind === 'seal' ? bytes : null
    const released = head.kind === 'released'
    const last = found.at(-1)
    if (last?.minute === minute) {
      Object.assign(last, { end: next, released: last.released && released, last: offset })
    } else found.push({ minute, offset, end: next, released, last: offset })
  }
  if (next < end) damage.push({ offset: next, length: end - next })
  const open = closed ? undefined : found.at(-1)
  const openIsSealed = open && lastSeal && (await isOwnSeal(disk, path, header, open))
  const minutes = found.map(one => ({
    minute: one.minute,
    offset: one.offset,
    length: one.end - one.offset,
    sealed: one !== open || openIsSealed === true,
    released: one.released,
  }))
  return { minutes, damage }
}

async function isOwnSeal(
  disk: Disk,
  path: string,
  header: SegmentHeader,
  open: Found,
): Promise<boolean> {
  const bytes = await disk.readAt(path, open.last + recordHeadBytes, sealBytes)
  try {
    const seal = readSeal(bytes)
    return seal.segment === header.segment && seal.minute === open.minute
  } catch {
    return false
  }
}
