import type { Examination } from '#intake/examination.ts'
import { printedBasis, type Refusal } from '#law/basis.ts'
import { text } from '../command.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { unreadableText } from '../room/film-notes.ts'
import { examineFile } from '../room/foreign-file.ts'
import type { Terminal } from '../terminal.ts'
import { openFilm } from './film-files.ts'
import { type Considered, type Film, shownName, type Unfit } from './films.ts'
import type { NamedFilm } from './layouts/layout-of.ts'
import type { Asked } from './options.ts'

/** Opens one file, has a room examine it, and asks the keeper what taking it would mean. */
export async function examine(
  keeper: KeeperClient,
  terminal: Terminal,
  asked: Asked,
  { path, fileNameUs }: NamedFilm,
  counted: string,
): Promise<Film | Unfit> {
  const opened = await openFilm(path)
  if ('problem' in opened) return { path, ...opened }
  try {
    const name = shownName(path)
    const read = (bytes: number) => {
      const part = opened.bytes === 0 ? 100 : Math.floor((bytes / opened.bytes) * 100)
      terminal.progress(
        text(`調べています ${counted} ${name} ${part}%`, `examining ${counted} ${name} ${part}%`),
      )
    }
    read(0)
    const told = await examineFile(opened.handle.fd, opened.bytes, read)
    if ('unreadable' in told) return { path, problem: unreadableText[told.unreadable] }
    const { examination, reader } = told
    const container = examination.createdUs.map(({ us }) => us)
    const claims = {
      fileTime: opened.writtenUs,
      ...(container.length > 0 ? { container: Math.min(...container) } : {}),
      ...(fileNameUs === undefined ? {} : { fileName: fileNameUs }),
      ...(asked.startUs === undefined ? {} : { operator: asked.startUs }),
    }
    const film = { path, claims, examination, reader }
    const answer = await keeper.order<Considered>(orderOf('import.consider', asked, film))
    if (!('refusal' in answer)) return { ...film, plan: answer.result }
    return { path, problem: refusalText(answer.refusal), refusal: answer.refusal }
  } finally {
    await opened.handle.close()
  }
}

export const orderOf = (
  order: string,
  { camera, medium, clockError }: Asked,
  { examination, claims }: { readonly examination: Examination; readonly claims: object },
) => ({ order, camera, medium, examination, claims, ...(clockError ? { clockError } : {}) })

/** A refusal in one line, with what it rests on and what can be done. */
export const refusalText = ({ refused, basis, next }: Refusal) =>
  text(
    `${refused}。根拠: ${printedBasis(basis)}。次に: ${next}`,
    `${refused}. Basis: ${printedBasis(basis)}. Next: ${next}`,
  )
