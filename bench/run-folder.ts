import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { benchDirectory } from './machine.ts'
import { childrenOf } from './processes.ts'

let folder: string | null = null

/** What a run writes stands below this folder, which goes with the process however it ends (but for SIGKILL). */
export function runFolder(): string {
  folder ??= mkdtempSync(join(benchDirectory(), 'tachiai-bench-'))
  return folder
}

/** An interrupted run leaves neither footage nor cameras nor recorders behind. To be called when the process exits. */
export function leaveNothing(): void {
  for (const child of childrenOf(process.pid)) {
    try {
      process.kill(child, 'SIGKILL')
    } catch {
      // Gone by itself.
    }
  }
  // A keeper just killed may still have a write under way.
  if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
