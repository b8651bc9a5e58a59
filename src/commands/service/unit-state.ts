import { type Text, text } from '../command.ts'

/** What systemd says about the recording unit, of `systemctl show`. */
export type UnitState = {
  readonly active: 'active' | 'activating' | 'deactivating' | 'inactive' | 'failed' | string
  /** Starts with the machine. */
  readonly enabled: boolean
  /** In the state it is in since, µs since the epoch; null where it never was. */
  readonly sinceUs: number | null
  /** How often systemd itself started it again since it was last started by hand or by the boot. */
  readonly restarts: number
  /** How its last run ended: systemd's word (systemd.service(5), $SERVICE_RESULT). */
  readonly result: string
}

export const shownProperties = [
  'ActiveState',
  'UnitFileState',
  'StateChangeTimestamp',
  'NRestarts',
  'Result',
] as const

/** Reads the `Name=value` lines that `systemctl show --timestamp=unix` prints. */
export function unitState(shown: string): UnitState {
  const values = new Map(
    shown.split('\n').map((line): [string, string] => {
      const at = line.indexOf('=')
      return [line.slice(0, at), line.slice(at + 1)]
    }),
  )
  const since = /^@(\d+)$/.exec(values.get('StateChangeTimestamp') ?? '')?.[1]
  return {
    active: values.get('ActiveState') ?? 'inactive',
    enabled: values.get('UnitFileState') === 'enabled',
    sinceUs: since === undefined || since === '0' ? null : Number(since) * 1_000_000,
    restarts: Number(values.get('NRestarts') ?? 0),
    result: values.get('Result') ?? '',
  }
}

const states: Record<string, Text> = {
  active: text('動いています', 'running'),
  activating: text('始めているところです', 'starting'),
  deactivating: text('止めているところです', 'stopping'),
  inactive: text('止まっています', 'stopped'),
  failed: text('止まっています（異常終了）', 'stopped after a failure'),
}
export const stateText = ({ active }: UnitState): Text => states[active] ?? text(active, active)

const results: Record<string, Text> = {
  'exit-code': text('エラーで終わりました', 'it ended with an error'),
  signal: text('外から強制終了されました', 'it was killed from outside'),
  'core-dump': text('異常終了しました', 'it crashed'),
  'oom-kill': text('メモリーが足りず終了させられました', 'the machine ran out of memory'),
  timeout: text('時間内に終わりませんでした', 'it did not end in time'),
  watchdog: text('応答がありませんでした', 'it did not answer'),
  resources: text('必要なフォルダーや権限がありませんでした', 'a folder or a right was missing'),
}
/** Null after an orderly end. */
export const resultText = ({ result }: UnitState): Text | null => results[result] ?? null
