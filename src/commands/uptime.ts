import { parseArgs } from 'node:util'
import { isMonth } from '#civil/month.ts'
import type { UptimeReport } from '#keeper/inspection/uptime-report.ts'
import { type Command, exit, text, UsageError } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'
import { uptimeCsv } from './uptime-csv.ts'
import { uptimeLines } from './uptime-lines.ts'

const options = {
  month: { type: 'string' },
  camera: { type: 'string' },
  csv: { type: 'boolean' },
} as const

export const uptime: Command = {
  name: 'uptime',
  usage: 'uptime [--month yyyy-mm] [--camera NAME] [--csv]',
  summary: text(
    'カメラごと・月ごとに、撮影できた時間と途切れた時間、その理由を報告書にする。',
    'Reports how long each camera recorded each month, and what was missing and why.',
  ),
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options })
    const { month = '', camera = '', csv = false } = values
    if (values.month !== undefined && !isMonth(month)) {
      throw new UsageError(text('月は 2026-11 の形です。', 'A month looks like 2026-11.'))
    }
    return withKeeper(terminal, async keeper => {
      const progress = (step: unknown) => {
        const { done, of } = step as { done: number; of: number }
        if (!csv) terminal.progress(text(`読んでいます ${done}/${of}`, `reading ${done}/${of}`))
      }
      const answer = await keeper.order<UptimeReport>({ order: 'uptime', month, camera }, progress)
      terminal.progress(null)
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      const report = answer.result
      if (csv && !terminal.json) process.stdout.write(uptimeCsv(report, terminal.language))
      else terminal.result(report, uptimeLines(report))
      return exit.ok
    })
  },
}
