import { minuteUs } from '#civil/minute.ts'
import type { KeeperNow } from '#desk/camera-now.ts'

/** So long without a sealed minute, and somebody is to look (内規). */
const patienceUs = 5 * minuteUs

/** How long ago the newest sealed minute ended, µs; null: none lately. */
export const sealedAgoUs = ({ sealed }: KeeperNow, nowUs: number): number | null =>
  sealed && nowUs - (sealed.minute + 1) * minuteUs

export function isLateAt(keeper: KeeperNow, nowUs: number): boolean {
  const agoUs = sealedAgoUs(keeper, nowUs)
  return agoUs === null || agoUs > patienceUs
}
