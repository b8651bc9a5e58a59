import type { Hmac } from '#leaf/body.ts'
import type { Ed25519Verify } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'

/** What a verifier computes with: Node's, a browser library's, or another's. */
export type Primitives = {
  readonly sha256: Sha256
  readonly hmac: Hmac
  readonly verify: Ed25519Verify
}
