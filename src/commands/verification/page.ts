import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ExitCode, exit, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { profiles } from '#law/profiles/held.ts'
import { verifierPage } from '#verifier/page.ts'

/** The page for outsiders, written where one is told to. */
export async function writeVerifier(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    throw new UsageError(
      text('書き出すファイルを一つ指定してください。', 'Name one file to write.'),
    )
  }
  const page = await verifierPage(profiles)
  writeFileSync(file, page)
  const bytes = Buffer.byteLength(page)
  terminal.result({ file, bytes }, [
    text(
      `${file} に書きました。このファイルだけを渡せば、どこでも開いて調べられます（ネットワーク不要）。`,
      `Wrote ${file}: hand on this one file; it opens anywhere and needs no network.`,
    ),
  ])
  return exit.ok
}
