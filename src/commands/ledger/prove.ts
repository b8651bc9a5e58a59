import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { proofFile } from '#ledger/proof.ts'
import type { LedgerSource } from '#ledger/source.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'
import { keyLine } from './key-line.ts'
import { ledgerThrough } from './through-door.ts'

/** `ledger prove`: one entry as a file that proves itself, or every entry of a stream, each in a file. */
export async function prove(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { contents: { type: 'boolean', default: false } },
  })
  const [what, place] = positionals
  if (!what || !place || positionals.length > 2) {
    throw new UsageError(
      text(
        '番号か綴りの名前と、書き出す場所を指定してください。',
        'Name an entry or a stream, and where to write.',
      ),
    )
  }
  return withOffice(terminal, async office => {
    const ledger = await ledgerThrough(office)
    const one = /^\d{1,15}$/.test(what)
    const indexes = one ? [Number(what)] : await indexesOf(ledger, what)
    if (!one) mkdirSync(place, { recursive: true, mode: 0o700 })
    const files = []
    for (const index of indexes) {
      const file = one ? place : join(place, `${index}.tlog-proof`)
      writeFileSync(file, await proofFile(ledger, index, values.contents), { mode: 0o600 })
      files.push(file)
    }
    terminal.result({ files }, [
      text(
        `${files.length} 件の証明を ${place} に書きました。`,
        `Wrote ${files.length} proof(s) to ${place}.`,
      ),
      keyLine(ledger.origin),
    ])
    return exit.ok
  })
}

async function indexesOf(ledger: LedgerSource, name: string): Promise<readonly number[]> {
  const stream = (await ledger.streams()).find(known => known.name === name)?.stream
  const { size } = await ledger.sign()
  const found: number[] = []
  if (stream !== undefined) {
    for await (const leaf of ledger.leaves(0, size)) {
      if (leaf.stream === stream) found.push(leaf.index)
    }
  }
  if (found.length > 0) return found
  throw new OperatorError(
    text(`「${name}」という綴りはありません。`, `There is no stream "${name}".`),
  )
}
