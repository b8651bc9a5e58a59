import { setTimeout as pause } from 'node:timers/promises'
import { type Command, exit, noWords, OperatorError, text } from './command.ts'
import { startKeeper } from './keeper-child.ts'
import { requirePremises } from './keeper-client.ts'
import { type KeptOffice, keepOffice } from './office-child.ts'

/** A keeper that died is started again after this; what it lost in between is a recorded gap. */
const restartMs = 2000
/** Somebody may have asked for the state just then; what they began ends by itself, and recording must not end by it. */
const patienceMs = 600_000

export const run: Command = {
  name: 'run',
  usage: 'run',
  summary: text(
    '録画を始め、止めるまで続ける（Ctrl+C で止まる）。',
    'Records until stopped (Ctrl+C).',
  ),
  async run(args, terminal) {
    noWords(args)
    const premises = await requirePremises(terminal)
    if (premises.demo) {
      throw new OperatorError(
        text('ここはデモのデータです。', 'This directory belongs to the demo.'),
        text('「npm run demo」で動かしてください。', 'Run it with "npm run demo".'),
      )
    }
    const stopped = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => stopped.abort())
    }
    let office: KeptOffice | null = null
    for (let starts = 0; ; starts++) {
      const keeper = await startKeeper({
        ...{ task: 'record', premises },
        patienceMs: starts > 0 ? patienceMs : 0,
      }).catch(async error => {
        await office?.stop()
        throw error
      })
      const stop = () => void keeper.stop()
      stopped.signal.addEventListener('abort', stop)
      terminal.say(
        starts > 0
          ? text('録画を再開しました。', 'Recording again.')
          : text(
              '録画しています。状態は別の窓で「tachiai status」。止めるには Ctrl+C。',
              'Recording. See "tachiai status" in another window. Stop with Ctrl+C.',
            ),
      )
      if (!keeper.separated) {
        terminal.say(
          text(
            '分離なし: 録画係専用の利用者で動いていません（管理者なら「tachiai service install」で分けられます）。',
            '分離なし (not separated): the keeper has no OS user of its own ("tachiai service install" as root gives it one).',
          ),
        )
      }
      if (stopped.signal.aborted) stop()
      else if (keeper.site) office ??= keepOffice(terminal, premises, keeper.site)
      const code = await keeper.ended
      stopped.signal.removeEventListener('abort', stop)
      if (code === 0 || stopped.signal.aborted) {
        // What the keeper wrote last is taken over by the next start.
        await office?.stop()
        terminal.say(text('録画を止めました。', 'Stopped.'))
        return code === 0 ? exit.ok : exit.fault
      }
      if (code === exit.again) {
        terminal.say(
          text(
            '改正された規程が施行されました。新しい規程で録画を始め直します。',
            'An amended rule document came into force: recording starts anew under it.',
          ),
        )
        continue
      }
      terminal.warn(
        text(
          `録画係が異常終了しました（${code}）。2秒後に再開します。`,
          `The keeper ended abnormally (${code}); starting it again in 2 s.`,
        ),
      )
      await pause(restartMs, undefined, { signal: stopped.signal }).catch(() => {})
      if (stopped.signal.aborted) {
        await office?.stop()
        return exit.ok
      }
    }
  },
}
