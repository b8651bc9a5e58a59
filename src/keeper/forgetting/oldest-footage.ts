import { startUs } from '#civil/minute.ts'
import { type Keyring, keysOf } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { takesOf } from '../importing/takes.ts'

/**
 * From when a camera may have pictures that live, µs; null where it has none. A day has keys for all of
 * its minutes; of one planted for an import only the minutes of that film can hold anything.
 */
export function oldestFootageUs(keyring: Keyring, camera: string): number | null {
  const { addedUs, source } = keysOf(keyring, camera).about
  const recorded = source === 'card' ? [] : [{ fromUs: addedUs, toUs: Number.POSITIVE_INFINITY }]
  const live = liveMinutes(keyring, camera)
  const starts = [...recorded, ...takesOf(keyring, camera)].flatMap(({ fromUs, toUs }) => {
    const span = live.find(([, end]) => startUs(end) > fromUs)
    const us = span ? Math.max(startUs(span[0]), fromUs) : toUs
    return us < toUs ? [us] : []
  })
  return starts.length > 0 ? Math.min(...starts) : null
}
