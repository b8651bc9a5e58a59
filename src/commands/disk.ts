import { parseArgs } from 'node:util'
import type { DiskReport } from '#keeper/report.ts'
import { readBitrate } from './bitrate.ts'
import { type Command, exit, text, UsageError } from './command.ts'
import { diskLines } from './disk-lines.ts'
import { refused, withKeeper } from './keeper-client.ts'

export const disk: Command = {
  name: 'disk',
  usage: 'disk | disk plan CAMERA (--bitrate 4M | --measure)',
  summary: text(
    'ディスクに何日分置けるか、カメラごとの計画と実際、いつ足りなくなるか。',
    'How many days fit, what each camera was planned for and takes, when it gets full.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { bitrate: { type: 'string' }, measure: { type: 'boolean' } },
    })
    const [verb, camera, ...more] = positionals
    const isPlan = verb === 'plan' && camera !== undefined && more.length === 0
    const isSaid = (values.bitrate !== undefined) !== (values.measure === true)
    if (isPlan ? !isSaid : verb !== undefined || values.bitrate || values.measure) {
      throw new UsageError(
        text(
          'そのまま実行するか、plan カメラ名 と --bitrate 4M（または測り直す --measure）を付けます。',
          'Alone, or plan CAMERA with --bitrate 4M (or --measure to measure anew).',
        ),
      )
    }
    const bitsPerSecond = values.bitrate === undefined ? null : readBitrate(values.bitrate)
    const order = isPlan ? { order: 'disk.plan', camera, bitsPerSecond } : { order: 'disk' }
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order<DiskReport>(order)
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      terminal.result(answer.result, diskLines(answer.result))
      return exit.ok
    })
  },
}
