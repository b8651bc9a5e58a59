import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ExitCode, exit, text } from '../command.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'
import { keyLine } from './key-line.ts'
import { ledgerThrough } from './through-door.ts'

/** `ledger checkpoint`: what is to be kept outside, on paper or in another's file. */
export async function checkpoint(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...args], options: { out: { type: 'string' } } })
  return withOffice(terminal, async office => {
    const ledger = await ledgerThrough(office)
    const { size, note } = await ledger.sign()
    const { out } = values
    if (out !== undefined) writeFileSync(out, note)
    terminal.result({ size, note, ...(out === undefined ? {} : { file: out }) }, [
      text(
        `${size} 件までのチェックポイントです。建物の外の人に渡して控えてもらってください。`,
        `The checkpoint over ${size} entries: have somebody outside the building keep it.`,
      ),
      '',
      note.trimEnd(),
      '',
      keyLine(ledger.origin),
    ])
    return exit.ok
  })
}
