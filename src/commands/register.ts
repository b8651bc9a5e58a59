import { text } from './command.ts'
import { later } from './later.ts'

export const register = later(
  {
    name: 'register',
    usage: [
      'register list',
      'register show REGISTER [--year 年度] [--find 言葉]',
      'register page REGISTER 年度 FILE',
    ].join('\n'),
    summary: text(
      '記録簿: 一覧、ある年度の行、外の人が確かめられる一枚のファイル。REGISTER は帳簿の名か記号、年度は 2026 のように。',
      'Registers: list, the lines of a fiscal year, and one file that anybody can check.',
    ),
  },
  async () => (await import('./register/verbs.ts')).register,
)
