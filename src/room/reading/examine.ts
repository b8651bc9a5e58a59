import type { Examination, Unreadable } from '#intake/examination.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import { pictureSize } from '#video/sequence.ts'
import { wholeEnd } from './breaking-off.ts'
import { AnotherReader, type Film, NoFilm } from './film.ts'
import { type Course, framesOf, newCourse } from './frames-of.ts'
import { FileChanged, MediumFailed, type RandomAccess } from './random-access.ts'
import { digesting } from './whole-digest.ts'

export type Reader = {
  /** Throws AnotherReader, NoFilm or FileChanged. */
  readonly open: (file: RandomAccess) => Promise<Film>
  /** There is no other reader to ask: what this one reads before it breaks off is all that can be had. */
  readonly isLast: boolean
}

/**
 * Reads a whole foreign file with one reader: what can be taken from it, or why nothing can. Memory does not grow with
 * the file; `progress` hears of every few MB. Throws AnotherReader where only the other reader may know.
 */
export async function examine(
  file: RandomAccess,
  reader: Reader,
  progress: (readBytes: number) => void = () => {},
): Promise<Examination | Unreadable> {
  if (file.size === 0) return { unreadable: 'empty', detail: '' }
  try {
    const whole = digesting(file)
    const film = await reader.open(whole)
    const course = newCourse()
    const counts = await count(film, file, course, progress)
    if (course.brokenOff !== null && !reader.isLast) throw new AnotherReader(course.brokenOff)
    if (counts.units === 0) throw new NoFilm('damaged', 'no picture that can be decoded')
    return { ...describe(film, course, counts, file), sha256: whole.finish(), bytes: file.size }
  } catch (error) {
    const told = unreadableBy(file.failed ?? error)
    if (told) return told
    throw error
  }
}

/** What an error says about a file; null where it says nothing about this one. */
export function unreadableBy(error: unknown): Unreadable | null {
  if (error instanceof FileChanged) return { unreadable: 'changing', detail: error.message }
  if (error instanceof MediumFailed)
    return { unreadable: 'medium', detail: error.message.slice(0, 400) }
  if (!(error instanceof NoFilm)) return null
  return { unreadable: error.reason, detail: error.message.slice(0, 400) }
}

type Counts = {
  units: number
  keyUnits: number
  /** Shown before the first shown picture, so not at all. */
  hidden: number
  endUs: number
  sets: ParameterSets | null
  shortestUs: number
  longestUs: number
}

const saidEvery = 8 * 1024 * 1024

async function count(
  film: Film,
  file: RandomAccess,
  course: Course,
  progress: (readBytes: number) => void,
): Promise<Counts> {
  const counts: Counts = {
    units: 0,
    keyUnits: 0,
    hidden: 0,
    endUs: 0,
    sets: null,
    shortestUs: Number.POSITIVE_INFINITY,
    longestUs: 0,
  }
  let said = 0
  for await (const frame of framesOf(film, file, course)) {
    if (frame.kind === 'sets') counts.sets ??= frame.sets
    if (frame.kind !== 'unit') continue
    counts.units++
    if (frame.key) counts.keyUnits++
    if (film.hiddenBeforeZero && frame.ptsUs < 0) counts.hidden++
    counts.endUs = Math.max(counts.endUs, frame.ptsUs + frame.durationUs)
    if (frame.durationUs > 0) counts.shortestUs = Math.min(counts.shortestUs, frame.durationUs)
    counts.longestUs = Math.max(counts.longestUs, frame.durationUs)
    if (course.packetBytes - said < saidEvery) continue
    said = course.packetBytes
    progress(said)
  }
  return counts
}

function describe(
  film: Film,
  course: Course,
  counts: Counts,
  file: RandomAccess,
): Omit<Examination, 'sha256' | 'bytes'> {
  const { setup } = film
  const codec = setup.codec === 'asShot' ? setup.name : setup.codec
  const size = counts.sets ? pictureSize(counts.sets) : {}
  const end = wholeEnd(film.container, file)
  return {
    container: film.container,
    codec,
    units: counts.units,
    keyUnits: counts.keyUnits,
    durationUs: Math.round(counts.endUs),
    width: Math.min(size.width ?? film.width, 65_535),
    height: Math.min(size.height ?? film.height, 65_535),
    rotation: film.rotation,
    createdUs: film.createdUs.slice(0, 16),
    truncated: end > file.size ? { atByte: file.size, lostBytes: end - file.size } : null,
    notes: [...film.notes, ...notesOf(course, counts)],
  }
}

/** Rounding to a container's clock is no change of rate. */
const sameRateUs = 2000

function notesOf(course: Course, { hidden, shortestUs, longestUs }: Counts): string[] {
  const numbered: readonly (readonly [string, number])[] = [
    ['hiddenByEditList', hidden],
    ['timesJoined', course.joins],
    ['timesMissing', course.without],
    ['leadingLeftOut', course.leading],
    ['damagedLeftOut', course.damaged],
  ]
  return [
    ...numbered.flatMap(([note, count]) => (count > 0 ? [`${note}:${count}`] : [])),
    ...(longestUs - shortestUs > sameRateUs ? ['variableFrameRate'] : []),
    ...(course.brokenOff === null ? [] : ['brokenOff']),
  ]
}
