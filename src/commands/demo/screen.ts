import { emitKeypressEvents } from 'node:readline'
import type { Premises } from '#keeper/premises.ts'
import type { CheckReport, ErasureReport, StatusReport } from '#keeper/report.ts'
import { type Text, text } from '../command.ts'
import { erasureLines } from '../erasure.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { officeState } from '../office-state.ts'
import { statusLines } from '../status.ts'
import type { Terminal } from '../terminal.ts'
import type { Visit } from './visit.ts'

const hourUs = 3_600_000_000
const moves: Record<string, number> = { h: hourUs, d: 24 * hourUs, w: 7 * 24 * hourUs }

/** The demo's state, refreshed while it runs; keys move the clock. Without a terminal: one look every 5 s. */
export async function demoScreen(parts: {
  readonly terminal: Terminal
  readonly client: KeeperClient
  readonly premises: Premises
  readonly ended: Promise<number>
  readonly follow: () => Promise<void>
  readonly stop: () => void
  /** null: nobody but the cameras is here. */
  readonly visit: Visit | null
}): Promise<void> {
  const { terminal, client, premises, ended, follow, stop, visit } = parts
  let message: readonly Text[] = []
  let over = false
  const restore = terminal.interactive ? listen(press) : () => {}

  async function press(key: string): Promise<void> {
    if (key === 'q') return stop()
    const us = moves[key]
    if (us !== undefined) {
      await client.order({ order: 'clock.move', us })
      await follow()
      message = [text('時計を進めました。', 'The clock was moved.')]
    }
    if (key === 'e') {
      const answer = await client.order<ErasureReport>({ order: 'erasure', day: null })
      if ('result' in answer) message = erasureLines(answer.result)
    }
    if (key === 'c') {
      const answer = await client.order<CheckReport>({ order: 'check' })
      if ('result' in answer) message = checkLines(answer.result)
    }
    await draw()
  }

  async function draw(): Promise<void> {
    const answer = await client.order<StatusReport>({ order: 'status' })
    if (!('result' in answer)) return
    const report = { ...answer.result, recording: true }
    const office = await officeState(premises, terminal.env, report)
    const lines = [
      ...statusLines(report, office.lines),
      text('', ''),
      ...(visit ? visitLines(visit) : []),
      ...(terminal.interactive
        ? [keys]
        : [text(`データ: ${premises.directory}`, `Data: ${premises.directory}`)]),
      text(
        `別の窓から: TACHIAI_DATA=${premises.directory} ./tachiai status`,
        `From another window: TACHIAI_DATA=${premises.directory} ./tachiai status`,
      ),
      ...(message.length > 0 ? [text('', ''), ...message.slice(0, 30)] : []),
    ]
    const screen = lines.map(line => terminal.in(line)).join('\n')
    process.stdout.write(terminal.interactive ? `\x1b[H\x1b[J${screen}\n` : `${screen}\n\n`)
  }

  void ended.then(() => {
    over = true
  })
  try {
    while (!over) {
      await draw().catch(() => {})
      await follow().catch(() => {})
      const pause = new Promise(done => setTimeout(done, terminal.interactive ? 1000 : 5000))
      await Promise.race([pause, ended])
    }
  } finally {
    restore()
  }
}

const visitLines = (visit: Visit): readonly Text[] => {
  const { address } = visit
  const left = visit.progress()
  return [
    text(`見本の入口: ${address}`, `The demo's front page: ${address}`),
    ...(left === null
      ? []
      : left.problem !== null
        ? [text(`見本の用意が止まりました: ${left.problem}`, `Filling it stopped: ${left.problem}`)]
        : [
            text(
              `  人と申請を用意しています（${left.done} / ${left.of}、三分ほど）`,
              `  people and cases are being made (${left.done} of ${left.of}, about three minutes)`,
            ),
          ]),
  ]
}

const keys = text(
  'h: 1時間進める　d: 1日　w: 1週間　c: 検査　e: 消去の予定と証明書　q: 終わる',
  'h: +1 hour   d: +1 day   w: +1 week   c: check   e: erasure   q: quit',
)

const checkLines = ({ findings, units, files }: CheckReport): readonly Text[] =>
  findings.length === 0
    ? [
        text(
          `検査: ○ 異状はありません（${files} ファイル、画像 ${units} 枚）`,
          `check: all well (${files} files, ${units} pictures)`,
        ),
      ]
    : findings.map(({ ja, en, place }) => text(`✕ ${ja}（${place}）`, `✕ ${en} (${place})`))

function listen(press: (key: string) => Promise<void>): () => void {
  emitKeypressEvents(process.stdin)
  process.stdin.setRawMode(true)
  process.stdin.resume()
  const heard = (letter: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    const name = key.ctrl && key.name === 'c' ? 'q' : (letter ?? '')
    press(name).catch(() => {})
  }
  process.stdin.on('keypress', heard)
  return () => {
    process.stdin.off('keypress', heard)
    process.stdin.setRawMode(false)
    process.stdin.pause()
  }
}
