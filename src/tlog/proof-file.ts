import { fromBase64 } from './base64.ts'

/** A proof that one entry stands in a log, whole in itself (C2SP tlog-proof). */
export type ProofFile = {
  readonly index: number
  /** The audit path, from the leaf upwards. */
  readonly path: readonly Uint8Array[]
  /** What the log's users put beside it; null: nothing. */
  readonly extra: Uint8Array | null
  /** The signed checkpoint, as a note. */
  readonly checkpoint: string
}

const first = 'c2sp.org/tlog-proof@v1'

export const printedProof = ({ index, path, extra, checkpoint }: ProofFile): string =>
  [
    first,
    ...(extra === null ? [] : [`extra ${extra.toBase64()}`]),
    `index ${index}`,
    ...path.map(hash => hash.toBase64()),
    '',
    checkpoint,
  ].join('\n')

/** null: not a proof. A path has at most 63 hashes. */
export function readProof(text: string): ProofFile | null {
  const split = text.indexOf('\n\n')
  if (split < 0) return null
  const lines = text.slice(0, split).split('\n')
  if (lines.shift() !== first) return null
  const said = lines[0]?.startsWith('extra ') ? lines.shift()!.slice(6) : null
  const extra = said === null ? null : fromBase64(said)
  if (said !== null && extra === null) return null
  const [, digits] = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? '') ?? []
  const index = Number(digits)
  if (digits === undefined || !Number.isSafeInteger(index) || lines.length > 63) return null
  const path = lines.map(fromBase64).filter(hash => hash !== null)
  if (path.length < lines.length || path.some(hash => hash.length !== 32)) return null
  return { index, path, extra, checkpoint: text.slice(split + 2) }
}
