import { Fault, sentence } from '#fault/fault.ts'
import type { VerifyingKey } from '#signing/key-file.ts'
import { Chain, type Content, type Found, type Head, type Problem } from './chain.ts'
import type { ChunkFiles, Opening } from './chunk-files.ts'
import { lastByte } from './scan.ts'
import { editedLast, tells } from './verify.ts'
import { type End, longestIn } from './writer.ts'

type Event = Extract<Found, { found: 'event' }>
type Read = { readonly chunk: number; readonly bytes: Buffer }

export type Resumed = End & {
  /** The newest event of each type among those read. */
  readonly latest: ReadonlyMap<string, Content>
}

/**
 * Finds the end of the chain after a stop of any kind.
 *
 * What stands whole and signed behind the last acknowledged event counts: it is written once more, so
 * that it lies on the medium and not only in a cache. A torn frame is no event; its bytes stay where
 * they are and the next event goes behind them under that number. A frame that was whole and no longer
 * verifies keeps its number: the next event takes a higher one and says what is lost. So does the next event behind
 * a tail that was cut off, where what was there is remembered: its numbers are never given to other events.
 */
export async function resume(
  files: ChunkFiles,
  key: VerifyingKey,
  known: { readonly genesis: Head; readonly remembered: number; readonly chunkBytes: number },
): Promise<Resumed> {
  const { genesis, remembered, chunkBytes } = known
  const read = await lastFiles(files)
  const chain = new Chain(key, read[0]!.chunk === 1 ? genesis : null)
  const events: Event[] = []
  const problems: Problem[] = []
  const openings = new Map<number, Opening>()
  for (const { chunk, bytes } of read) {
    for (const found of chain.through(chunk, bytes, 'linked')) {
      if (found.found === 'event') events.push(found)
      if (found.found === 'opening') openings.set(chunk, found.content as Opening)
      if (found.found === 'problem') problems.push(found.problem)
    }
  }
  const { hole } = chain
  if (openings.size === 0 && events.length === 0 && hole?.shaped) {
    throw new Fault('Conflict', anotherKey)
  }
  const last = chain.head ?? genesis
  if (hole?.shaped) problems.push(editedLast(hole, last))
  const current = read.at(-1)!
  const seen = hole?.shaped ? last.n + 1 : last.n
  const place = { chunk: current.chunk, offset: chain.end }
  if (remembered > seen) {
    problems.push({ kind: 'cut', fromNumber: seen + 1, toNumber: remembered, ...place })
  }
  const here = openings.get(current.chunk)
  const batchBytes = longestIn(chunkBytes)
  const position = lastByte(current.bytes, chain.end)
  let unwritten = notHere(events, current.chunk, here, batchBytes)
  const again = position === 0 || (await writeAgain(files, current, position, 2 * batchBytes))
  if (!again && unwritten.length === 0) unwritten = lastBatch(events, batchBytes)
  const first = unwritten[0]
  const head = first ? { n: first.n - 1, hash: Buffer.from(first.frame.previous) } : last
  const opening = openings.values().next().value
  const lastOf = new Map(Object.entries(opening?.lastOf ?? {}))
  const latest = new Map<string, Content>()
  for (const { n, content } of events) {
    lastOf.set(String(content.type), n)
    latest.set(String(content.type), content)
  }
  return {
    head,
    used: Math.max(seen, remembered),
    chunk: current.chunk,
    position,
    opened: here !== undefined,
    after: current.chunk === 1 ? 'start' : 'fault',
    unwritten: unwritten.map(({ n, frame, content }) => ({
      n,
      type: String(content.type),
      content,
      frame,
    })),
    lastOf,
    latest,
    atUs: Number(events.at(-1)?.content.atUs ?? opening?.atUs ?? 0),
    untold: problems
      .filter(problem => !events.some(({ content }) => tells(content, problem)))
      .map(({ kind: _, ...place }) => ({ type: 'SpoolDamaged', ...place })),
  }
}

/** The last file in use, and those before it back to one whose predecessor had been acknowledged to its end. */
async function lastFiles(files: ChunkFiles): Promise<readonly Read[]> {
  const read: Read[] = []
  for (const chunk of (await files.list()).toReversed()) {
    const bytes = await files.read(chunk)
    if (read.length === 0 && lastByte(bytes, 0) === 0 && chunk > 1) continue
    read.unshift({ chunk, bytes })
    if (((await files.opening(chunk))?.after ?? 'fault') !== 'fault') break
  }
  if (read.length === 0) throw new Fault('NotFound', noSpool)
  return read
}

/** Whole events that stand only in files before the current one, and are not known to be on the medium there. */
function notHere(
  events: readonly Event[],
  chunk: number,
  opening: Opening | undefined,
  batchBytes: number,
): readonly Event[] {
  const last = events.at(-1)
  if (!last || last.chunk === chunk) return []
  return opening ? events.filter(({ n }) => n >= opening.first) : lastBatch(events, batchBytes)
}

/** All events that could have been in one write with the last one. */
function lastBatch(events: readonly Event[], batchBytes: number): readonly Event[] {
  const last = events.at(-1)
  return events.filter(
    ({ chunk, frame }) => chunk === last?.chunk && frame.end > last.frame.end - batchBytes,
  )
}

/** Puts on the medium what a kill may have left in a cache; false where the place does not take it. */
async function writeAgain(files: ChunkFiles, { chunk, bytes }: Read, end: number, length: number) {
  const from = Math.max(0, end - length)
  const file = await files.open(chunk)
  try {
    await file.write(bytes.subarray(from, end), from)
    return true
  } catch {
    return false
  } finally {
    await file.close()
  }
}

const anotherKey = sentence(
  '記録が別の署名鍵で書かれています',
  'the spool was written with another signing key',
)
const noSpool = sentence('録画係の記録が見つかりません', 'the spool is gone')
