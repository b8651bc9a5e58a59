import type { Disk } from '#disk/disk.ts'
import type { SegmentFile } from './catalogue.ts'
import { isUnlinked } from './fault.ts'
import { decodeFooter, longestFooter } from './footer.ts'
import { decodeHeader, headerBytes } from './segment-header.ts'
import { walkHeads } from './walk.ts'

/** What stands in a minute, by the clear fields alone: no key is needed and none is proven. */
export const marks = { footage: 1, gap: 2 } as const

export const minutesPerFile = 60

/** Of the hour one file belongs to. */
export type FileMarks = {
  /** It ends with its footer: nothing in it changes any more, but for being released. */
  readonly closed: boolean
  /** How far its records are known; what stands behind may still be written. */
  readonly knownBytes: number
  /** By minute of the hour. */
  readonly minutes: Uint8Array
}

const nothing: FileMarks = {
  closed: false,
  knownBytes: headerBytes,
  minutes: new Uint8Array(minutesPerFile),
}

/**
 * By the footer where the file has a sound one, else by walking on from where `before` ended. A file that is gone or not
 * what its name says has nothing. In a file without footer the mark `gap` also stands for what only cannot be shown alone.
 */
export async function fileMarks(
  disk: Disk,
  file: SegmentFile,
  before: FileMarks = nothing,
): Promise<FileMarks> {
  const { path, hour } = file
  try {
    const header = await disk.readAt(path, 0, headerBytes)
    if (header.length < headerBytes || !isNamed(header, file)) return nothing
    const sizeBytes = await disk.size(path)
    const from = Math.max(headerBytes, sizeBytes - longestFooter)
    const footer = decodeFooter(header, await disk.readAt(path, from, sizeBytes - from), sizeBytes)
    if (footer?.minutes.every(({ minuteIndex }) => Math.floor(minuteIndex / 60) === hour)) {
      const minutes = new Uint8Array(minutesPerFile)
      for (const { minuteIndex, units, gaps } of footer.minutes) {
        minutes[minuteIndex % 60] = (units > 0 ? marks.footage : 0) | (gaps > 0 ? marks.gap : 0)
      }
      return { closed: true, knownBytes: sizeBytes, minutes }
    }
    return await walkedOn(disk, file, before, sizeBytes)
  } catch (error) {
    if (isUnlinked(error)) return nothing
    throw error
  }
}

async function walkedOn(
  disk: Disk,
  { path, hour }: SegmentFile,
  before: FileMarks,
  sizeBytes: number,
): Promise<FileMarks> {
  const minutes = before.minutes.slice()
  let { knownBytes } = before
  for await (const { offset, head } of walkHeads(disk, path, knownBytes, sizeBytes, () => true)) {
    knownBytes = offset + head.length
    if (Math.floor(head.minuteIndex / 60) !== hour) continue
    const mark = head.kind === 'units' ? marks.footage : head.kind === 'gap' ? marks.gap : 0
    minutes[head.minuteIndex % 60]! |= mark
  }
  return { closed: false, knownBytes, minutes }
}

function isNamed(bytes: Buffer, { path, camera, segment, day, hour }: SegmentFile): boolean {
  try {
    const header = decodeHeader(bytes, path)
    return (
      header.camera === camera &&
      header.segment === segment &&
      header.day === day &&
      header.hour === hour
    )
  } catch {
    return false
  }
}
