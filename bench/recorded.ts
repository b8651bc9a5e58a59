import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import { type Premises, rooms } from '#keeper/premises.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { recover } from '#keystore/keystore.ts'
import { filesOf } from '#vault/catalogue.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'

/** What lies on the disk after a run, opened with the keyring at hand (the keeper has stopped). */
export type Recorded = {
  readonly units: number
  readonly unitBytes: number
  readonly fileBytes: number
  /** Units that are missing between the first and the last of each camera, by their media time. */
  readonly missing: number
}

export async function recorded(premises: Premises, framesPerSecond: number): Promise<Recorded> {
  const disk = localDisk(ownSteward)
  const { plain } = await recover(storeOf(premises, disk))
  const keyring = decodeKeyring(plain)
  let [units, unitBytes, missing] = [0, 0, 0]
  for (const camera of keyring.cameras.keys()) {
    let lastTicks: number | null = null
    for (const { path } of await filesOf(disk, premises.directory, camera)) {
      const map = await scanSegment(disk, path)
      for (const { minute } of map.minutes) {
        const keys = (at: number) => minuteKeyOf(sha256, keyring, camera, at)
        for await (const piece of readMinute(disk, map, minute, keys)) {
          if (piece.kind !== 'units') continue
          for (const unit of piece.units) {
            units += 1
            unitBytes += unit.bytes.length
            const step =
              lastTicks === null ? 1 : ((unit.ptsTicks - lastTicks) * framesPerSecond) / 90_000
            missing += Math.max(0, Math.round(step) - 1)
            lastTicks = unit.ptsTicks
          }
        }
      }
    }
  }
  return {
    units,
    unitBytes,
    missing,
    fileBytes: await bytesBelow(rooms(premises.directory).footage),
  }
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    bytes += entry.isDirectory() ? await bytesBelow(path) : (await stat(path)).size
  }
  return bytes
}
