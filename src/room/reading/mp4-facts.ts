import type { CreationClaim } from './film.ts'
import { type Box, boxesAt, boxesIn, contentsOf, viewOf } from './mp4-boxes.ts'
import type { RandomAccess } from './random-access.ts'
import { instantOf, saysNothingBeforeUs } from './written-time.ts'

/** What an MP4 or QuickTime file says beside its samples. */
export type Mp4Facts = {
  readonly createdUs: readonly CreationClaim[]
  /** A track has more than one edit with pictures. */
  readonly severalEdits: boolean
  readonly edited: boolean
  /** Where the last box ends by its own word; beyond the file's size where the file broke off. */
  readonly endByBoxes: number
  readonly hasMovie: boolean
}

export function mp4Facts(file: RandomAccess): Mp4Facts {
  let movie: Box | null = null
  let endByBoxes = 0
  for (const box of boxesIn(file, 0, file.size)) {
    if (box.name === 'moov') movie ??= box
    endByBoxes = box.end
  }
  if (!movie || movie.end > file.size) {
    return { createdUs: [], severalEdits: false, edited: false, endByBoxes, hasMovie: false }
  }
  const edits = [...boxesAt(file, movie, ['trak', 'edts', 'elst'])].map(box =>
    shownEdits(file, box),
  )
  return {
    createdUs: [...headerTimes(file, movie), ...writtenTimes(file, movie)],
    severalEdits: edits.some(({ shown }) => shown > 1),
    edited: edits.some(({ moved }) => moved),
    endByBoxes,
    hasMovie: true,
  }
}

/** Seconds since 1904-01-01 UTC (ISO/IEC 14496-12 8.2.2); those that say nothing are left out. */
function* headerTimes(file: RandomAccess, movie: Box): Generator<CreationClaim> {
  const paths = [['mvhd'], ['trak', 'tkhd'], ['trak', 'mdia', 'mdhd']] as const
  const seen = new Set<string>()
  for (const path of paths) {
    for (const box of boxesAt(file, movie, path)) {
      const bytes = contentsOf(file, box)
      if (bytes.length < 12) continue
      const view = viewOf(bytes)
      const seconds = bytes[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4)
      const us = (seconds - secondsFrom1904) * 1e6
      if (!Number.isSafeInteger(us) || us < saysNothingBeforeUs) continue
      if (seen.has(`${box.name}${us}`) || seen.size >= 8) continue
      seen.add(`${box.name}${us}`)
      yield { us, field: box.name }
    }
  }
}

const secondsFrom1904 = 2_082_844_800

/** Texts with a time: ©day of a QuickTime or iTunes list, and what Apple's cameras write. */
function* writtenTimes(file: RandomAccess, movie: Box): Generator<CreationClaim> {
  for (const box of boxesAt(file, movie, ['udta', '©day'])) {
    // QuickTime: length u16 and language before the text.
    yield* claim('udta ©day', contentsOf(file, box).subarray(4))
  }
  const lists = [
    ...boxesAt(file, movie, ['meta']),
    ...[...boxesAt(file, movie, ['udta', 'meta'])].map(box => ({ ...box, from: box.from + 4 })),
  ]
  for (const list of lists) {
    const keys = [...boxesAt(file, list, ['keys'])].flatMap(box => keysOf(contentsOf(file, box)))
    for (const items of boxesAt(file, list, ['ilst'])) {
      for (const item of boxesIn(file, items.from, items.end)) {
        const named = keys[codeOf(item.name) - 1]
        const field = item.name === '©day' ? 'ilst ©day' : named?.includes('creationdate') && named
        if (!field) continue
        for (const data of boxesAt(file, item, ['data'])) {
          yield* claim(field, contentsOf(file, data).subarray(8))
        }
      }
    }
  }
}

function* claim(field: string, bytes: Uint8Array): Generator<CreationClaim> {
  const us = instantOf(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
  if (us !== null) yield { us, field }
}

const codeOf = (name: string): number => viewOf(Buffer.from(name, 'latin1')).getUint32(0)

function keysOf(bytes: Uint8Array): string[] {
  const keys: string[] = []
  const view = viewOf(bytes)
  for (let at = 8; at + 8 <= bytes.length && keys.length < 100; ) {
    const size = view.getUint32(at)
    if (size < 8) break
    keys.push(Buffer.from(bytes.subarray(at + 8, at + size)).toString('latin1'))
    at += size
  }
  return keys
}

/** elst, ISO/IEC 14496-12 8.6.6: edits with a media time of -1 show nothing. */
function shownEdits(file: RandomAccess, box: Box): { shown: number; moved: boolean } {
  const bytes = contentsOf(file, box)
  if (bytes.length < 8) return { shown: 0, moved: false }
  const view = viewOf(bytes)
  const wide = bytes[0] === 1
  const size = wide ? 20 : 12
  let shown = 0
  let moved = false
  for (let at = 8, left = view.getUint32(4); left > 0 && at + size <= bytes.length; left--) {
    const time = wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4)
    if (time >= 0) shown++
    moved ||= time !== 0
    at += size
  }
  return { shown, moved }
}
