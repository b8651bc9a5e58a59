import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportLedger } from '#ledger/export.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'
import { keyLine } from './key-line.ts'
import { ledgerThrough } from './through-door.ts'

/** `ledger export`: the whole ledger as files that anybody can check without us. */
export async function exportTo(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { contents: { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (!folder || positionals.length > 1) {
    throw new UsageError(text('書き出すフォルダを一つ指定してください。', 'Name one folder.'))
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new OperatorError(
      text(`${folder} は空ではありません。`, `${folder} is not empty.`),
      text('新しいフォルダを指定してください。', 'Name a new one.'),
    )
  }
  return withOffice(terminal, async office => {
    const ledger = await ledgerThrough(office)
    const { contents } = values
    const { size } = await exportLedger(ledger, put(folder), {
      contents,
      progress: (done, of) =>
        terminal.progress(text(`書き出しています ${done}/${of}`, `writing ${done}/${of}`)),
    })
    terminal.progress(null)
    terminal.result({ folder, size, contents, origin: ledger.origin.origin }, [
      text(`${folder} に ${size} 件を書き出しました。`, `Wrote ${size} entries to ${folder}.`),
      contents
        ? text(
            '  中身が入っています。渡してよい相手か、規程で確かめてください。',
            '  It holds what happened in full: hand it on only to whom the rules allow.',
          )
        : text(
            '  中身は入っていません（入れるときは --contents）。',
            '  It holds no contents (--contents puts them in).',
          ),
      keyLine(ledger.origin),
      text(
        '  受け取った人は「tachiai verifier」のページか「tachiai verify」で調べられます。',
        '  Whoever gets it checks it with the page of "tachiai verifier" or with "tachiai verify".',
      ),
    ])
    return exit.ok
  })
}

const put = (folder: string) => async (path: string, parts: AsyncIterable<Uint8Array | string>) => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(parts), createWriteStream(file, { mode: 0o600 }))
}
