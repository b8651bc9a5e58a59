import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ExitCode, exit, OperatorError, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { type Basis, printedBasis, type Refusal } from '#law/basis.ts'
import { type Datum, dataOf, pathOf } from '#law/data.ts'
import { placeOf } from '#law/said/labels.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { isWithin } from './articles.ts'
import { basisInFull } from './basis-words.ts'
import { allRules, rulesNamed } from './rules.ts'

/** One basis, with every datum of every document that rests on it. */
type Explained = {
  readonly basis: Basis
  readonly holds: readonly { readonly profile: Profile; readonly datum: Datum }[]
}

/**
 * What a refusal rests on. It is given as a command printed it with `--json` (a file, the words themselves,
 * or `-` for standard input), by its printed basis, by a reading’s number or by some of its words.
 */
export function explain(args: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { of: { type: 'string' } },
  })
  const asked = positionals.join(' ')
  if (!asked) throw new UsageError(text('何の根拠かを指定してください。', 'Say the basis of what.'))
  const profiles = (values.of ? [rulesNamed(values.of)] : allRules()).map(({ profile }) => profile)
  const refusal = refusalIn(asked)
  const exact = basesIn(profiles, refusal ? sameAs(refusal.basis) : printedAs(asked))
  const found = exact.length > 0 || refusal ? exact : basesIn(profiles, saying(asked))
  if (found.length === 0) {
    throw new OperatorError(
      text(`「${asked}」という根拠は見つかりません。`, `No basis "${asked}" was found.`),
      text(
        '拒否のときに出た「根拠:」の行の言葉か、A8 のような番号を指定してください。',
        'Give the words after "Basis:" of the refusal, or a number such as A8.',
      ),
    )
  }
  const refused = refusal ? [`✕ ${refusal.refused}`, `  次に: ${refusal.next}`, ''] : []
  terminal.result(
    { refusal, bases: found.map(asJson) },
    [...refused, ...found.flatMap(one => [...linesOf(one), ''])].slice(0, -1),
  )
  return exit.ok
}

function refusalIn(words: string): Refusal | null {
  const json =
    words === '-'
      ? readFileSync(0, 'utf8')
      : existsSync(words)
        ? readFileSync(words, 'utf8')
        : words
  if (!json.trimStart().startsWith('{')) return null
  try {
    const read = JSON.parse(json) as { refusal?: Refusal } & Refusal
    const refusal = read.refusal ?? read
    if (typeof refusal.refused === 'string' && typeof refusal.basis?.kind === 'string')
      return refusal
  } catch {}
  throw new OperatorError(
    text('拒否の記録として読めません。', 'It is no refusal.'),
    text(
      '--json を付けて出た答えをそのまま渡してください。',
      'Pass what a command with --json said.',
    ),
  )
}

function basesIn(
  profiles: readonly Profile[],
  wanted: (basis: Basis) => boolean,
): readonly Explained[] {
  const found = new Map<string, { basis: Basis; holds: { profile: Profile; datum: Datum }[] }>()
  for (const profile of profiles) {
    for (const datum of dataOf(profile)) {
      if (!datum.basis || !wanted(datum.basis)) continue
      const key = JSON.stringify(datum.basis)
      const one = found.get(key) ?? { basis: datum.basis, holds: [] }
      one.holds.push({ profile, datum })
      found.set(key, one)
    }
  }
  return [...found.values()]
}

const sameAs = (wanted: Basis) => (basis: Basis) => JSON.stringify(basis) === JSON.stringify(wanted)

const printedAs = (words: string) => (basis: Basis) => printedBasis(basis) === words

const saying =
  (words: string) =>
  (basis: Basis): boolean =>
    (basis.kind === 'reading' && basis.reading === words) ||
    ('cite' in basis && basis.kind !== 'houseRule' && isWithin(basis.cite, words)) ||
    (words.length >= 4 && wordsOf(basis).includes(words))

function wordsOf(basis: Basis): string {
  switch (basis.kind) {
    case 'text':
      return basis.quote
    case 'reading':
      return `${basis.of}\n${basis.says}`
    case 'houseRule':
      return basis.rule
    case 'otherLaw':
      return basis.says
  }
}

function linesOf({ basis, holds }: Explained): readonly string[] {
  const profiles = [...new Set(holds.map(({ profile }) => profile))]
  return [
    ...basisInFull(basis),
    ...profiles.flatMap(profile => [
      `  ${profile.called}では次の定めの根拠です。疑問は${profile.silence.ask}へ。`,
      ...holds
        .filter(one => one.profile === profile)
        .slice(0, 8)
        .map(({ datum }) => `    ${placeOf(datum)}`),
    ]),
  ]
}

const asJson = ({ basis, holds }: Explained) => ({
  basis,
  printed: printedBasis(basis),
  holds: holds.map(({ profile, datum }) => ({ profile: profile.id, path: pathOf(datum) })),
})
