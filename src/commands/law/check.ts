import { parseArgs } from 'node:util'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { checked, misquoted } from '#law/said/own-rules.ts'
import { wordsIn } from './rules.ts'

/** Whether a file is a rule document this program could run by; with its text, whether the quotes are verbatim. */
export function check(args: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { text: { type: 'string' } },
  })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    throw new UsageError(text('ファイルを一つ指定してください。', 'Name one file.'))
  }
  const { profile, problems: found } = checked(wordsIn(file))
  const words = values.text === undefined ? null : wordsIn(values.text)
  const problems = profile && words !== null ? misquoted(profile, words) : found
  if (profile && problems.length === 0) {
    terminal.result({ id: profile.id, title: profile.title, problems }, [
      text(`「${profile.title}」は規程として読めます。`, `"${profile.title}" is a rule document.`),
      words === null
        ? text(
            '引用が原文のとおりかは、--text で原文を指定すると確かめられます。',
            'Whether its quotes are verbatim: give the text with --text.',
          )
        : text('引用はすべて原文にあります。', 'Every quote stands in the text.'),
    ])
    return exit.ok
  }
  terminal.result({ problems }, [
    text(`${problems.length}か所を直してください。`, `${problems.length} to mend.`),
    ...problems.map(({ path, ja, en }) => text(`  ${path}: ${ja}`, `  ${path}: ${en}`)),
  ])
  return exit.findings
}
