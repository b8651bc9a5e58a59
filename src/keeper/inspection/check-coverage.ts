import { minuteOf, printed, startUs } from '#civil/minute.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { dueUnder } from '#law/retention.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Keeper } from '../keeper.ts'
import { unnoticedUs } from '../recording/gap-log.ts'
import { type Checked, settledBefore } from './check.ts'

/** Capture times of every unit that opened, by camera. */
export type Coverage = Map<string, number[]>

type Stretch = readonly [fromUs: number, toUs: number]

/**
 * Until when each recorded camera's books were kept when a check began. Asked before anything is read: a camera that
 * comes back meanwhile writes its gap down while the events are being read.
 */
export const booksAt = ({ cameras }: Keeper, nowUs: number): ReadonlyMap<string, number> =>
  new Map(
    [...cameras.recorders].map(([camera, { state, coveredUntilUs }]) => [
      camera,
      state.state === 'recording' ? nowUs : coveredUntilUs,
    ]),
  )

/** Nothing younger than its limit is missing: between two pictures lies at most 2 s, or a gap that the spool names. */
export async function checkCoverage(
  keeper: Keeper,
  { coverage, findings }: Checked,
  books: ReadonlyMap<string, number>,
  nowUs: number,
): Promise<void> {
  const gaps = await gapsOf(keeper)
  const { keyring } = keeper.custody
  for (const [camera, { about }] of keyring.cameras) {
    const rules = rulesFor(keyring, camera)
    const oldest = liveMinutes(keyring, camera).find(
      ([from]) => dueUnder(rules, from).dueFromUs > nowUs,
    )
    if (!oldest) continue
    const fromUs = Math.max(startUs(oldest[0]), about.addedUs)
    const known = [...(coverage.get(camera) ?? []), ...(gaps.get(camera) ?? []).map(([, to]) => to)]
    // While nothing records a camera, what follows its last picture becomes a gap at the next start.
    const coveredUs = books.get(camera) ?? known.reduce((a, b) => Math.max(a, b), 0)
    const toUs = Math.min(startUs(settledBefore(nowUs)), about.removedUs ?? nowUs, coveredUs)
    const units = (coverage.get(camera) ?? []).map((us): Stretch => [us, us])
    for (const [from, to] of uncovered([...units, ...(gaps.get(camera) ?? [])], fromUs, toUs)) {
      // Minutes that were being erased while the files were read are no loss.
      if (dueUnder(rules, minuteOf(from)).dueFromUs <= keeper.nowUs()) continue
      findings.add(
        'missing',
        `${about.name} ${printed(from)} — ${printed(to)}`,
        '映像がなく、欠けの記録もありません',
        'footage is missing without a gap record',
      )
    }
  }
}

/** Stretches of [from, to) longer than what may pass unnoticed that none of the others touches. */
export function uncovered(known: Stretch[], fromUs: number, toUs: number): readonly Stretch[] {
  const open: Stretch[] = []
  let reached = fromUs
  for (const [from, to] of known.sort((a, b) => a[0] - b[0])) {
    if (to < reached) continue
    if (from - reached > tolerance && from <= toUs) open.push([reached, from])
    reached = Math.max(reached, to)
    if (reached >= toUs) return open
  }
  if (toUs - reached > tolerance) open.push([reached, toUs])
  return open
}

/** A camera that is just slow stays below; a recorder notes every pause above `unnoticedUs`. */
const tolerance = unnoticedUs + 100_000

async function gapsOf(keeper: Keeper): Promise<Map<string, Stretch[]>> {
  const gaps = new Map<string, Stretch[]>()
  for await (const { event } of keeper.spool.read()) {
    if (event.type !== 'GapRecorded') continue
    const known = gaps.get(event.camera)
    if (known) known.push([event.fromUs, event.toUs])
    else gaps.set(event.camera, [[event.fromUs, event.toUs]])
  }
  return gaps
}
