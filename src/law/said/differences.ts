import { printedBasis } from '../basis.ts'
import { type Datum, dataOf, pathOf } from '../data.ts'
import type { Profile } from '../vocabulary/profile.ts'
import { factsOf, placeOf } from './labels.ts'

/** A datum that two documents do not say alike; null where one says nothing there. */
export type Difference = {
  readonly path: string
  readonly place: string
  readonly one: Datum | null
  readonly other: Datum | null
}

/** What it comes to, with its basis as it is printed. */
export function sayingOf(datum: Datum): string {
  const basis = datum.basis && `〔${printedBasis(datum.basis)}〕`
  return [factsOf(datum) || meaningOf(datum), basis].filter(Boolean).join('　')
}

/** A datum whose whole content is its basis says what that says. */
function meaningOf({ basis }: Datum): string {
  switch (basis?.kind) {
    case 'text':
      return `「${basis.quote}」`
    case 'reading':
    case 'otherLaw':
      return basis.says
    case 'houseRule':
      return basis.rule
    case undefined:
      return ''
  }
}

/** Every datum that the two do not say alike; another quote for the same datum makes no difference. */
export function differences(one: Profile, other: Profile): readonly Difference[] {
  const [left, right] = [byPath(one), byPath(other)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(path => {
    const [a, b] = [left.get(path) ?? null, right.get(path) ?? null]
    if (a && b && said(a) === said(b)) return []
    return [{ path, place: placeOf((a ?? b)!), one: a, other: b }]
  })
}

const byPath = (profile: Profile): ReadonlyMap<string, Datum> =>
  new Map(dataOf(profile).map(datum => [pathOf(datum), datum]))

/** What a datum comes to: its facts and the kind of its basis, and its words where they are all it has. */
const said = (datum: Datum): string =>
  JSON.stringify([
    datum.facts.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    datum.basis?.kind,
    datum.facts.length === 0 ? meaningOf(datum) : null,
  ])
