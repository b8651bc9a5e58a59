import { type FrameParts, frameHash, frameParts, signedBytes } from '#frame/layout.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'

/** A keeper's event with the frame that proves it (design/spool.md). */
export type KeeperEvent = {
  readonly n: number
  readonly type: string
  readonly atUs: number
  /** The machine's clock when it was written; null: it could not be read. */
  readonly wallUs: number | null
  readonly previous: Uint8Array
  readonly hash: Uint8Array
  readonly frame: Uint8Array
  /** Numbers that this event says are gone, inclusive; null: of none. */
  readonly gone: { readonly from: number; readonly to: number } | null
  readonly isSignedBy: (publicKey: Uint8Array) => boolean
}

/** null: not exactly one frame with an event that has a number, a type and a time. */
export function keeperEvent(frame: Uint8Array): KeeperEvent | null {
  const parts = frameParts(frame)
  const said = parts && parts.end === frame.length ? contentOf(parts) : null
  if (!parts || !said) return null
  const { n, type, atUs, wallUs } = said
  if (!isCount(n) || !isCount(atUs) || typeof type !== 'string' || !isType.test(type)) return null
  const hash = frameHash(sha256, parts.previous, parts.json)
  return {
    n,
    type,
    atUs,
    wallUs: isCount(wallUs) ? wallUs : null,
    previous: parts.previous,
    hash,
    frame,
    gone: goneIn(said),
    isSignedBy: publicKey => ed25519Verify(publicKey, signedBytes(hash), parts.signature),
  }
}

/** As a leaf's type is written. */
const isType = /^[A-Za-z][A-Za-z0-9]{0,63}$/
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1

function goneIn({ type, fromNumber, toNumber, through }: Record<string, unknown>) {
  if (type === 'SpoolDamaged') return { from: Number(fromNumber), to: Number(toNumber) }
  return type === 'SpoolPruned' ? { from: 1, to: Number(through) } : null
}

function contentOf({ json }: FrameParts): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
