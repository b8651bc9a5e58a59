import { parseArgs } from 'node:util'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { printedBasis } from '#law/basis.ts'
import { type Datum, dataOf, pathOf } from '#law/data.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { factsOf, placeOf } from './labels.ts'
import { rulesNamed } from './rules.ts'

/** A datum that two documents do not say alike; null where one says nothing there. */
type Difference = {
  readonly path: string
  readonly place: string
  readonly one: Datum | null
  readonly other: Datum | null
}

/** Where two documents, or two versions of one, differ. Quotes and house rules alone make no difference. */
export function diff(args: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { all: { type: 'boolean' } },
  })
  const [one, other] = positionals
  if (!one || !other || positionals.length > 2) {
    throw new UsageError(text('規程を二つ指定してください。', 'Name two rule documents.'))
  }
  const [left, right] = [rulesNamed(one).profile, rulesNamed(other).profile]
  const found = differences(left, right, values.all ?? false)
  terminal.result(found, [
    `− ${left.title}（${left.version}）`,
    `＋ ${right.title}（${right.version}）`,
    ...found.flatMap(({ place, one, other }) => [
      '',
      place,
      ...side('−', one),
      ...side('＋', other),
    ]),
    ...(found.length === 0 ? [text('違いはありません。', 'They do not differ.')] : []),
  ])
  return exit.ok
}

const side = (mark: string, datum: Datum | null): readonly string[] =>
  datum ? [`  ${mark} ${sayingOf(datum)}`] : [`  ${mark} 定めなし`]

function sayingOf(datum: Datum): string {
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

/** `all`: also where only our own rules differ, and cells of forms. */
export function differences(one: Profile, other: Profile, all: boolean): readonly Difference[] {
  const [left, right] = [byPath(one), byPath(other)]
  const paths = [...new Set([...left.keys(), ...right.keys()])]
  return paths.flatMap(path => {
    const [a, b] = [left.get(path) ?? null, right.get(path) ?? null]
    const datum = (a ?? b)!
    if (a && b && said(a) === said(b)) return []
    if (!all && ((isOurs(a) && isOurs(b)) || /\.cells\./.test(path))) return []
    return [{ path, place: placeOf(datum), one: a, other: b }]
  })
}

const byPath = (profile: Profile): ReadonlyMap<string, Datum> =>
  new Map(dataOf(profile).map(datum => [pathOf(datum), datum]))

/** What a datum comes to: its facts and the kind of its basis, and its words where they are all it has. */
const said = (datum: Datum): string =>
  JSON.stringify([
    datum.facts,
    datum.basis?.kind,
    datum.facts.length === 0 ? meaningOf(datum) : null,
  ])

const isOurs = (datum: Datum | null): boolean =>
  datum === null || datum.basis === null || datum.basis.kind === 'houseRule'
