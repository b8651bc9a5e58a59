import type { Minute } from '#civil/minute.ts'

/** Minutes [from, to) of one camera within one civil hour that no hold keeps, and about what they occupy. */
export type Hour = {
  readonly camera: string
  readonly from: Minute
  readonly to: Minute
  readonly bytes: number
}

/** What a camera occupies and what it may; null while nothing is planned for it: it cannot be guilty. */
export type Usage = { readonly usedBytes: number; readonly shareBytes: number | null }

/** `order`: two people decided it, whatever space there is. */
export type GivenUp = Hour & { readonly reason: 'overShare' | 'space' | 'order' }

/**
 * Which hours go so that at least `neededBytes` come free, and at most one hour more than that: first the surplus of
 * cameras above `surplusAbove` × their share, down to the share, then the oldest of all. What is not among `hours`
 * (held, being written) is never given up; fewer bytes than needed come out where there is no more.
 */
export function chooseHours(
  hours: readonly Hour[],
  usage: ReadonlyMap<string, Usage>,
  surplusAbove: number,
  neededBytes: number,
): readonly GivenUp[] {
  const chosen: GivenUp[] = []
  let left = neededBytes
  const take = (hour: Hour, reason: GivenUp['reason']) => {
    chosen.push({ ...hour, reason })
    left -= hour.bytes
  }
  const oldestFirst = hours.toSorted((a, b) => a.from - b.from || (a.camera < b.camera ? -1 : 1))
  const surplus = surplusOf(usage, surplusAbove)
  const others: Hour[] = []
  for (const hour of oldestFirst) {
    const above = surplus.get(hour.camera) ?? 0
    if (left <= 0 || above <= 0) others.push(hour)
    else {
      take(hour, 'overShare')
      surplus.set(hour.camera, above - hour.bytes)
    }
  }
  for (const hour of others) {
    if (left <= 0) break
    take(hour, 'space')
  }
  return chosen
}

/** Bytes above the share, of the guilty alone. */
function surplusOf(usage: ReadonlyMap<string, Usage>, surplusAbove: number): Map<string, number> {
  const surplus = new Map<string, number>()
  for (const [camera, { usedBytes, shareBytes }] of usage) {
    if (shareBytes === null || usedBytes <= surplusAbove * shareBytes) continue
    surplus.set(camera, usedBytes - shareBytes)
  }
  return surplus
}
