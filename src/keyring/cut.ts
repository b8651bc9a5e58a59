import type { Day } from '#civil/minute.ts'
import { type DayTree, puncture, wipe } from './day-tree.ts'
import { type DayTrees, withTrees } from './day-trees.ts'
import type { Allocate, Sha256 } from './key-bytes.ts'
import type { Span } from './spans.ts'

/** Minutes that leave one day's tree, as ascending, disjoint [from, to) of their index. */
export type Cut = { readonly day: Day; readonly tree: DayTree; readonly parts: readonly Span[] }

/** The days without those minutes; `opened` are trees that take the place of theirs, and are wiped. */
export function cutOut(
  sha256: Sha256,
  days: DayTrees,
  cuts: readonly Cut[],
  allocate?: Allocate,
  opened: ReadonlyMap<Day, DayTree> = new Map(),
): DayTrees {
  const trees = new Map(opened)
  for (const { day, tree, parts } of cuts) trees.set(day, without(sha256, tree, parts, allocate))
  const next = withTrees(days, trees, allocate)
  for (const tree of trees.values()) wipe(tree)
  return next
}

function without(sha256: Sha256, tree: DayTree, parts: readonly Span[], allocate?: Allocate) {
  let current = tree
  for (const [from, to] of parts) {
    const next = puncture(sha256, current, from, to, allocate)
    if (current !== tree) wipe(current)
    current = next
  }
  return current
}
