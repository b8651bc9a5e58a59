import { type ExitCode, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { check } from './check.ts'
import { coverage } from './coverage.ts'
import { diff } from './diff.ts'
import { explain } from './explain.ts'
import { list } from './list.ts'
import { show } from './show.ts'
import { weave } from './weave.ts'

type Verb = (args: readonly string[], terminal: Terminal) => ExitCode

const verbs: Readonly<Record<string, Verb>> = { list, show, explain, coverage, diff, weave, check }

export function law([name = 'list', ...args]: readonly string[], terminal: Terminal): ExitCode {
  if (Object.hasOwn(verbs, name)) return verbs[name]!(args, terminal)
  const known = Object.keys(verbs).join('・')
  throw new UsageError(text(`${known} のどれかです。`, `One of: ${Object.keys(verbs).join(', ')}.`))
}
