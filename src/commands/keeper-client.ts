import type net from 'node:net'
import { dataDirectory, doorPath, type Premises, readPremises } from '#keeper/premises.ts'
import type { Basis, Refusal } from '#law/basis.ts'
import { printedBasis } from '#law/basis.ts'
import { type ExitCode, exit, OperatorError, type Text, text } from './command.ts'
import { connectDoor, type DoorClient, doorClient } from './door-client.ts'
import { startKeeper } from './keeper-child.ts'
import { serviceData } from './service/systemd.ts'
import type { Terminal } from './terminal.ts'

/** A keeper that takes orders: the one that is recording, else one started for this call. */
export type KeeperClient = DoorClient & {
  readonly premises: Premises
  readonly recording: boolean
}

export async function requirePremises(terminal: Terminal): Promise<Premises> {
  const directory = dataDirectory(terminal.env, process.getuid?.())
  const premises = await readPremises(directory)
  if (premises) return premises
  throw new OperatorError(
    text(`まだ設定がありません（${directory}）。`, `Nothing is set up yet (${directory}).`),
    elsewhere(directory) ??
      text('まず「tachiai init」を実行してください。', 'Run "tachiai init" first.'),
  )
}

/** Where a service records on this machine, how to reach it. */
function elsewhere(directory: string): Text | null {
  const data = serviceData()
  if (data === null || data === directory) return null
  const words = data === dataDirectory({}, 0) ? 'sudo' : `sudo TACHIAI_DATA=${data}`
  return text(
    `この機械の録画はサービスとして動いています。コマンドの頭に付けてください: ${words}`,
    `On this machine recording is a service. Begin the command with: ${words}`,
  )
}

export async function withKeeper<Result>(
  terminal: Terminal,
  use: (keeper: KeeperClient) => Promise<Result>,
): Promise<Result> {
  const premises = await requirePremises(terminal)
  const path = doorPath(premises.directory)
  const running = await connectDoor(path)
  if (running) return closing(running, () => use(client(premises, running, true)))
  const child = await startKeeper({ task: 'serve', premises })
  try {
    const own = await connectDoor(path)
    if (!own) throw new OperatorError(text('録画係が応答しません。', 'The keeper does not answer.'))
    return await closing(own, () => use(client(premises, own, false)))
  } finally {
    await child.stop()
  }
}

/** Whether a keeper takes orders there; one that does not may still be starting. */
export async function keeperAnswers(premises: Premises): Promise<boolean> {
  const socket = await connectDoor(doorPath(premises.directory))
  socket?.destroy()
  return socket !== null
}

/** The keeper that this very program started and keeps running. */
export async function withRunningKeeper<Result>(
  premises: Premises,
  use: (keeper: KeeperClient) => Promise<Result>,
): Promise<Result> {
  const socket = await connectDoor(doorPath(premises.directory))
  if (!socket)
    throw new OperatorError(text('録画係が応答しません。', 'The keeper does not answer.'))
  return closing(socket, () => use(client(premises, socket, true)))
}

/** Prints a refusal with its basis and next step. */
export function refused(terminal: Terminal, refusal: Refusal): ExitCode {
  if (terminal.json) terminal.result({ refusal }, [])
  else {
    terminal.warn(`✕ ${refusal.refused}`)
    terminal.warn(
      text(`  根拠: ${printedBasis(refusal.basis)}`, `  Basis: ${printedBasis(refusal.basis)}`),
    )
    terminal.warn(`  ${quoted(refusal.basis)}`)
    terminal.warn(text(`  次に: ${refusal.next}`, `  Next: ${refusal.next}`))
  }
  return exit.refused
}

/** The words a refusal rests on: the document's, our reading of them, or our own rule. */
export function quoted(basis: Basis): string {
  switch (basis.kind) {
    case 'text':
      return `「${basis.quote}」`
    case 'reading':
      return `「${basis.of}」 — ${basis.says}`
    case 'houseRule':
      return basis.rule
    case 'otherLaw':
      return basis.cite
  }
}

async function closing<Result>(socket: net.Socket, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use()
  } finally {
    socket.destroy()
  }
}

const client = (premises: Premises, socket: net.Socket, recording: boolean): KeeperClient => ({
  premises,
  recording,
  ...doorClient(socket, text('録画係との接続が切れました。', 'The keeper has gone.')),
})
