import { dataDirectory, readPremises } from '#keeper/premises.ts'
import { type Command, exit, noWords, text } from './command.ts'
import { run } from './run.ts'

export const start: Command = {
  name: 'start',
  usage: 'start',
  summary: text(
    '録画を始める。まだ設定が無ければ、次に打つ一行を示す。',
    'Starts recording; on an empty machine, says the one next command.',
  ),
  async run(args, terminal) {
    noWords(args)
    const directory = dataDirectory(terminal.env, process.getuid?.())
    if (await readPremises(directory)) return run.run(args, terminal)
    terminal.result({ directory, next: './tachiai init' }, [
      text(
        `まだ何も設定されていません（${directory}）。\n\n  次に: ./tachiai init\n\n見本を動かすだけなら: npm run demo`,
        `Nothing is set up yet (${directory}).\n\n  Next: ./tachiai init\n\nTo see it work with simulated cameras: npm run demo`,
      ),
    ])
    return exit.ok
  },
}
