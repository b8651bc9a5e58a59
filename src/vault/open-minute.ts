import { type Minute, minuteIndex } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { VaultFault } from './fault.ts'
import { chainStart, commitKey, groupKey } from './keys.ts'
import { type Head, headBytes, openRecord, tagBytes } from './record.ts'
import { readSeal, type Seal, sealTag } from './seal.ts'
import { placeOf, type SegmentMap } from './segment-map.ts'
import { walkRecords } from './walk.ts'
import type { MinuteKeys } from './writer.ts'

/** A record of the minute, opened. `plain` is a buffer of its own. */
export type Opened =
  | {
      readonly kind: 'init' | 'units' | 'leadIn' | 'gap'
      readonly head: Head
      readonly plain: Buffer
    }
  | { readonly kind: 'end'; readonly seal: Seal | null; readonly torn: boolean }

/** Keys of one minute of one segment while it is read; wiped in the end. */
export class MinuteAtHand {
  readonly ck: Buffer
  readonly #key: Uint8Array
  readonly #segment: Buffer
  readonly #groups = new Map<number, Buffer>()

  /** Throws VaultFault `noKey`. */
  constructor(map: SegmentMap, minute: Minute, keys: MinuteKeys) {
    const key = keys(minute)
    if (key === null) throw new VaultFault('noKey', 'the minute cannot be derived', map.path)
    this.#key = key
    this.#segment = Buffer.from(map.header.segment, 'hex')
    this.ck = commitKey(key, this.#segment)
  }

  groupKey(group: number): Buffer {
    const known = this.#groups.get(group)
    if (known) return known
    const key = groupKey(this.#key, this.#segment, group)
    this.#groups.set(group, key)
    return key
  }

  wipe(): void {
    this.#key.fill(0)
    this.ck.fill(0)
    for (const key of this.#groups.values()) key.fill(0)
  }
}

/**
 * Opens the records of a minute in file order, each verified against the tag before it; `end` is the last.
 * Where the minute has its seal every record up to it must hold and nothing may stand behind it. Where the
 * segment broke off, the first record that does not hold is the torn tail.
 * Throws VaultFault `missing` (not here, released) or `tampered`.
 */
export async function* openMinute(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  at: MinuteAtHand,
): AsyncGenerator<Opened> {
  const place = placeOf(map, minute)
  if (place === undefined) throw new VaultFault('missing', 'no such minute', map.path)
  const tampered = (offset: number) =>
    new VaultFault('tampered', 'a record does not hold', map.path, offset)
  let tag = chainStart(map.headerBytes, minute)
  const end = place.offset + place.length
  let next = place.offset
  let seal: Seal | null = null
  for await (const found of walkRecords(disk, map.path, place.offset, end)) {
    if (found?.head.kind === 'released') {
      throw new VaultFault('missing', 'the minute was released', map.path, found.offset)
    }
    const opened: ReturnType<typeof open> =
      found !== null && found.head.minuteIndex === minuteIndex(minute) && seal === null
        ? open(found.record, found.head, tag, at)
        : null
    if (found === null || opened === null) {
      if (place.sealed) throw tampered(found?.offset ?? next)
      yield { kind: 'end', seal: null, torn: true }
      return
    }
    tag = Buffer.from(found.record.subarray(found.head.length - tagBytes))
    next = found.offset + found.head.length
    if ('root' in opened) {
      if (opened.segment === map.header.segment) {
        if (opened.minute !== minute) throw tampered(found.offset)
        seal = opened
      }
    } else yield opened
  }
  if (place.sealed && seal === null) throw tampered(next)
  yield { kind: 'end', seal, torn: !place.sealed && next < map.sizeBytes }
}

function open(
  record: Buffer,
  head: Head,
  tag: Uint8Array,
  at: MinuteAtHand,
): Exclude<Opened, { kind: 'end' }> | Seal | null {
  const { kind } = head
  if (kind === 'seal') {
    const content = record.subarray(headBytes, head.length - tagBytes)
    const expected = sealTag(at.ck, record.subarray(0, headBytes), tag, content)
    return record.subarray(head.length - tagBytes).equals(expected) ? readSeal(content) : null
  }
  if (kind === 'footer' || kind === 'released') return null
  const plain = openRecord(at.groupKey(head.group), record, tag)
  return plain && { kind, head, plain }
}
