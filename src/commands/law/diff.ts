import { parseArgs } from 'node:util'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { printedBasis } from '#law/basis.ts'
import { type Datum, dataOf, pathOf } from '#law/data.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { factsOf, placeOf } from './labels.ts'
import { type Answer, parameters, printedAnswer } from './parameters.ts'
import { rulesNamed } from './rules.ts'

/** A datum that two documents do not say alike; null where one says nothing there. */
type Difference = {
  readonly path: string
  readonly place: string
  readonly one: Datum | null
  readonly other: Datum | null
}

/** Where two documents, or two versions of one, differ: question by question, or with `--all` every datum. */
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
  return values.all ? everyDatum(left, right, terminal) : byQuestion(left, right, terminal)
}

const heads = (left: Profile, right: Profile): readonly string[] => [
  `− ${left.title}（${left.version}）`,
  `＋ ${right.title}（${right.version}）`,
]
const alike = text('違いはありません。', 'They do not differ.')

/** The questions that rule documents answer differently. */
function byQuestion(left: Profile, right: Profile, terminal: Terminal): ExitCode {
  const found = parameters
    .map(({ name, of }) => ({ name, one: of(left), other: of(right) }))
    .filter(({ one, other }) => saysOf(one) !== saysOf(other))
  terminal.result(found, [
    ...heads(left, right),
    ...found.flatMap(({ name, one, other }) => [
      '',
      name,
      `  − ${printedAnswer(one)}`,
      `  ＋ ${printedAnswer(other)}`,
    ]),
    found.length === 0 ? alike : text('\nすべての定めを比べる: --all', '\nEvery datum: --all'),
  ])
  return exit.ok
}

const saysOf = (answer: Answer): string => answer.map(({ says }) => says).join()

function everyDatum(left: Profile, right: Profile, terminal: Terminal): ExitCode {
  const found = differences(left, right)
  terminal.result(found, [
    ...heads(left, right),
    ...found.flatMap(({ place, one, other }) => [
      '',
      place,
      ...side('−', one),
      ...side('＋', other),
    ]),
    ...(found.length === 0 ? [alike] : []),
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
