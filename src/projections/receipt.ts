import { namedThing } from '#acts/things.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { toBase64url } from '#leaf/bytes.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { proven } from '#ledger/proof.ts'
import type { WrittenReceipt } from '#receipt/receipt.ts'
import type { Books } from './books.ts'
import { standingOn, type WrittenExcerpt, written } from './excerpt.ts'

/**
 * What a keeper is shown so that it opens pictures: the act, its whole case, all that the decisions stood on, under a
 * checkpoint signed now that continues the one of `from` leaves, the last that the keeper verified.
 */
export async function receiptFor(
  { ledger, books, profile }: { ledger: Ledger; books: Books; profile: Profile },
  {
    keeper,
    act,
    from,
  }: { readonly keeper: string; readonly act: WrittenReceipt['act']; readonly from: number },
): Promise<WrittenReceipt & WrittenExcerpt> {
  const { file } = namedThing(act.stream) ?? {}
  if (file === undefined) throw new RangeError(`no stream of a thing has the name ${act.stream}`)
  const world = await books.world()
  const signed = await ledger.sign()
  const own = Object.keys(world.files.get(file) ?? {})
  const leaves = await standingOn(ledger, profile, own, signed.size)
  // Everything begins with the empty tree.
  const consistency = from === 0 ? [] : await ledger.consistencyPath(from, signed.size)
  return {
    format: 1,
    receipt: 'tachiai/receipt/v1',
    ...{ keeper, act, from },
    consistency: consistency.map(hash => hash.toBase64()),
    ...(await written(ledger, signed, leaves)),
  }
}

/** That one of a keeper's own events stands in the ledger, for that keeper; null: it is not taken over yet. */
export async function ownEventFor(
  ledger: Ledger,
  { keeper, n, from }: { readonly keeper: string; readonly n: number; readonly from: number },
): Promise<object | null> {
  const { note, size } = await ledger.sign()
  for await (const event of ledger.read(`keeper/${keeper}`, n)) {
    if (event.leaf.n !== n || event.index >= size) return null
    const { index, bytes, path, opening } = await proven(ledger, event.index, size, true)
    const consistency = from === 0 ? [] : await ledger.consistencyPath(from, size)
    return {
      ...{ checkpoint: note, from, index, leaf: bytes.toBase64() },
      consistency: consistency.map(hash => hash.toBase64()),
      path: path.map(hash => hash.toBase64()),
      ...(opening && { salt: toBase64url(opening.salt), body: opening.body }),
    }
  }
  return null
}
