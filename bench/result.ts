import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError, text } from '#commands/command.ts'
import type { Line } from './line.ts'
import type { Load, Machine } from './machine.ts'
import type { Size } from './plan.ts'

/** What one run of the benchmark found; as it stands in the file of `--json` (bench/README.md). */
export type Result = {
  readonly schema: 1
  /** When it was begun, ISO 8601 in UTC. */
  readonly at: string
  /** The commit measured; `changed`: with changes that stand in no commit. Null outside a clone. */
  readonly commit: { readonly id: string; readonly changed: boolean } | null
  readonly size: Size
  readonly machine: Machine
  readonly load: { readonly before: Load; readonly after: Load }
  readonly lines: readonly Line[]
}

export const writeResult = (path: string, result: Result): void =>
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`)

/** Throws OperatorError where the file is none of ours. */
export function readResult(path: string): Result {
  const wrong = text(
    `${path} は、--json で書いた結果ではありません。`,
    `${path} is no result that --json wrote.`,
  )
  let read: Partial<Result>
  try {
    read = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new OperatorError(wrong, text(`${error}`, `${error}`))
  }
  if (read.schema === 1 && Array.isArray(read.lines)) return read as Result
  throw new OperatorError(wrong)
}

export function commitMeasured(): Result['commit'] {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', join(import.meta.dirname, '..'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    return { id: git('rev-parse', 'HEAD'), changed: git('status', '--porcelain') !== '' }
  } catch {
    return null
  }
}
