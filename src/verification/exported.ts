import type { ProfileOf } from '#acts/replay.ts'
import { isRecord } from '#leaf/leaf.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import { decodeBundle } from '#tlog/entry-bundle.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import { bundlePath, tilePath } from '#tlog/tile-path.ts'
import type { Finding, Verdict } from './finding.ts'
import { LedgerCheck } from './ledger-check.ts'
import { type FoundOpening, saltIn, textIn } from './opened.ts'
import type { Primitives } from './primitives.ts'
import { type Predecessor, predecessorsIn } from './succession.ts'

/** The bytes of a file of the export; null where there is none. */
export type ReadFile = (path: string) => Uint8Array | null

export type ExportVerdict = Verdict & {
  /** Whose ledger it says it is; null where that cannot be read. */
  readonly key: NoteKey | null
  readonly size: number
  /** The ledgers it goes on from, the newest first. */
  readonly before: readonly Predecessor[]
  /** The earliest and the latest day of its entries, in Tokyo; null where there are none. */
  readonly days: readonly [string, string] | null
}

export type ExportedOptions = {
  /** The rule documents, where the deciders are to be asked again. */
  readonly profileOf?: ProfileOf
  readonly progress?: (done: number, of: number) => void
}

/**
 * An exported ledger, whole (design/ledger.md): every file is held to the leaves, the leaves to the checkpoints, the
 * checkpoints to the key that `ledger.json` names. That this is the right key only its fingerprint on paper says.
 * `brought`: signed checkpoints that people have kept.
 */
export function verifyExported(
  primitives: Primitives,
  read: ReadFile,
  brought: readonly string[] = [],
  { profileOf, progress = () => {} }: ExportedOptions = {},
): ExportVerdict {
  const unreadable = (file: string): Finding => ({ kind: 'unreadable', place: { file } })
  const nothing = { leaves: 0, openings: 0, checkpoints: 0, keeperEvents: 0 }
  const heading = headingIn(primitives, read)
  if (!heading) {
    return {
      key: null,
      size: 0,
      before: [],
      days: null,
      findings: [unreadable('ledger.json')],
      checked: nothing,
      decisions: null,
    }
  }
  const { key, before } = heading
  const newest = textIn(read('checkpoint'))
  const kept = textIn(read('checkpoints'))
  const names = namesIn(read('streams.jsonl'))
  const check = new LedgerCheck(primitives, {
    key,
    before,
    profileOf,
    checkpoints: [newest ?? '', ...(kept?.split('\n--\n').filter(Boolean) ?? []), ...brought],
    streamName: stream => names?.get(stream) ?? null,
  })
  const size = (newest && verifyCheckpoint(primitives.verify, newest, key)?.size) || 0
  for (const file of ['streams.jsonl', 'checkpoints'] as const) {
    if ((file === 'checkpoints' ? kept : names) === null) check.say(unreadable(file))
  }
  const openings = openingsIn(read('openings.jsonl'), () => check.say(unreadable('openings.jsonl')))
  leaves(check, read, size, openings, progress)
  for (const index of openings.keys()) check.say({ kind: 'body', place: { index } })
  for (const stream of names?.keys() ?? []) {
    if (!check.has(stream)) check.say({ kind: 'stream', place: { stream } })
  }
  return { key, size, before, days: check.days, ...check.end() }
}

function leaves(
  check: LedgerCheck,
  read: ReadFile,
  size: number,
  openings: Map<number, FoundOpening>,
  progress: (done: number, of: number) => void,
): void {
  for (let n = 0; n * 256 < size; n++) {
    keptTiles(check, read, n, size)
    const width = Math.min(256, size - n * 256)
    const file = bundlePath({ n, width })
    const bytes = read(file)
    const entries = bytes && decodeBundle(bytes)
    if (entries?.length !== width) check.say({ kind: 'unreadable', place: { file } })
    for (const entry of entries?.slice(0, width) ?? []) {
      const opening = openings.get(check.index) ?? null
      openings.delete(check.index)
      check.leaf(entry, opening)
    }
    progress(Math.min(size, (n + 1) * 256), size)
    // What comes behind a bundle that is not whole has no place any more.
    if (entries?.length !== width) return
  }
}

/** The tiles whose first leaf is the first of bundle `n`. */
function keptTiles(check: LedgerCheck, read: ReadFile, n: number, size: number): void {
  for (let level = 0, first = n; ; level++, first /= 256) {
    const width = Math.min(256, Math.floor(size / 256 ** level) - first * 256)
    if (width > 0) {
      const file = tilePath({ level, n: first, width })
      const hashes = read(file)
      if (hashes?.length !== width * 32) check.say({ kind: 'unreadable', place: { file } })
      else check.tile({ level, n: first, hashes })
    }
    if (width <= 0 || first % 256 !== 0) return
  }
}

function headingIn({ sha256 }: Primitives, read: ReadFile) {
  try {
    const { format, origin, key, before } = JSON.parse(textIn(read('ledger.json')) ?? '')
    const known = format === 1 && typeof key === 'string' ? readKey(sha256, key) : null
    const predecessors = predecessorsIn(sha256, before ?? null)
    return known && known.name === origin && predecessors
      ? { key: known, before: predecessors }
      : null
  } catch {
    return null
  }
}

function openingsIn(bytes: Uint8Array | null, broken: () => void): Map<number, FoundOpening> {
  const found = new Map<number, FoundOpening>()
  if (bytes === null) return found
  const rows = lines(bytes)
  if (rows === null) broken()
  for (const { index, salt, body } of rows ?? []) {
    const opening = {
      salt: saltIn(salt) ?? new Uint8Array(),
      body: typeof body === 'string' ? body : '',
    }
    if (Number.isSafeInteger(index) && !found.has(index as number))
      found.set(index as number, opening)
    else broken()
  }
  return found
}

/** Names by stream, each once; null where there is no file, or a line says something else. */
function namesIn(bytes: Uint8Array | null): Map<number, string> | null {
  const names = new Map<number, string>()
  const rows = lines(bytes)
  for (const { stream, name } of rows ?? []) {
    if (!Number.isSafeInteger(stream) || typeof name !== 'string' || names.has(stream as number)) {
      return null
    }
    names.set(stream as number, name)
  }
  return rows && names
}

/** One JSON object a line; null where a line is none, or there is no file. */
function lines(bytes: Uint8Array | null): Record<string, unknown>[] | null {
  const text = textIn(bytes)
  if (text === null) return null
  try {
    return text.split('\n').filter(Boolean).map(object)
  } catch {
    return null
  }
}

function object(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line)
  if (!isRecord(value)) throw new SyntaxError('not an object')
  return value
}
