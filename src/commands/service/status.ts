import { statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printed } from '#civil/minute.ts'
import { Fault } from '#fault/fault.ts'
import type { LastStart } from '#keeper/inspection/last-start.ts'
import { dataDirectory, type Premises, readPremises } from '#keeper/premises.ts'
import type { StatusReport } from '#keeper/report.ts'
import { type ExitCode, exit, type Text, text } from '../command.ts'
import { keeperAnswers, withRunningKeeper } from '../keeper-client.ts'
import { program } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import { requireSystemd, serviceInstalled, system } from './systemd.ts'
import { resultText, shownProperties, stateText, type UnitState, unitState } from './unit-state.ts'
import { recorderUnit } from './units.ts'

/** Looks and changes nothing; a keeper that is switched off is not started for it. */
export async function status(terminal: Terminal): Promise<ExitCode> {
  if (!serviceInstalled()) {
    terminal.result({ installed: false }, [
      text(
        'サービスはありません。機械の電源を入れても、録画は自動では始まりません。',
        'There is no service: recording does not begin by itself when the machine starts.',
      ),
      text(
        `\n  次に: sudo ${program}/tachiai service install`,
        `\n  Next: sudo ${program}/tachiai service install`,
      ),
    ])
    return exit.ok
  }
  requireSystemd()
  const unit = unitState(
    await system(
      'systemctl',
      ...['show', recorderUnit, '--timestamp=unix', `--property=${shownProperties.join(',')}`],
    ),
  )
  const directory = resolve(dataDirectory(terminal.env, 0))
  const premises = await readPremises(directory).catch((error: unknown) => {
    if (error instanceof Fault && error.kind === 'Unavailable') return 'closed' as const
    throw error
  })
  if (premises === null || premises === 'closed') {
    terminal.result({ installed: true, ...unit, directory }, [
      ...unitLines(unit),
      premises ? closed : notFounded(directory),
    ])
    return unit.active === 'active' ? exit.ok : exit.fault
  }
  const keeper = (await keeperAnswers(premises)) ? await asked(premises) : null
  const disk = await space(premises)
  terminal.result({ installed: true, ...unit, directory, disk, keeper }, [
    ...unitLines(unit),
    ...(keeper ? keeperLines(keeper) : unit.active === 'active' ? [silent] : []),
    ...placeLines(premises, disk),
  ])
  return keeper ? exit.ok : exit.fault
}

type FromKeeper = { readonly separated: boolean; readonly started: LastStart | null }

const asked = (premises: Premises): Promise<FromKeeper | null> =>
  withRunningKeeper(premises, async keeper => {
    const answer = await keeper.order<StatusReport>({ order: 'status' })
    if ('refusal' in answer) return null
    return { separated: answer.result.separated, started: answer.result.started }
  })

const space = ({ directory }: Premises) =>
  statfs(directory).then(
    ({ bavail, blocks, bsize }) => ({ freeBytes: bavail * bsize, totalBytes: blocks * bsize }),
    () => null,
  )

const silent = text(
  '✕ 録画係がまだ答えません。しばらく待っても変わらなければ「journalctl -u tachiai」に理由があります。',
  '✕ The keeper does not answer yet. If that stays, see "journalctl -u tachiai".',
)

/** The folder is closed to everybody but the keeper and root. */
const closed = text(
  '録画係の詳しい状態は sudo を付けると見られます。',
  'With sudo the state of the keeper itself can be seen.',
)

const notFounded = (directory: string) =>
  text(
    `録画の設定がまだありません（${directory}） →「sudo ${program}/tachiai init」、そのあと「service install」をもう一度`,
    `Nothing is set up to record yet (${directory}) → "sudo ${program}/tachiai init", then "service install" again`,
  )

function unitLines(unit: UnitState): readonly Text[] {
  const state = stateText(unit)
  const since = unit.sinceUs === null ? null : printed(unit.sinceUs)
  const result = unit.active === 'active' ? null : resultText(unit)
  const lines = [
    text(
      `サービス: ${state.ja}${since ? `（${since} から）` : ''}`,
      `Service: ${state.en}${since ? ` (since ${since})` : ''}`,
    ),
    unit.enabled
      ? text('機械の起動: 録画は自動で始まります', 'At boot: recording begins by itself')
      : text(
          '機械の起動: 録画は始まりません →「service install」をもう一度',
          'At boot: recording does NOT begin → "service install" again',
        ),
  ]
  if (result) lines.push(text(`止まった理由: ${result.ja}`, `Why: ${result.en}`))
  if (unit.restarts > 0) {
    lines.push(
      text(
        `自動のやり直し: ${unit.restarts} 回（「journalctl -u tachiai」に理由があります）`,
        `Started again by itself: ${unit.restarts} times (see "journalctl -u tachiai")`,
      ),
    )
  }
  return lines
}

const endings: Record<LastStart['before'], Text> = {
  first: text('これが最初の起動です', 'this is the first start'),
  ended: text('正常に終わりました', 'it ended in order'),
  died: text('異常終了しました（強制終了か故障）', 'it died (killed, or a fault)'),
  off: text('停電か、機械の突然の停止でした', 'a power cut, or the machine stopped suddenly'),
}

function keeperLines({ separated, started }: FromKeeper): readonly Text[] {
  const lines = [
    separated
      ? text(
          '分離: 分離あり（録画係は専用の利用者で動いています）',
          'Separation: 分離あり (the keeper has an OS user of its own)',
        )
      : text(
          '分離: 分離なし →「service install」をもう一度',
          'Separation: 分離なし (not separated) → "service install" again',
        ),
  ]
  if (started) {
    const { ja, en } = endings[started.before]
    const cause = started.cause ? ` [${started.cause}]` : ''
    const at = printed(started.atUs)
    lines.push(
      text(
        `録画係: ${at} に起動。その前は: ${ja}${cause}`,
        `Keeper: began ${at}; before that: ${en}${cause}`,
      ),
    )
  }
  return lines
}

function placeLines(
  { directory, shares }: Premises,
  disk: { freeBytes: number; totalBytes: number } | null,
): readonly Text[] {
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  const room = disk
    ? text(
        `（空き ${gigabytes(disk.freeBytes)} GB／${gigabytes(disk.totalBytes)} GB）`,
        ` (${gigabytes(disk.freeBytes)} of ${gigabytes(disk.totalBytes)} GB free)`,
      )
    : text('（見えません）', ' (not there)')
  return [
    text(`データ: ${directory}${room.ja}`, `Data: ${directory}${room.en}`),
    text(`鍵の片割れ: ${shares.join('、')}`, `Key share: ${shares.join(', ')}`),
  ]
}
