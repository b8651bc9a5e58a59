import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { matrix } from '#coverage/matrix.ts'
import type { DocumentId } from '#coverage/row.ts'
import { coverageFor } from './coverage.ts'
import { codeOf, rulesNamed, textOf } from './rules.ts'
import { enforcedOf } from './weave/enforced.ts'
import { weavePage } from './weave/page.ts'
import { readCoded } from './weave/pieces.ts'

/** A page of text and code side by side, on standard output or in a file. */
export function weave(args: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' } },
  })
  const [name] = positionals
  if (!name || positionals.length > 1) {
    throw new UsageError(text('規程を一つ指定してください。', 'Name one rule document.'))
  }
  const page = pageOf(name)
  if (values.out === undefined) terminal.result({ html: page }, [page])
  else {
    writeFileSync(values.out, page)
    terminal.result({ file: values.out }, [
      text(
        `${values.out} に書きました。開いて印刷できます（A4横）。`,
        `Wrote ${values.out}: open and print it (A4 across).`,
      ),
    ])
  }
  return exit.ok
}

export function pageOf(name: string): string {
  const rules = rulesNamed(name)
  const [words, source] = [textOf(rules), codeOf(rules)]
  if (words === null || source === null) {
    throw new OperatorError(
      text(
        '自分の規程のファイルには、並べる条文がありません。',
        'A file of your own holds no text to weave.',
      ),
      text(
        `「tachiai law show ${name}」で定めを見られます。`,
        `See its data with "tachiai law show ${name}".`,
      ),
    )
  }
  const { id } = rules.profile
  return weavePage({
    profile: rules.profile,
    text: words,
    coded: readCoded(source),
    enforced: Object.hasOwn(matrix, id) ? enforcedOf(coverageFor(id as DocumentId)) : [],
    printedOn: warekiDay(dayOf(minuteOf(Date.now() * 1000))),
  })
}
