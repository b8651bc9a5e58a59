import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Steward } from './disk.ts'

const run = promisify(execFile)

/**
 * The steward's work done by this process: for commands, tests and the keyless parent of the keeper.
 *
 * Where the parent is root and the keeper another `user`, holes are punched as that user: a link that it put in
 * a file's place then leads nowhere that it could not go itself. Only directories are opened to be synced.
 */
export const stewardAs = (user: { readonly uid?: number; readonly gid?: number }): Steward => ({
  async syncDirectory(path) {
    const handle = await fs.open(path, constants.O_RDONLY | constants.O_DIRECTORY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  /** Node has no call for FALLOC_FL_PUNCH_HOLE; util-linux brings one on every Linux system. */
  async punch(path, offset, length) {
    const words = ['--punch-hole', '--offset', `${offset}`, '--length', `${length}`, path]
    await run('fallocate', words, user)
  },
})

export const ownSteward = stewardAs({})
