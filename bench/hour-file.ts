import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { type Day, firstMinute, type Minute, minuteIndex, startUs } from '#civil/minute.ts'
import { encodeFooter, type FooterMinute } from '#vault/footer.ts'
import { notesGroup } from '#vault/keys.ts'
import { dayFolder, segmentPath } from '#vault/paths.ts'
import { bridge } from '#vault/punch.ts'
import { encodeHead } from '#vault/record.ts'
import { encodeHeader, headerBytes } from '#vault/segment-header.ts'

/** A minute of 4 Mbit/s, as a hole: names, headers, footers and lengths are there, frames are not. */
const minuteBytes = 30_000_000

export type HourFile = {
  readonly root: string
  /** 16 bytes each. */
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  readonly camera: string
  readonly day: Day
  readonly hour: number
}

/**
 * A closed file of one hour, sparse. `heads`: the minutes' heads too, so that it can be walked; what does not live is
 * bridged, as the eraser leaves it. Written without waiting for the disk: 72,000 of them are made in seconds.
 */
export function writeHourFile(
  { root, site, keeper, camera, day, hour }: HourFile,
  heads: { readonly lives: (minute: Minute) => boolean } | null,
): void {
  const folder = dayFolder(root, 'footage', camera, day)
  mkdirSync(folder, { recursive: true })
  const first = firstMinute(day) + 60 * hour
  const segment = randomBytes(16).toString('hex')
  const header = encodeHeader({
    site,
    keeper,
    camera,
    segment,
    day,
    hour,
    beginsUs: startUs(first),
    previous: null,
    profileHash: new Uint8Array(32),
    limitRule: 'bench',
    importNumber: 0,
  })
  const file = openSync(segmentPath(folder, hour, segment), 'wx')
  writeSync(file, header, 0, header.length, 0)
  const footer = footerOf(header, hour, first)
  writeSync(file, footer, 0, footer.length, headerBytes + 60 * minuteBytes)
  for (let i = 0; heads !== null && i < 60; i++) {
    const head = heads.lives(first + i) ? wholeMinute(first + i) : bridge(first + i, minuteBytes)
    writeSync(file, head, 0, head.length, headerBytes + i * minuteBytes)
  }
  closeSync(file)
}

/** As if the minute were one record: to be walked, not to be opened. */
const wholeMinute = (minute: Minute): Buffer =>
  encodeHead({
    length: minuteBytes,
    kind: 'units',
    key: true,
    minuteIndex: minuteIndex(minute),
    group: 1,
    counter: minuteIndex(minute),
    durationUs: 60_000_000,
    firstUs: startUs(minute),
  })

function footerOf(header: Uint8Array, hour: number, first: Minute): Buffer {
  const minutes: readonly FooterMinute[] = Array.from({ length: 60 }, (_, i) => ({
    minuteIndex: 60 * hour + i,
    offset: headerBytes + i * minuteBytes,
    length: minuteBytes,
    units: 1800,
    gaps: 0,
    firstKey: headerBytes + i * minuteBytes,
  }))
  const at = { key: false, minuteIndex: 60 * hour + 59, group: notesGroup, counter: 1 }
  const end = headerBytes + 60 * minuteBytes
  return encodeFooter(header, { ...at, durationUs: 0, firstUs: startUs(first) }, end, minutes)
}
