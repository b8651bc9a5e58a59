import { tenuresIn } from '#acts/sight.ts'
import { signersOf } from '#acts/signers.ts'
import { readStreamName, streamName } from '#acts/stream-name.ts'
import type { World } from '#acts/world.ts'
import { runs } from '#domain/office.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import type { Given, Said } from '#leaf/body.ts'
import { isRecord } from '#leaf/leaf.ts'
import { verifyConsistency } from '#tlog/consistency.ts'
import { type NoteKey, printedKey } from '#tlog/note.ts'
import { verifyExcerpt } from '#verification/excerpt.ts'
import type { Primitives } from '#verification/primitives.ts'
import type { Ground } from './ground.ts'
import { freshUs, type NamedEvent, type Opening, openingOf } from './opening.ts'
import { type Ordered, orderedBy } from './ordered.ts'
import type { Receipt } from './receipt.ts'
import { ahead, another, decidedOtherwise, noLedger, older, unproven } from './refusals.ts'

export type Examined<What> = {
  /** What it allows. */
  readonly what: What
  /** The ledger as it was proven: from now on no older one counts. */
  readonly proven: { readonly size: number; readonly root: Uint8Array; readonly checkpoint: string }
  /** The numbers of the last events of the streams that were seen. */
  readonly seen: ReadonlyMap<string, number>
}

/** A receipt that opens pictures. */
export const examineReceipt = (
  primitives: Primitives,
  receipt: Receipt,
  ground: Ground,
): Examined<Opening> | Refusal =>
  examine(primitives, receipt, ground, (events, world) =>
    openingOf(primitives.sha256, events, world, receipt.act, ground),
  )

/** A receipt that orders something else of the keeper. */
export const examineOrder = (
  primitives: Primitives,
  receipt: Receipt,
  ground: Ground,
): Examined<Ordered> | Refusal =>
  examine(primitives, receipt, ground, (events, world) =>
    orderedBy(primitives.sha256, events, world, receipt.act, ground),
  )

/**
 * Holds a receipt to what the keeper knows by itself. Everything in it may be a lie but what the tree, the signatures
 * and the deciders say alike: who took over the office cannot widen an approval, leave out a vote or invent a witness.
 */
function examine<What extends object>(
  primitives: Primitives,
  receipt: Receipt,
  ground: Ground,
  read: (events: readonly NamedEvent[], world: World) => What | Refusal,
): Examined<What> | Refusal {
  const { excerpt, keeper } = receipt
  if (keeper !== ground.keeper) return another(receiptHouse.thisKeeper)
  if (!ground.ledger) return noLedger()
  if (!isSame(excerpt.key, ground.ledger)) return another(receiptHouse.ownLedger)
  const verdict = verifyExcerpt(primitives, excerpt, [], ground.profileOf)
  const { signed, replayed } = verdict
  if (!signed || !replayed) return another(receiptHouse.ownLedger)
  if (!continues(primitives, receipt, ground, signed)) return older()
  if (verdict.findings.some(({ kind }) => kind !== 'decision')) return unproven()
  if (verdict.findings.length > 0 || replayed.notAsked > 0) return decidedOtherwise()
  const events = verdict.events.map(event => ({
    ...event,
    stream: excerpt.streams.get(event.leaf.stream)!,
  }))
  const seen = new Map(events.map(({ stream, leaf }) => [stream, leaf.n]))
  if ([...seen].some(([stream, n]) => n < ground.lastSeen(stream))) return older()
  const what = read(events, replayed.world)
  if (isRefusal(what)) return what
  const unsigned = refuseUnsigned(events, replayed.world, ground)
  if (unsigned) return unsigned
  const { size, root } = signed
  return { what, proven: { size, root, checkpoint: excerpt.checkpoint }, seen }
}

function continues(
  { sha256 }: Primitives,
  { from, consistency }: Receipt,
  { verified }: Ground,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): boolean {
  const { size: older, root: olderRoot } = verified
  return (
    from === older && verifyConsistency(sha256, { older, olderRoot, size, root, path: consistency })
  )
}

/** The case's acts that open pictures or decide on them, each with everybody's own signature. What was refused did nothing. */
function refuseUnsigned(
  events: readonly NamedEvent[],
  world: World,
  ground: Ground,
): Refusal | null {
  const tenures = tenuresIn(world)
  for (const { index, stream, leaf, body } of events) {
    if (!body || 'refusal' in body || !isRecord(body.said)) continue
    const said = body.said as Said
    const signers = signersOf(stream, said)
    if (!signers) continue
    const { atUs } = leaf
    // A key that is not good yet would sign for a day on which it is.
    if (atUs > ground.nowUs + freshUs) return ahead()
    const postsOf = (person: string) =>
      tenures.filter(one => one.person === person && runs(one, atUs)).map(({ post }) => post)
    const refusal = ground.refuseUnsigned({
      ...{ ...signers, stream, said, atUs, index, postsOf },
      askedAtUs: receivedAt(events, stream),
      ...(isRecord(body.given) ? { given: body.given as Given } : {}),
      cosigned: Array.isArray(body.cosigned) ? body.cosigned : [],
    })
    if (refusal) return refusal
  }
  return null
}

function receivedAt(events: readonly NamedEvent[], stream: string): number | null {
  const [request] = readStreamName(stream)?.ids ?? []
  const received = events.find(event => event.stream === streamName('request', request ?? ''))
  return received?.leaf.atUs ?? null
}

const isSame = (one: NoteKey, other: NoteKey): boolean => printedKey(one) === printedKey(other)
