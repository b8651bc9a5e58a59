import type { CameraReport } from '#keeper/report.ts'
import { type ExitCode, exit, text } from '../command.ts'
import { type KeeperClient, refused } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import type { Values } from './options.ts'

/** `camera card`: a camera without a stream enters the 別紙; its card is brought in with `import`. */
export async function card(
  keeper: KeeperClient,
  terminal: Terminal,
  name: string,
  values: Values,
): Promise<ExitCode> {
  const place = values.place ?? (await terminal.ask(text('別紙: 設置場所:', 'Appendix: place:')))
  const area =
    values.area ?? (await terminal.ask(text('別紙: 撮影区域:', 'Appendix: filmed area:')))
  const appendix = { place, area, purpose: values.purpose ?? '' }
  const added = await keeper.order<CameraReport>({ order: 'camera.card', name, appendix })
  if ('refusal' in added) return refused(terminal, added.refusal)
  terminal.result(added.result, [
    text(
      `カードに録画するカメラ「${name}」を載せました。`,
      `Camera "${name}", which records on a card, is listed.`,
    ),
    text(
      `カードの映像は「tachiai import カードの場所 --camera ${name}」で取り込みます。`,
      `Bring its footage in with "tachiai import CARD --camera ${name}".`,
    ),
  ])
  return exit.ok
}
