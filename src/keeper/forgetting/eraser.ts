import { firstMinute, minuteOf, startUs } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { setSettings } from '#keyring/changes.ts'
import { planEarlyErasure } from '#keyring/early-erasure.ts'
import { planErasure } from '#keyring/erasure.ts'
import { releaseHold } from '#keyring/hold.ts'
import type { JsonObject } from '#keyring/json.ts'
import { type DayRange, inForce, type Keyring } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { plantDays } from '#keyring/planting.ts'
import { wipeReplaced } from '#keyring/wipe.ts'
import { dueUnder, isDecided } from '#law/retention.ts'
import { hex, random } from '../hashing.ts'
import { forgetTakes } from '../importing/takes.ts'
import type { GivenUp } from '../space/give-up.ts'
import { gatherRanges } from '../spool/cameras-named.ts'
import type { EarlyRelease, ErasedRange } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'
import type { TimeMark } from '../time/time-mark.ts'
import type { Custody, Make } from './custody.ts'
import { earlyReleases } from './early-releases.ts'
import type { ErasedSince } from './erased-since.ts'
import { rulesFor } from './rules-in-force.ts'
import type { SpaceRelease } from './space-release.ts'

/**
 * Forgetting, by the numbered steps of design/keeper.md. May be called at any time and again after any
 * crash; a call that rejects has destroyed nothing it did not write down, and is made again next minute.
 */
export type Eraser = {
  /** Erases what is due at `nowUs` and draws the roots of days about to begin. */
  step(nowUs: number): Promise<readonly DayRange[]>
  /** Gives unheld hours up before their time, as a recorded act; what a hold names stays. */
  giveUp(hours: readonly GivenUp[], nowUs: number): Promise<readonly DayRange[]>
  /** Ends a hold; what it alone kept past its time goes now. */
  releaseHold(id: string, nowUs: number): Promise<readonly DayRange[]>
  /** After an older image was put back: what went since goes again, under the rules and holds of then or not. */
  again(since: ErasedSince, nowUs: number): Promise<readonly DayRange[]>
}

/** A file on an ordinary disk: overwriting it is the file system's and the controller's word. */
export const placeClass = 'E0'

export type SpoolHead = { readonly n: number; readonly hash: string }

export function openEraser(parts: {
  readonly custody: Custody
  readonly spool: Spool
  readonly space: SpaceRelease
  readonly places: number
  /** Keeper time's mark, sealed with every version written. */
  readonly mark: () => TimeMark
  /** The spool's last event, sealed with every version too: a tail cut off later is noticed. */
  readonly head: () => SpoolHead
}): Eraser {
  const { custody, spool, space, places, mark, head } = parts

  async function erase(
    make: Make<readonly DayRange[]>,
    earlier: (erased: readonly DayRange[]) => readonly EarlyRelease[] = () => [],
  ): Promise<readonly DayRange[]> {
    const changed = custody.change(make, {
      async intended(version, ranges) {
        if (ranges.length === 0) return
        const early = earlier(ranges)
        await spool.append({
          type: 'ErasureIntended',
          version,
          ranges: describe(custody.keyring, ranges),
          ...(early.length > 0 ? { early } : {}),
        })
      },
      async done({ version, blobHash }, ranges) {
        if (ranges.length === 0) return
        space.owe(ranges)
        assertForgotten(custody.keyring, ranges)
        const done = spool.append({
          type: 'ErasureDone',
          version,
          blobHash: hex(blobHash),
          weakestClass: placeClass,
          places,
          unreachable: [],
        })
        // In the same write: no crash comes between them.
        const told = earlier(ranges).map(early => spool.append({ type: 'EarlyRelease', ...early }))
        await Promise.all([done, ...told])
      },
    })
    // Also after a step that broke off, and for what an earlier one could not release. Nobody waits for it.
    return changed.finally(() => void space.settle())
  }

  return {
    async step(nowUs) {
      await custody.finish()
      return erase(keyring => {
        const due = dueFromUs(keyring)
        const { next: punctured, erased } = planErasure(sha256, keyring, nowUs, due)
        const { next: planted } = plantDays(sha256, random, punctured, nowUs, due)
        wipeReplaced(punctured, keyring, planted)
        const next = forgetTakes(planted)
        if (next === keyring) return { next, result: [] }
        const settings = { ...next.settings, timeMark: mark() as JsonObject, spoolHead: head() }
        return { next: setSettings(next, settings), result: erased }
      })
    },
    async giveUp(hours, nowUs) {
      await custody.finish()
      return erase(
        keyring => {
          const erased: DayRange[] = []
          let next = keyring
          for (const { camera, from, to } of hours) {
            const plan = planEarlyErasure(sha256, next, nowUs, camera, from, to)
            wipeReplaced(next, keyring, plan.next)
            next = plan.next
            erased.push(...plan.erased)
          }
          return { next, result: erased }
        },
        erased => earlyReleases(custody.keyring, hours, erased),
      )
    },
    releaseHold: (id, nowUs) =>
      erase(keyring => {
        const { next, erased } = releaseHold(keyring, id, nowUs)
        return { next, result: erased }
      }),
    again: ({ ranges, holds }, nowUs) =>
      erase(keyring => {
        const result: DayRange[] = []
        let next = keyring
        const go = (plan: { next: Keyring; erased: readonly DayRange[] }) => {
          wipeReplaced(next, keyring, plan.next)
          next = plan.next
          result.push(...plan.erased)
        }
        for (const id of holds) {
          const hold = next.holds.find(one => one.id === id)
          if (hold && inForce(hold, nowUs)) go(releaseHold(next, id, nowUs))
        }
        for (const { camera, from, to } of ranges) {
          if (next.cameras.has(camera)) go(planEarlyErasure(sha256, next, nowUs, camera, from, to))
        }
        return { next, result }
      }),
  }
}

/** Never for a camera whose period nobody has decided: it must not stop the step for the others. */
export const dueFromUs = (keyring: Keyring) => (camera: string, minute: number) => {
  const rules = rulesFor(keyring, camera)
  if (!rules.some(({ retention }) => isDecided(retention))) return Number.POSITIVE_INFINITY
  return dueUnder(rules, minute).dueFromUs
}

/** Step 6: what was erased must not derive any more. A failure is a defect of ours and is never called done. */
function assertForgotten(keyring: Keyring, erased: readonly DayRange[]): void {
  for (const { camera, day, fromIndex, toIndex } of erased) {
    const first = firstMinute(day)
    for (let minute = first + fromIndex; minute < first + toIndex; minute++) {
      if (isLive(keyring, camera, minute)) {
        throw new Error(`an erased minute can still be derived: ${camera} ${day} ${minute - first}`)
      }
    }
  }
}

/** What goes, as the spool says it: cameras that share a range, its rule and its article in one line. */
function describe(keyring: Keyring, erased: readonly DayRange[]): readonly ErasedRange[] {
  const active = [...keyring.cameras].filter(([, { about }]) => about.removedUs === undefined)
  const known = active.map(([camera]) => camera)
  const ranges = erased.map(({ camera, day, fromIndex, toIndex }) => {
    const first = firstMinute(day)
    const { by } = dueUnder(rulesFor(keyring, camera), first + fromIndex)
    const { profile, version, article, retention } = by
    const range = { fromUs: startUs(first + fromIndex), toUs: startUs(first + toIndex) }
    return { camera, ...range, profile, version, article, retention }
  })
  return gatherRanges(known, ranges)
}

/** Steps begin with each minute of keeper time. */
export const nextStepUs = (nowUs: number): number => startUs(minuteOf(nowUs) + 1)
