import type { RandomAccess } from './random-access.ts'

/** A box of a foreign file: its name, and where its contents lie. `end` may lie beyond the file. */
export type Box = { readonly name: string; readonly from: number; readonly end: number }

/** No recorder writes more boxes side by side; a fragment for each second of three days. */
const mostBoxes = 600_000

/** The boxes between two places of a file (ISO/IEC 14496-12 4.2); ends where there is no box any more. */
export function* boxesIn(file: RandomAccess, from: number, end: number): Generator<Box> {
  let at = from
  for (let count = 0; at + 8 <= Math.min(end, file.size) && count < mostBoxes; count++) {
    const head = viewOf(file.read(at, 16))
    const short = head.getUint32(0)
    const long = short === 1 && head.byteLength === 16
    const size = short === 0 ? end - at : long ? Number(head.getBigUint64(8)) : short
    const header = long ? 16 : 8
    if (size < header) return
    const name = String.fromCharCode(...[4, 5, 6, 7].map(i => head.getUint8(i)))
    yield { name, from: at + header, end: at + size }
    at += size
  }
}

/** The boxes at the end of a path of names, in order: `boxesAt(file, moov, ['trak', 'tkhd'])`. */
export function* boxesAt(
  file: RandomAccess,
  within: Box,
  [name, ...deeper]: readonly string[],
): Generator<Box> {
  for (const box of boxesIn(file, within.from, within.end)) {
    if (box.name !== name) continue
    if (deeper.length === 0) yield box
    else yield* boxesAt(file, box, deeper)
  }
}

/** The contents of a small box, at most 64 KiB of them. */
export const contentsOf = (file: RandomAccess, { from, end }: Box): Uint8Array =>
  file.read(from, Math.min(end - from, 65_536))

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
