import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { emptyOffice } from '#domain/office.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { csvOf } from '#forms/csv.ts'
import { blankOf, type FormData, templateOf, withConditions } from '#forms/form-data.ts'
import { letterData } from '#forms/letter-data.ts'
import { type Drawable, Renderer } from '#forms/renderer.ts'
import { sheets } from '#forms/sheets.ts'
import { profiles } from '#law/profiles/held.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { blankLetters } from '#letters/letters.ts'
import type { ShownRegister } from '#office/register-orders.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'
import { type ExitCode, exit, text, UsageError } from '../command.ts'
import { resultOf } from '../door-client.ts'
import { headingOf } from '../ledger/through-door.ts'
import { withOffice } from '../office-client.ts'
import { profileNamed } from '../profiles.ts'
import type { Terminal } from '../terminal.ts'

const options = { year: { type: 'string' } } as const

export async function form(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, ...words] = positionals
  if (verb === 'list' && words.length === 0) return list(terminal)
  if (verb === 'print' && words.length === 2) {
    return print(terminal, words[0]!, words[1]!, yearOf(values.year))
  }
  if (verb === 'blank' && words.length === 3) {
    return blank(terminal, words[0]!, words[1]!, words[2]!)
  }
  throw new UsageError(text('list・print・blank のどれかです。', 'list, print or blank.'))
}

function yearOf(words: string | undefined): number | null {
  if (words === undefined || /^\d{4}$/.test(words))
    return words === undefined ? null : Number(words)
  throw new UsageError(
    text('年度は 2026 のように書いてください。', 'A fiscal year is written as 2026.'),
  )
}

function list(terminal: Terminal): ExitCode {
  const forms = profiles.flatMap(({ id: profile, registers }) =>
    registers.list.map(({ id, title, formName }) => ({ profile, id, title, formName })),
  )
  const letters = profiles.flatMap(profile =>
    lettersOf(profile).map(({ id, title, under: formName }) => ({
      ...{ profile: profile.id, id, title, formName },
    })),
  )
  const all = [...forms, ...sheets.map(({ heads: _, mark: __, ...sheet }) => sheet), ...letters]
  terminal.result(
    all,
    all.map(({ profile, id, title, formName }) =>
      [profile, id, `${title}${formName ? `（${formName}）` : ''}`].join('  '),
    ),
  )
  return exit.ok
}

function blank(terminal: Terminal, profile: string, id: string, file: string): Promise<ExitCode> {
  const document = profileNamed(profile)
  const known = document.registers.list
  const sheet = sheets.find(
    sheet => sheet.profile === profile && (sheet.id === id || sheet.title === id),
  )
  if (sheet) return written(terminal, file, blankOf(sheet, today()))
  const letter = lettersOf(document).find(known => known.id === id || known.title === id)
  if (letter) return drawnInto(terminal, file, 0, ['letter', letterData(letter, today(), null)])
  const register = known.find(register => register.id === id || register.title === id)
  if (!register) {
    throw new Fault(
      'NotFound',
      sentence(`その様式は、この規程にありません: ${id}`, `no such form: "${id}"`),
      sentence('「tachiai form list」で確かめられます。', 'See "tachiai form list".'),
    )
  }
  return written(terminal, file, blankOf(printedBook(register, []), today()))
}

const print = (terminal: Terminal, register: string, file: string, year: number | null) =>
  withOffice(terminal, async office => {
    const { book, closedToUs } = resultOf(
      await office.order<ShownRegister>({ order: 'register.show', register, year }),
    )
    if (closedToUs > 0) {
      terminal.warn(
        text(
          `保存の年数が終わって読めない行が${closedToUs}行あります。`,
          `${closedToUs} lines cannot be read: their years are over.`,
        ),
      )
    }
    const { checkpoints } = await headingOf(office)
    const note = checkpoints.at(-1)?.split('\n') ?? []
    const checkpoint = note.length < 3 ? null : note.slice(0, 3).join(' ')
    const stated = withConditions(book, conditionsOf(book))
    return written(terminal, file, { ...stated, blank: false, checkpoint, dated: today() })
  })

/** Of the document that has this book as its form. */
const conditionsOf = ({ title, formName }: PrintedBook) =>
  profiles.find(({ registers }) =>
    registers.list.some(known => known.title === title && known.formName === formName),
  )?.copies.conditions ?? []

const lettersOf = (profile: Profile) =>
  blankLetters({ profile, office: emptyOffice, placeOf: String, nowUs: 0 })

async function written(terminal: Terminal, file: string, data: FormData): Promise<ExitCode> {
  const rows = data.rows.length
  return file.endsWith('.csv')
    ? kept(terminal, file, rows, csvOf(data))
    : drawnInto(terminal, file, rows, [templateOf(data), data])
}

const drawnInto = async (terminal: Terminal, file: string, rows: number, form: Drawable) =>
  kept(terminal, file, rows, await drawn(form))

/** A file of that name stays as it is. */
async function kept(terminal: Terminal, file: string, rows: number, bytes: string | Uint8Array) {
  await writeFile(file, bytes, { flag: 'wx', mode: 0o600, flush: true })
  terminal.result({ file, rows }, [text(`${file} に書きました。`, `Written to ${file}.`)])
  return exit.ok
}

async function drawn(form: Drawable): Promise<Uint8Array> {
  const renderer = new Renderer()
  try {
    return await renderer.render(...form)
  } finally {
    await renderer.close()
  }
}

const today = () => String(dayOf(minuteOf(Date.now() * 1000)))
