import type { Progress } from '#door/door.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { toBase64url } from '#leaf/bytes.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Seen } from '#ledger/seen.ts'
import type { Database } from '#postgres/database.ts'
import { readKey } from '#tlog/note.ts'
import { answerOf } from '#verification/answer.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { verifyStored } from './verify-stored.ts'

export type LedgerOrdersParts = {
  readonly ledger: Ledger
  readonly database: Database
  /** What this office has shown, beside the database: it must have that too. */
  readonly seen: Seen
  /** The rule documents by which decisions are asked again. */
  readonly profiles: readonly Profile[]
}

type Words = Readonly<Record<string, unknown>>
type Handler = (words: Words, progress: Progress) => Promise<unknown>

/** How many leaves one answer has at most. */
export const mostLeaves = 256

/**
 * Reading the ledger through the office's door: whoever runs the office may read it, and the keys of its bodies stay
 * in the office's memory. Nothing here writes but a checkpoint, signed over what is committed.
 */
export function ledgerOrders({ ledger, database, seen, profiles }: LedgerOrdersParts) {
  const handlers = {
    'ledger.heading': async () => ({
      origin: ledger.origin,
      checkpoints: await ledger.checkpoints(),
      streams: await ledger.streams(),
      head: (await ledger.head()).size,
    }),
    'ledger.sign': async () => {
      const { origin, size, root, note } = await ledger.sign()
      return { origin, size, root: base64(root), note }
    },
    'ledger.tile': async ({ level, n, width }) =>
      base64(await ledger.tile({ level: count(level), n: count(n), width: count(width) })),
    'ledger.path': async ({ index, size }) =>
      (await ledger.inclusionPath(count(index), count(size))).map(base64),
    'ledger.leaves': async words => {
      const rows = []
      for await (const { index, stream, n, bytes } of ledger.leaves(...span(words))) {
        rows.push({ index, stream, n, bytes: base64(bytes) })
      }
      return rows
    },
    'ledger.openings': async words => {
      const rows = []
      for await (const found of ledger.openings(...span(words))) {
        rows.push('damaged' in found ? found : { ...found, salt: toBase64url(found.salt) })
      }
      return rows
    },
    'ledger.verify': async ({ brought }, progress) => {
      const shown = await seen.get()
      const notes = [...(Array.isArray(brought) ? brought.map(String) : []), shown ?? []].flat()
      const verdict = await verifyStored(
        ledger,
        database,
        notes,
        (done, of) => progress({ done, of }),
        profileAmong(profiles),
      )
      const key = readKey(sha256, ledger.origin.key)
      const primitives = { sha256, hmac: hmacSha256, verify: ed25519Verify }
      return answerOf(primitives, 'ledger', { ...verdict, key, size: verdict.signed.size })
    },
  } satisfies Record<string, Handler>
  return handlers as Readonly<Record<keyof typeof handlers, Handler>>
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

function span({ from, to }: Words): [number, number] {
  const first = count(from)
  return [first, Math.min(count(to), first + mostLeaves)]
}

function count(value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value)
  throw new RangeError(`not a count: ${JSON.stringify(value)}`)
}
