import { type ProfileOf, Replay } from '#acts/replay.ts'
import type { World } from '#acts/world.ts'
import type { Body } from '#leaf/body.ts'
import { decodeLeaf, type Leaf } from '#leaf/leaf.ts'
import { type Checkpoint, verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import { leafHash, verifyAuditPath } from '#tlog/tree.ts'
import { checkpointBook } from './checkpoint-book.ts'
import type { Finding } from './finding.ts'
import { type FoundOpening, openedBody, saltIn } from './opened.ts'
import type { Primitives } from './primitives.ts'
import { bytes, list, object, words } from './shape.ts'
import { StreamNames } from './stream-names.ts'
import { StreamOrder } from './stream-order.ts'

/** Some streams of a ledger, whole up to the last leaf given of each, with what shows that they stand in its tree. */
export type Excerpt = {
  readonly checkpoint: string
  readonly key: NoteKey
  readonly streams: ReadonlyMap<number, string>
  /** Ascending. */
  readonly leaves: readonly ExcerptLeaf[]
}

export type ExcerptLeaf = {
  readonly index: number
  readonly bytes: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly opening: FoundOpening | null
}

export type ExcerptVerdict = {
  /** null: the checkpoint is not signed by the key. */
  readonly signed: Checkpoint | null
  readonly findings: readonly Finding[]
  /** The leaves with what they say, for who asks further. */
  readonly events: readonly ExcerptEvent[]
  readonly checkpoints: number
  /** null: no rule document was at hand. */
  readonly replayed: {
    readonly world: World
    readonly asked: number
    readonly notAsked: number
  } | null
}
export type ExcerptEvent = {
  readonly index: number
  readonly leaf: Leaf
  readonly body: Readonly<Record<string, unknown>> | null
}

/** The members `checkpoint`, `key`, `streams` and `leaves` of a file; throws SyntaxError where they are none. */
export function excerptIn(
  { sha256 }: Pick<Primitives, 'sha256'>,
  value: Record<string, unknown>,
): Excerpt {
  const key = readKey(sha256, words(value.key))
  const leaves = list(value.leaves).map(leafIn)
  const ascending = leaves.every(({ index }, at) => at === 0 || index > leaves[at - 1]!.index)
  if (!key || !ascending) throw new SyntaxError('an excerpt')
  return { checkpoint: words(value.checkpoint), key, streams: streamsIn(value.streams), leaves }
}

/**
 * Every leaf stands in the signed tree and is the next of its stream, every stream has its name, every opening is its
 * leaf's. With rule documents the deciders are asked again, act by act.
 */
export function verifyExcerpt(
  primitives: Primitives,
  { checkpoint, key, streams, leaves }: Excerpt,
  brought: readonly string[] = [],
  profileOf?: ProfileOf,
): ExcerptVerdict {
  const { sha256, verify } = primitives
  const book = checkpointBook(primitives, { key }, [checkpoint, ...brought])
  const signed = verifyCheckpoint(verify, checkpoint, key)
  const names = new StreamNames(stream => streams.get(stream) ?? null)
  const order = new StreamOrder(stream => names.keeperOf(stream) !== null)
  const findings: Finding[] = [...book.findings]
  const events: ExcerptEvent[] = []
  const replay = profileOf ? new Replay(profileOf) : null
  const decided = (wrong: readonly number[] = []) => {
    for (const index of wrong) findings.push({ kind: 'decision', place: { index } })
  }
  for (const { index, bytes, path, opening } of leaves) {
    const place = { leaf: leafHash(sha256, bytes), index, path }
    if (signed && !verifyAuditPath(sha256, { ...place, ...signed })) {
      findings.push({ kind: 'proof', place: { index } })
    }
    const leaf = decodeLeaf(bytes)
    if (!leaf) {
      findings.push({ kind: 'unreadable', place: { index } })
      continue
    }
    if (!order.follows(leaf)) findings.push({ kind: 'order', place: { index } })
    const body = opening && openedBody(primitives, leaf, opening)
    if (opening && !body) findings.push({ kind: 'body', place: { index } })
    const { stream } = leaf
    if (!names.agrees(leaf, body)) findings.push({ kind: 'stream', place: { stream } })
    events.push({ index, leaf, body })
    const name = streams.get(stream)
    // Whatever it says, the leaf commits to it; the replay takes nothing of it on trust.
    if (name !== undefined)
      decided(replay?.add({ index, leaf, stream: name, body: body as Body | null }))
  }
  decided(replay?.end())
  const last = leaves.at(-1)
  if (order.isOpen && last) findings.push({ kind: 'order', place: { index: last.index } })
  for (const stream of streams.keys()) {
    if (!names.has(stream)) findings.push({ kind: 'stream', place: { stream } })
  }
  return { signed, findings, events, checkpoints: book.own.length, replayed: replay }
}

function streamsIn(value: unknown): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const row of list(value)) {
    const { stream, name } = object(row)
    if (!Number.isSafeInteger(stream) || found.has(Number(stream))) throw new SyntaxError('streams')
    found.set(Number(stream), words(name))
  }
  return found
}

function leafIn(value: unknown): ExcerptLeaf {
  const { index, leaf, path, salt, body } = object(value)
  if (!Number.isSafeInteger(index) || Number(index) < 0) throw new SyntaxError('index')
  const hashes = list(path).map(bytes)
  if (hashes.length > 63) throw new SyntaxError('path')
  const closed = salt === undefined && body === undefined
  return {
    index: Number(index),
    bytes: bytes(leaf),
    path: hashes,
    opening: closed ? null : { salt: saltIn(salt) ?? new Uint8Array(), body: words(body) },
  }
}
