import type { FilmHead, StripHead } from '#rendition/film.ts'
import { Decodability, isBreak } from '#vault/decodability.ts'
import type { Gap } from '#vault/gap.ts'
import type { Piece } from '#vault/pieces.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'

/** One minute of a camera: what may be shown of it, and what a room needs for that. */
export type Reel = {
  /** When each picture was taken, µs, in the order in which they are shown. */
  readonly pictures: readonly number[]
  readonly gaps: readonly Gap[]
  readonly strips: FilmHead['strips']
  /** The bytes of all strips, in order. */
  readonly body: readonly Uint8Array[]
}

type Strip = {
  readonly sets: DecoderSetup
  readonly runUs: number
  readonly units: { readonly unit: CapturedUnit; readonly shown: boolean }[]
}

/** What stands before a minute is decoded and never a picture; so is what no decoder can begin with. */
export function reelOf(pieces: readonly Piece[]): Reel {
  const strips: Strip[] = []
  const gaps: Gap[] = []
  let decodability = new Decodability()
  let init: (Piece & { kind: 'init' }) | null = null
  let strip: Strip | null = null
  for (const piece of pieces) {
    if (isBreak(piece)) {
      strip = null
      decodability = new Decodability()
    }
    if (piece.kind === 'gap') gaps.push(piece.gap)
    if (piece.kind === 'init') {
      if (!init || !isSame(init, piece)) strip = null
      init = piece
    }
    if (piece.kind !== 'units' && piece.kind !== 'leadIn') continue
    for (const unit of piece.units) {
      if (!decodability.decodes(unit) || !init) continue
      if (!strip) {
        strip = { sets: init.sets, runUs: init.runUs, units: [] }
        strips.push(strip)
      }
      strip.units.push({ unit, shown: piece.kind === 'units' })
    }
  }
  return { gaps, ...numbered(strips) }
}

/** Pictures are counted strip by strip, within one by the time they are shown. */
function numbered(strips: readonly Strip[]): Omit<Reel, 'gaps'> {
  const pictures: number[] = []
  const body: Uint8Array[] = []
  const heads = strips.map(({ sets, units }): StripHead => {
    const setup = setupOf(sets)
    const order = units
      .keys()
      .filter(at => units[at]!.shown)
      .toArray()
      .sort((a, b) => units[a]!.unit.ptsTicks - units[b]!.unit.ptsTicks)
    const numbers = new Map(order.map((at, place) => [at, pictures.length + place]))
    pictures.push(...order.map(at => units[at]!.unit.captureUs))
    body.push(setup, ...units.map(({ unit }) => unit.bytes))
    return {
      decoder: sets.codec === 'asShot' ? sets.name : sets.codec === 'h265' ? 'hevc' : 'h264',
      setupBytes: setup.length,
      units: units.map(({ unit: { bytes, key, ptsTicks } }, at) => [
        bytes.length,
        key ? 1 : 0,
        ptsTicks,
        numbers.get(at) ?? -1,
      ]),
    }
  })
  return { pictures, strips: heads, body }
}

function setupOf(sets: DecoderSetup): Uint8Array {
  if (sets.codec === 'asShot') return sets.extradata
  const startCode = Uint8Array.of(0, 0, 0, 1)
  const nals = [...sets.vps, ...sets.sps, ...sets.pps]
  return Buffer.concat(nals.flatMap(nal => [startCode, nal]))
}

const isSame = (one: Piece & { kind: 'init' }, other: Piece & { kind: 'init' }): boolean =>
  one.runUs === other.runUs && Buffer.from(setupOf(one.sets)).equals(setupOf(other.sets))
