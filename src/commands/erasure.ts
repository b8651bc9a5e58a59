import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import type { ErasureReport } from '#keeper/report.ts'
import { type Command, exit, type Text, text, UsageError } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'

export const erasure: Command = {
  name: 'erasure',
  usage: 'erasure [--day yyyy-mm-dd]',
  summary: text(
    '次に何がいつ消えるか。--day を付けると、その日の消去の証明書。',
    "What goes when; with --day, the certificate of that day's erasures.",
  ),
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options: { day: { type: 'string' } } })
    if (values.day && !/^\d{4}-\d{2}-\d{2}$/.test(values.day)) {
      throw new UsageError(text('日付は 2026-11-22 の形です。', 'A day looks like 2026-11-22.'))
    }
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order<ErasureReport>({
        order: 'erasure',
        day: values.day ?? null,
      })
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      const report = answer.result
      terminal.result(report, values.day ? certificate(report) : erasureLines(report))
      return exit.ok
    })
  },
}

export const erasureLines = (report: ErasureReport): readonly Text[] => [
  ...upcoming(report),
  ...certificate(report),
]

function upcoming({ upcoming }: ErasureReport): readonly Text[] {
  if (upcoming.length === 0)
    return [text('消去を待つ映像はありません。', 'Nothing is waiting to be erased.'), text('', '')]
  return [
    text(
      'これから消える映像（カメラごとの最も古いもの）',
      'What goes next (the oldest of each camera)',
    ),
    ...upcoming.map(({ name, fromUs, dueUs }) =>
      text(
        `  ${name}: ${printed(fromUs)} の映像を ${printed(dueUs)} から消します`,
        `  ${name}: footage of ${printed(fromUs)} goes from ${printed(dueUs)}`,
      ),
    ),
    text('', ''),
  ]
}

const methods: Record<string, Text> = {
  punched: text('領域を返却', 'blocks given back'),
  unlinked: text('ファイルを削除', 'file removed'),
  overwritten: text('上書き消去', 'overwritten'),
}

function certificate(report: ErasureReport): readonly Text[] {
  const title = text(`消去証明書　${report.day}`, `Certificate of erasure, ${report.day}`)
  const by = text(
    `${report.organisation}　記録装置 ${report.keeper.slice(0, 8)}（設置 ${report.site.slice(0, 8)}）`,
    `${report.organisation}, keeper ${report.keeper.slice(0, 8)} (site ${report.site.slice(0, 8)})`,
  )
  if (report.erased.length === 0) {
    return [
      title,
      by,
      text('この日に消去した映像はありません。', 'Nothing was erased on this day.'),
    ]
  }
  const rows = report.erased.flatMap(row => {
    const range = `${printed(row.fromUs).slice(0, 16)} — ${printed(row.toUs).slice(0, 16)}`
    const released = row.releasedUs === null ? '未了' : printed(row.releasedUs)
    const unreadable =
      row.unreadableUs === row.unreadableLastUs
        ? printed(row.unreadableUs)
        : `${printed(row.unreadableUs)} — ${printed(row.unreadableLastUs)}`
    const method = row.method === null ? undefined : methods[row.method]
    return [
      text(
        `  ${row.name}　${range} の映像（${row.retention}、${row.article}）${row.early ? '　期限前: ディスクの空き不足のため' : ''}`,
        `  ${row.name}  footage of ${range} (${row.retention}, ${row.article})${row.early ? '  BEFORE ITS TIME: for want of space' : ''}`,
      ),
      text(
        `    復号不能とした時刻: ${unreadable}`,
        `    made unreadable (復号不能とした時刻): ${unreadable}`,
      ),
      text(
        `    領域を解放した時刻: ${released}${method ? `（${method.ja}）` : ''}`,
        `    space released (領域を解放した時刻): ${released}${method ? ` (${method.en})` : ''}`,
      ),
    ]
  })
  return [
    title,
    by,
    ...rows,
    text(
      `  鍵を置いた場所の等級: ${report.placeClass}　${report.separated ? '分離あり' : '分離なし'}`,
      `  class of the weakest place that held every share: ${report.placeClass}, ${report.separated ? '分離あり (separated)' : '分離なし (not separated)'}`,
    ),
    text(
      '  証明しないこと: 消去より前に、映像ファイルと鍵の片割れを両方とも持ち出した人は、その日残っていた映像を開けます。映像ファイルだけの写しは何も開けません。',
      '  Not proven: whoever took a copy of the files together with the share before this erasure opens what was alive that day. Copies of the files alone open nothing.',
    ),
  ]
}
