import { columns } from '#commands/columns.ts'
import { type ExitCode, exit, noWords, text } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { printedRetention } from '#law/retention.ts'
import { standingOf } from '#law/versions/parent.ts'
import { allRules } from './rules.ts'

/** The documents this program holds. */
export function list(args: readonly string[], terminal: Terminal): ExitCode {
  noWords(args)
  const all = allRules().map(({ profile }) => profile)
  const found = all.map(profile => {
    const standing = standingOf(profile, all)
    return {
      id: profile.id,
      title: profile.title,
      version: profile.version,
      effectiveFrom: profile.effectiveFrom.map(({ day }) => day),
      retention: printedRetention(profile.retention.rule),
      parent: standing.kind === 'unheld' ? standing.mark : null,
    }
  })
  const rows = found.map(({ id, title, effectiveFrom, retention, parent }) => [
    id,
    parent ? `${title}（${parent}）` : title,
    effectiveFrom.at(-1) ?? '施行日は空欄',
    retention,
  ])
  terminal.result(found, [
    ...columns([['', '規程', '施行・最終改正', '保存期間'], ...rows], [false, false, false, false]),
    text('中を見る: tachiai law show 名前', 'Look into one: tachiai law show NAME'),
  ])
  return exit.ok
}
