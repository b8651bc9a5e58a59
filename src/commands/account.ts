import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import { type Command, exit, text, UsageError } from './command.ts'
import { resultOf } from './door-client.ts'
import { withOffice } from './office-client.ts'

type First = { readonly code: string; readonly endsAtUs: number }
type Address = {
  readonly address: string | null
  readonly problem: { ja: string; en: string } | null
}

/** How the first person gets in: asked at the machine's own console, which is what proves it. */
export const account: Command = {
  name: 'account',
  usage: 'account first --by NAME',
  summary: text(
    'まだだれも入れない事務室に、はじめの管理責任者が入るための一度きりの番号を出す（30分）。',
    'A code of one use, good for 30 minutes, with which the first manager of an office gets in.',
  ),
  async run([verb = '', ...args], terminal) {
    const { values } = parseArgs({ args, options: { by: { type: 'string' } } })
    const { by = '' } = values
    if (verb !== 'first' || by.trim() === '') {
      throw new UsageError(text('account first --by 氏名 です。', 'It is account first --by NAME.'))
    }
    return withOffice(terminal, async office => {
      const first = resultOf(await office.order<First>({ order: 'account.first', by }))
      const web = resultOf(await office.order<Address>({ order: 'web.address' }))
      const until = printed(first.endsAtUs)
      terminal.result({ ...first, ...web }, [
        text(`番号: ${first.code}`, `Code: ${first.code}`),
        text(
          `${until} まで、一度だけ使えます。ほかの人に見せないでください。`,
          `Good once, until ${until}. Show it to nobody.`,
        ),
        web.address
          ? text(`この機械で開く所: ${web.address}`, `To be opened on this machine: ${web.address}`)
          : text(
              `画面は開いていません${web.problem ? `: ${web.problem.ja}` : '。'}`,
              `No page is served${web.problem ? `: ${web.problem.en}` : '.'}`,
            ),
      ])
      return exit.ok
    })
  },
}
