import { execFile } from 'node:child_process'
import * as fs from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Steward } from './disk.ts'

const run = promisify(execFile)

/** The steward's work done by this process: for commands, tests and the keyless parent of the keeper. */
export const ownSteward: Steward = {
  async syncDirectory(path) {
    const handle = await fs.open(path, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  /** Node has no call for FALLOC_FL_PUNCH_HOLE; util-linux brings one on every Linux system. */
  async punch(path, offset, length) {
    await run('fallocate', ['--punch-hole', '--offset', `${offset}`, '--length', `${length}`, path])
  },
}
