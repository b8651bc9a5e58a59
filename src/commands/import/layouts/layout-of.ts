import type { Text } from '../../command.ts'
import { timeInName } from './name-times.ts'
import { notFootage } from './not-footage.ts'

export type LaidOut = {
  /** Films in the order in which they were shot, as far as their names tell; the others behind, by name. */
  readonly films: readonly NamedFilm[]
  /** What is no footage, and why. */
  readonly aside: readonly Aside[]
}
export type Aside = { readonly path: string; readonly why: Text }
export type NamedFilm = {
  readonly path: string
  /** What the name says of its beginning, µs since the epoch: the recorder's clock, read as Tokyo time. */
  readonly fileNameUs?: number
  /** In whose manner it says so. */
  readonly layout?: string
}

/** Orders the files of a card or a recorder by what their paths say; looks at names alone. */
export function layoutOf(paths: readonly string[]): LaidOut {
  const films: NamedFilm[] = []
  const aside: Aside[] = []
  for (const path of paths) {
    const why = notFootage(path)
    const named = why ? null : timeInName(path)
    if (why) aside.push({ path, why })
    else films.push(named ? { path, fileNameUs: named.us, layout: named.layout } : { path })
  }
  const when = ({ fileNameUs }: NamedFilm): number => fileNameUs ?? Number.MAX_SAFE_INTEGER
  return { films: films.toSorted((a, b) => when(a) - when(b) || byName(a.path, b.path)), aside }
}

/** `hiv9` before `hiv10`. */
const byName = new Intl.Collator('en', { numeric: true }).compare
