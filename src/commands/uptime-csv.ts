import { printed } from '#civil/minute.ts'
import type { UptimeReport, UptimeRow } from '#keeper/inspection/uptime-report.ts'
import { causeText } from './camera-lines.ts'
import { type Text, text } from './command.ts'
import type { Language } from './terminal.ts'
import { causesOf, secondsOf } from './uptime-lines.ts'

/**
 * One line for each camera and month, lengths in seconds: RFC 4180, with the byte order mark by which spreadsheet
 * programs know UTF-8. A cell that such a program would compute is kept from it by an apostrophe.
 */
export function uptimeCsv({ rows }: UptimeReport, language: Language): string {
  const causes = [...new Set(rows.flatMap(row => causesOf(row).map(([cause]) => cause)))]
  const heading = [
    ...fixed.map(([name]) => name[language]),
    ...causes.map(cause => `${missing[language]}: ${causeText(cause)[language]}`),
  ]
  const lines = rows.map(row => {
    const byCause = new Map(causesOf(row))
    return [
      ...fixed.map(([, cell]) => cell(row)),
      ...causes.map(cause => secondsOf(byCause.get(cause) ?? 0)),
    ]
  })
  return `\ufeff${[heading, ...lines].map(line => `${line.map(quoted).join(',')}\r\n`).join('')}`
}

const missing = text('途切れ（秒）', 'missing (s)')

const fixed: readonly (readonly [Text, (row: UptimeRow) => string | number])[] = [
  [text('月', 'month'), row => row.month],
  [text('カメラ', 'camera'), row => row.name],
  [text('場所', 'place'), row => row.place],
  [text('番号', 'id'), row => row.camera],
  [text('期間の始め', 'from'), row => printed(row.fromUs)],
  [text('期間の終わり', 'to'), row => printed(row.toUs)],
  [text('撮影すべき時間（秒）', 'expected (s)'), row => secondsOf(row.expectedUs)],
  [
    text('撮影した時間（秒）', 'recorded (s)'),
    row => secondsOf(row.expectedUs) - secondsOf(row.missingUs),
  ],
  [missing, row => secondsOf(row.missingUs)],
  [text('途切れた回数', 'gaps'), row => row.gaps],
  [
    text('最長の途切れ（秒）', 'longest gap (s)'),
    row => secondsOf(row.longest ? row.longest.toUs - row.longest.fromUs : 0),
  ],
  [text('数えた日数', 'whole days'), row => row.days.whole],
  [text('途切れのない日数', 'days without a gap'), row => row.days.withoutGap],
  [text('期限前に消した時間（秒）', 'given up early (s)'), row => secondsOf(row.givenUpUs)],
]

function quoted(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
