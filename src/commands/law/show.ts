import { parseArgs } from 'node:util'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { matrix } from '#coverage/matrix.ts'
import type { DocumentId, Row } from '#coverage/row.ts'
import { printedBasis } from '#law/basis.ts'
import { type Datum, dataOf, pathOf } from '#law/data.ts'
import { passage } from '#law/profiles/against-text.ts'
import { factsOf, placeOf } from '#law/said/labels.ts'
import { legalBasesOn } from '#law/versions/legal-basis.ts'
import { standingOf } from '#law/versions/parent.ts'
import { restingOn } from './articles.ts'
import { basisInFull } from './basis-words.ts'
import { allRules, type Rules, rulesNamed, textOf } from './rules.ts'

/** A document as data, or one article of it: its words, and everything that rests on them. */
export function show(args: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { article: { type: 'string' } },
  })
  const [name] = positionals
  if (!name || positionals.length > 1) {
    throw new UsageError(text('規程を一つ指定してください。', 'Name one rule document.'))
  }
  const rules = rulesNamed(name)
  if (values.article !== undefined) return article(rules, values.article, terminal)
  terminal.result(rules.profile, [...headOf(rules), ...sectionsOf(dataOf(rules.profile))])
  return exit.ok
}

function headOf({ profile }: Rules): readonly string[] {
  const today = dayOf(minuteOf(Date.now() * 1000))
  const standing = standingOf(
    profile,
    allRules().map(rules => rules.profile),
  )
  const days = profile.effectiveFrom.map(({ day }) => (day === null ? '空欄' : warekiDay(day)))
  return [
    profile.title,
    `  版: ${profile.version}　施行・改正: ${days.join('、')}（文言は最終の版だけを収録）`,
    ...(standing.kind === 'alone'
      ? []
      : [
          `  親の規程: ${standing.title}${standing.kind === 'unheld' ? `（${standing.mark}）` : ''}`,
        ]),
    ...legalBasesOn(profile, today).map(
      ({ name, note }) => `  根拠とする法令: ${name}${note ? `　※${note}` : ''}`,
    ),
    `  定めのないとき: 断って、${profile.silence.ask}に聞く`,
  ]
}

/** Data under the headings of the vocabulary, each with its basis. */
function sectionsOf(data: readonly Datum[]): readonly string[] {
  const lines: string[] = []
  let section = ''
  for (const datum of data) {
    const [first] = datum.path
    if (!first || !datum.basis) continue
    const heading = placeOf({ ...datum, path: [first] })
    if (heading !== section) lines.push('', `【${heading}】`)
    section = heading
    lines.push(lineOf(datum))
  }
  return lines
}

export function lineOf(datum: Datum): string {
  const facts = factsOf(datum)
  const basis = datum.basis ? `　〔${printedBasis(datum.basis)}〕` : ''
  return `  ${placeOf(datum)}${facts ? `　${facts}` : ''}${basis}`
}

function article(rules: Rules, wanted: string, terminal: Terminal): ExitCode {
  const { profile } = rules
  const data = restingOn(dataOf(profile), wanted)
  const words = wordsOf(textOf(rules) ?? '', wanted)
  if (data.length === 0 && words === '') {
    throw new OperatorError(
      text(`${profile.called}に「${wanted}」はありません。`, `There is no "${wanted}" in it.`),
      text(
        `「tachiai law show ${profile.id}」で条項を確かめてください。`,
        `See "tachiai law show ${profile.id}".`,
      ),
    )
  }
  const rows = rowsIn(profile.id, words)
  terminal.result(
    {
      profile: profile.id,
      article: wanted,
      words,
      data: data.map(datum => ({ path: pathOf(datum), facts: datum.facts, basis: datum.basis })),
      rows: rows.map(({ id }) => id),
    },
    [
      `${profile.title} ${wanted}`,
      ...words.split('\n').map(line => `  ${line}`),
      '',
      'この条項による定め:',
      ...data.flatMap(datum => [lineOf(datum), ...readingOf(datum)]),
      ...(rows.length > 0 ? ['', `点検表の行: ${rows.map(({ id }) => id).join('、')}`] : []),
    ],
  )
  return exit.ok
}

/** An article as the document writes it; `passage` answers in half-width numerals. */
function wordsOf(text: string, article: string): string {
  const lines = text.split('\n')
  const plain = (line: string) => line.normalize('NFKC').trim()
  return passage(text, article)
    .split('\n')
    .map(found => lines.find(line => plain(line) === plain(found)) ?? found)
    .join('\n')
    .trim()
}

const readingOf = ({ basis }: Datum): readonly string[] =>
  basis?.kind === 'reading'
    ? basisInFull(basis)
        .slice(2)
        .map(line => `    ${line.trim()}`)
    : []

/** Rows of the matrix whose words stand in a passage. */
export function rowsIn(id: string, words: string): readonly Row[] {
  const rows: readonly Row[] = Object.hasOwn(matrix, id) ? matrix[id as DocumentId] : []
  const bare = words.normalize('NFKC').replace(/\s/g, '')
  return rows.filter(({ phrase }) => bare.includes(phrase.normalize('NFKC').replace(/\s/g, '')))
}
