import { createHmac } from 'node:crypto'
import { sha256 } from '#hash/sha256.ts'
import { leafHash } from '#tlog/tree.ts'
import type { CapturedUnit } from '#video/access-unit.ts'

/** An access unit's line in its record's table. */
export type UnitEntry = {
  readonly ptsTicks: number
  readonly captureUs: number
  readonly sizeBytes: number
  readonly key: boolean
}

const entryBytes = 13
const trailerBytes = 10
export const tableBytes = (units: number): number => units * entryBytes + trailerBytes
/** The reach of the table's differences to its first unit. */
export const mostTicksApart = 0x7fffffff

/** Writes the table behind the units' bytes: per unit pts − base i32 · capture − first µs u32 · size u32 · flags u8; then base pts i64 · count u16. */
export function writeTable(plain: Buffer, at: number, entries: readonly UnitEntry[]): void {
  const first = entries[0]!
  let here = at
  for (const entry of entries) {
    plain.writeInt32BE(entry.ptsTicks - first.ptsTicks, here)
    plain.writeUInt32BE(entry.captureUs - first.captureUs, here + 4)
    plain.writeUInt32BE(entry.sizeBytes, here + 8)
    plain.writeUInt8(entry.key ? 1 : 0, here + 12)
    here += entryBytes
  }
  plain.writeBigInt64BE(BigInt(first.ptsTicks), here)
  plain.writeUInt16BE(entries.length, here + 8)
}

/** The units of a record whose head says `firstUs`; null where table and bytes do not fit each other exactly. */
export function readUnits(plain: Buffer, firstUs: number): readonly CapturedUnit[] | null {
  if (plain.length < trailerBytes) return null
  const count = plain.readUInt16BE(plain.length - 2)
  const table = plain.length - tableBytes(count)
  if (table < 0) return null
  const basePts = Number(plain.readBigInt64BE(plain.length - trailerBytes))
  const units: CapturedUnit[] = []
  let at = 0
  for (let here = table; here < plain.length - trailerBytes; here += entryBytes) {
    const size = plain.readUInt32BE(here + 8)
    if (at + size > table) return null
    units.push({
      bytes: plain.subarray(at, at + size),
      ptsTicks: basePts + plain.readInt32BE(here),
      captureUs: firstUs + plain.readUInt32BE(here + 4),
      key: plain[here + 12] === 1,
    })
    at += size
  }
  return at === table ? units : null
}

/** flags of a leaf: 1 key frame, 2 parameter sets. */
type LeafFlags = 0 | 1 | 2

/**
 * Leaf of a minute's tree: RFC 6962 leaf hash of HMAC-SHA256(ck, pts i64 ‖ capture i64 ‖ size u32 ‖ flags u8 ‖ bytes).
 * The entry is written out in full so that it does not depend on how units were gathered into records.
 */
export function leafOf(
  ck: Uint8Array,
  ptsTicks: number,
  captureUs: number,
  flags: LeafFlags,
  bytes: Uint8Array,
): Uint8Array {
  writeI64(0, ptsTicks)
  writeI64(8, captureUs)
  entry.writeUInt32BE(bytes.length, 16)
  entry.writeUInt8(flags, 20)
  return leafHash(sha256, createHmac('sha256', ck).update(entry).update(bytes).digest())
}

export const unitLeaf = (ck: Uint8Array, unit: CapturedUnit): Uint8Array =>
  leafOf(ck, unit.ptsTicks, unit.captureUs, unit.key ? 1 : 0, unit.bytes)

/** Parameter sets are leaves too: a copy proves what its frames are decoded with. */
export const setsLeaf = (ck: Uint8Array, captureUs: number, plain: Uint8Array): Uint8Array =>
  leafOf(ck, 0, captureUs, 2, plain)

const entry = Buffer.alloc(21)
const writeI64 = (at: number, value: number): void => {
  entry.writeInt32BE(Math.floor(value / 2 ** 32), at)
  entry.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 4)
}
