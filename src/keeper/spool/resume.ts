import { Fault, sentence } from '../fault.ts'
import { Chain, type Content, type Found, type Head, type Problem } from './chain.ts'
import type { ChunkFiles, Opening } from './chunk-files.ts'
import type { VerifyingKey } from './keeper-key.ts'
import { lastByte } from './scan.ts'
import { editedLast, tells } from './verify.ts'
import { type End, longestIn } from './writer.ts'

type Event = Extract<Found, { found: 'event' }>
type Read = { readonly chunk: number; readonly bytes: Buffer; readonly opening: Opening | null }

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
 * verifies keeps its number: the next event takes a higher one and says what is lost.
 */
export async function resume(
  files: ChunkFiles,
  key: VerifyingKey,
  genesis: Head,
  chunkBytes: number,
): Promise<Resumed> {
  const read = await lastFiles(files, key)
  const current = read.at(-1)!
  const chain = new Chain(key, read[0]!.chunk === 1 ? genesis : null)
  const events: Event[] = []
  const problems: Problem[] = []
  let opening: Opening | undefined
  let end = 0
  for (const { chunk, bytes } of read) {
    end = 0
    for (const found of chain.through(chunk, bytes, 'linked')) {
      if (found.found === 'event') events.push(found)
      if (found.found === 'opening') opening ??= found.content as Opening
      if (found.found === 'problem') problems.push(found.problem)
      if ('frame' in found) end = found.frame.end
    }
  }
  const last = chain.head ?? genesis
  const { hole } = chain
  if (hole?.shaped) problems.push(editedLast(hole, last))
  if (read.every(({ opening }) => opening === null) && events.length === 0 && hole?.shaped) {
    throw new Fault('Conflict', anotherKey)
  }
  const batchBytes = longestIn(chunkBytes)
  const position = lastByte(current.bytes, end)
  let unwritten = notHere(events, current, batchBytes)
  const fast = position === 0 || (await writeAgain(files, current, position, 2 * batchBytes))
  if (!fast && unwritten.length === 0) unwritten = lastBatch(events, batchBytes)
  const first = unwritten[0]
  const head = first ? { n: first.n - 1, hash: Buffer.from(first.frame.previous) } : last
  const lastOf = new Map(Object.entries(opening?.lastOf ?? {}))
  const latest = new Map<string, Content>()
  for (const { n, content } of events) {
    lastOf.set(String(content.type), n)
    latest.set(String(content.type), content)
  }
  return {
    head,
    used: hole?.shaped ? last.n + 1 : last.n,
    chunk: current.chunk,
    position,
    opened: current.opening !== null,
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
async function lastFiles(files: ChunkFiles, key: VerifyingKey): Promise<readonly Read[]> {
  const read: Read[] = []
  for (const chunk of (await files.list()).toReversed()) {
    const bytes = await files.read(chunk)
    if (read.length === 0 && lastByte(bytes, 0) === 0 && chunk > 1) continue
    const opening = openingIn(chunk, bytes, key)
    read.unshift({ chunk, bytes, opening })
    if (opening && opening.after !== 'fault') break
  }
  return read
}

function openingIn(chunk: number, bytes: Buffer, key: VerifyingKey): Opening | null {
  for (const found of new Chain(key, null).through(chunk, bytes, 'linked')) {
    if (found.found === 'opening') return found.content as Opening
    if (found.found === 'event') return null
  }
  return null
}

/** Whole events that stand only in files before the current one, and are not known to be on the medium there. */
function notHere(events: readonly Event[], current: Read, batchBytes: number): readonly Event[] {
  const last = events.at(-1)
  if (!last || last.chunk === current.chunk) return []
  const { opening } = current
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
