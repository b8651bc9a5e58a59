import { frameHash, frameParts, hashBeforeFirst, signedBytes } from '#frame/layout.ts'
import { sameBytes } from './checkpoint-book.ts'
import type { Finding } from './finding.ts'
import type { Primitives } from './primitives.ts'

/**
 * One keeper's own record as the ledger took it over: numbered without gaps but those it told of itself, each event
 * tied to the one before, each signed by the key that the ledger knows.
 */
export class KeeperChain {
  readonly #primitives: Primitives
  readonly #publicKey: Uint8Array | null
  #n = 0
  /** null: the frame before is not at hand. */
  #hash: Uint8Array | null
  /** Numbers the keeper itself said are lost: `SpoolDamaged`, `SpoolPruned`. */
  #told: { readonly from: number; readonly to: number }[] = []
  readonly #gaps: { readonly index: number; readonly from: number; readonly to: number }[] = []

  /** `publicKey` null: nobody said which key it has. */
  constructor(primitives: Primitives, publicKey: Uint8Array | null) {
    this.#primitives = primitives
    this.#publicKey = publicKey
    this.#hash = publicKey && hashBeforeFirst(primitives.sha256, publicKey)
  }

  /** A leaf of this keeper, with the frame where it is open. `type` and `atUs` are the leaf's. */
  add(
    { index, n, type, atUs }: { index: number; n: number; type: string; atUs: number },
    frame: Uint8Array | null,
  ): Finding[] {
    const fork: Finding = { kind: 'keeper-fork', place: { index, n } }
    if (n <= this.#n) return [fork]
    const skipped = n > this.#n + 1
    if (skipped) this.#gaps.push({ index, from: this.#n + 1, to: n - 1 })
    this.#n = n
    const before = skipped ? null : this.#hash
    this.#hash = null
    if (frame === null) return []
    const parts = frameParts(frame)
    const event = parts && parts.end === frame.length ? eventIn(parts.json) : null
    if (!parts || event?.n !== n || event.type !== type || event.atUs !== atUs) return [fork]
    const { sha256, verify } = this.#primitives
    const hash = frameHash(sha256, parts.previous, parts.json)
    this.#hash = hash
    this.#listen(event)
    if (this.#publicKey && !verify(this.#publicKey, signedBytes(hash), parts.signature)) {
      return [{ kind: 'keeper-signature', place: { index, n } }]
    }
    return before && !sameBytes(before, parts.previous) ? [fork] : []
  }

  end(): Finding[] {
    return this.#gaps
      .filter(gap => !this.#told.some(({ from, to }) => from <= gap.from && gap.to <= to))
      .map(place => ({ kind: 'keeper-gap', place }))
  }

  #listen(event: Record<string, unknown>): void {
    const { type, fromNumber, toNumber, through } = event
    if (type === 'SpoolDamaged') this.#told.push({ from: Number(fromNumber), to: Number(toNumber) })
    if (type === 'SpoolPruned') this.#told.push({ from: 1, to: Number(through) })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function eventIn(json: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(json))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
