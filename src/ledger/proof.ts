import { canonicalJson } from '#canonical/json.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { Opening } from '#leaf/body.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { printedProof } from '#tlog/proof-file.ts'
import type { LedgerSource } from './source.ts'

/** A leaf with what shows that it stands in the tree of a signed size, and its opening where that may be given. */
export type Proven = {
  readonly index: number
  readonly bytes: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly opening: Opening | null
}

/** Throws Fault 'NotFound' where there is no such leaf below `size`. */
export async function proven(
  ledger: LedgerSource,
  index: number,
  size: number,
  contents: boolean,
): Promise<Proven> {
  const stored = index < size ? (await ledger.leaves(index, index + 1).next()).value : undefined
  if (!stored) {
    throw new Fault(
      'NotFound',
      sentence(
        `${index}番の記録はありません（0番から${size - 1}番まで）。`,
        `there is no entry ${index} (0 to ${size - 1})`,
      ),
    )
  }
  const found = contents ? (await ledger.openings(index, index + 1).next()).value : undefined
  return {
    index,
    bytes: stored.bytes,
    path: await ledger.inclusionPath(index, size),
    opening: found && 'body' in found ? found : null,
  }
}

/** One entry as a file that proves itself (design/ledger.md), under a checkpoint signed now. */
export async function proofFile(
  ledger: LedgerSource,
  index: number,
  contents: boolean,
): Promise<string> {
  const { size, note } = await ledger.sign()
  const { bytes, path, opening } = await proven(ledger, index, size, contents)
  const extra = {
    key: ledger.origin.key,
    leaf: Buffer.from(bytes).toString('base64'),
    ...(opening && { salt: toBase64url(opening.salt), body: opening.body }),
  }
  return printedProof({ index, path, extra: Buffer.from(canonicalJson(extra)), checkpoint: note })
}
