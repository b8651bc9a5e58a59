import { parseArgs } from 'node:util'
import { type Command, exit, text, UsageError } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'

export const retention: Command = {
  name: 'retention',
  usage:
    'retention decide --days N|--hours N --by 管理責任者 --reason 理由 (--manual 取扱マニュアルの版 | --circumstance 事情 --purpose 設置目的) [--review yyyy-mm-dd]',
  summary: text(
    '保存期間を管理責任者が定める（規程が期間を定めていない川崎市の場合）。',
    'The manager decides the retention period, where the document leaves it open (Kawasaki).',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        days: { type: 'string' },
        hours: { type: 'string' },
        by: { type: 'string' },
        reason: { type: 'string' },
        manual: { type: 'string' },
        circumstance: { type: 'string' },
        purpose: { type: 'string' },
        review: { type: 'string' },
      },
    })
    if (positionals[0] !== 'decide')
      throw new UsageError(text('decide だけです。', 'Only "decide".'))
    const hours = values.hours ? Number(values.hours) : Number(values.days) * 24
    if (!Number.isInteger(hours) || hours <= 0) {
      throw new UsageError(
        text(
          '--days か --hours を正の整数で指定します。',
          'Give --days or --hours as a whole number.',
        ),
      )
    }
    const {
      by = '',
      reason = '',
      manual = '',
      circumstance = '',
      purpose = '',
      review = '',
    } = values
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order<{ printed: string }>({
        order: 'retention.decide',
        hours,
        decidedBy: by,
        reason,
        manual,
        circumstance,
        purpose,
        reviewOn: review,
      })
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      terminal.result(answer.result, [
        text(
          `保存期間を定めました: ${answer.result.printed}。短くした場合は残っている映像にも及び、長くした場合は及びません。`,
          `Retention decided: ${answer.result.printed}. A shorter period reaches footage that still lives, a longer one does not.`,
        ),
      ])
      return exit.ok
    })
  },
}
