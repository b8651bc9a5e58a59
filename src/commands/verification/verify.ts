import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ExitCode, exit, OperatorError, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { publicSha256 } from '#hash/public-sha256.ts'
import { profiles } from '#law/profiles/held.ts'
import { type Answer, answerOf, outcomeOf } from '#verification/answer.ts'
import { verifyFile } from '#verification/brought-file.ts'
import { verifyExported } from '#verification/exported.ts'
import type { Primitives } from '#verification/primitives.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { answerLines } from './answer-lines.ts'
import { checkpointsIn, readFile } from './brought.ts'
import { verifyOwn } from './own.ts'

const primitives: Primitives = { sha256: publicSha256, hmac: hmacSha256, verify: ed25519Verify }
const profileOf = profileAmong(profiles)

/** Checks a folder, a file, or the ledger of this machine; exit code 4 where anything is wrong. */
export async function verify(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { checkpoint: { type: 'string', multiple: true } },
  })
  const [place] = positionals
  if (positionals.length > 1) {
    throw new UsageError(text('調べるものを一つ指定してください。', 'Name one thing to look at.'))
  }
  const brought = checkpointsIn(values.checkpoint ?? [])
  const answer =
    place === undefined
      ? await verifyOwn(terminal, brought)
      : isFolder(place)
        ? folder(place, brought, terminal)
        : file(place, brought)
  terminal.progress(null)
  terminal.result(answer, answerLines(answer))
  const outcome = outcomeOf(answer)
  return outcome === 'wrong' || outcome === 'nothing' ? exit.findings : exit.ok
}

function isFolder(place: string): boolean {
  const found = statSync(place, { throwIfNoEntry: false })
  if (found) return found.isDirectory()
  throw new OperatorError(text(`${place} がありません。`, `There is no ${place}.`))
}

function folder(place: string, brought: readonly string[], terminal: Terminal): Answer {
  const read = (path: string) => {
    try {
      return readFileSync(join(place, path))
    } catch {
      return null
    }
  }
  const verdict = verifyExported(primitives, read, brought, {
    profileOf,
    progress: (done, of) =>
      terminal.progress(text(`調べています ${done}/${of}`, `checking ${done}/${of}`)),
  })
  return answerOf(primitives, 'ledger', verdict)
}

function file(place: string, brought: readonly string[]): Answer {
  const verdict = verifyFile(primitives, readFile(place), brought, profileOf)
  return answerOf(primitives, verdict.what, verdict)
}
