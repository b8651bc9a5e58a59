import { kai } from '#law/profiles/kai/profile.ts'
import { toBase64url } from '#leaf/bytes.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { proofFile, proven } from '#ledger/proof.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'

export const proofOf = async (ledger: Ledger, index: number, contents = true): Promise<Buffer> =>
  Buffer.from(await proofFile(ledger, index, contents))

const [register] = kai.registers.list
const book = printedBook(register!, [])

/** A register's page over some streams, with lines that no event stands behind. */
export async function registerPageOf(
  ledger: Ledger,
  names: readonly string[],
  rows: PrintedBook['rows'] = [],
): Promise<Buffer> {
  const { size, note } = await ledger.sign()
  const streams = (await ledger.streams()).filter(({ name }) => names.includes(name))
  const leaves = []
  for await (const { index, stream } of ledger.leaves(0, size)) {
    if (!streams.some(one => one.stream === stream)) continue
    const { bytes, path, opening } = await proven(ledger, index, size, true)
    leaves.push({
      index,
      leaf: Buffer.from(bytes).toString('base64'),
      path: path.map(hash => Buffer.from(hash).toString('base64')),
      ...(opening && { salt: toBase64url(opening.salt), body: opening.body }),
    })
  }
  const page = {
    format: 1,
    page: 'tachiai/register-page/v1',
    profile: kai.id,
    version: kai.version,
    register: register!.id,
    checkpoint: note,
    key: ledger.origin.key,
    book: { ...book, rows },
    streams: streams.map(({ stream, name }) => ({ stream, name })),
    leaves,
  }
  return Buffer.from(JSON.stringify(page, null, 1))
}
