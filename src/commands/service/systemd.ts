import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { OperatorError, text } from '../command.ts'
import { program } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import { dataIn, recorderUnit, unitFolder } from './units.ts'

const run = promisify(execFile)

/** Runs a program of the system; rejects with what it said. */
export async function system(program: string, ...words: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, words, { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    return stdout
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    const said = stderr?.trim() || message
    throw new OperatorError(
      text(
        `「${[program, ...words].join(' ')}」がうまくいきませんでした: ${said}`,
        `"${[program, ...words].join(' ')}" failed: ${said}`,
      ),
      text(
        '直してから、同じコマンドをもう一度実行してください。',
        'Mend it, then run the same command again.',
      ),
    )
  }
}

export const serviceInstalled = (): boolean => existsSync(`${unitFolder}/${recorderUnit}`)

/** Where the installed service keeps its data; null where none is installed. */
export const serviceData = (): string | null =>
  serviceInstalled() ? dataIn(readFileSync(`${unitFolder}/${recorderUnit}`, 'utf8')) : null

/** Throws OperatorError on a machine that systemd did not start (sd_booted(3)). */
export function requireSystemd(): void {
  if (existsSync('/run/systemd/system')) return
  throw new OperatorError(
    text(
      'この機械は systemd で動いていないため、サービスにできません。',
      'This machine does not run under systemd, so there is no service to install.',
    ),
    text(
      '機械の起動のしくみから「tachiai run」を実行するように設定してください。書くはずだった内容は「tachiai service install --print」で見られます。',
      'Let the machine start "tachiai run" in its own way. "tachiai service install --print" shows what would be written.',
    ),
  )
}

export function requireRoot(terminal: Terminal, verb: string): void {
  if (process.getuid?.() === 0) return
  const data = terminal.env.TACHIAI_DATA ? `TACHIAI_DATA=${terminal.env.TACHIAI_DATA} ` : ''
  throw new OperatorError(
    text('管理者（root）の権限が必要です。', 'This needs the rights of root.'),
    text(
      `sudo ${data}${program}/tachiai service ${verb}`,
      `sudo ${data}${program}/tachiai service ${verb}`,
    ),
  )
}
