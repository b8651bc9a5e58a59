import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { rulesFor } from '#keeper/forgetting/rules-in-force.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import type { Premises } from '#keeper/premises.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { liveMinutes, minuteKeyOf } from '#keyring/minutes.ts'
import { recover } from '#keystore/keystore.ts'
import { dueUnder } from '#law/retention.ts'
import { filesOf } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { headerBytes } from '#vault/segment-header.ts'
import { walkHeads } from '#vault/walk.ts'

/** What a killed keeper left behind, looked at with the keyring as the disk has it. */
export type Remains = {
  readonly files: number
  /** Files in which a minute that has its key does not open up to its torn tail. */
  readonly unreadable: number
  readonly records: number
  /** Records that use a counter of their segment again: keys follow from segment, minute and group. */
  readonly repeated: number
  /** Minutes whose limit had passed when the killed keeper began to serve, and that can still be derived. */
  readonly expired: number
  /** The last picture of each camera that opens, capture time in µs. */
  readonly lastUs: ReadonlyMap<string, number>
}

const disk = localDisk(ownSteward)

export async function remains(premises: Premises, servedFromUs: number): Promise<Remains> {
  const { plain } = await recover(storeOf(premises, disk))
  const keyring = decodeKeyring(plain)
  const found = { files: 0, unreadable: 0, records: 0, repeated: 0 }
  const lastUs = new Map<string, number>()
  for (const camera of keyring.cameras.keys()) {
    for (const { path } of await filesOf(disk, premises.directory, camera)) {
      const size = await disk.size(path)
      // Killed before its header was written: nothing was sealed in it.
      if (size < headerBytes) continue
      found.files += 1
      const counters = new Set<number>()
      for await (const { head } of walkHeads(disk, path, headerBytes, size, () => true)) {
        if (head.kind === 'released') continue
        found.records += 1
        if (counters.has(head.counter)) found.repeated += 1
        counters.add(head.counter)
      }
      const last = await lastPicture(path, keyring, camera)
      if (last === null) found.unreadable += 1
      else lastUs.set(camera, Math.max(last, lastUs.get(camera) ?? 0))
    }
  }
  return { ...found, expired: expired(keyring, servedFromUs), lastUs }
}

/** 0 where no minute has its key; null where one does not open. */
async function lastPicture(path: string, keyring: Keyring, camera: string): Promise<number | null> {
  const keys = (minute: number) => minuteKeyOf(sha256, keyring, camera, minute)
  let last = 0
  try {
    const map = await scanSegment(disk, path, 'records')
    for (const { minute } of map.minutes) {
      try {
        for await (const piece of readMinute(disk, map, minute, keys)) {
          if (piece.kind === 'units') last = piece.units.at(-1)?.captureUs ?? last
        }
      } catch (fault) {
        const gone = fault instanceof VaultFault && /^(noKey|missing)$/.test(fault.kind)
        if (!gone) throw fault
      }
    }
    return last
  } catch {
    return null
  }
}

function expired(keyring: Keyring, nowUs: number): number {
  let minutes = 0
  for (const camera of keyring.cameras.keys()) {
    const rules = rulesFor(keyring, camera)
    for (const [from, to] of liveMinutes(keyring, camera)) {
      for (let minute = from; minute < to; minute++) {
        if (dueUnder(rules, minute).goneByUs > nowUs) break
        minutes += 1
      }
    }
  }
  return minutes
}
