import { type Command, exit, OperatorError, text } from './command.ts'
import { startKeeper } from './keeper-child.ts'
import { requirePremises } from './keeper-client.ts'

export const run: Command = {
  name: 'run',
  usage: 'run',
  summary: text(
    '録画を始め、止めるまで続ける（Ctrl+C で止まる）。',
    'Records until stopped (Ctrl+C).',
  ),
  async run(_args, terminal) {
    const premises = await requirePremises(terminal)
    if (premises.demo) {
      throw new OperatorError(
        text('ここはデモのデータです。', 'This directory belongs to the demo.'),
        text('「npm run demo」で動かしてください。', 'Run it with "npm run demo".'),
      )
    }
    const keeper = await startKeeper({ task: 'record', premises })
    const stop = () => void keeper.stop()
    process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop)
    terminal.say(
      text(
        '録画しています。状態は別の窓で「tachiai status」。止めるには Ctrl+C。',
        'Recording. See "tachiai status" in another window. Stop with Ctrl+C.',
      ),
    )
    const code = await keeper.ended
    terminal.say(
      code === 0
        ? text('録画を止めました。', 'Stopped.')
        : text('録画係が異常終了しました。', 'The keeper ended abnormally.'),
    )
    return code === 0 ? exit.ok : exit.fault
  },
}
