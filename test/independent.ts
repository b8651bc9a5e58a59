/** The reader that somebody else wrote in another language, from the formats' specifications alone. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import type { Finding } from '#verification/finding.ts'
import type { Files } from './exported.ts'

/** Debian's, whose library for Ed25519 `.ci/run` installs, before any other that may be on the path. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

export type IndependentReader = (
  path: string,
  checkpoints?: readonly string[],
) => Promise<readonly Finding[]>

/** One process for a whole test: it answers a line for a line. */
export function independentReader(t: TestContext): IndependentReader {
  const program = join(import.meta.dirname, 'independent', 'verify.py')
  const child = spawn(python, ['-B', program, '--serve'], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill())
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async (path, checkpoints = []) => {
    child.stdin.write(`${JSON.stringify({ path, checkpoints })}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error('the independent reader has ended')
    return JSON.parse(value).findings
  }
}

/** A folder of its own for each call, removed at the end. */
export function folderOf(t: TestContext, files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-export-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  put(folder, files)
  return folder
}

export function put(folder: string, files: Files): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}
