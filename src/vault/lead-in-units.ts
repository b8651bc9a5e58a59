import { minuteIndex } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { isUnlinked } from './fault.ts'
import { type GroupPart, readLeadIn } from './lead-in.ts'
import type { Piece } from './pieces.ts'
import type { Locate } from './read.ts'
import { type Head, openRecord, tagBytes } from './record.ts'
import { decodeHeader, headerBytes } from './segment-header.ts'
import type { SegmentMap } from './segment-map.ts'
import { readUnits } from './unit-table.ts'
import { walkRecords } from './walk.ts'

type Part = Omit<GroupPart, 'firstUs'>

/**
 * The units a lead-in record gives access to, then its keys are wiped. Where one of its parts is gone or does not
 * hold, a gap `leadInMissing` says so: the minute's own units are genuine, and decode from their next key frame.
 */
export async function* openLeadIn(
  disk: Disk,
  map: SegmentMap,
  plain: Buffer,
  head: Head,
  locate: Locate,
): AsyncGenerator<Piece> {
  try {
    for (const part of readLeadIn(plain) ?? []) {
      if (!(yield* partOrNothing(disk, map, part, locate))) {
        const toUs = head.firstUs + head.durationUs
        yield { kind: 'gap', gap: { fromUs: head.firstUs, toUs, cause: 'leadInMissing' } }
        return
      }
    }
  } finally {
    plain.fill(0)
  }
}

/** A file that goes while it is read is gone like any other. */
async function* partOrNothing(...at: Parameters<typeof openPart>): AsyncGenerator<Piece, boolean> {
  try {
    return yield* openPart(...at)
  } catch (error) {
    if (isUnlinked(error)) return false
    throw error
  }
}

async function* openPart(
  disk: Disk,
  map: SegmentMap,
  part: Part,
  locate: Locate,
): AsyncGenerator<Piece, boolean> {
  const path = await pathOf(disk, map, part.segment, locate)
  if (path === null) return false
  const end = part.offset + part.length
  if (!Number.isSafeInteger(end) || end > (await disk.size(path))) return false
  let tag = part.startTag
  let next = part.offset
  for await (const found of walkRecords(disk, path, part.offset, end)) {
    if (found === null || found.head.minuteIndex !== minuteIndex(part.minute)) return false
    const { head, record } = found
    if (head.kind === 'units') {
      const plain = head.group === part.group ? openRecord(part.key, record, tag) : null
      const units = plain && readUnits(plain, head.firstUs)
      if (units === null) return false
      yield { kind: 'leadIn', units }
    }
    tag = Buffer.from(record.subarray(record.length - tagBytes))
    next = found.offset + head.length
  }
  return next === end
}

async function pathOf(
  disk: Disk,
  map: SegmentMap,
  id: Uint8Array,
  locate: Locate,
): Promise<string | null> {
  const segment = Buffer.from(id).toString('hex')
  if (segment === map.header.segment) return map.path
  const path = await locate(segment)
  if (path === null) return null
  try {
    const header = decodeHeader(await disk.readAt(path, 0, headerBytes), path)
    return header.segment === segment && header.camera === map.header.camera ? path : null
  } catch {
    return null
  }
}
