import { frameHash, frameParts, signedBytes } from '#frame/layout.ts'
import { decodeLeaf, isRecord } from '#leaf/leaf.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import { verifyConsistency } from '#tlog/consistency.ts'
import type { NoteKey } from '#tlog/note.ts'
import { leafHash, verifyAuditPath } from '#tlog/tree.ts'
import { bytesIn, openedBody, saltIn } from '#verification/opened.ts'
import type { Primitives } from '#verification/primitives.ts'
import { bytes, list, object, words } from '#verification/shape.ts'

/** What an office shows so that a keeper knows one of its own events to be in the ledger. */
export type OwnProof = {
  readonly checkpoint: string
  readonly from: number
  readonly consistency: readonly string[]
  readonly index: number
  readonly leaf: string
  readonly path: readonly string[]
  readonly salt: string
  readonly body: string
}

export type OwnGround = {
  readonly ledger: NoteKey
  readonly verified: { readonly size: number; readonly root: Uint8Array }
  /** The keeper's own key. */
  readonly publicKey: Uint8Array
}

/** The number of the event, and the ledger it stands in; null: it is not proven. */
export function ownEventIn(
  { sha256, hmac, verify }: Primitives,
  shown: unknown,
  { ledger, verified, publicKey }: OwnGround,
): { readonly n: number; readonly size: number; readonly root: Uint8Array } | null {
  try {
    const proof = object(shown)
    const signed = verifyCheckpoint(verify, words(proof.checkpoint), ledger)
    const index = Number(proof.index)
    const leafBytes = bytes(proof.leaf)
    const leaf = decodeLeaf(leafBytes)
    const salt = saltIn(proof.salt)
    if (!signed || !leaf || !salt || !Number.isSafeInteger(index)) return null
    const { size, root } = signed
    const [path, consistency] = [list(proof.path).map(bytes), list(proof.consistency).map(bytes)]
    const place = { leaf: leafHash(sha256, leafBytes), index, path, size, root }
    const older = { older: verified.size, olderRoot: verified.root, size, root, path: consistency }
    if (proof.from !== verified.size || !verifyConsistency(sha256, older)) return null
    if (!verifyAuditPath(sha256, place)) return null
    const body = openedBody({ hmac }, leaf, { salt, body: words(proof.body) })
    const frame = body && bytesIn(body.frame)
    const parts = frame && frameParts(frame)
    if (!parts || parts.end !== frame.length) return null
    const hash = frameHash(sha256, parts.previous, parts.json)
    if (!verify(publicKey, signedBytes(hash), parts.signature)) return null
    const said: unknown = JSON.parse(new TextDecoder().decode(parts.json))
    return isRecord(said) && Number.isSafeInteger(said.n) ? { n: Number(said.n), size, root } : null
  } catch {
    return null
  }
}
