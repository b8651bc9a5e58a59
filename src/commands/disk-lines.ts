import { printed } from '#civil/minute.ts'
import type { DiskReport } from '#keeper/report.ts'
import type { CameraOnDisk } from '#keeper/space/disk-plan.ts'
import { printedBasis } from '#law/basis.ts'
import { printedBitrate } from './bitrate.ts'
import { columns } from './columns.ts'
import { type Text, text } from './command.ts'
import { quoted } from './keeper-client.ts'

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** For a volunteer: first whether it suffices, then what each camera takes. */
export function diskLines(report: DiskReport): readonly Text[] {
  const { totalBytes, freeBytes, reserveBytes, footageBytes, cameras } = report
  return [
    verdict(report),
    text(
      `ディスク ${gigabytes(totalBytes)}　映像 ${gigabytes(footageBytes)}　空き ${gigabytes(freeBytes)}（うち ${gigabytes(reserveBytes)} は録画を守る予備）`,
      `Disk ${gigabytes(totalBytes)}, footage ${gigabytes(footageBytes)}, free ${gigabytes(freeBytes)} (${gigabytes(reserveBytes)} of it a reserve)`,
    ),
    ...(report.fullAtUs === null ? [] : [fullAt(report)]),
    ...(cameras.length === 0
      ? [
          text(
            'カメラはまだありません。加えるときに、置ける日数が分かります。',
            'No camera yet; what fits is known once there is one.',
          ),
        ]
      : tableOf(report)),
    ...(cameras.some(({ plan }) => plan === null) ? [notMeasured] : []),
    ...report.rules.map(basis =>
      text(`${printedBasis(basis)}: ${quoted(basis)}`, `${printedBasis(basis)}: ${quoted(basis)}`),
    ),
  ]
}

/** All cameras as planned, for as long as their footage is kept. */
export const fits = ({ capacityBytes, plannedBytes }: DiskReport): boolean =>
  capacityBytes >= plannedBytes

const isUnknown = ({ plan, plannedBytes, usedBytes }: CameraOnDisk): boolean =>
  plan === null && plannedBytes === null && usedBytes > 0

/** Days that fit at the planned rate of all cameras together. */
function fittingDays({ capacityBytes, plannedBytes, keptDays }: DiskReport): number | null {
  return plannedBytes > 0 && keptDays !== null ? (capacityBytes / plannedBytes) * keptDays : null
}

function verdict(report: DiskReport): Text {
  const { keptDays, isPeriod } = report
  const days = fittingDays(report)
  if (days === null || keptDays === null) {
    return text(
      '置ける日数: まだ分かりません（カメラの計画がありません）',
      'Days that fit: not known yet (no camera has a plan)',
    )
  }
  const rounded = (value: number) => (Math.floor(value * 10) / 10).toFixed(1)
  const unknown = report.cameras.some(isUnknown)
    ? text('。まだ測れていないカメラを除きます', ', cameras not yet measured left out')
    : text('', '')
  if (fits(report)) {
    return text(
      `足りています: ${rounded(days)} 日分置けます（必要なのは ${rounded(keptDays)} 日分）${unknown.ja}`,
      `Enough: ${rounded(days)} days fit (${rounded(keptDays)} are needed)${unknown.en}`,
    )
  }
  return isPeriod
    ? text(
        `✕ 足りません: ${rounded(days)} 日分しか置けません。規程は ${rounded(keptDays)} 日分を求めています。ディスクを大きくするか、画質を下げてください`,
        `✕ NOT ENOUGH: ${rounded(days)} days fit, the document wants ${rounded(keptDays)}. Enlarge the disk or lower the quality`,
      )
    : text(
        `${rounded(days)} 日分置けます。上限の ${rounded(keptDays)} 日より早く、古い映像から消えていきます（規程には反しません）`,
        `${rounded(days)} days fit: the oldest footage goes before its limit of ${rounded(keptDays)} days (no breach)`,
      )
}

const fullAt = ({ fullAtUs, isPeriod }: DiskReport): Text => {
  const moment = printed(fullAtUs!).slice(0, 16)
  return isPeriod
    ? text(
        `このままでは ${moment} に予備に達し、期間の前に映像を手放すことになります（期間違反）`,
        `At this rate the reserve is reached on ${moment}, and footage goes before its period (期間違反)`,
      )
    : text(
        `このままでは ${moment} に予備に達します`,
        `At this rate the reserve is reached on ${moment}`,
      )
}

function tableOf({ cameras }: DiskReport): readonly Text[] {
  const table = (head: readonly string[], by: { given: string; measured: string }) =>
    columns(
      [
        head,
        ...cameras.map(({ name, usedBytes, plannedBytes, plan, measuredBitsPerSecond }) => [
          name,
          plan ? `${printedBitrate(plan.bitsPerSecond)}${by[plan.by]}` : '—',
          measuredBitsPerSecond === null ? '—' : printedBitrate(measuredBitsPerSecond),
          plannedBytes === null ? '—' : gigabytes(plannedBytes),
          gigabytes(usedBytes),
          plannedBytes === null ? '—' : `${Math.round((usedBytes / plannedBytes) * 100)} %`,
        ]),
      ],
      [false, false, true, true, true, true],
    )
  const ja = table(['カメラ', '計画', '実際', '必要', '使用', '割合'], {
    given: '（指定）',
    measured: '（実測）',
  })
  const en = table(['camera', 'plan', 'actual', 'needs', 'uses', 'share'], {
    given: ' (told)',
    measured: ' (measured)',
  })
  return ja.map((line, i) => text(line, en[i]!))
}

const notMeasured = text(
  '計画が「—」のカメラは、丸1日録画すると実測されます。先に決めるには「tachiai disk plan カメラ名 --bitrate 4M」',
  'A camera without a plan is measured after a whole day; or "tachiai disk plan CAMERA --bitrate 4M"',
)
