import net from 'node:net'
import { frameBytes } from '#intake/write-frame.ts'
import { intakePath } from '#keeper/importing/intake-door.ts'
import { doorPath } from '#keeper/premises.ts'
import { OperatorError, text } from '../command.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { unreadableText } from '../room/film-notes.ts'
import { deliverFile } from '../room/foreign-file.ts'
import type { Terminal } from '../terminal.ts'
import { orderOf, refusalText } from './examine.ts'
import { openFilm } from './film-files.ts'
import { type Film, shownName, type Unfit } from './films.ts'
import type { Asked } from './options.ts'

export type Taken = {
  readonly path: string
  readonly units: number
  readonly expiredUnits: number
  readonly losses: number
  readonly duty: string
}

/** Has the keeper take one film from a room. What breaks off says so and is gone on with by the same command. */
export async function take(
  keeper: KeeperClient,
  terminal: Terminal,
  asked: Asked,
  film: Film,
  duty: string | undefined,
  counted: string,
): Promise<Taken | Unfit> {
  const { path } = film
  const opened = await openFilm(path)
  if ('problem' in opened) return { path, ...opened }
  let room: Promise<Unfit | null> = Promise.resolve(null)
  try {
    const order = { ...orderOf('import.take', asked, film), ...(duty ? { duty } : {}) }
    const answer = await keeper.order<Omit<Taken, 'path'>>(order, step => {
      const { token, units = 0, of = 0 } = step as { token?: string; units?: number; of?: number }
      if (token) room = deliver(keeper, opened.handle.fd, film, token)
      terminal.progress(bar(units, of, counted, shownName(path)))
    })
    if ('refusal' in answer) {
      return { path, problem: refusalText(answer.refusal), refusal: answer.refusal }
    }
    return { path, ...answer.result }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    // What the room said of its end is nearer to the cause than what the keeper missed.
    return (await room) ?? { path, problem: error.text }
  } finally {
    await room
    await opened.handle.close()
  }
}

async function deliver(
  { premises }: KeeperClient,
  descriptor: number,
  { path, examination, reader }: Film,
  token: string,
): Promise<Unfit | null> {
  const door = intakePath(doorPath(premises.directory))
  const socket = await connect(door)
  const asked = { reader, token, from: 0 }
  const told = await deliverFile(descriptor, socket, asked, examination)
  socket.destroy()
  if (!('unreadable' in told)) return null
  // A room that died before its first word: the keeper must not wait for it.
  const last = await connect(door)
  last.end(frameBytes({ kind: 'hello', token }))
  return { path, problem: unreadableText[told.unreadable] }
}

const connect = (path: string): Promise<net.Socket> =>
  new Promise((done, failed) => {
    const socket = net.connect(path)
    socket.once('connect', () => done(socket)).once('error', failed)
  })

const places = 24

function bar(units: number, of: number, counted: string, name: string) {
  const part = of === 0 ? 0 : Math.min(units / of, 1)
  const filled = Math.round(part * places)
  const drawn = `${'█'.repeat(filled)}${'░'.repeat(places - filled)} ${Math.floor(part * 100)}%`
  return text(`取り込んでいます ${counted} ${drawn} ${name}`, `taking ${counted} ${drawn} ${name}`)
}
