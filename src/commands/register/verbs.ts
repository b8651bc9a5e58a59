import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { RegisterEntry, ShownRegister } from '#office/register-orders.ts'
import type { WrittenPage } from '#projections/page.ts'
import { type ExitCode, exit, text, UsageError } from '../command.ts'
import { type DoorClient, resultOf } from '../door-client.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'
import { printedLines } from './print.ts'

const options = { year: { type: 'string' }, find: { type: 'string' } } as const

export async function register(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, id, year, file, ...more] = positionals
  if (verb === 'list' && id === undefined) return withOffice(terminal, list(terminal))
  if (verb === 'show' && id !== undefined && year === undefined) {
    const asked = { register: id, year: yearOf(values.year), words: values.find ?? null }
    return withOffice(terminal, show(terminal, asked))
  }
  if (verb === 'page' && id !== undefined && file !== undefined && more.length === 0) {
    return withOffice(terminal, page(terminal, { register: id, year: yearOf(year) }, file))
  }
  throw new UsageError(text('list・show・page のどれかです。', 'list, show or page.'))
}

/** null: not given. */
function yearOf(words: string | undefined): number | null {
  if (words === undefined) return null
  if (/^\d{4}$/.test(words)) return Number(words)
  throw new UsageError(
    text('年度は 2026 のように書いてください。', 'A fiscal year is written as 2026.'),
  )
}

const list =
  (terminal: Terminal) =>
  async (office: DoorClient): Promise<ExitCode> => {
    const books = resultOf(await office.order<readonly RegisterEntry[]>({ order: 'register.list' }))
    terminal.result(
      books,
      books.map(({ id, title, formName, years, lines }) => {
        const form = formName === null ? '' : `（${formName}）`
        const when = years.length === 0 ? '' : ` ${years.join('・')}`
        return text(`${id}  ${title}${form}  ${lines}行${when}`, `${id}  ${title}  ${lines}${when}`)
      }),
    )
    return exit.ok
  }

const show =
  (terminal: Terminal, asked: object) =>
  async (office: DoorClient): Promise<ExitCode> => {
    const shown = resultOf(await office.order<ShownRegister>({ order: 'register.show', ...asked }))
    terminal.result(shown, printedLines(shown))
    return exit.ok
  }

/** A file of that name stays as it is. Where this is broken off the file is cut short, and no verifier reads it. */
const page =
  (terminal: Terminal, asked: object, file: string) =>
  async (office: DoorClient): Promise<ExitCode> => {
    const written = resultOf(await office.order<WrittenPage>({ order: 'register.page', ...asked }))
    await writeFile(file, `${JSON.stringify(written)}\n`, { flag: 'wx', mode: 0o600, flush: true })
    const { rows } = written.book
    terminal.result({ file, rows: rows.length, leaves: written.leaves.length }, [
      text(
        `${file} に書きました（${rows.length}行、もとになった記録${written.leaves.length}件）。`,
        `Written to ${file}: ${rows.length} lines, ${written.leaves.length} leaves behind them.`,
      ),
      text(
        '求めた人の氏名や連絡先が入っています。渡す相手を確かめてください。「tachiai verify」と検証用のページで確かめられます。',
        'It has names and addresses in it: mind whom it is given to. "tachiai verify" and the verifier page check it.',
      ),
    ])
    return exit.ok
  }
