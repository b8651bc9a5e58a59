import { isCanonical } from '#canonical/json.ts'
import { decodeLeaf, isRecord, type Leaf } from '#leaf/leaf.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import { type ProofFile, readProof } from '#tlog/proof-file.ts'
import { leafHash, verifyAuditPath } from '#tlog/tree.ts'
import { checkpointBook } from './checkpoint-book.ts'
import type { Finding, Verdict } from './finding.ts'
import { bytesIn, type FoundOpening, openedBody, saltIn } from './opened.ts'
import type { Primitives } from './primitives.ts'

export type ProofVerdict = Verdict & {
  /** Whose ledger it says it is; null where that cannot be read. */
  readonly key: NoteKey | null
  /** How many leaves the ledger had when it signed; null where nobody signed. */
  readonly size: number | null
  readonly index: number | null
  readonly leaf: Leaf | null
  /** What happened in full, where it came along and is what the leaf commits to. */
  readonly body: Readonly<Record<string, unknown>> | null
}

/** One entry with the proof that it stands in a ledger: a file by itself (design/ledger.md). */
export function verifyProof(
  primitives: Primitives,
  text: string,
  brought: readonly string[] = [],
): ProofVerdict {
  const { sha256, verify } = primitives
  const proof = readProof(text)
  const extra = proof && extraIn(primitives, proof)
  const checked = { leaves: 0, openings: 0, checkpoints: 0, keeperEvents: 0 }
  if (!proof || !extra) {
    const findings: Finding[] = [{ kind: 'unreadable', place: { file: 'proof' } }]
    return {
      key: null,
      size: null,
      index: null,
      leaf: null,
      body: null,
      findings,
      checked,
      decisions: null,
    }
  }
  const { index, path } = proof
  const { key, bytes, opening } = extra
  const book = checkpointBook(primitives, { key }, [proof.checkpoint, ...brought])
  const findings = [...book.findings]
  const signed = verifyCheckpoint(verify, proof.checkpoint, key)
  const place = { leaf: leafHash(sha256, bytes), index, path }
  if (signed && !verifyAuditPath(sha256, { ...place, ...signed })) {
    findings.push({ kind: 'proof', place: { index } })
  }
  const leaf = decodeLeaf(bytes)
  if (!leaf) findings.push({ kind: 'unreadable', place: { index } })
  const body = leaf && opening && openedBody(primitives, leaf, opening)
  if (leaf && opening && !body) findings.push({ kind: 'body', place: { index } })
  return {
    key,
    size: signed?.size ?? null,
    index,
    leaf,
    body,
    findings,
    checked: {
      ...checked,
      leaves: 1,
      openings: opening ? 1 : 0,
      checkpoints: book.own.length,
    },
    decisions: null,
  }
}

type Extra = {
  readonly key: NoteKey
  readonly bytes: Uint8Array
  readonly opening: FoundOpening | null
}

/** The canonical JSON of `{ key, leaf }` or `{ body, key, leaf, salt }`. */
function extraIn({ sha256 }: Primitives, { extra }: ProofFile): Extra | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      extra ?? new Uint8Array(),
    )
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || !isCanonical(text, value)) return null
    const members = Object.keys(value).join()
    const key = typeof value.key === 'string' ? readKey(sha256, value.key) : null
    const bytes = bytesIn(value.leaf)
    if (!key || !bytes) return null
    if (members === 'key,leaf') return { key, bytes, opening: null }
    const salt = saltIn(value.salt)
    if (members !== 'body,key,leaf,salt' || !salt || typeof value.body !== 'string') return null
    return { key, bytes, opening: { salt, body: value.body } }
  } catch {
    return null
  }
}
