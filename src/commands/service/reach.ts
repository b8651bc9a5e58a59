import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Need = { readonly path: string; readonly for: 'reading' | 'writing' | 'passing' }

/** What the program does as that user: it tries, and says at which of its words it failed. */
const trial = `
const { accessSync, constants: { R_OK, W_OK, X_OK } } = require('node:fs')
const modes = { reading: R_OK, writing: R_OK | W_OK, passing: X_OK }
const failed = JSON.parse(process.argv[1]).filter(need => {
  try { accessSync(need.path, modes[need.for]) } catch { return true }
})
process.stdout.write(JSON.stringify(failed))`

/**
 * Which of these an OS user cannot do, asked of the kernel by a process of that user: a folder above that is closed
 * to it counts as well. To be called as root. Where not even this program can be started as that user, its own path.
 */
export async function cannotReach(
  user: { readonly uid: number; readonly gid: number },
  needs: readonly Need[],
): Promise<readonly Need[]> {
  const words = ['-e', trial, JSON.stringify(needs)]
  const { uid, gid } = user
  try {
    const { stdout } = await run(process.execPath, words, { uid, gid, cwd: '/', env: {} })
    return JSON.parse(stdout)
  } catch {
    return [{ path: process.execPath, for: 'reading' }]
  }
}
