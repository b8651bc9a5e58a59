import { printed } from '#civil/minute.ts'
import type { StatusReport } from '#keeper/report.ts'
import { printedBasis } from '#law/basis.ts'
import { cameraLine } from './camera-lines.ts'
import { type Command, exit, noWords, type Text, text } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'
import { officeState } from './office-state.ts'
import { serviceInstalled } from './service/systemd.ts'

export const status: Command = {
  name: 'status',
  usage: 'status',
  summary: text(
    'いまの状態: 時計、カメラ、消去、ディスク、改ざん防止記録、注意。',
    'The state: clock, cameras, erasure, disk, ledger, warnings.',
  ),
  async run(args, terminal) {
    noWords(args)
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order<StatusReport>({ order: 'status' })
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      const report = { ...answer.result, recording: keeper.recording }
      const office = await officeState(keeper.premises, terminal.env, report)
      terminal.result({ ...report, office: office.report }, statusLines(report, office.lines))
      return exit.ok
    })
  },
}

const begin = () => (serviceInstalled() ? 'sudo systemctl start tachiai' : 'tachiai run')

const amendmentLines = (next: StatusReport['profile']['next']): readonly Text[] =>
  next === null
    ? []
    : [
        text(
          `規程の改正: ${printed(next.fromUs)} から「${next.version}」`,
          `Rule amended: "${next.version}" from ${printed(next.fromUs)}`,
        ),
      ]

export function statusLines(report: StatusReport, ledger: readonly Text[] = []): readonly Text[] {
  const { organisation, profile, clock, keyring, disk, holds } = report
  const now = printed(clock.nowUs)
  const basis = printedBasis(profile.basis)
  const next = keyring.nextDueUs === null ? '—' : printed(keyring.nextDueUs)
  const last = keyring.lastErasureUs === null ? '—' : printed(keyring.lastErasureUs)
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  const lines = [
    text(`${organisation}　${profile.title}`, `${organisation} — ${profile.title}`),
    text(
      `保存期間: ${profile.retention}（${basis}）`,
      `Retention: ${profile.retention} (${basis})`,
    ),
    ...amendmentLines(profile.next),
    clock.state === 'certain'
      ? text(`時刻: ${now}`, `Time: ${now}`)
      : text(
          `時刻: ${now} 未確認 →「tachiai clock show」`,
          `Time: ${now} UNCERTAIN → "tachiai clock show"`,
        ),
    report.recording
      ? text('録画: 動いています', 'Recording: on')
      : text(`録画: 止まっています →「${begin()}」`, `Recording: OFF → "${begin()}"`),
    text(
      `消去: 最後 ${last}、次 ${next}（鍵束 第${keyring.version}版）、延長 ${holds} 件`,
      `Erasure: last ${last}, next ${next} (keyring version ${keyring.version}), ${holds} holds`,
    ),
    text(
      `ディスク: 映像 ${gigabytes(disk.footageBytes)} GB、空き ${gigabytes(disk.freeBytes)} GB`,
      `Disk: footage ${gigabytes(disk.footageBytes)} GB, free ${gigabytes(disk.freeBytes)} GB`,
    ),
  ]
  const cameras = report.cameras.filter(({ removedUs }) => removedUs === undefined)
  if (cameras.length === 0) {
    lines.push(
      text(
        'カメラ: まだありません →「tachiai camera discover」で探す',
        'Cameras: none yet → "tachiai camera discover"',
      ),
    )
  }
  for (const camera of cameras) {
    const { ja, en } = cameraLine(camera)
    lines.push(text(`  ${ja}`, `  ${en}`))
  }
  lines.push(...ledger)
  if (keyring.problem) lines.push(text(`✕ ${keyring.problem}`, `✕ ${keyring.problem}`))
  if (!report.separated) {
    lines.push(
      text(
        '注意: 分離なし（録画係専用の利用者で動いていません）',
        'Note: 分離なし — not separated (the keeper has no OS user of its own)',
      ),
    )
  }
  for (const { ja, en } of report.warnings) lines.push(text(`注意: ${ja}`, `Note: ${en}`))
  return lines
}
