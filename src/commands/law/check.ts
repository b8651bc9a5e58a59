import { readFileSync } from 'node:fs'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { checked } from './own-rules.ts'

/** Whether a file is a rule document this program could run by. */
export function check([file, ...more]: readonly string[], terminal: Terminal): ExitCode {
  if (!file || more.length > 0) {
    throw new UsageError(text('ファイルを一つ指定してください。', 'Name one file.'))
  }
  const { profile, problems } = checked(readFileSync(file, 'utf8'))
  if (profile) {
    terminal.result({ id: profile.id, title: profile.title, problems }, [
      text(
        `「${profile.title}」は規程として読めます。引用が原文のとおりかは、原文と照らしてください。`,
        `"${profile.title}" is a rule document. Whether its quotes are verbatim, compare with the text.`,
      ),
    ])
    return exit.ok
  }
  terminal.result({ problems }, [
    text(`${problems.length}か所を直してください。`, `${problems.length} places to mend.`),
    ...problems.map(({ path, ja, en }) => text(`  ${path}: ${ja}`, `  ${path}: ${en}`)),
  ])
  return exit.findings
}
