import type { Refusal } from '#law/basis.ts'
import { u64 } from './bytes.ts'

/** HMAC-SHA256 (RFC 2104) of the parts in order. */
export type Hmac = (key: Uint8Array, ...parts: Uint8Array[]) => Uint8Array

/** What somebody ordered, as the deciders take it. */
export type Said = { readonly type: string } & Readonly<Record<string, unknown>>
/** Facts from outside the log that a decision took. */
export type Given = Readonly<Record<string, unknown>>

/** What a leaf commits to (design/ledger.md). */
export type Body = (HappenedBody | RefusedBody | FrameBody) & {
  /** The stream's name, in its first event alone: nothing else ties a name to a number. */
  readonly stream?: string
  /** What people signed for this act, beside its first event (design/cosigning.md). */
  readonly cosigned?: readonly unknown[]
}
export type HappenedBody = {
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>
  readonly said?: Said
  readonly given?: Given
}
export type RefusedBody = {
  readonly refusal: Refusal
  readonly said: Said
  readonly given?: Given
}
/** A keeper's event as it stands in its spool, base64. */
export type FrameBody = { readonly frame: string }

/** A body as it was sealed, with what shows that it is the one the leaf commits to. */
export type Opening = {
  readonly index: number
  /** 32 bytes. */
  readonly salt: Uint8Array
  /** Canonical JSON. */
  readonly body: string
}

/** HMAC-SHA256(salt, body): who knows the leaf alone cannot try out what it might have been. */
export const commitmentOf = (hmac: Hmac, salt: Uint8Array, body: Uint8Array): Uint8Array =>
  hmac(salt, body)

const actorLabel = new TextEncoder().encode('tachiai/actor/v1')

/** The same for all that one person does in one stream, and unlike anything they do in another. */
export const actorOf = (hmac: Hmac, personKey: Uint8Array, stream: number): Uint8Array =>
  hmac(personKey, actorLabel, u64(stream))
