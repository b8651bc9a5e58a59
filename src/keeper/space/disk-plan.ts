import { minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { RecordingProfile } from '#law/profile.ts'
import type { Retention } from '#law/retention.ts'
import type { Custody } from '../forgetting/custody.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Premises } from '../premises.ts'
import { meanBitsPerSecond, occupiedBy, totalOf } from './occupied.ts'
import { roomOf } from './room.ts'
import { keptSeconds, type Plan, plannedBytes, planOf } from './share.ts'

export type CameraOnDisk = {
  readonly camera: string
  readonly name: string
  readonly usedBytes: number
  readonly plan: Plan | null
  /** What it needs once its oldest footage falls due, by its plan, else as measured so far; null while neither or no period is known. */
  readonly plannedBytes: number | null
  /** Over the whole hours on the disk; null while there is none. */
  readonly measuredBitsPerSecond: number | null
}

export type DiskPlan = {
  readonly totalBytes: number
  readonly freeBytes: number
  readonly reserveBytes: number
  readonly footageBytes: number
  /** For footage: what is there and what is free, without the reserve. */
  readonly capacityBytes: number
  readonly plannedBytes: number
  readonly cameras: readonly CameraOnDisk[]
  /** When the reserve is reached if all goes on as planned; null: not before the oldest footage makes room. */
  readonly fullAtUs: number | null
}

/** What the cameras need against what the disk has; null where the file system does not tell. */
export async function diskPlan(parts: {
  readonly premises: Premises
  readonly disk: Disk
  readonly profile: RecordingProfile
  readonly custody: Custody
  readonly ballast: { readonly bytes: number }
  readonly nowUs: () => number
}): Promise<DiskPlan | null> {
  const { premises, disk, profile, custody, ballast } = parts
  const room = await roomOf(premises)
  if (room === null) return null
  const nowUs = parts.nowUs()
  const now = minuteOf(nowUs)
  const occupied = await occupiedBy(disk, premises.directory, custody.keyring)
  const cameras = [...custody.keyring.cameras].map(([camera, { about }]): CameraOnDisk => {
    const hours = occupied.get(camera) ?? new Map()
    const plan = about.removedUs === undefined ? planOf(about) : null
    const seconds = keptSeconds(retentionOf(custody, profile, camera), now)
    const measured = meanBitsPerSecond(hours, now)
    const expected = about.removedUs === undefined ? (plan?.bitsPerSecond ?? measured) : null
    const isDecided = Number.isFinite(seconds)
    return {
      camera,
      name: about.name,
      usedBytes: totalOf(hours),
      plan,
      plannedBytes: expected && isDecided ? plannedBytes(expected, seconds) : null,
      measuredBitsPerSecond: measured,
    }
  })
  const footageBytes = cameras.reduce((sum, { usedBytes }) => sum + usedBytes, 0)
  const kept = room.reserveBytes + ballast.bytes
  return {
    ...room,
    footageBytes,
    capacityBytes: Math.max(room.freeBytes + footageBytes - kept, 0),
    plannedBytes: cameras.reduce((sum, camera) => sum + (camera.plannedBytes ?? 0), 0),
    cameras,
    fullAtUs: fullAtUs(cameras, room.freeBytes - kept, nowUs),
  }
}

/** Each camera grows at its plan until it is as large as planned; what removed cameras left only shrinks. */
function fullAtUs(cameras: readonly CameraOnDisk[], freeBytes: number, nowUs: number) {
  const growing = cameras
    .flatMap(({ plan, plannedBytes: planned, usedBytes, measuredBitsPerSecond }) => {
      const bitsPerSecond = plan?.bitsPerSecond ?? measuredBitsPerSecond
      if (!bitsPerSecond || planned === null || planned <= usedBytes) return []
      return [{ perSecond: bitsPerSecond / 8, left: planned - usedBytes }]
    })
    .sort((a, b) => a.left / a.perSecond - b.left / b.perSecond)
  let free = freeBytes
  let passed = 0
  let rate = growing.reduce((sum, { perSecond }) => sum + perSecond, 0)
  for (const { perSecond, left } of growing) {
    const seconds = left / perSecond - passed
    if (free <= rate * seconds) return nowUs + (passed + Math.max(free, 0) / rate) * 1e6
    free -= rate * seconds
    passed += seconds
    rate -= perSecond
  }
  return null
}

export const retentionOf = (
  custody: Custody,
  profile: RecordingProfile,
  camera: string,
): Retention => rulesFor(custody.keyring, camera).at(-1)?.retention ?? profile.retention.rule
