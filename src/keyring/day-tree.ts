import { type Allocate, copyKey, keyBytes, type Sha256 } from './key-bytes.ts'

/**
 * The minute keys of one camera and one civil day: a puncturable tree (GGM) of depth 11 over the
 * minutes 0 … 1439 (`index`). What is kept is the frontier, the roots of what may still be derived;
 * a punctured minute has no ancestor in it.
 *
 *   child      = SHA-256("tachiai/kt/v1" ‖ byte 0|1 ‖ seed)
 *   minute key = SHA-256("tachiai/minute/v1" ‖ leaf)
 *
 * As bytes: nodes of 35, ascending and disjoint: depth u8 · path u16 big-endian (the node's place
 * among the 2^depth of its depth) · seed 32. Leaves 1440 … 2047 are never derived, and no node
 * stands for them alone. A tree without nodes is a day entirely erased.
 *
 * A tree is never changed: every function that changes returns a new one, and the caller wipes the
 * one it gives up.
 */
export type DayTree = Uint8Array & { readonly [frontier]: true }
declare const frontier: unique symbol

export const minutesPerDay = 1440
export const nodeBytes = 35
const depths = 11
const leaves = 1 << depths
const seedBytes = 32

const childLabel = new TextEncoder().encode('tachiai/kt/v1')
const minuteLabel = new TextEncoder().encode('tachiai/minute/v1')

/** A day with every minute alive. `seed` (32 random bytes) is copied: the caller wipes its own. */
export function plant(seed: Uint8Array): DayTree {
  if (seed.length !== seedBytes) throw new RangeError('a root seed has 32 bytes')
  const tree = keyBytes(nodeBytes)
  tree.set(seed, 3)
  return tree as DayTree
}

/** The leaf of a minute, or null where it is punctured; the caller wipes it. */
export function leaf(sha256: Sha256, tree: DayTree, index: number): Uint8Array | null {
  const at = nodeOver(tree, checked(index, minutesPerDay - 1))
  if (at < 0) return null
  let seed = copyKey(tree.subarray(at + 3, at + nodeBytes))
  for (let bit = depths - tree[at]! - 1; bit >= 0; bit--) {
    const next = child(sha256, seed, (index >> bit) & 1)
    seed.fill(0)
    seed = next
  }
  return seed
}

/** Whether the minute can still be derived; derives nothing. */
export const lives = (tree: DayTree, index: number): boolean =>
  nodeOver(tree, checked(index, minutesPerDay - 1)) >= 0

/** The key that seals one minute's footage, 32 bytes; the caller wipes it. */
export const minuteKey = (sha256: Sha256, leaf: Uint8Array): Uint8Array => sha256(minuteLabel, leaf)

/**
 * The tree without the minutes `from` … `to` − 1 (0 ≤ from ≤ to ≤ 1440). What follows is opened a
 * little ahead, so that the next steps of a rule that goes minute by minute cost a few hashes each
 * and not eleven levels at once.
 */
export function puncture(
  sha256: Sha256,
  tree: DayTree,
  from: number,
  to: number,
  allocate: Allocate = keyBytes,
): DayTree {
  checked(from, minutesPerDay)
  checked(to, minutesPerDay)
  if (from > to) throw new RangeError('a range of minutes ends before it begins')
  return reshape(sha256, tree, from, to, allocate)
}

/**
 * The same minutes, opened for punctures that will begin at minute 0 in `minutes` steps; the tree
 * itself where that asks for nothing yet.
 */
export function openAhead(
  sha256: Sha256,
  tree: DayTree,
  minutes: number,
  allocate: Allocate = keyBytes,
): DayTree {
  const count = countAfter(tree, -minutes, -minutes)
  return count * nodeBytes === tree.length
    ? tree
    : reshape(sha256, tree, -minutes, -minutes, allocate)
}

/** The minutes alive as ascending, disjoint [from, to) with nothing between that touches. */
export function liveRanges(tree: DayTree): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (let at = 0; at < tree.length; at += nodeBytes) {
    const from = startOf(tree, at)
    const to = Math.min(from + sizeOf(tree, at), minutesPerDay)
    const last = ranges.at(-1)
    if (last && last[1] === from) last[1] = to
    else ranges.push([from, to])
  }
  return ranges
}

/** Destroys a tree given up. From then on it derives nothing, should anyone still hold it. */
export function wipe(tree: DayTree): void {
  tree.fill(0xff)
}

export const sizeOf = (tree: Uint8Array, at: number): number => leaves >> tree[at]!
export const startOf = (tree: Uint8Array, at: number): number =>
  ((tree[at + 1]! << 8) | tree[at + 2]!) * sizeOf(tree, at)

function nodeOver(tree: DayTree, index: number): number {
  for (let at = 0; at < tree.length; at += nodeBytes) {
    const start = startOf(tree, at)
    if (index < start) return -1
    if (index < start + sizeOf(tree, at)) return at
  }
  return -1
}

function countAfter(tree: DayTree, from: number, to: number): number {
  let count = 0
  for (let at = 0; at < tree.length; at += nodeBytes) {
    count += survivors(startOf(tree, at), sizeOf(tree, at), from, to)
  }
  return count
}

function reshape(
  sha256: Sha256,
  tree: DayTree,
  from: number,
  to: number,
  allocate: Allocate,
): DayTree {
  const next = allocate(countAfter(tree, from, to) * nodeBytes)
  let end = 0
  for (let at = 0; at < tree.length; at += nodeBytes) {
    const seed = tree.subarray(at + 3, at + nodeBytes)
    end = fill(sha256, next, end, startOf(tree, at), sizeOf(tree, at), seed, from, to)
  }
  return next as DayTree
}

const gone = 0
const whole = 1
const opened = 2

/** What becomes of the node over `size` leaves from `start` when from … to − 1 go. */
function fate(start: number, size: number, from: number, to: number): 0 | 1 | 2 {
  if (start >= minutesPerDay) return gone
  const end = Math.min(start + size, minutesPerDay)
  if (start < to && end > from) return start >= from && end <= to ? gone : opened
  // One halving for each minute the puncture has come nearer.
  return start >= to && start - to < depths && size > 2 << (start - to) ? opened : whole
}

function survivors(start: number, size: number, from: number, to: number): number {
  const kind = fate(start, size, from, to)
  if (kind !== opened) return kind
  const half = size >> 1
  return survivors(start, half, from, to) + survivors(start + half, half, from, to)
}

function fill(
  sha256: Sha256,
  into: Uint8Array,
  end: number,
  start: number,
  size: number,
  seed: Uint8Array,
  from: number,
  to: number,
): number {
  const kind = fate(start, size, from, to)
  if (kind === gone) return end
  if (kind === whole) {
    const path = start / size
    into[end] = Math.clz32(size) - Math.clz32(leaves)
    into[end + 1] = path >> 8
    into[end + 2] = path
    into.set(seed, end + 3)
    return end + nodeBytes
  }
  const half = size >> 1
  let at = end
  for (let bit = 0; bit < 2; bit++) {
    const childStart = start + bit * half
    if (fate(childStart, half, from, to) === gone) continue
    const childSeed = child(sha256, seed, bit)
    at = fill(sha256, into, at, childStart, half, childSeed, from, to)
    childSeed.fill(0)
  }
  return at
}

const message = keyBytes(childLabel.length + 1 + seedBytes)
message.set(childLabel)

function child(sha256: Sha256, seed: Uint8Array, bit: number): Uint8Array {
  message[childLabel.length] = bit
  message.set(seed, childLabel.length + 1)
  const derived = sha256(message)
  message.fill(0, childLabel.length + 1)
  return derived
}

function checked(index: number, most: number): number {
  if (Number.isInteger(index) && index >= 0 && index <= most) return index
  throw new RangeError(`no minute ${index} in a day`)
}
