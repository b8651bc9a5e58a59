import { toBase64url } from '#leaf/bytes.ts'
import { encodeBundle } from '#tlog/entry-bundle.ts'
import { bundlePath, tilePath, tilesIn } from '#tlog/tile-path.ts'
import type { Signed } from './signing.ts'
import type { LedgerSource } from './source.ts'

/** Puts a file of the export; called in order, each path once, a text that grows in parts. */
export type PutFile = (path: string, parts: AsyncIterable<Uint8Array | string>) => Promise<void>

export type ExportOptions = {
  /** What happened in full, for those who may read it; without, only what stays for ever. */
  readonly contents: boolean
  readonly progress?: (done: number, of: number) => void
}

/**
 * Writes the ledger as files that anybody can check without us (design/ledger.md), up to a checkpoint that is
 * signed for it. What is appended meanwhile is not in it.
 */
export async function exportLedger(
  ledger: LedgerSource,
  put: PutFile,
  { contents, progress = () => {} }: ExportOptions,
): Promise<Signed> {
  const signed = await ledger.sign()
  const { size } = signed
  const { origin, key, before } = ledger.origin
  await put('ledger.json', text(`${JSON.stringify({ format: 1, origin, key, before }, null, 2)}\n`))
  await put('checkpoint', text(signed.note))
  await put('checkpoints', text((await ledger.checkpoints()).join('\n--\n')))
  await put(
    'streams.jsonl',
    jsonLines((await ledger.streams()).map(({ stream, name }) => ({ stream, name }))),
  )
  for (const tile of tilesIn(size)) await put(tilePath(tile), text(await ledger.tile(tile)))
  let entries: Uint8Array[] = []
  for await (const { index, bytes } of ledger.leaves(0, size)) {
    entries.push(bytes)
    if (entries.length < 256 && index + 1 < size) continue
    const path = bundlePath({ n: Math.floor(index / 256), width: entries.length })
    await put(path, text(encodeBundle(entries)))
    entries = []
    progress(index + 1, size)
  }
  if (contents) await put('openings.jsonl', openingLines(ledger, size))
  return signed
}

async function* openingLines(ledger: LedgerSource, size: number): AsyncGenerator<string> {
  for await (const found of ledger.openings(0, size)) {
    if ('damaged' in found) continue
    const { index, salt, body } = found
    yield `${JSON.stringify({ index, salt: toBase64url(salt), body })}\n`
  }
}

async function* jsonLines(values: readonly object[]): AsyncGenerator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`
}

async function* text(whole: Uint8Array | string): AsyncGenerator<Uint8Array | string> {
  yield whole
}
