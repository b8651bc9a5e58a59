import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import type { ClockConsequence, ClockReport } from '#keeper/report.ts'
import { type Command, type ExitCode, exit, text, UsageError } from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import { momentOf } from './moment.ts'
import type { Terminal } from './terminal.ts'

export const clock: Command = {
  name: 'clock',
  usage: [
    'clock show',
    'clock accept "yyyy-mm-dd hh:mm" --by 役員 [--by もう一人] [--yes]',
    'clock move 8d|3h|20m   (デモだけ / demo only)',
  ].join('\n'),
  summary: text(
    '録画係の時計を見る・正しい日時を確認する。受け入れると何が消えるかを先に示す。',
    "Shows the keeper's time, or confirms the right one; says first what would go.",
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { by: { type: 'string', multiple: true }, yes: { type: 'boolean' } },
    })
    const [verb = 'show', target = ''] = positionals
    return withKeeper(terminal, keeper => {
      if (verb === 'show') return show(keeper, terminal)
      if (verb === 'accept')
        return accept(keeper, terminal, target, values.by ?? [], values.yes === true)
      if (verb === 'move') return move(keeper, terminal, target)
      throw new UsageError(text('show・accept・move のどれかです。', 'show, accept or move.'))
    })
  },
}

const sources: Record<string, string> = {
  hardware: '機械の時計 / hardware clock',
  ntp: 'NTP',
  cameras: 'カメラの多数 / most cameras',
  mark: '前回の時刻からの継続 / continued mark',
  system: '基本ソフトの時計 / system clock',
}

function lines(report: ClockReport) {
  const now = printed(report.nowUs)
  return [
    report.state === 'certain'
      ? text(`録画係の時刻: ${now}（確か）`, `Keeper time: ${now} (certain)`)
      : text(
          `録画係の時刻: ${now}（未確認: 消去は続き、新しい時刻を確認するまで何も開きません）`,
          `Keeper time: ${now} (UNCERTAIN: erasure goes on; nothing doubtful opens until it is confirmed)`,
        ),
    ...report.sources.map(({ source, us }) => `  ${printed(us)}  ${sources[source] ?? source}`),
  ]
}

async function show(keeper: KeeperClient, terminal: Terminal): Promise<ExitCode> {
  const answer = await keeper.order<ClockReport>({ order: 'clock.show' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, lines(answer.result))
  return exit.ok
}

async function accept(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  by: readonly string[],
  yes: boolean,
): Promise<ExitCode> {
  const us = momentOf(target, 'TIME')
  const preview = await keeper.order<ClockConsequence>({ order: 'clock.consequence', us })
  if ('refusal' in preview) return refused(terminal, preview.refusal)
  const { minutes, cameras, officersNeeded } = preview.result
  terminal.say(
    minutes > 0
      ? text(
          `受け入れると、${cameras} 台のカメラの ${hours(minutes)} 分の映像が直ちに消えます。確認には ${officersNeeded} 名が必要です。`,
          `Accepting it erases ${hours(minutes)} of footage of ${cameras} cameras at once. ${officersNeeded} officer(s) must confirm.`,
        )
      : text(
          '受け入れても、直ちに消える映像はありません。',
          'Accepting it erases nothing at once.',
        ),
  )
  if (!yes) {
    const answer = await terminal.ask(text('受け入れますか（はい/いいえ）:', 'Accept? (yes/no):'))
    if (!/^(y|yes|は|はい)$/i.test(answer)) return exit.ok
  }
  const answer = await keeper.order<ClockReport>({ order: 'clock.accept', us, by })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, lines(answer.result))
  return exit.ok
}

const hours = (minutes: number) =>
  minutes < 120 ? `${minutes} 分 (min)` : `${Math.round(minutes / 60)} 時間 (h)`

async function move(keeper: KeeperClient, terminal: Terminal, target: string): Promise<ExitCode> {
  const match = /^([+-]?)(\d+)([dhm])$/.exec(target)
  if (!match) throw new UsageError(text('8d・3h・20m の形です。', 'Like 8d, 3h or 20m.'))
  const [, sign, count, unit] = match
  const minutes = Number(count) * { d: 1440, h: 60, m: 1 }[unit as 'd' | 'h' | 'm']
  const us = (sign === '-' ? -1 : 1) * minutes * 60_000_000
  const answer = await keeper.order<ClockReport>({ order: 'clock.move', us })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, lines(answer.result))
  return exit.ok
}
