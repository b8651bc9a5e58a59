import type { CameraReport, CameraTrial, DiskReport } from '#keeper/report.ts'
import { readBitrate } from '../bitrate.ts'
import { trialLines } from '../camera-lines.ts'
import { type ExitCode, exit, OperatorError, text } from '../command.ts'
import { diskLines, fits } from '../disk-lines.ts'
import { type KeeperClient, refused } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import { pinOfTrial } from './address.ts'
import type { Values } from './options.ts'
import { reachOf } from './reach.ts'

/** `camera add`: the stream is tried first, then the camera enters the 別紙 and is recorded. */
export async function add(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  values: Values,
): Promise<ExitCode> {
  let reach = await reachOf(target, terminal, values)
  const name = values.name ?? (await terminal.ask(text('カメラの呼び名:', 'Name of the camera:')))
  const place = values.place ?? (await terminal.ask(text('別紙: 設置場所:', 'Appendix: place:')))
  const area =
    values.area ?? (await terminal.ask(text('別紙: 撮影区域:', 'Appendix: filmed area:')))
  const purpose = values.purpose ?? ''
  const bitsPerSecond = values.bitrate === undefined ? null : readBitrate(values.bitrate)
  let triedBitsPerSecond: number | null = null
  if (!values['no-test']) {
    const trial = await keeper.order<CameraTrial>({ order: 'camera.test', ...reach })
    if ('refusal' in trial) return refused(terminal, trial.refusal)
    for (const line of trialLines(trial.result)) terminal.say(line)
    if (trial.result.problem) {
      throw new OperatorError(
        text('つながらないため、カメラを加えていません。', 'Not added: there is no picture.'),
        text(
          '直してからもう一度実行するか、つながらないまま加えるには --no-test を付けてください。',
          'Mend it and try again, or add it all the same with --no-test.',
        ),
      )
    }
    reach = { ...reach, ...pinOfTrial(trial.result) }
    triedBitsPerSecond = trial.result.bitsPerSecond || null
  }
  const added = await keeper.order<CameraReport>({
    order: 'camera.add',
    ...reach,
    name,
    bitsPerSecond,
    triedBitsPerSecond,
    appendix: { place, area, purpose },
  })
  if ('refusal' in added) return refused(terminal, added.refusal)
  const disk = await keeper.order<DiskReport>({ order: 'disk' })
  if ('result' in disk && !fits(disk.result)) terminal.warn(diskLines(disk.result)[0]!)
  terminal.result(added.result, [
    text(
      `カメラ「${added.result.name}」を加えました（${added.result.id.slice(0, 8)}）。`,
      `Camera "${added.result.name}" was added (${added.result.id.slice(0, 8)}).`,
    ),
    keeper.recording
      ? text('録画を始めています。', 'Recording begins.')
      : text('「tachiai run」で録画が始まります。', 'Recording begins with "tachiai run".'),
  ])
  return exit.ok
}
