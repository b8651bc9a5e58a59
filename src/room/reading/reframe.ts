import { nalsOf } from '#video/annex-b.ts'
import { joinNals } from '#video/nal-units.ts'
import type { Framing } from './film.ts'

/**
 * A packet's NAL units, every byte of each as in the source, behind u32 lengths; null where they cannot be told
 * apart to the last byte. What is between units (start codes, the zeros before them, empty units) carries nothing.
 */
export function reframe(bytes: Uint8Array, framing: Framing): Uint8Array | null {
  const nals = framing === 'startCodes' ? [...nalsOf(bytes)] : behindLengths(bytes, framing)
  return nals && nals.length > 0 ? joinNals(nals) : null
}

function behindLengths(
  bytes: Uint8Array,
  { lengthBytes }: { readonly lengthBytes: number },
): Uint8Array[] | null {
  const nals: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + lengthBytes > bytes.length) return null
    let length = 0
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + bytes[at + i]!
    at += lengthBytes
    if (at + length > bytes.length) return null
    if (length > 0) nals.push(bytes.subarray(at, at + length))
    at += length
  }
  return nals
}
