import { parseArgs } from 'node:util'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import type { Datum } from '#law/data.ts'
import { differences, sayingOf } from '#law/said/differences.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { type Answer, parameters, printedAnswer } from './parameters.ts'
import { rulesNamed } from './rules.ts'

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
