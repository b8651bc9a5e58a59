import type { Disk } from '#disk/disk.ts'
import { filesOf, type SegmentFile } from './catalogue.ts'
import { isUnlinked, VaultFault } from './fault.ts'
import { decodeHead, type Head, headBytes, mark, tagBytes } from './record.ts'
import { scanSegment } from './scan.ts'
import { noSeal, readSeal } from './seal.ts'
import { decodeHeader, headerBytes } from './segment-header.ts'
import { sealOrphan } from './verify.ts'
import type { MinuteKeys, Previous } from './writer.ts'

const windowBytes = 4 << 20

/**
 * Where what the keeper recorded of a camera ends (an import is a chain of its own), for `WriterOptions.previous` at start; null where there is none. Reads backwards from the
 * newest file's end, so that its cost does not grow with the archive. With `keys` a minute that a crash left without its
 * seal gets one over what can be read of it (costs walking that file and reading that minute).
 */
export async function previousOf(
  disk: Disk,
  root: string,
  camera: string,
  keys?: MinuteKeys,
): Promise<Previous | null> {
  const files = (await filesOf(disk, root, camera)).filter(({ place }) => place === 'footage')
  while (files.length > 0) {
    const { day, hour } = files.at(-1)!
    const ends: End[] = []
    while (files.at(-1)?.day === day && files.at(-1)?.hour === hour) {
      const end = await endOf(disk, files.pop()!)
      if (end !== null) ends.push(end)
    }
    const [last, ...before] = ends.sort((a, b) => b.beginsUs - a.beginsUs)
    if (last === undefined) continue
    const seal = last.seal ?? before.find(end => end.seal)?.seal ?? noSeal
    const carried = keys ? await orphanOf(disk, last.path, keys, seal) : null
    const { segment, tag } = last
    return carried
      ? { segment, tag, seal: carried.hash, carried: [carried] }
      : { segment, tag, seal }
  }
  return null
}

type End = {
  readonly path: string
  readonly segment: string
  readonly beginsUs: number
  /** Of the last whole record. */
  readonly tag: Uint8Array
  /** Hash of the last seal. */
  readonly seal: Uint8Array | null
}

async function orphanOf(disk: Disk, path: string, keys: MinuteKeys, previous: Uint8Array) {
  try {
    const map = await scanSegment(disk, path)
    const last = map.minutes.at(-1)
    return last && !last.sealed ? await sealOrphan(disk, map, last.minute, keys, previous) : null
  } catch (fault) {
    // What cannot be read gets no seal; `check` names it.
    if (fault instanceof VaultFault || isUnlinked(fault)) return null
    throw fault
  }
}

/** Null for a file without records, not the one its name says, or unlinked since it was listed: what is dead goes on going at a start. */
const endOf = (disk: Disk, file: SegmentFile): Promise<End | null> =>
  endIn(disk, file).catch(error => {
    if (isUnlinked(error)) return null
    throw error
  })

async function endIn(disk: Disk, file: SegmentFile): Promise<End | null> {
  const { path } = file
  const header = await readHeader(disk, file)
  if (header === null || header.importNumber > 0) return null
  const at = { path, segment: header.segment, beginsUs: header.beginsUs }
  let tag: Uint8Array | null = null
  for await (const { offset, head } of headsBackwards(disk, path)) {
    if (head.kind === 'footer' || head.kind === 'released') continue
    tag ??= await disk.readAt(path, offset + head.length - tagBytes, tagBytes)
    if (head.kind !== 'seal') continue
    const seal = await disk.readAt(path, offset + headBytes, head.length - headBytes - tagBytes)
    try {
      return { ...at, tag, seal: readSeal(seal).hash }
    } catch {
      // A head that only looks like a seal's: further back.
    }
  }
  return tag && { ...at, tag, seal: null }
}

async function readHeader(disk: Disk, { path, camera, segment }: SegmentFile) {
  const bytes = await disk.readAt(path, 0, headerBytes)
  if (bytes.length < headerBytes) return null
  try {
    const header = decodeHeader(bytes, path)
    return header.camera === camera && header.segment === segment ? header : null
  } catch {
    return null
  }
}

async function* headsBackwards(
  disk: Disk,
  path: string,
): AsyncGenerator<{ readonly offset: number; readonly head: Head }> {
  const size = await disk.size(path)
  for (let end = size; end > headerBytes; ) {
    const from = Math.max(headerBytes, end - windowBytes)
    const bytes = await disk.readAt(path, from, end - from + headBytes - 1)
    let at = bytes.lastIndexOf(mark)
    while (at >= 0) {
      const head = from + at < end ? decodeHead(bytes, at) : null
      if (head && from + at + head.length <= size) yield { offset: from + at, head }
      at = at > 0 ? bytes.lastIndexOf(mark, at - 1) : -1
    }
    end = from
  }
}
