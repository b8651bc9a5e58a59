import type { ProfileOf } from '#acts/replay.ts'
import { frameHash, frameParts } from '#frame/layout.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { publicSha256 } from '#hash/public-sha256.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Opening } from '#leaf/body.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { StoredLeaf } from '#ledger/reading.ts'
import type { Signed } from '#ledger/signing.ts'
import type { Queries } from '#postgres/database.ts'
import { readKey } from '#tlog/note.ts'
import { levelsOf } from '#tlog/tiled-tree.ts'
import type { Verdict } from '#verification/finding.ts'
import { LedgerCheck } from '#verification/ledger-check.ts'
import { predecessorsIn } from '#verification/succession.ts'

/** What the ledger knows of a keeper: enough to see whether its disk is older than what it sent. */
export type KeeperRemembered = {
  readonly keeper: string
  /** Its newest event here. */
  readonly n: number
  /** Hex; null: its years are over, or it does not open. */
  readonly hash: string | null
  /** The keyring's version after the newest erasure that it told of; 0: none. */
  readonly erasedVersion: number
}
export type StoredVerdict = Verdict & {
  readonly signed: Signed
  readonly keepers: readonly KeeperRemembered[]
}

type Opened = Opening | { readonly index: number; readonly damaged: true }

/**
 * The ledger as it lies in the database, up to a checkpoint that is signed for it, held to what a verifier of an export
 * holds it to (design/ledger.md); `brought`: signed checkpoints that people kept. What is appended meanwhile is not looked at.
 */
export async function verifyStored(
  ledger: Ledger,
  queries: Queries,
  brought: readonly string[] = [],
  progress: (done: number, of: number) => void = () => {},
  profileOf?: ProfileOf,
): Promise<StoredVerdict> {
  const signed = await ledger.sign()
  const { key, before } = ledger.origin
  const names = new Map((await ledger.streams()).map(({ stream, name }) => [stream, name]))
  const check = new LedgerCheck(
    { sha256: publicSha256, hmac: hmacSha256, verify: ed25519Verify },
    {
      key: readKey(sha256, key)!,
      before: predecessorsIn(sha256, before) ?? [],
      profileOf,
      checkpoints: [signed.note, ...(await ledger.checkpoints()), ...brought],
      streamName: stream => names.get(stream) ?? null,
    },
  )
  const keepers = new Map<string, Keeper>()
  const openings = ledger.openings(0, signed.size)
  let opened = await openings.next()
  for await (const row of ledger.leaves(0, signed.size)) {
    // What comes behind a row that is missing has no place any more.
    if (row.index !== check.index) break
    if (row.index % 256 === 0) await keptTiles(check, queries, row.index / 256, signed.size)
    while (opened.value && opened.value.index < row.index) opened = await openings.next()
    const opening: Opened | null = opened.value?.index === row.index ? opened.value : null
    look(check, row, opening)
    const name = names.get(row.stream)
    if (name?.startsWith('keeper/')) remember(keepers, name.slice('keeper/'.length), row, opening)
    if (row.index % 10_000 === 0) progress(row.index, signed.size)
  }
  if (check.index < signed.size) check.say({ kind: 'unreadable', place: { index: check.index } })
  progress(signed.size, signed.size)
  await openings.return(undefined)
  return { ...check.end(), signed, keepers: [...keepers].map(remembered) }
}

function look(check: LedgerCheck, row: StoredLeaf, opening: Opened | null): void {
  const { index } = row
  const leaf = check.leaf(row.bytes, opening && 'body' in opening ? opening : null)
  if (leaf && (leaf.stream !== row.stream || leaf.n !== row.n)) {
    check.say({ kind: 'leaf', place: { index } })
  }
  if (opening && 'damaged' in opening) check.say({ kind: 'body', place: { index } })
}

/** The full tiles whose first leaf is number `256 × n`; those not yet full are not kept. */
async function keptTiles(
  check: LedgerCheck,
  queries: Queries,
  n: number,
  size: number,
): Promise<void> {
  const rows = await queries.query<{ level: number; n: number; hashes: Buffer }>(
    `select level, n, hashes from ledger.tile
     where (level, n) in (select level, $1::bigint / (256 ^ level)::bigint from generate_series(0, 6) as level
                          where mod($1::bigint, (256 ^ level)::bigint) = 0)`,
    [n],
  )
  for (const tile of rows) check.tile(tile)
  for (let level = 0, first = n; level < levelsOf(size); level++, first /= 256) {
    const full = Number.isInteger(first) && (first + 1) * 256 ** (level + 1) <= size
    if (full && !rows.some(tile => tile.level === level)) {
      check.say({ kind: 'tile', place: { level, n: first } })
    }
  }
}

type Keeper = { n: number; last: Opened | null; erasure: Opened | null }

function remember(
  keepers: Map<string, Keeper>,
  id: string,
  { n, bytes }: StoredLeaf,
  last: Opened | null,
): void {
  const known = keepers.get(id)
  const erased = Buffer.from(bytes).includes('"type":"ErasureDone"')
  keepers.set(id, { n, last, erasure: (erased && last) || (known?.erasure ?? null) })
}

function remembered([keeper, { n, last, erasure }]: [string, Keeper]): KeeperRemembered {
  const frame = frameIn(last)
  const told = frameIn(erasure)
  const version = told && jsonIn(new TextDecoder().decode(told.json)).version
  const hash = frame && Buffer.from(frameHash(sha256, frame.previous, frame.json)).toString('hex')
  return { keeper, n, hash, erasedVersion: Number.isSafeInteger(version) ? Number(version) : 0 }
}

function frameIn(opening: Opened | null) {
  if (!opening || !('body' in opening)) return null
  const { frame } = jsonIn(opening.body)
  return typeof frame === 'string' ? frameParts(Buffer.from(frame, 'base64')) : null
}

/** What somebody edited may be anything; the check has its findings. */
function jsonIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}
