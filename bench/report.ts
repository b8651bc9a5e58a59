import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** One line of the table. `target` is design's; `ours` and `peer` are what this run measured, or why it did not. */
export type Row = {
  readonly number: string
  readonly what: string
  readonly target: string
  readonly ours: string
  readonly peer: string
}

export const notRun = (why: string): string => `not run: ${why}`

/** Median, with the range in brackets. */
export function spread(values: readonly number[], digits = 1): string {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[0]!, sorted.at(-1)!]
  const middle = median(values).toFixed(digits)
  return sorted.length > 1 ? `${middle} (${low.toFixed(digits)}–${high.toFixed(digits)})` : middle
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}, ${ffmpegVersion() ?? 'no FFmpeg'}`

export function ffmpegVersion(): string | null {
  try {
    const said = execFileSync('ffmpeg', ['-version'], { encoding: 'utf8' })
    return /^ffmpeg version (\S+)/.exec(said)?.[0].replace('version ', '') ?? null
  } catch {
    return null
  }
}

export function printTable(rows: readonly Row[]): void {
  const columns = ['number', 'what', 'target', 'ours', 'peer'] as const
  const head: Row = {
    number: '',
    what: 'what',
    target: 'target',
    ours: 'Tachiai',
    peer: 'beside it',
  }
  console.log(columns.map(column => head[column]).join(' | '))
  console.log(columns.map(() => '---').join(' | '))
  for (const row of rows) console.log(columns.map(column => row[column]).join(' | '))
}

/** Load of the machine, so that a noisy run shows. */
export const loadNow = (): string =>
  readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')
