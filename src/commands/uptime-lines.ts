import { printed, secondUs } from '#civil/minute.ts'
import type { UptimeReport, UptimeRow } from '#keeper/inspection/uptime-report.ts'
import type { GapCause } from '#keeper/spool/events.ts'
import { printedBasis } from '#law/basis.ts'
import { causeText } from './camera-lines.ts'
import { columns } from './columns.ts'
import { type Text, text } from './command.ts'
import { quoted } from './keeper-client.ts'

/** Whole seconds, never fewer than there are: a gap of half a second is not none. */
export const secondsOf = (us: number): number => Math.ceil(us / secondUs)

/** What was missing by cause, the longest first, µs. */
export const causesOf = ({ byCause }: UptimeRow): readonly (readonly [GapCause, number])[] =>
  (Object.entries(byCause) as [GapCause, number][]).sort(([, a], [, b]) => b - a)

/** The report as it is filed, a page for each month. */
export function uptimeLines(report: UptimeReport): readonly Text[] {
  const months = [...Map.groupBy(report.rows, row => row.month)]
  if (months.length === 0) return [...head(report, ''), nothing, ...footnotes(report)]
  return months.flatMap(([month, rows]) => [
    ...head(report, month),
    ...table(rows),
    ...rows.flatMap(details),
    text('', ''),
    text(
      '確認者　職名　　　　　　　　　　氏名　　　　　　　　　　　　　　印',
      'Confirmed by (post)                    (name)                    (seal)',
    ),
    ...footnotes(report),
    text('', ''),
  ])
}

function head(report: UptimeReport, month: string): readonly Text[] {
  const [year, number] = month.split('-').map(Number)
  const basis = `${printedBasis(report.basis)}「${quoted(report.basis).replace(/^「|」$/g, '')}」`
  const made = printed(report.madeUs)
  return [
    text(
      `防犯カメラ撮影状況報告書${month === '' ? '' : `　${year}年${number}月`}`,
      `Recording report ${month}`.trim(),
    ),
    text(
      `${report.organisation}　記録装置 ${report.keeper.slice(0, 8)}（設置 ${report.site.slice(0, 8)}）　作成 ${made}`,
      `${report.organisation}, keeper ${report.keeper.slice(0, 8)} (site ${report.site.slice(0, 8)}), made ${made}`,
    ),
    text(`${report.document}　${basis}`, `${report.document} ${basis}`),
    text('', ''),
  ]
}

const nothing = text(
  'この期間に撮影すべきカメラはありません。カメラを加えた月から数えます（「tachiai camera list」）。',
  'No camera was to record in this time. Counting begins when a camera is added ("tachiai camera list").',
)

const headings = text(
  'カメラ,撮影すべき時間,撮影した時間,割合,途切れ,途切れの計,最長の途切れ',
  'camera,expected,recorded,share,gaps,missing,longest gap',
)
const right = [false, true, true, true, true, true, true]

function table(rows: readonly UptimeRow[]): readonly Text[] {
  const cells = rows.map(row => {
    const [expected, missing] = [secondsOf(row.expectedUs), secondsOf(row.missingUs)]
    const { longest } = row
    const longestSeconds = longest ? secondsOf(longest.toUs - longest.fromUs) : 0
    return [
      row.place === '' || row.place === row.name ? row.name : `${row.name}（${row.place}）`,
      clock(expected),
      clock(Math.max(0, expected - missing)),
      share(row),
      String(row.gaps),
      missing === 0 ? '—' : clock(missing),
      longest ? clock(longestSeconds) : '—',
    ]
  })
  const ja = columns([headings.ja.split(','), ...cells], right)
  const en = columns([headings.en.split(','), ...cells], right)
  return ja.map((line, at) => text(line, en[at]!))
}

/** Cut off, not rounded: 100.00 % says that nothing was missing. */
function share({ expectedUs, recordedUs }: UptimeRow): string {
  if (expectedUs === 0) return '—'
  return `${(Math.floor((recordedUs / expectedUs) * 10_000) / 100).toFixed(2)}%`
}

/** h:mm:ss */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function details(row: UptimeRow): readonly Text[] {
  const { name, longest, days } = row
  const range = `${printed(row.fromUs).slice(5, 16)} — ${printed(row.toUs).slice(5, 16)}`
  const lines = [
    text('', ''),
    text(
      `${name}　${range}　途切れのない日: ${days.whole}日のうち${days.withoutGap}日`,
      `${name}  ${range}  days without a gap: ${days.withoutGap} of ${days.whole}`,
    ),
  ]
  for (const [cause, us] of causesOf(row)) {
    const { ja, en } = causeText(cause)
    lines.push(text(`  ${clock(secondsOf(us))}  ${ja}`, `  ${clock(secondsOf(us))}  ${en}`))
  }
  if (longest) {
    const from = printed(longest.fromUs)
    lines.push(text(`  最長の途切れは ${from} から`, `  the longest gap began ${from}`))
  }
  if (row.givenUpUs > 0) {
    const given = clock(secondsOf(row.givenUpUs))
    lines.push(
      text(
        `  撮影したが、容量が足りず期限より前に消した時間: ${given}（途切れには数えません）`,
        `  recorded, then given up early for want of space: ${given} (no gap)`,
      ),
    )
  }
  return lines
}

const stretch = ({ fromUs, toUs }: { fromUs: number; toUs: number }) =>
  `${printed(fromUs)} — ${printed(toUs)}`

function footnotes(report: UptimeReport): readonly Text[] {
  const { keptSinceUs, uncertain, ranTwice, lostEvents, cards } = report
  const notes = [
    text(
      'カメラを加えた時から撤去した時までを数えます。2秒以内の途切れ、取り込んだ映像は数えません。',
      'Counted from when a camera was added until it was removed. Pauses of up to 2 s and imported footage do not count.',
    ),
    text(
      '記録装置が署名した記録だけから作りました。映像は見ていません。',
      "Made from the keeper's signed events alone; nobody looked at footage.",
    ),
  ]
  if (keptSinceUs !== null) {
    const since = printed(keptSinceUs)
    notes.push(
      text(
        `記録は400日で消えるため、${since} より前は数えていません。`,
        `Events are kept for 400 days: nothing before ${since} is counted.`,
      ),
    )
  }
  for (const span of uncertain) {
    notes.push(
      text(
        `${stretch(span)} は、記録装置の時刻が確かでない間の記録です。`,
        `${stretch(span)}: keeper time was uncertain.`,
      ),
    )
  }
  for (const span of ranTwice) {
    notes.push(
      text(
        `${stretch(span)} は、時刻を戻したため二度あった時間です。どちらかで途切れた時間を数えています。`,
        `${stretch(span)}: ran twice, as keeper time was set back; what was missing either time is counted.`,
      ),
    )
  }
  if (lostEvents > 0) {
    notes.push(
      text(
        `記録のうち ${lostEvents} 件が失われています。この表に現れない途切れがあるかもしれません（「tachiai check」）。`,
        `${lostEvents} events are lost: there may be gaps that this table does not show ("tachiai check").`,
      ),
    )
  }
  if (cards.length > 0) {
    const names = cards.join('、')
    notes.push(
      text(
        `取り込み専用のカメラは数えていません: ${names}`,
        `Cameras that are only imported from are not counted: ${names}`,
      ),
    )
  }
  return [
    text('注', 'Notes'),
    ...notes.map(({ ja, en }, at) => text(` ${at + 1}. ${ja}`, ` ${at + 1}. ${en}`)),
  ]
}
