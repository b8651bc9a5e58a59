import { Fault, sentence } from '#fault/fault.ts'
import { publicSha256 } from '#hash/public-sha256.ts'
import type { Queries } from '#postgres/database.ts'
import { hashesOf, TiledTree } from '#tlog/tiled-tree.ts'
import { leafHash, rootOf } from '#tlog/tree.ts'

export type Head = { readonly size: number; readonly root: Uint8Array }

/** The newest committed head. Throws Fault 'NotFound' where no ledger was founded. */
export async function committedHead(queries: Queries): Promise<Head> {
  const [head] = await queries.query<{ size: number; root: Buffer }>(
    'select size, root from ledger.head order by size desc limit 1',
  )
  if (!head) {
    throw new Fault(
      'NotFound',
      sentence('改ざん防止記録がまだありません。', 'no ledger was founded here'),
    )
  }
  return head
}

/**
 * The tree as it was at a size, made from its tiles and the leaves behind them: what a writer goes on from, and
 * what shows whether an older checkpoint belongs to this ledger. Throws Fault 'DataLoss' where rows are missing.
 */
export async function treeAt(queries: Queries, size: number): Promise<TiledTree> {
  const partials = new Map<number, readonly Uint8Array[]>()
  let below = size
  for (let level = 0; below > 0; level++) {
    const from = Math.floor(below / 256) * 256
    const hashes = await tileHashes(queries, level, from, below)
    if (hashes.length !== below - from) {
      throw new Fault(
        'DataLoss',
        sentence(
          '改ざん防止記録の行が欠けています。',
          `the tree of ${size} leaves wants ${below - from} hashes of level ${level}, ${hashes.length} are here`,
        ),
        sentence('「tachiai verify」で場所を確かめてください。', 'Run "tachiai verify".'),
      )
    }
    partials.set(level, hashes)
    below = Math.floor(below / 256)
  }
  return TiledTree.resume(publicSha256, size, level => partials.get(level) ?? [])
}

/** Hashes of a level, `from` to `to` (exclusive); fewer where rows are missing. */
export const tileHashes = (
  queries: Queries,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> =>
  level === 0 ? leafHashes(queries, from, to) : tileRoots(queries, level - 1, from, to)

async function leafHashes(queries: Queries, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await queries.query<{ bytes: Buffer }>(
    'select bytes from ledger.leaf where index >= $1 and index < $2 order by index',
    [from, to],
  )
  return rows.map(({ bytes }) => leafHash(publicSha256, bytes))
}

async function tileRoots(
  queries: Queries,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const rows = await queries.query<{ hashes: Buffer }>(
    'select hashes from ledger.tile where level = $1 and n >= $2 and n < $3 order by n',
    [level, from, to],
  )
  return rows.map(({ hashes }) => rootOf(publicSha256, hashesOf(hashes)))
}
