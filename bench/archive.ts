import { randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import {
  addDays,
  dayOf,
  firstMinute,
  type Minute,
  minuteIndex,
  minuteOf,
  minuteUs,
  startUs,
} from '#civil/minute.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { openCustody } from '#keeper/forgetting/custody.ts'
import { dueFromUs } from '#keeper/forgetting/eraser.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import { random, sha256 } from '#keeper/hashing.ts'
import type { Premises } from '#keeper/premises.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { plantDay } from '#keyring/planting.ts'
import { recover } from '#keystore/keystore.ts'
import { encodeFooter, type FooterMinute } from '#vault/footer.ts'
import { notesGroup } from '#vault/keys.ts'
import { dayFolder, segmentPath } from '#vault/paths.ts'
import { bridge } from '#vault/punch.ts'
import { encodeHead } from '#vault/record.ts'
import { encodeHeader, headerBytes } from '#vault/segment-header.ts'

/** A minute of 4 Mbit/s, as a hole: names, headers, footers and lengths are there, frames are not. */
const minuteBytes = 30_000_000
/** A computer that was off for so long: what fell due meanwhile goes at the start. */
const offUs = 3 * minuteUs

/**
 * Gives the cameras of a stopped keeper the past they would have: added so many days back, a key tree for each
 * day, and a closed file for each hour that still lives. What is dead of the oldest hour is bridged, as the
 * eraser leaves it. Resolves to the number of files.
 */
export async function livingArchive(premises: Premises, days: number): Promise<number> {
  const store = storeOf(premises, localDisk(ownSteward))
  const custody = openCustody(store, await recover(store))
  const nowUs = Date.now() * 1000 - offUs
  try {
    await custody.change(keyring => ({ next: aged(keyring, days, nowUs), result: null }))
    const { keyring } = custody
    let files = 0
    for (const camera of keyring.cameras.keys()) {
      const lives = (minute: Minute) => isLive(keyring, camera, minute)
      for (let back = days; back > 0; back--) {
        files += await hoursOf(premises, camera, daysBack(nowUs, back), lives)
      }
    }
    return files
  } finally {
    await custody.close()
  }
}

const daysBack = (nowUs: number, back: number) => addDays(dayOf(minuteOf(nowUs)), -back)

function aged(keyring: Keyring, days: number, nowUs: number): Keyring {
  let next = keyring
  const rules = keyring.rules.map(rule => ({
    ...rule,
    fromMinute: firstMinute(daysBack(nowUs, days)),
  }))
  next = { ...next, rules }
  const due = dueFromUs(next)
  const addedUs = startUs(firstMinute(daysBack(nowUs, days)))
  for (const [camera, { about }] of keyring.cameras) {
    next = changeAbout(next, camera, { ...about, addedUs })
    for (let back = days; back > 0; back--) {
      next = plantDay(sha256, random, next, camera, daysBack(nowUs, back), nowUs, due)
    }
  }
  return next
}

async function hoursOf(
  premises: Premises,
  camera: string,
  day: string,
  lives: (minute: Minute) => boolean,
): Promise<number> {
  const folder = dayFolder(premises.directory, 'footage', camera, day)
  await mkdir(folder, { recursive: true })
  let files = 0
  for (let hour = 0; hour < 24; hour++) {
    const first = firstMinute(day) + 60 * hour
    if (!lives(first + 59)) continue
    const segment = randomBytes(16).toString('hex')
    const header = encodeHeader({
      site: Buffer.from(premises.site, 'hex'),
      keeper: Buffer.from(premises.keeper, 'hex'),
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
    const file = await open(segmentPath(folder, hour, segment), 'wx')
    await file.write(header, 0, header.length, 0)
    const footer = footerOf(header, hour, first)
    await file.write(footer, 0, footer.length, headerBytes + 60 * minuteBytes)
    // The eraser looks into the hours at the edge only.
    for (let i = 0; i < 60 && !lives(first - 60 - offUs / minuteUs); i++) {
      const head = lives(first + i) ? wholeMinute(first + i) : bridge(first + i, minuteBytes)
      await file.write(head, 0, head.length, headerBytes + i * minuteBytes)
    }
    await file.close()
    files += 1
  }
  return files
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
