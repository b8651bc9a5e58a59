import { type Day, firstMinute, type Minute } from '#civil/minute.ts'
import { type DayTree, nodeBytes } from './day-tree.ts'
import { type Allocate, keyBytes } from './key-bytes.ts'

/**
 * The day trees of one camera in one buffer, just as the encoded keyring holds them: a keyring of
 * 5,000 cameras is then 5,000 copies and not 150,000. Entries, ascending by date:
 *
 *   date u32 (yyyymmdd in decimal) · wrap length u16 (0) · node count u16 (≥ 1) · nodes
 *
 * The wrap field is reserved for a root split among the officers. A day entirely erased has no entry.
 */
export type DayTrees = Uint8Array & { readonly [ofOneCamera]: true }
declare const ofOneCamera: unique symbol

export const noDays = keyBytes(0) as DayTrees
export const entryHead = 8

export type PlantedDay = { readonly day: Day; readonly first: Minute; readonly tree: DayTree }

/** Every day with its tree: a view into `days`, which lives and is wiped with it. */
export function* plantedDays(days: DayTrees): Generator<PlantedDay> {
  for (let at = 0; at < days.length && !isWiped(days); at += lengthAt(days, at)) {
    yield { ...dayOfDate(dateAt(days, at)), tree: treeAt(days, at) }
  }
}

/** The tree of a day as a view into `days`, or null where none is planted. */
export function treeOf(days: DayTrees, day: Day): DayTree | null {
  const date = dateOf(day)
  const at = placeOf(days, date)
  return at < days.length && dateAt(days, at) === date ? treeAt(days, at) : null
}

/**
 * The days with some trees exchanged or added; one without nodes takes its day away. Everything is
 * copied: the caller wipes the trees it gave and, once they are replaced, the old days.
 */
export function withTrees(
  days: DayTrees,
  changes: ReadonlyMap<Day, DayTree>,
  allocate: Allocate = keyBytes,
): DayTrees {
  const edits = [...changes].map(([day, tree]) => edit(days, day, tree))
  edits.sort((a, b) => a.date - b.date)
  let size = days.length
  for (const { from, to, tree } of edits) size += entryBytes(tree) - (to - from)
  const next = allocate(size)
  let read = 0
  let end = 0
  for (const { date, tree, from, to } of edits) {
    next.set(days.subarray(read, from), end)
    end = writeEntry(next, end + from - read, date, tree)
    read = to
  }
  next.set(days.subarray(read), end)
  return next as DayTrees
}

/** A tree takes the place of the bytes [from, to). */
type Edit = { date: number; tree: DayTree; from: number; to: number }

function edit(days: DayTrees, day: Day, tree: DayTree): Edit {
  const date = dateOf(day)
  const from = placeOf(days, date)
  const there = from < days.length && dateAt(days, from) === date
  return { date, tree, from, to: there ? from + lengthAt(days, from) : from }
}

/** Destroys days given up. From then on they derive nothing, should anyone still hold them. */
export function wipeDays(days: DayTrees): void {
  days.fill(0xff)
}

const isWiped = (days: DayTrees): boolean => days[0] === 0xff

const entryBytes = (tree: DayTree): number => (tree.length === 0 ? 0 : entryHead + tree.length)

/** Returns where the entry ends; a tree without nodes has none. */
function writeEntry(into: Uint8Array, at: number, date: number, tree: DayTree): number {
  if (tree.length === 0) return at
  const nodes = tree.length / nodeBytes
  into[at] = date >>> 24
  into[at + 1] = date >>> 16
  into[at + 2] = date >>> 8
  into[at + 3] = date
  into[at + 6] = nodes >> 8
  into[at + 7] = nodes
  into.set(tree, at + entryHead)
  return at + entryHead + tree.length
}

export const dateAt = (days: Uint8Array, at: number): number =>
  days[at]! * 0x1000000 + ((days[at + 1]! << 16) | (days[at + 2]! << 8) | days[at + 3]!)

export const lengthAt = (days: Uint8Array, at: number): number =>
  entryHead + ((days[at + 6]! << 8) | days[at + 7]!) * nodeBytes

const treeAt = (days: DayTrees, at: number): DayTree =>
  days.subarray(at + entryHead, at + lengthAt(days, at)) as DayTree

/** Where the entry of a date stands or would stand. */
function placeOf(days: DayTrees, date: number): number {
  let at = 0
  while (at < days.length && dateAt(days, at) < date) at += lengthAt(days, at)
  return at
}

const dateOf = (day: Day): number =>
  Number(day.slice(0, 4)) * 10000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8))

type Dated = { readonly day: Day; readonly first: Minute }
const dated = new Map<number, Dated>()

/** The civil day a date stands for; throws RangeError where there is none. */
export function dayOfDate(date: number): Dated {
  const known = dated.get(date)
  if (known) return known
  const digits = String(date).padStart(8, '0')
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const first = firstMinute(day)
  if (dated.size > 4096) dated.clear()
  dated.set(date, { day, first })
  return { day, first }
}
