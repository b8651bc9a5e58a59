import { parseArgs } from 'node:util'
import { type Command, exit, text, UsageError } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'

export const recovery: Command = {
  name: 'recovery',
  usage: 'recovery accept --by 役員 --by もう一人',
  summary: text(
    '古い鍵束が戻されたことが見つかったとき、二人の確認で通常に戻す。',
    'After an older keyring was put back: two officers confirm, and the keeper goes on.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { by: { type: 'string', multiple: true } },
    })
    if (positionals[0] !== 'accept')
      throw new UsageError(text('accept だけです。', 'Only "accept".'))
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order<object>({ order: 'recovery.accept', by: values.by ?? [] })
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      terminal.result(answer.result, [
        text('二人の確認を記録し、通常に戻しました。', 'Recorded; the keeper goes on as usual.'),
      ])
      return exit.ok
    })
  },
}
