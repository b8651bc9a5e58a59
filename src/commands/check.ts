import type { CheckReport } from '#keeper/report.ts'
import { type Command, exit, noWords, text } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'

export const check: Command = {
  name: 'check',
  usage: 'check',
  summary: text(
    '期限を過ぎた映像が開けないこと、期限内の映像が欠けていないことを、鍵とファイルを全部調べて確かめる。',
    'Proves over every file and key that nothing older can be opened and nothing younger is missing.',
  ),
  async run(args, terminal) {
    noWords(args)
    return withKeeper(terminal, async keeper => {
      const progress = (step: unknown) => {
        const { done, of } = step as { done: number; of: number }
        terminal.progress(text(`調べています ${done}/${of}`, `checking ${done}/${of}`))
      }
      const answer = await keeper.order<CheckReport>({ order: 'check' }, progress)
      terminal.progress(null)
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      const { findings, cameras, files, minutes, records, units, events } = answer.result
      const counted = text(
        `カメラ ${cameras} 台、ファイル ${files}、${minutes} 分、記録 ${records}、画像 ${units} 枚、出来事 ${events} 件を調べました。`,
        `Looked at ${cameras} cameras, ${files} files, ${minutes} minutes, ${records} records, ${units} pictures, ${events} events.`,
      )
      terminal.result(answer.result, [
        counted,
        ...findings.map(({ place, ja, en }) => text(`✕ ${ja}（${place}）`, `✕ ${en} (${place})`)),
        findings.length === 0
          ? text('○ 異状はありません。', '○ All is as it should be.')
          : text(`✕ ${findings.length} 件の異状があります。`, `✕ ${findings.length} finding(s).`),
      ])
      return findings.length === 0 ? exit.ok : exit.findings
    })
  },
}
