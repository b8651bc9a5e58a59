import { type ProfileOf, Replay } from '#acts/replay.ts'
import type { Body } from '#leaf/body.ts'
import { decodeLeaf, isRecord, type Leaf } from '#leaf/leaf.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import { leafHash, verifyAuditPath } from '#tlog/tree.ts'
import { checkpointBook } from './checkpoint-book.ts'
import { type Finding, mostFindings, type Verdict } from './finding.ts'
import { bytesIn, type FoundOpening, openedBody, saltIn } from './opened.ts'
import { wrongLines } from './page-lines.ts'
import type { Primitives } from './primitives.ts'
import { StreamNames } from './stream-names.ts'
import { StreamOrder } from './stream-order.ts'

/** One page of a register with what shows that it is right (design/ledger.md). */
export type RegisterPage = {
  readonly profile: string
  readonly version: string
  readonly register: string
  readonly checkpoint: string
  readonly key: NoteKey
  readonly book: Book
  readonly streams: ReadonlyMap<number, string>
  readonly leaves: readonly PageLeaf[]
}

/** The lines as they were printed, in the form's order (registers/printed-book.ts). */
export type Book = {
  readonly title: string
  readonly formName: string | null
  readonly mark: string | null
  readonly heads: readonly { readonly name: string; readonly within: string | null }[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly margin: string }[]
}

export type PageLeaf = {
  readonly index: number
  readonly bytes: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly opening: FoundOpening | null
}

export type PageVerdict = Verdict & {
  readonly key: NoteKey | null
  readonly page: RegisterPage | null
  /** How many leaves the ledger had when it signed; null where nobody signed. */
  readonly size: number | null
  /** The leaves with what they say, for who asks the deciders again. */
  readonly events: readonly PageEvent[]
}
export type PageEvent = {
  readonly index: number
  readonly leaf: Leaf
  readonly body: Readonly<Record<string, unknown>> | null
}

/**
 * A page of a register: every leaf stands in the signed tree, each stream is whole up to the last leaf given of it.
 * Whether the lines follow from the events is asked by who has the rule document.
 */
export function verifyRegisterPage(
  primitives: Primitives,
  text: string,
  brought: readonly string[] = [],
  profileOf?: ProfileOf,
): PageVerdict {
  const page = pageIn(primitives, text)
  if (!page) {
    const checked = { leaves: 0, openings: 0, checkpoints: 0, keeperEvents: 0 }
    const findings: Finding[] = [{ kind: 'unreadable', place: { file: 'page' } }]
    return { key: null, page, size: null, events: [], findings, checked, decisions: null }
  }
  const { sha256, verify } = primitives
  const { key, checkpoint, leaves } = page
  const book = checkpointBook(primitives, { key }, [checkpoint, ...brought])
  const signed = verifyCheckpoint(verify, checkpoint, key)
  const names = new StreamNames(stream => page.streams.get(stream) ?? null)
  const order = new StreamOrder(stream => names.keeperOf(stream) !== null)
  const findings: Finding[] = [...book.findings]
  const events: PageEvent[] = []
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
    const name = page.streams.get(stream)
    // Whatever it says, the leaf commits to it; the replay takes nothing of it on trust.
    if (name !== undefined)
      decided(replay?.add({ index, leaf, stream: name, body: body as Body | null }))
  }
  decided(replay?.end())
  const last = leaves.at(-1)
  if (order.isOpen && last) findings.push({ kind: 'order', place: { index: last.index } })
  for (const stream of page.streams.keys()) {
    if (!names.has(stream)) findings.push({ kind: 'stream', place: { stream } })
  }
  if (replay && profileOf) findings.push(...wrongLines(page, replay.world, profileOf(page)))
  return {
    key,
    page,
    size: signed?.size ?? null,
    events,
    findings: findings.slice(0, mostFindings),
    checked: {
      leaves: leaves.length,
      openings: leaves.filter(({ opening }) => opening).length,
      checkpoints: book.own.length,
      keeperEvents: 0,
    },
    decisions: replay && { asked: replay.asked, notAsked: replay.notAsked },
  }
}

function pageIn({ sha256 }: Primitives, text: string): RegisterPage | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return null
    const { format, page, profile, version, register, checkpoint, key, book } = value
    if (format !== 1 || page !== 'tachiai/register-page/v1') return null
    const words = [profile, version, register, checkpoint, key].filter(isText)
    const known = isText(key) ? readKey(sha256, key) : null
    const leaves = list(value.leaves).map(leafIn)
    const ascending = leaves.every(({ index }, at) => at === 0 || index > leaves[at - 1]!.index)
    if (words.length !== 5 || !known || !ascending) return null
    return {
      profile: String(profile),
      version: String(version),
      register: String(register),
      checkpoint: String(checkpoint),
      key: known,
      book: bookIn(book),
      streams: streamsIn(value.streams),
      leaves,
    }
  } catch {
    return null
  }
}

/** Throws SyntaxError, as the rest of what reads a page. */
function bookIn(value: unknown): Book {
  const { title, formName, mark, heads, rows } = object(value)
  return {
    title: words(title),
    formName: formName === null ? null : words(formName),
    mark: mark === null ? null : words(mark),
    heads: list(heads).map(head => {
      const { name, within } = object(head)
      return { name: words(name), within: within === null ? null : words(within) }
    }),
    rows: list(rows).map(row => {
      const { cells, margin } = object(row)
      return { cells: list(cells).map(words), margin: words(margin) }
    }),
  }
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

function leafIn(value: unknown): PageLeaf {
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

const isText = (value: unknown): value is string => typeof value === 'string'

function object(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new SyntaxError('not an object')
  return value
}
function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new SyntaxError('not a list')
  return value
}
function words(value: unknown): string {
  if (!isText(value)) throw new SyntaxError('not a text')
  return value
}
function bytes(value: unknown): Uint8Array {
  const found = bytesIn(value)
  if (!found) throw new SyntaxError('not base64')
  return found
}
