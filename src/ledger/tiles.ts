import { publicSha256 } from '#hash/public-sha256.ts'
import type { Queries } from '#postgres/database.ts'
import {
  consistencyRanges,
  hashOf,
  inclusionRanges,
  type Range,
  type TileAt,
  tilesOf,
} from '#tlog/ranges.ts'
import { joined } from '#tlog/tiled-tree.ts'
import { tileHashes } from './head.ts'

/** A tile of the tree of at least so many leaves as it shows: full ones as kept, partial ones made from what is below. */
export async function readTile(queries: Queries, { level, n, width }: TileAt): Promise<Uint8Array> {
  const [full] = await queries.query<{ hashes: Buffer }>(
    'select hashes from ledger.tile where level = $1 and n = $2',
    [level, n],
  )
  if (full) return full.hashes.subarray(0, width * 32)
  return joined(await tileHashes(queries, level, n * 256, n * 256 + width))
}

/** PATH(index, size): what shows that a leaf stands in the tree of `size` leaves. */
export const inclusionPath = (
  queries: Queries,
  index: number,
  size: number,
): Promise<Uint8Array[]> => hashesOf(queries, inclusionRanges(index, size), size)

/** PROOF(older, size): what shows that the tree of `size` leaves begins with that of `older`. */
export const consistencyPath = (
  queries: Queries,
  older: number,
  size: number,
): Promise<Uint8Array[]> => hashesOf(queries, consistencyRanges(older, size), size)

async function hashesOf(
  queries: Queries,
  ranges: readonly Range[],
  size: number,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>()
  for (const tile of tilesOf(ranges, size)) {
    tiles.set(`${tile.level}/${tile.n}`, await readTile(queries, tile))
  }
  return ranges.map(range =>
    hashOf(publicSha256, range, size, ({ level, n }) => tiles.get(`${level}/${n}`)!),
  )
}
