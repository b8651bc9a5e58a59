import { minuteOf } from '#civil/minute.ts'
import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { changeAbout } from '#keyring/changes.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { diskHouse } from '#law/disk-house.ts'
import type { Retention } from '#law/retention.ts'
import type { Keeper } from '../keeper.ts'
import type { DiskReport } from '../report.ts'
import { diskPlan } from '../space/disk-plan.ts'
import { isBreach, keptSeconds, type Plan, plannedBytes } from '../space/share.ts'
import { cameraNamed } from './camera-report.ts'
import { textOf } from './reading.ts'

/** The plan an order gives a camera; null where it gives none, and it is measured. */
export const planGiven = ({ bitsPerSecond }: Order, nowUs: number): Plan | null =>
  planFrom(bitsPerSecond, nowUs)

/** What a short look at its stream promised: enough to see whether it fits, too little to hold it to. */
export const planTried = ({ triedBitsPerSecond }: Order, nowUs: number): Plan | null =>
  planFrom(triedBitsPerSecond, nowUs)

function planFrom(bitsPerSecond: unknown, nowUs: number): Plan | null {
  if (bitsPerSecond === undefined || bitsPerSecond === null) return null
  if (typeof bitsPerSecond !== 'number' || !(bitsPerSecond > 0 && bitsPerSecond < 1e10)) {
    throw new Fault(
      'Misconfigured',
      sentence('ビットレートが読めません。', 'The bitrate cannot be read.'),
    )
  }
  return { bitsPerSecond: Math.ceil(bitsPerSecond), sinceUs: nowUs, by: 'given' }
}

/** Refused where the document sets a period that the disk cannot keep with this plan beside the others; else null. */
export async function tooLarge(
  keeper: Keeper,
  plan: Plan,
  instead?: string,
): Promise<Refusal | null> {
  const { custody, profile } = keeper
  const retention = (custody.keyring.rules.at(-1)?.retention ?? profile.retention.rule) as Retention
  if (!isBreach(retention)) return null
  const found = await diskPlan(keeper)
  if (found === null) return null
  const others = found.cameras
    .filter(({ camera }) => camera !== instead)
    .reduce((sum, camera) => sum + (camera.plannedBytes ?? 0), 0)
  const seconds = keptSeconds(retention, minuteOf(keeper.nowUs()))
  const lacking = others + plannedBytes(plan.bitsPerSecond, seconds) - found.capacityBytes
  if (lacking <= 0) return null
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  return refuse(
    `このカメラの映像を期間いっぱい置くには、ディスクが${gigabytes(lacking)} GB足りません（${(plan.bitsPerSecond / 1e6).toFixed(1)} Mbit/s × ${Math.round(seconds / 86_400)}日）`,
    diskHouse.fits,
    'ディスクを大きくするか、カメラの画質を下げ、--bitrate で見込みを伝えてください',
  )
}

/** `disk`: what the cameras need against what there is. */
export async function show(keeper: Keeper): Promise<Outcome> {
  const plan = await diskPlan(keeper)
  if (plan === null) {
    throw new Fault(
      'Unavailable',
      sentence('ディスクの大きさが分かりません。', 'The file system does not tell its size.'),
    )
  }
  const { custody, profile, diskWatch } = keeper
  const retention = (custody.keyring.rules.at(-1)?.retention ?? profile.retention.rule) as Retention
  const seconds = keptSeconds(retention, minuteOf(keeper.nowUs()))
  const result: DiskReport = {
    ...plan,
    state: diskWatch.state,
    isPeriod: isBreach(retention),
    rules: [diskHouse.order, ...(isBreach(retention) ? [diskHouse.period] : [])],
    keptDays: Number.isFinite(seconds) ? seconds / 86_400 : null,
  }
  return { result }
}

/** `disk.plan`: another bitrate is expected of a camera than was told or measured. */
export async function plan(keeper: Keeper, order: Order): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const given = planGiven(order, keeper.nowUs())
  const refusal = given && (await tooLarge(keeper, given, id))
  if (refusal) return { refusal }
  await keeper.custody.change(keyring => {
    const { plan: _, ...about } = keyring.cameras.get(id)!.about
    const next = { ...about, ...(given ? { plan: given } : {}) }
    return { next: changeAbout(keyring, id, next), result: undefined }
  })
  return show(keeper)
}
