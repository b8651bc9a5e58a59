import type { DecoderSetup, ParameterSets } from './access-unit.ts'

export type SetKind = 'vps' | 'sps' | 'pps'

/** More than any camera uses and all that avcC can count for sequence sets. */
const mostOfAKind = 31
/** What containers and SDP can say; a real one stays below a hundredth of it. */
const mostBytes = 0xffff

/**
 * `known` with the sets among `nals`: a set whose id is known takes its place, another is appended, damaged ones and
 * other NAL units are left out. Sets are copied. Gives `known` itself where nothing is new.
 */
export function learnSets(
  known: ParameterSets,
  nals: Iterable<Uint8Array>,
  kindOf: (nal: Uint8Array) => SetKind | null,
  idOf: (nal: Uint8Array, kind: SetKind) => number | null,
): ParameterSets {
  let sets = known
  for (const nal of nals) {
    const kind = kindOf(nal)
    if (kind === null || nal.length > mostBytes) continue
    if (sets[kind].some(other => sameBytes(other, nal))) continue
    const id = idOf(nal, kind)
    if (id === null) continue
    const others = sets[kind].filter(other => idOf(other, kind) !== id)
    if (others.length >= mostOfAKind) continue
    sets = { ...sets, [kind]: [...others, nal.slice()] }
  }
  return sets
}

/** Enough to configure a decoder. */
export function isComplete(sets: ParameterSets): boolean {
  return (
    sets.sps.length > 0 && sets.pps.length > 0 && (sets.codec === 'h264' || sets.vps.length > 0)
  )
}

export function setsBytes({ vps, sps, pps }: ParameterSets): number {
  return [...vps, ...sps, ...pps].reduce((sum, set) => sum + set.length, 0)
}

export function sameSetup(a: DecoderSetup, b: DecoderSetup): boolean {
  if (a.codec !== 'asShot' && b.codec !== 'asShot') return sameSets(a, b)
  if (a.codec !== 'asShot' || b.codec !== 'asShot') return false
  return a.name === b.name && sameBytes(a.extradata, b.extradata)
}

export function sameSets(a: ParameterSets, b: ParameterSets): boolean {
  return (
    a.codec === b.codec &&
    sameList(a.vps, b.vps) &&
    sameList(a.sps, b.sps) &&
    sameList(a.pps, b.pps)
  )
}

function sameList(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((bytes, i) => sameBytes(bytes, b[i]!))
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
