import { type Minute, minuteIndex, startUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { decodeHead, encodeHead, headBytes } from './record.ts'
import type { Span } from './segment-map.ts'

/** The head of a `released` record: bridges what was given back, so that the file can still be walked. */
export const bridge = (minute: Minute, length: number): Buffer =>
  encodeHead({
    length,
    kind: 'released',
    key: false,
    minuteIndex: minuteIndex(minute),
    group: 0,
    counter: 0,
    durationUs: 0,
    firstUs: startUs(minute),
  })

/**
 * Gives a dead stretch of whole records back to the file system, then bridges it. A crash between the two leaves zeros
 * without a bridge, which walking passes over and the next call mends. Null where it was done before.
 */
export async function punchMinute(
  disk: Disk,
  path: string,
  minute: Minute,
  { offset, length }: Span,
): Promise<'punched' | 'overwritten' | null> {
  if (length < headBytes) return null
  const head = decodeHead(await disk.readAt(path, offset, headBytes))
  if (head?.kind === 'released' && head.length === length) return null
  const how = await disk.release(path, offset + headBytes, length - headBytes)
  const file = await disk.open(path)
  try {
    await file.write(bridge(minute, length), offset)
  } finally {
    await file.close()
  }
  return how
}
