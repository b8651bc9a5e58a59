import type { CheckReport, Finding } from '#keeper/report.ts'
import type { StoredVerdict } from '#office/verify-stored.ts'
import type { Compared } from '#projections/rebuild.ts'
import { isWrong } from '#verification/finding.ts'
import { findingWords } from '#verification/finding-words.ts'
import { type Command, exit, noWords, type Text, text } from './command.ts'
import { refused, withKeeper } from './keeper-client.ts'
import { askOffice } from './office-door.ts'
import { officePlace } from './office-place.ts'
import type { Terminal } from './terminal.ts'

export const check: Command = {
  name: 'check',
  usage: 'check',
  summary: text(
    '期限を過ぎた映像が開けないこと、期限内の映像が欠けていないこと、改ざん防止記録と合うことを、全部調べて確かめる。',
    'Proves over every file, key and record that nothing older can be opened and nothing younger is missing.',
  ),
  async run(args, terminal) {
    noWords(args)
    return withKeeper(terminal, async keeper => {
      const place = officePlace(keeper.premises, terminal.env)
      const stored = await askOffice<StoredVerdict>(
        place,
        { order: 'check' },
        {
          progress: shown(terminal),
        },
      )
      const lines = stored && (await askOffice<Compared>(place, { order: 'register.compare' }))
      const known = stored?.keepers.find(({ keeper: id }) => id === keeper.premises.keeper)
      const order = { order: 'check', ledger: known ?? null }
      const answer = await keeper.order<CheckReport>(order, shown(terminal))
      terminal.progress(null)
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      const { result } = answer
      const findings = [
        ...result.findings,
        ...(stored ? inLedger(stored) : []),
        ...(lines?.differing ?? []).map(otherLine),
      ]
      const ledger = stored && {
        ...stored.checked,
        silent: silent(stored),
        lines: lines?.lines ?? 0,
      }
      terminal.result({ ...result, findings, ledger }, [
        ...counted(result, stored, lines),
        ...findings.map(({ place, ja, en }) => text(`✕ ${ja}（${place}）`, `✕ ${en} (${place})`)),
        findings.length === 0
          ? text('○ 異状はありません。', '○ All is as it should be.')
          : text(`✕ ${findings.length} 件の異状があります。`, `✕ ${findings.length} finding(s).`),
      ])
      return findings.length === 0 ? exit.ok : exit.findings
    })
  },
}

const shown = (terminal: Terminal) => (step: unknown) => {
  const { done, of } = step as { done: number; of: number }
  terminal.progress(text(`調べています ${done}/${of}`, `checking ${done}/${of}`))
}

const silent = ({ findings }: StoredVerdict): number =>
  findings.filter(finding => !isWrong(finding)).length

const inLedger = ({ findings }: StoredVerdict): readonly Finding[] =>
  findings.filter(isWrong).map(finding => ({
    kind: `ledger.${finding.kind}`,
    place: Object.values(finding.place).join(' '),
    ...findingWords(finding),
  }))

const otherLine = ({ register, number }: Compared['differing'][number]): Finding => ({
  kind: 'line',
  place: `${register} ${number ?? '—'}`,
  ja: '記録簿の行が、改ざん防止記録のとおりではありません',
  en: 'a line of a register is not what the ledger says',
})

function counted(
  report: CheckReport,
  stored: StoredVerdict | null,
  lines: Compared | null,
): readonly Text[] {
  const { cameras, files, minutes, records, units, events } = report
  const footage = text(
    `カメラ ${cameras} 台、ファイル ${files}、${minutes} 分、記録 ${records}、画像 ${units} 枚、出来事 ${events} 件を調べました。`,
    `Looked at ${cameras} cameras, ${files} files, ${minutes} minutes, ${records} records, ${units} pictures, ${events} events.`,
  )
  if (!stored) {
    return [
      footage,
      text(
        '注意: 事務室が動いていないので、改ざん防止記録と記録簿は調べていません。',
        'Note: the office does not run, so the ledger and the registers were not looked at.',
      ),
    ]
  }
  const { leaves, openings, checkpoints } = stored.checked
  const days = silent(stored)
  return [
    footage,
    text(
      `改ざん防止記録 ${leaves} 件（うち内容 ${openings} 件）、チェックポイント ${checkpoints} 個、記録簿 ${lines?.lines ?? 0} 行を調べました。`,
      `Looked at ${leaves} leaves of the ledger (${openings} with contents), ${checkpoints} checkpoints and ${lines?.lines ?? 0} lines of registers.`,
    ),
    ...(days > 0
      ? [
          text(
            `注意: 記録のない日が ${days} 日あります（停電など、わけを確かめてください）。`,
            `Note: ${days} day(s) without a heartbeat; find out why.`,
          ),
        ]
      : []),
  ]
}
