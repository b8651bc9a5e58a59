import { firstMinute, minuteOf, startUs } from '#civil/minute.ts'
import { planErasure, plantDays } from '#keyring/erasure.ts'
import type { DayRange, Keyring } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { dueUnder } from '#law/retention.ts'
import { hex, random, sha256 } from '../hashing.ts'
import type { Spool } from '../spool/spool.ts'
import type { Custody } from './custody.ts'
import { rulesFor } from './rules-in-force.ts'
import type { SpaceRelease } from './space-release.ts'

/**
 * Forgetting, the numbered steps of design/keeper.md. `step` runs every minute and before anything
 * else at start; it may be called at any time and again after any crash.
 */
export type Eraser = {
  /** Erases what is due at `nowUs` and draws the roots of days about to begin. Rejects where the old share could not be destroyed: 消去未完了. */
  step(nowUs: number): Promise<readonly DayRange[]>
  /** Tells, and releases, what an order (a hold's end, a shorter rule) made unreadable. */
  readonly lastStepUs: number | null
}

export function openEraser(parts: {
  readonly custody: Custody
  readonly spool: Spool
  readonly space: SpaceRelease
  readonly placeClass: string
}): Eraser {
  const { custody, spool, space, placeClass } = parts
  let lastStepUs: number | null = null

  return {
    get lastStepUs() {
      return lastStepUs
    },
    async step(nowUs) {
      const erased = await custody.change(keyring => nextKeyring(keyring, nowUs), {
        async intended(version, erased) {
          if (erased.length === 0) return
          await spool.append({
            type: 'ErasureIntended',
            version,
            ranges: erased.map(range => described(custody.keyring, range)),
          })
        },
        async done({ version, blobHash }, erased) {
          assertForgotten(custody.keyring, erased)
          if (erased.length === 0) return
          await spool.append({
            type: 'ErasureDone',
            version,
            blobHash: hex(blobHash),
            weakestClass: placeClass,
            unreachable: [],
          })
        },
      })
      lastStepUs = nowUs
      if (erased.length > 0) await space.release(erased, custody.version)
      return erased
    },
  }
}

function nextKeyring(keyring: Keyring, nowUs: number) {
  const dueFromUs = (camera: string, minute: number) =>
    dueUnder(rulesFor(keyring, camera), minute).dueFromUs
  const planned = planErasure(sha256, keyring, nowUs, dueFromUs)
  const next = plantDays(sha256, planned.next, nowUs, dueFromUs, random)
  return { next, result: planned.erased }
}

/** Step 6: what was erased must not derive any more. A failure here is a defect, and stops the keeper. */
function assertForgotten(keyring: Keyring, erased: readonly DayRange[]): void {
  for (const { camera, day, fromIndex, toIndex } of erased) {
    const first = firstMinute(day)
    for (const index of [fromIndex, toIndex - 1]) {
      if (isLive(keyring, camera, first + index)) {
        throw new Error(`an erased minute can still be derived: ${camera} ${day} ${index}`)
      }
    }
  }
}

/** A range with the rule and article it goes by, for the spool and the certificate. */
function described(keyring: Keyring, range: DayRange) {
  const first = firstMinute(range.day)
  const { by } = dueUnder(rulesFor(keyring, range.camera), first + range.fromIndex)
  return {
    camera: range.camera,
    fromUs: startUs(first + range.fromIndex),
    toUs: startUs(first + range.toIndex),
    profile: by.profile,
    version: by.version,
    article: by.article,
    retention: by.retention,
  }
}

/** Steps begin with each minute of keeper time. */
export const nextStepUs = (nowUs: number): number => startUs(minuteOf(nowUs) + 1)
