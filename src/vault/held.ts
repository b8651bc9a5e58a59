import { basename } from 'node:path/posix'
import type { Minute } from '#civil/minute.ts'
import type { Disk, DurableFile } from '#disk/disk.ts'
import { unfinished } from './catalogue.ts'
import { VaultFault } from './fault.ts'
import { keptSpan, type Need } from './needs.ts'
import { cameraFolder, dayFolder, placeFolder, segmentPath } from './paths.ts'
import { bridge } from './punch.ts'
import { headBytes } from './record.ts'
import type { Life } from './release.ts'
import { headerBytes } from './segment-header.ts'
import type { SegmentMap, Span } from './segment-map.ts'

const chunkBytes = 1 << 20

/**
 * Copies a file's held minutes, and what held minutes need of the others, byte for byte and at the same offsets to `held/`;
 * everything else is a hole bridged by `released` records. Same offsets, because lead-ins name places. Null where there is
 * nothing to keep. The copy is read back and compared before it gets its name; a crash before that leaves a `.part`
 * file that the next call begins anew, a crash after it leaves the minutes twice, alike.
 */
export async function copyHeld(from: {
  readonly disk: Disk
  readonly root: string
  readonly map: SegmentMap
  readonly needs: readonly Need[]
  readonly lifeOf: (minute: Minute) => Life
}): Promise<string | null> {
  const { disk, root, map, lifeOf } = from
  const { camera, day, hour, segment } = map.header
  const needs = from.needs.filter(({ life }) => life === 'held')
  const keep: Span[] = []
  const bridges: { offset: number; bytes: Buffer }[] = []
  for (const place of map.minutes) {
    const isHeld = lifeOf(place.minute) === 'held' && !place.released
    const kept = isHeld ? place : await keptSpan(disk, map, place, needs)
    const end = place.offset + place.length
    const keptEnd = kept ? kept.offset + kept.length : place.offset
    const holes = [
      { offset: place.offset, length: kept ? kept.offset - place.offset : 0 },
      { offset: keptEnd, length: end - keptEnd },
    ]
    for (const { offset, length } of holes) {
      if (length >= headBytes) bridges.push({ offset, bytes: bridge(place.minute, length) })
    }
    if (kept) keep.push({ offset: kept.offset, length: kept.length })
  }
  if (keep.length === 0) return null
  const last = map.minutes.at(-1)!
  const end = last.offset + last.length
  const tail = map.closed ? [{ offset: end, length: map.sizeBytes - end }] : []

  const folder = dayFolder(root, 'held', camera, day)
  const path = segmentPath(folder, hour, segment)
  const part = `${path}${unfinished}`
  await disk.makeDirectory(folder)
  if ((await disk.list(folder)).includes(basename(part))) await disk.remove(part)
  const spans = [{ offset: 0, length: headerBytes }, ...keep, ...tail]
  const file = await disk.create(part)
  try {
    for (const span of spans) await copy(disk, map.path, file, span)
    for (const { offset, bytes } of bridges) await file.write(bytes, offset)
    // The last bridge must not point beyond the end of the file.
    if ((await disk.size(part)) < end) await file.write(new Uint8Array(1), end - 1)
  } finally {
    await file.close()
  }
  for (const span of spans) await compare(disk, map.path, part, span)
  await disk.rename(part, path)
  const above = [cameraFolder(root, 'held', camera), placeFolder(root, 'held'), root]
  for (const one of [folder, ...above]) await disk.syncDirectory(one)
  return path
}

async function copy(disk: Disk, from: string, to: DurableFile, span: Span): Promise<void> {
  for (const { offset, length } of chunks(span)) {
    await to.write(await disk.readAt(from, offset, length), offset)
  }
}

async function compare(disk: Disk, from: string, to: string, span: Span): Promise<void> {
  for (const { offset, length } of chunks(span)) {
    const copied = await disk.readAt(to, offset, length)
    if (copied.length !== length || !copied.equals(await disk.readAt(from, offset, length))) {
      throw new VaultFault('damaged', 'the copy differs from its original', to, offset)
    }
  }
}

function* chunks({ offset, length }: Span): Generator<Span> {
  for (let done = 0; done < length; done += chunkBytes) {
    yield { offset: offset + done, length: Math.min(chunkBytes, length - done) }
  }
}
