import { setImmediate as turn } from 'node:timers/promises'
import {
  addDays,
  type Day,
  dayOf,
  firstMinute,
  type Minute,
  minuteOf,
  minuteUs,
  startUs,
} from '#civil/minute.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { openCustody } from '#keeper/forgetting/custody.ts'
import { dueFromUs } from '#keeper/forgetting/eraser.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import { random } from '#keeper/hashing.ts'
import type { Premises } from '#keeper/premises.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { plantDay } from '#keyring/planting.ts'
import { recover } from '#keystore/keystore.ts'
import { writeHourFile } from './hour-file.ts'

/** A computer that was off for so long: what fell due meanwhile goes at the start. */
const offUs = 3 * minuteUs

/**
 * Gives the cameras of a stopped keeper the past they would have: added so many days back, a key tree for each
 * day, and a closed file for each hour that still lives. What is dead of the oldest hour is bridged, as the
 * eraser leaves it. It ages while it lies there, so every run makes its own. Resolves to the number of files.
 */
export async function livingArchive(
  premises: Premises,
  days: number,
  told: (cameras: number) => void,
): Promise<number> {
  const store = storeOf(premises, localDisk(ownSteward))
  const custody = openCustody(store, await recover(store))
  const nowUs = Date.now() * 1000 - offUs
  try {
    await custody.change(keyring => ({ next: aged(keyring, days, nowUs), result: null }))
    const { keyring } = custody
    let [files, cameras] = [0, 0]
    for (const camera of keyring.cameras.keys()) {
      const lives = (minute: Minute) => isLive(keyring, camera, minute)
      for (let back = days; back > 0; back--) {
        files += hoursOf(premises, camera, daysBack(nowUs, back), lives)
      }
      cameras += 1
      told(cameras)
      await turn()
    }
    return files
  } finally {
    await custody.close()
  }
}

export const daysBack = (nowUs: number, back: number) => addDays(dayOf(minuteOf(nowUs)), -back)

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

function hoursOf(
  premises: Premises,
  camera: string,
  day: Day,
  lives: (minute: Minute) => boolean,
): number {
  const site = Buffer.from(premises.site, 'hex')
  const keeper = Buffer.from(premises.keeper, 'hex')
  let files = 0
  for (let hour = 0; hour < 24; hour++) {
    const first = firstMinute(day) + 60 * hour
    if (!lives(first + 59)) continue
    // The eraser looks into the hours at the edge only.
    const isAtEdge = !lives(first - 60 - offUs / minuteUs)
    const file = { root: premises.directory, site, keeper, camera, day, hour }
    writeHourFile(file, isAtEdge ? { lives } : null)
    files += 1
  }
  return files
}
