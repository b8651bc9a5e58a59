import type { Disk } from '#disk/disk.ts'
import { decodeHead, type Head, headBytes, mark } from './record.ts'

export type FoundHead = { readonly offset: number; readonly head: Head; readonly bytes: Buffer }

const hopBytes = 4096
const searchBytes = 1 << 20
const windowBytes = 4 << 20

/**
 * The heads from `from` up to `end`, from one to the next by their lengths; where none stands, on to the next sound one.
 * `acceptable` says whether a head may stand here; one that may not is passed over like damage. Ends always: every step goes forward.
 */
export async function* walkHeads(
  disk: Disk,
  path: string,
  from: number,
  end: number,
  acceptable: (head: Head) => boolean,
): AsyncGenerator<FoundHead> {
  let bytes: Buffer = Buffer.alloc(0)
  let base = from
  let at = from
  const window = async (length: number) => {
    bytes = await disk.readAt(path, at, Math.min(length, end - at))
    base = at
  }
  while (at + headBytes <= end) {
    if (at + headBytes > base + bytes.length) await window(hopBytes)
    const head = decodeHead(bytes, at - base)
    if (head !== null && at + head.length <= end && acceptable(head)) {
      yield { offset: at, head, bytes: bytes.subarray(at - base) }
      at += head.length
      continue
    }
    if (bytes.length < headBytes) return
    let next = bytes.indexOf(mark, at - base + 1)
    while (next < 0) {
      at = Math.max(at + 1, base + bytes.length - mark.length + 1)
      if (at + headBytes > end) return
      await window(searchBytes)
      if (bytes.length < headBytes) return
      next = bytes.indexOf(mark)
    }
    at = base + next
  }
}

/** Whole records of [from, end), or null once where none stands; then it stops. */
export async function* walkRecords(
  disk: Disk,
  path: string,
  from: number,
  end: number,
): AsyncGenerator<{ offset: number; head: Head; record: Buffer } | null> {
  const read = readingAhead(disk, path, end)
  let bytes: Buffer = Buffer.alloc(0)
  let base = from
  for (let at = from; at < end; ) {
    const has = (length: number) => at + length <= base + bytes.length
    if (!has(headBytes)) {
      bytes = await read(at)
      base = at
    }
    const head = decodeHead(bytes, at - base)
    if (head === null || at + head.length > end) {
      yield null
      return
    }
    if (head.kind === 'released') {
      yield { offset: at, head, record: bytes.subarray(at - base, at - base + headBytes) }
      at += head.length
      continue
    }
    if (!has(head.length)) {
      bytes = await read(at, head.length)
      base = at
      if (!has(head.length)) {
        yield null
        return
      }
    }
    yield { offset: at, head, record: bytes.subarray(at - base, at - base + head.length) }
    at += head.length
  }
}

/** Reads windows of records; while the caller works on one, the next is read, from the first record on that is not whole. */
function readingAhead(disk: Disk, path: string, end: number) {
  let ahead: { at: number; bytes: Promise<Buffer> } | null = null
  return async (at: number, least = 0): Promise<Buffer> => {
    const windowAt = (from: number, length: number) =>
      disk.readAt(path, from, Math.min(Math.max(windowBytes, length), end - from))
    let bytes = ahead?.at === at ? await ahead.bytes : await windowAt(at, least)
    if (bytes.length < Math.min(least, end - at)) bytes = await windowAt(at, least)
    const next = at + wholeBytes(bytes)
    ahead = next > at && next < end ? { at: next, bytes: windowAt(next, 0) } : null
    // It fails for whoever asks for it; nobody may.
    ahead?.bytes.catch(() => {})
    return bytes
  }
}

/** How far the records reach that a window holds whole. */
function wholeBytes(bytes: Buffer): number {
  for (let at = 0; ; ) {
    const head = decodeHead(bytes, at)
    if (head === null || (head.kind !== 'released' && at + head.length > bytes.length)) return at
    at += head.length
  }
}
