import type { CreationClaim } from './film.ts'
import { viewOf } from './mp4-boxes.ts'
import type { RandomAccess } from './random-access.ts'
import { saysNothingBeforeUs } from './written-time.ts'

type Element = {
  readonly id: number
  readonly from: number
  /** null: of unknown length, to the end of its parent (live recordings). */
  readonly end: number | null
}

const ids = { segment: 0x18538067, information: 0x1549a966, date: 0x4461 }
/** All that may stand in a segment (RFC 9559 5.1), and what may stand anywhere (RFC 8794 11.3). */
const inSegment = new Set([
  ...[0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1f43b675],
  ...[0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367, 0xec, 0xbf],
])
/** A cluster for each second of three days, and more. */
const mostElements = 300_000

/**
 * What a Matroska file says beside its blocks: when it was made (DateUTC), where it ends by its own word, and whether
 * one element follows another as far as their lengths are said.
 */
export function matroskaFacts(file: RandomAccess): {
  readonly createdUs: readonly CreationClaim[]
  readonly endByElements: number
  readonly unbroken: boolean
} {
  const createdUs: CreationClaim[] = []
  let endByElements = 0
  let unbroken = true
  for (const top of elements(file, 0, file.size)) {
    endByElements = Math.max(endByElements, top.end ?? 0)
    if (top.id !== ids.segment) continue
    const end = Math.min(top.end ?? file.size, file.size)
    let reached = top.from
    for (const part of elements(file, top.from, end)) {
      unbroken &&= inSegment.has(part.id)
      reached = part.end ?? end
      if (part.id !== ids.information || part.end === null) continue
      for (const field of elements(file, part.from, part.end)) {
        if (field.id !== ids.date || field.end === null || field.end - field.from !== 8) continue
        const bytes = file.read(field.from, 8)
        if (bytes.length === 8) createdUs.push(...dateOf(viewOf(bytes).getBigInt64(0)))
      }
    }
    unbroken &&= reached >= end
  }
  return { createdUs, endByElements, unbroken }
}

/** RFC 9559 5.1.2.11: nanoseconds since 2001-01-01; its beginning says nothing. */
function* dateOf(nanoseconds: bigint): Generator<CreationClaim> {
  const us = Number(nanoseconds / 1000n) + 978_307_200e6
  if (nanoseconds !== 0n && Number.isSafeInteger(us) && us >= saysNothingBeforeUs)
    yield { us, field: 'DateUTC' }
}

function* elements(file: RandomAccess, from: number, end: number): Generator<Element> {
  let at = from
  for (let count = 0; at < Math.min(end, file.size) && count < mostElements; count++) {
    const head = file.read(at, 12)
    const id = number(head, 0, 4, false)
    const size = id && number(head, id.bytes, 8, true)
    if (!id || !size) return
    const start = at + id.bytes + size.bytes
    const unknown = size.value === null
    yield { id: id.value!, from: start, end: unknown ? null : start + size.value! }
    if (unknown) return
    at = start + size.value!
  }
}

/** RFC 8794 4: the leading zeros of the first byte tell the length; all ones mean unknown. */
function number(bytes: Uint8Array, at: number, most: number, isSize: boolean) {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (first === 0 || length > most || at + length > bytes.length) return null
  let value = isSize ? first & (0xff >> length) : first
  let allOnes = value === 0xff >> length
  for (let i = 1; i < length; i++) {
    allOnes &&= bytes[at + i] === 0xff
    value = value * 256 + bytes[at + i]!
  }
  return { bytes: length, value: isSize && allOnes ? null : value }
}
