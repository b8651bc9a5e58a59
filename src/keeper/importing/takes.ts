import { type Minute, minuteOf } from '#civil/minute.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { JsonObject } from '#keyring/json.ts'
import { type Keyring, keysOf } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import type { Claimant } from '#law/capture-time.ts'

/**
 * One file taken in, as the keyring remembers it for as long as a minute of it lives: by it the same file
 * is recognised and two imports of one time are told apart. It goes in the step that takes its last
 * minute, and with the old version of the keyring nobody can tell any more which file it was.
 */
export type Take = {
  /** Stands in the header of its sealed files; a camera's first import is 1, none is used twice. */
  readonly number: number
  readonly sha256: string
  /** From its first picture to the end of its last one. */
  readonly fromUs: number
  readonly toUs: number
  /** By whose word it begins when it does, and by how much a recorded clock error moved it. */
  readonly capturedBy: Claimant
  readonly correctedByUs: number
  /** False while it is under way or broke off. */
  readonly done: boolean
  /** Units sealed; of a take under way those its examination counted. */
  readonly units: number
  /** Of erasing its medium. */
  readonly duty: string
}

type Book = { readonly last: number; readonly takes: readonly Take[] }
const emptyBook: Book = { last: 0, takes: [] }

const bookOf = (keyring: Keyring, camera: string): Book =>
  (keysOf(keyring, camera).about.imports as Book | undefined) ?? emptyBook

const withBook = (keyring: Keyring, camera: string, book: Book): Keyring => {
  const { about } = keysOf(keyring, camera)
  return changeAbout(keyring, camera, { ...about, imports: book as unknown as JsonObject })
}

export const takesOf = (keyring: Keyring, camera: string): readonly Take[] =>
  bookOf(keyring, camera).takes

export const nextNumber = (keyring: Keyring, camera: string): number =>
  bookOf(keyring, camera).last + 1

/** Puts a take into the camera's book, or in the place of the one with its number. */
export function setTake(keyring: Keyring, camera: string, take: Take): Keyring {
  const { last, takes } = bookOf(keyring, camera)
  const others = takes.filter(({ number }) => number !== take.number)
  const sorted = [...others, take].sort((a, b) => a.number - b.number)
  return withBook(keyring, camera, { last: Math.max(last, take.number), takes: sorted })
}

/** The keyring without takes of which no minute lives any more; itself where none is. */
export function forgetTakes(keyring: Keyring): Keyring {
  let next = keyring
  for (const camera of keyring.cameras.keys()) {
    const { last, takes } = bookOf(keyring, camera)
    if (takes.length === 0) continue
    const live = liveMinutes(keyring, camera)
    const left = takes.filter(({ fromUs, toUs }) =>
      live.some(([from, to]) => from <= minuteOf(toUs - 1) && minuteOf(fromUs) < to),
    )
    if (left.length < takes.length) next = withBook(next, camera, { last, takes: left })
  }
  return next
}

/** Every minute of a take still has its key. */
export function livesWhole(keyring: Keyring, camera: string, { fromUs, toUs }: Take): boolean {
  const from: Minute = minuteOf(fromUs)
  const last = minuteOf(toUs - 1)
  return liveMinutes(keyring, camera).some(([start, end]) => start <= from && last < end)
}
