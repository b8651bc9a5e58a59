import { canonicalJson } from '#canonical/json.ts'
import { commitmentOf } from '#leaf/body.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { decodeLeaf, type Leaf } from '#leaf/leaf.ts'
import type { NoteKey } from '#tlog/note.ts'
import type { FullTile } from '#tlog/tiled-tree.ts'
import { leafHash } from '#tlog/tree.ts'
import { checkpointBook } from './checkpoint-book.ts'
import { type Finding, mostFindings, type Verdict } from './finding.ts'
import { KeeperChain } from './keeper-chain.ts'
import type { Primitives } from './primitives.ts'
import { Silence } from './silence.ts'
import { StreamOrder } from './stream-order.ts'
import { TreeCheck } from './tree-check.ts'

/** An opening as it was found; the texts may be anything. */
export type FoundOpening = { readonly salt: Uint8Array; readonly body: string }

/** What the check is held to: the ledger's key, every checkpoint at hand, the names of streams. */
export type Ground = {
  readonly key: NoteKey
  readonly checkpoints: readonly string[]
  /** null: unknown. */
  readonly streamName: (stream: number) => string | null
}

/**
 * A whole ledger, leaf by leaf in order. Nothing is trusted but the key: feed it what there is, ask for the
 * verdict at the end. Whatever it is fed, it throws nothing and keeps little.
 */
export class LedgerCheck {
  readonly #primitives: Primitives
  readonly #ground: Ground
  readonly #tree: TreeCheck
  readonly #order: StreamOrder
  readonly #silence = new Silence()
  readonly #keepers = new Map<string, KeeperChain>()
  readonly #keys = new Map<string, Uint8Array>()
  readonly #named = new Set<number>()
  readonly #findings: Finding[]
  readonly #checkpoints: number
  #openings = 0
  #keeperEvents = 0

  constructor(primitives: Primitives, ground: Ground) {
    this.#primitives = primitives
    this.#ground = ground
    const { own, findings } = checkpointBook(primitives, ground.key, ground.checkpoints)
    this.#findings = [...findings]
    this.#checkpoints = own.length
    this.#tree = new TreeCheck(primitives.sha256, own)
    this.#order = new StreamOrder(stream => this.#keeperOf(stream) !== null)
  }

  /** The index of the leaf that is to come. */
  get index(): number {
    return this.#tree.size
  }

  /** A full tile as it was kept, before its last leaf. */
  tile(tile: FullTile): void {
    this.#tree.kept(tile)
  }

  /** The next leaf with its opening, where there is one; a decoded leaf, or null where it is none. */
  leaf(bytes: Uint8Array, opening: FoundOpening | null = null): Leaf | null {
    const { index } = this
    this.#tree.add(leafHash(this.#primitives.sha256, bytes))
    const leaf = decodeLeaf(bytes)
    if (!leaf) {
      this.#say({ kind: 'unreadable', place: { index } })
      return null
    }
    if (!this.#order.follows(leaf)) this.#say({ kind: 'order', place: { index } })
    this.#silence.add(leaf.type, leaf.atUs)
    const body = opening && this.#opened(index, leaf, opening)
    this.#name(leaf, body)
    const keeper = this.#keeperOf(leaf.stream)
    if (keeper !== null) this.#keeper(keeper, index, leaf, body)
    else if (leaf.type === 'KeeperEnrolled') this.#enrol(body)
    return leaf
  }

  /** Whether a leaf of this stream has come. */
  has(stream: number): boolean {
    return this.#named.has(stream)
  }

  /** An opening of no leaf, or a row that says otherwise than its leaf. */
  say(finding: Finding): void {
    this.#say(finding)
  }

  end(): Verdict {
    if (this.#order.isOpen) this.#say({ kind: 'order', place: { index: this.index - 1 } })
    const keepers = [...this.#keepers.values()].flatMap(keeper => keeper.end())
    const findings = [...this.#findings, ...this.#tree.end(), ...keepers, ...this.#silence.end()]
    return {
      findings: findings.slice(0, mostFindings),
      checked: {
        leaves: this.index,
        openings: this.#openings,
        checkpoints: this.#checkpoints,
        keeperEvents: this.#keeperEvents,
      },
    }
  }

  /** The body, where it is the one the leaf commits to. */
  #opened(index: number, leaf: Leaf, { salt, body }: FoundOpening): object | null {
    this.#openings++
    const bytes = new TextEncoder().encode(body)
    const commitment = toBase64url(commitmentOf(this.#primitives.hmac, salt, bytes))
    const value = commitment === leaf.body ? objectIn(body) : null
    if (!value) this.#say({ kind: 'body', place: { index } })
    return value
  }

  #keeper(id: string, index: number, { n, type, atUs }: Leaf, body: object | null): void {
    this.#keeperEvents++
    let chain = this.#keepers.get(id)
    if (!chain) {
      chain = new KeeperChain(this.#primitives, this.#keys.get(id) ?? null)
      this.#keepers.set(id, chain)
    }
    const frame = body && 'frame' in body ? bytesIn(body.frame) : null
    for (const finding of chain.add({ index, n, type, atUs }, frame)) this.#say(finding)
  }

  /** The first event of a stream says its name. */
  #name({ stream }: Leaf, body: object | null): void {
    if (this.#named.has(stream)) return
    this.#named.add(stream)
    const name = this.#ground.streamName(stream)
    const says = body && 'stream' in body ? body.stream : name
    if (name === null || says !== name) this.#say({ kind: 'stream', place: { stream } })
  }

  /** `{ event: { type, keeper, publicKey } }`: from then on its events must be signed with that key. */
  #enrol(body: object | null): void {
    const event = body && 'event' in body ? (body.event as Record<string, unknown>) : null
    const publicKey = bytesIn(event?.publicKey)
    if (typeof event?.keeper === 'string' && publicKey?.length === 32) {
      this.#keys.set(event.keeper, publicKey)
    }
  }

  #keeperOf(stream: number): string | null {
    const name = this.#ground.streamName(stream)
    return name?.startsWith('keeper/') ? name.slice('keeper/'.length) : null
  }

  #say(finding: Finding): void {
    if (this.#findings.length < mostFindings) this.#findings.push(finding)
  }
}

/** The object that this text is the canonical JSON of; null: none. */
function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && canonicalJson(value) === text
      ? value
      : null
  } catch {
    return null
  }
}

function bytesIn(base64: unknown): Uint8Array | null {
  if (typeof base64 !== 'string') return null
  try {
    return Uint8Array.fromBase64(base64)
  } catch {
    return null
  }
}
