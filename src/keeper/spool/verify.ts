import type { Disk } from '#disk/disk.ts'
import type { VerifyingKey } from '#signing/key-file.ts'
import { Chain, type Content, type Head, type Hole, type Problem } from './chain.ts'
import { chunkFiles, fileOf } from './chunk-files.ts'
import { beforeFirst } from './frame.ts'

/** An event known from elsewhere (keyring, office, paper): what proves that a tail was cut or a history exchanged. */
export type Remembered = { readonly n: number; readonly hash: Uint8Array }

export type SpoolProblem = Problem & {
  /** File and byte offset, and the numbers concerned, for a person. */
  readonly place: string
  readonly detail: string
  /** A later SpoolDamaged event of the keeper itself tells of it. */
  readonly told: boolean
}

export type Verification = {
  readonly events: number
  /** The first number present; above 1 only after pruning. */
  readonly first: number
  readonly head: Head
  readonly problems: readonly SpoolProblem[]
  /** Remains of writes that broke off, between whole events; no number is missing there. */
  readonly torn: number
}

/**
 * Reads the whole spool with every signature and link. Needs no secret, so anyone who holds the
 * files and the public key can do it.
 *
 * Proves: every event present is this keeper's, unchanged and in its place, and none is missing between the
 * first and the last. Whoever holds the disk can still cut the *tail*, unless a later event is `remembered`.
 */
export async function verifySpool(options: {
  readonly disk: Disk
  readonly directory: string
  readonly key: VerifyingKey
  readonly remembered?: readonly Remembered[]
}): Promise<Verification> {
  const { key, remembered = [] } = options
  const files = chunkFiles({ ...options, chunkBytes: 0 })
  const chunks = await files.list()
  const chain = new Chain(key, chunks[0] === 1 ? { n: 0, hash: beforeFirst(key) } : null)
  const problems: Problem[] = []
  const damaged: Content[] = []
  let [events, first, torn, pruned] = [0, 0, 0, 0]
  for (const chunk of chunks) {
    for (const found of chain.through(chunk, await files.read(chunk), 'every')) {
      if (found.found === 'problem') problems.push(found.problem)
      if (found.found === 'torn') torn += 1
      if (found.found === 'opening' && found.content.chunk !== chunk) {
        const n = Number(found.content.first)
        problems.push({ kind: 'swapped', fromNumber: n, toNumber: n, chunk, offset: 0 })
      }
      if (found.found !== 'event') continue
      const { content, n, frame } = found
      events += 1
      first ||= n
      if (content.type === 'SpoolDamaged') damaged.push(content)
      if (content.type === 'SpoolPruned') pruned = Math.max(pruned, Number(content.through))
      if (remembered.some(known => known.n === n && !frame.hash.equals(known.hash))) {
        problems.push({ kind: 'forked', fromNumber: n, toNumber: n, chunk, offset: frame.at })
      }
    }
  }
  const head = chain.head ?? { n: 0, hash: beforeFirst(key) }
  const cut = (fromNumber: number, toNumber: number, chunk = 0) => {
    if (toNumber >= fromNumber)
      problems.push({ kind: 'cut', fromNumber, toNumber, chunk, offset: 0 })
  }
  if (chain.hole?.shaped) problems.push(editedLast(chain.hole, head))
  else if (chain.hole) torn += 1
  if (first - 1 > pruned) cut(1, first - 1, chunks[0])
  cut(head.n + 1, Math.max(0, ...remembered.map(({ n }) => n)), chunks.at(-1))
  const missing = chunks.find((chunk, i) => i > 0 && chunks[i - 1]! + 1 !== chunk)
  if (missing !== undefined && problems.length === 0) cut(head.n + 1, head.n + 1, missing)
  const told = merged(problems).map(problem => ({
    ...problem,
    place: `${fileOf(problem.chunk)}@${problem.offset}`,
    detail: `${problem.kind}: ${problem.fromNumber}–${problem.toNumber}`,
    told: damaged.some(content => tells(content, problem)),
  }))
  return { events, first, head, problems: told, torn }
}

/** The last frame is whole by its shape and does not verify. */
export const editedLast = (hole: Hole, { n }: Head): Problem => ({
  kind: 'edited',
  fromNumber: n + 1,
  toNumber: n + 1,
  chunk: hole.chunk,
  offset: hole.at,
})

/** Neighbours of one kind as one problem; an event found elsewhere is swapped and not also cut. */
function merged(problems: readonly Problem[]): readonly Problem[] {
  const found = new Set(
    problems.flatMap(({ kind, fromNumber }) => (kind === 'swapped' ? [fromNumber] : [])),
  )
  const result: Problem[] = []
  for (const problem of problems) {
    const { kind, fromNumber, toNumber } = problem
    if (kind === 'cut' && toNumber - fromNumber < found.size) {
      const numbers = Array.from({ length: toNumber - fromNumber + 1 }, (_, i) => fromNumber + i)
      if (numbers.every(n => found.has(n))) continue
    }
    const before = result.at(-1)
    if (
      before?.kind === kind &&
      before.chunk === problem.chunk &&
      before.toNumber + 1 === fromNumber
    ) {
      result[result.length - 1] = { ...before, toNumber }
    } else result.push(problem)
  }
  return result
}

/** Whether an event of the keeper's own tells of this problem. */
export const tells = (content: Content, { fromNumber, toNumber }: Problem): boolean =>
  content.type === 'SpoolDamaged' &&
  Number(content.fromNumber) <= fromNumber &&
  Number(content.toNumber) >= toNumber
