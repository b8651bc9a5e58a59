import { text } from './command.ts'
import { later } from './later.ts'

export const form = later(
  {
    name: 'form',
    usage: [
      'form list',
      'form print REGISTER FILE.pdf|FILE.csv [--year 年度]',
      'form blank PROFILE REGISTER FILE.pdf',
    ].join('\n'),
    summary: text(
      '様式: 一覧、記録簿の印刷（PDF・CSV）、手書き用の白紙。白紙は記録がなくても作れる。',
      'Forms: a list, a register as PDF or CSV, and blank sheets, which need no office.',
    ),
  },
  async () => (await import('./form/verbs.ts')).form,
)
