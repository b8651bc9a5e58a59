import { type ProfileOf, Replay } from '#acts/replay.ts'
import { canonicalJson } from '#canonical/json.ts'
import type { Body } from '#leaf/body.ts'
import { decodeLeaf, isRecord, type Leaf } from '#leaf/leaf.ts'
import type { FullTile } from '#tlog/tiled-tree.ts'
import { leafHash } from '#tlog/tree.ts'
import { checkpointBook, type Signers } from './checkpoint-book.ts'
import { type Finding, mostFindings, type Verdict } from './finding.ts'
import { KeeperChain } from './keeper-chain.ts'
import { bytesIn, type FoundOpening, openedBody } from './opened.ts'
import type { Primitives } from './primitives.ts'
import { Silence } from './silence.ts'
import { StreamNames } from './stream-names.ts'
import { StreamOrder } from './stream-order.ts'
import { TreeCheck } from './tree-check.ts'

/** What the check is held to: the ledger's key, every checkpoint at hand, the names of streams. */
export type Ground = Signers & {
  readonly checkpoints: readonly string[]
  /** null: unknown. */
  readonly streamName: (stream: number) => string | null
  /** The rule documents, where the deciders are to be asked again. */
  readonly profileOf?: ProfileOf | undefined
}

/**
 * A whole ledger, leaf by leaf in order. Nothing is trusted but the key: feed it what there is, ask for the
 * verdict at the end. Whatever it is fed, it throws nothing and keeps little.
 */
export class LedgerCheck {
  readonly #primitives: Primitives
  readonly #ground: Ground
  readonly #tree: TreeCheck
  readonly #names: StreamNames
  readonly #order: StreamOrder
  readonly #silence = new Silence()
  readonly #replay: Replay | null
  readonly #keepers = new Map<string, KeeperChain>()
  readonly #keys = new Map<string, Uint8Array>()
  readonly #findings: Finding[]
  readonly #checkpoints: number
  #openings = 0
  #keeperEvents = 0

  constructor(primitives: Primitives, ground: Ground) {
    this.#primitives = primitives
    this.#ground = ground
    const { own, findings } = checkpointBook(primitives, ground, ground.checkpoints)
    this.#findings = [...findings]
    this.#checkpoints = own.length
    this.#tree = new TreeCheck(primitives.sha256, own)
    this.#replay = ground.profileOf ? new Replay(ground.profileOf) : null
    this.#names = new StreamNames(ground.streamName)
    this.#order = new StreamOrder(stream => this.#names.keeperOf(stream) !== null)
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
    const succeeds = this.#ground.before?.filter(({ size }) => size === index) ?? []
    if (succeeds.length > 0) this.#silence.succeeded(leaf.atUs)
    if (!this.#order.follows(leaf) || (succeeds.length > 0 && leaf.type !== 'LedgerRestored')) {
      this.#say({ kind: 'order', place: { index } })
    }
    this.#silence.add(leaf.type, leaf.atUs)
    const body = opening && this.#opened(index, leaf, opening)
    if (body && succeeds.length > 0) {
      const told = isRecord(body.event) ? canonicalJson(body.event.before ?? null) : null
      if (succeeds.every(one => one.told !== told)) {
        this.#say({ kind: 'unreadable', place: { file: 'ledger.json' } })
      }
    }
    if (!this.#names.agrees(leaf, body)) {
      this.#say({ kind: 'stream', place: { stream: leaf.stream } })
    }
    const keeper = this.#names.keeperOf(leaf.stream)
    if (keeper !== null) this.#keeper(keeper, index, leaf, body)
    else if (leaf.type === 'KeeperEnrolled') this.#enrol(body)
    this.#ask(index, leaf, body)
    return leaf
  }

  /** Whether a leaf of this stream has come. */
  has(stream: number): boolean {
    return this.#names.has(stream)
  }

  /** The earliest and the latest day of the leaves, in Tokyo; null: none came. */
  get days(): readonly [string, string] | null {
    return this.#silence.days
  }

  /** An opening of no leaf, or a row that says otherwise than its leaf. */
  say(finding: Finding): void {
    this.#say(finding)
  }

  end(): Verdict {
    if (this.#order.isOpen) this.#say({ kind: 'order', place: { index: this.index - 1 } })
    this.#decided(this.#replay?.end())
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
      decisions: this.#replay && { asked: this.#replay.asked, notAsked: this.#replay.notAsked },
    }
  }

  /** The body, where it is the one the leaf commits to. */
  #opened(index: number, leaf: Leaf, opening: FoundOpening): OpenBody | null {
    this.#openings++
    const body = openedBody(this.#primitives, leaf, opening)
    if (!body) this.#say({ kind: 'body', place: { index } })
    return body
  }

  #keeper(id: string, index: number, { n, type, atUs }: Leaf, body: OpenBody | null): void {
    this.#keeperEvents++
    let chain = this.#keepers.get(id)
    if (!chain) {
      chain = new KeeperChain(this.#primitives, this.#keys.get(id) ?? null)
      this.#keepers.set(id, chain)
    }
    const frame = body && 'frame' in body ? bytesIn(body.frame) : null
    for (const finding of chain.add({ index, n, type, atUs }, frame)) this.#say(finding)
  }

  /** `{ event: { type, keeper, publicKey } }`: from then on its events must be signed with that key. */
  #enrol(body: OpenBody | null): void {
    const event = isRecord(body?.event) ? body.event : null
    const publicKey = bytesIn(event?.publicKey)
    if (typeof event?.keeper === 'string' && publicKey?.length === 32) {
      this.#keys.set(event.keeper, publicKey)
    }
  }

  #ask(index: number, leaf: Leaf, body: OpenBody | null): void {
    const stream = this.#ground.streamName(leaf.stream)
    if (stream === null) return
    // Whatever it says, the leaf commits to it; the replay takes nothing of it on trust.
    this.#decided(this.#replay?.add({ index, leaf, stream, body: body as Body | null }))
  }

  #decided(wrong: readonly number[] = []): void {
    for (const index of wrong) this.#say({ kind: 'decision', place: { index } })
  }

  #say(finding: Finding): void {
    if (this.#findings.length < mostFindings) this.#findings.push(finding)
  }
}

type OpenBody = Readonly<Record<string, unknown>>
