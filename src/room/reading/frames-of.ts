import type { ForeignUnit, Frame } from '#intake/frames.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { isComplete } from '#video/parameter-sets.ts'
import { type Film, NoFilm } from './film.ts'
import type { RandomAccess } from './random-access.ts'
import { reframe } from './reframe.ts'
import { fromFirstShown, type TimedPacket, type TimeTrouble } from './timeline.ts'

/** What had to be left out or set right on the way through a film; grows while it is read. */
export type Course = TimeTrouble & {
  packetBytes: number
  /** Units before the first one a decoder can begin with. */
  leading: number
  damaged: number
  /** Where the reader gave up before the end; null where it did not. */
  brokenOff: string | null
}

export const newCourse = (): Course => ({
  joins: 0,
  without: 0,
  packetBytes: 0,
  leading: 0,
  damaged: 0,
  brokenOff: null,
})

export type FilmFrame = Extract<Frame, { kind: 'sets' | 'asShot' | 'unit' | 'loss' }>

/**
 * A film in the stream's frames, in the order of decoding, from the first unit that can be decoded on. The same film
 * gives the same frames every time. The units' bytes never come to more than the file's: samples that lie over
 * each other would let a small file fill a disk. Throws NoFilm for such a one.
 */
export async function* framesOf(
  film: Film,
  file: RandomAccess,
  course: Course,
): AsyncGenerator<FilmFrame> {
  const { setup } = film
  const frames =
    setup.codec === 'asShot' ? asShot(film, course, setup) : inNals(film, course, setup)
  let index = 0
  try {
    for await (const frame of frames) {
      if (file.failed) throw file.failed
      if (course.packetBytes > file.size) throw new NoFilm('overLimit', 'more pictures than bytes')
      yield frame.kind === 'unit' ? { ...frame, index: index++ } : frame
    }
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error
    course.brokenOff = error.message
    yield { kind: 'loss', detail: 'brokenOff' }
  }
}

/** The reader's own words for why it cannot go on; a fault of ours is none of these. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
}

async function* counted(film: Film, course: Course): AsyncGenerator<TimedPacket> {
  const packets = async function* () {
    const source = film.packets()[Symbol.asyncIterator]()
    for (;;) {
      const next = await source.next().catch(error => {
        throw new BrokenOff(`${error}`.slice(0, 300))
      })
      if (next.done) return
      // An empty packet counts too: there is no end to those that take no bytes.
      course.packetBytes += Math.max(1, next.value.bytes.length)
      yield next.value
    }
  }
  yield* fromFirstShown(packets(), film, course)
}

async function* asShot(
  film: Film,
  course: Course,
  { name, extradata }: { readonly name: string; readonly extradata: Uint8Array },
): AsyncGenerator<FilmFrame> {
  let begun = false
  for await (const packet of counted(film, course)) {
    if (packet.bytes.length === 0) continue
    if (!begun && !packet.key) {
      course.leading++
      continue
    }
    if (!begun) yield { kind: 'asShot', codec: name, extradata }
    begun = true
    yield unit(packet, packet.bytes, packet.key)
  }
}

async function* inNals(
  film: Film,
  course: Course,
  setup: ParameterSets,
): AsyncGenerator<FilmFrame> {
  const { learnFrom, isKeyUnit } = setup.codec === 'h264' ? h264 : h265
  let known = setup
  let said: ParameterSets | null = null
  for await (const packet of counted(film, course)) {
    const bytes = reframe(packet.bytes, film.framing)
    if (bytes === null) {
      course.damaged++
      if (said) yield { kind: 'loss', detail: 'damagedUnit' }
      continue
    }
    known = learnFrom(known, bytes)
    // An H.264 recovery point is no IDR; there the container knows where a decoder can begin.
    const key = isKeyUnit(bytes) || (packet.key && setup.codec === 'h264')
    if (!said && !(key && isComplete(known))) {
      course.leading++
      continue
    }
    if (said !== known) yield { kind: 'sets', sets: known }
    said = known
    yield unit(packet, bytes, key)
  }
}

/** Its index is given where it leaves. */
const unit = (
  { ptsUs, durationUs }: TimedPacket,
  bytes: Uint8Array,
  key: boolean,
): ForeignUnit => ({
  kind: 'unit',
  index: 0,
  ptsUs,
  durationUs: Math.min(durationUs, 0xffffffff),
  key,
  bytes,
})
