import { Replay } from '#acts/replay.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Body } from '#leaf/body.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { ActLeaf } from '#ledger/reading.ts'

/** Some streams with what shows that they stand in the signed tree, as a file has it (verification/excerpt.ts). */
export type WrittenExcerpt = {
  readonly checkpoint: string
  readonly key: string
  readonly streams: readonly { readonly stream: number; readonly name: string }[]
  readonly leaves: readonly WrittenLeaf[]
}
export type WrittenLeaf = {
  readonly index: number
  readonly leaf: string
  readonly path: readonly string[]
  readonly salt?: string
  readonly body?: string
}

/** These leaves under a checkpoint that has them all. */
export async function written(
  ledger: Ledger,
  { note, size }: { readonly note: string; readonly size: number },
  leaves: readonly ActLeaf[],
): Promise<WrittenExcerpt> {
  const names = new Map(leaves.map(({ stream, name }) => [stream, name]))
  return {
    checkpoint: note,
    key: ledger.origin.key,
    streams: [...names].map(([stream, name]) => ({ stream, name })),
    leaves: await Promise.all(leaves.map(leaf => writtenLeaf(ledger, leaf, size))),
  }
}

/**
 * The leaves below `size` of these streams, of those that their decisions looked at, and so on until there are no more:
 * whoever has them and the rule document can ask each decision again. Reads no other stream.
 */
export async function standingOn(
  ledger: Ledger,
  profile: Profile,
  streams: readonly string[],
  size: number,
): Promise<readonly ActLeaf[]> {
  // Without the versions that were adopted, nothing decided under them could be asked.
  const wanted = new Set([...streams, 'profile/main'])
  for (;;) {
    const known = wanted.size
    const leaves: ActLeaf[] = []
    const replay = new Replay(({ version }) => (version === profile.version ? profile : null))
    for await (const stored of ledger.actLeaves(0, [...wanted])) {
      const leaf = stored.index < size ? decodeLeaf(stored.bytes) : null
      if (!leaf) continue
      leaves.push(stored)
      const { index, name: stream, opening } = stored
      const body = opening && (JSON.parse(opening.body) as Body)
      replay.add({ index, leaf, stream, body })
    }
    for (const stream of [...wanted]) {
      for (const seen of replay.stoodOn(stream)) wanted.add(seen)
    }
    if (wanted.size === known) return leaves
  }
}

async function writtenLeaf(
  ledger: Ledger,
  { index, bytes, opening }: ActLeaf,
  size: number,
): Promise<WrittenLeaf> {
  const path = await ledger.inclusionPath(index, size)
  return {
    index,
    leaf: bytes.toBase64(),
    path: path.map(hash => hash.toBase64()),
    ...(opening ? { salt: toBase64url(opening.salt), body: opening.body } : {}),
  }
}
