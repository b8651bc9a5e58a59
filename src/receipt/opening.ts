import { Sight } from '#acts/sight.ts'
import { readStreamName, streamName } from '#acts/stream-name.ts'
import type { World } from '#acts/world.ts'
import { minuteUs } from '#civil/minute.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Viewer } from '#domain/viewing/words.ts'
import type { Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { encodeLeaf, isRecord } from '#leaf/leaf.ts'
import { leafHash, type Sha256 } from '#tlog/tree.ts'
import type { ExcerptEvent } from '#verification/excerpt.ts'
import type { Ground } from './ground.ts'
import type { Receipt } from './receipt.ts'
import { notOpened, spent, tooLate, usedUp } from './refusals.ts'

/** A session that may begin: what may be shown, to whom, before whom. */
export type Opening = {
  /** The hash of its leaf, hex: what is burnt. */
  readonly id: string
  readonly request: string
  readonly session: string
  readonly ranges: readonly FootageRange[]
  readonly viewers: readonly Viewer[]
  readonly witnesses: readonly string[]
  readonly operator: string
  readonly terminal: string
  readonly openedAtUs: number
  /** Index of the leaf that approved it. */
  readonly approval: number
  readonly profile: Profile
}

/** Between the act and the first picture, either way: two clocks never agree wholly. */
export const freshUs = 5 * minuteUs

/** An event with the name of its stream. */
export type NamedEvent = ExcerptEvent & { readonly stream: string }

/**
 * The session that a proven and re-decided act opened, where it is still open, new, and within what was approved.
 * How many there were under one approval is counted by the keeper's own book, for an office could leave some out.
 */
export function openingOf(
  sha256: Sha256,
  events: readonly NamedEvent[],
  world: World,
  { stream, n }: Receipt['act'],
  ground: Ground,
): Opening | Refusal {
  const found = events.find(event => event.stream === stream && event.leaf.n === n)
  const { kind, ids: [request = '', number = ''] = [] } = readStreamName(stream) ?? {}
  const profile = found?.leaf.rule && ground.profileOf(found.leaf.rule, found.leaf.atUs)
  if (!found || !profile || kind !== 'viewing' || found.leaf.type !== 'ViewingOpened') {
    return notOpened()
  }
  const { state } = new Sight(world, profile).state('viewing', request, number)
  if (state.status !== 'open' || state.openedAtUs !== found.leaf.atUs) return notOpened()
  const id = leafHash(sha256, encodeLeaf(found.leaf)).toHex()
  if (ground.isBurnt(id)) return spent()
  const { openedAtUs, session, ranges, viewers, operator, terminal, present } = state
  if (Math.abs(ground.nowUs - openedAtUs) > freshUs) return tooLate()
  const approval = approvalBefore(events, request, found.index)
  if (!approval || ground.opened(approval.index) >= approval.sessions) {
    return usedUp(profile.approval.sessions.by)
  }
  return {
    ...{ id, request, session, ranges, viewers, operator, terminal, openedAtUs, profile },
    witnesses: Object.keys(present),
    approval: approval.index,
  }
}

/** The leaf that approved looking, with how many sessions it is good for. */
function approvalBefore(events: readonly NamedEvent[], request: string, before: number) {
  const found = events.findLast(({ stream, index, leaf, body }) => {
    const event = isRecord(body?.event) ? body.event : {}
    const looking = Array.isArray(event.acts) && event.acts.includes('viewing')
    const here = stream === streamName('approval', request) && index < before
    return here && leaf.type === 'Approved' && looking
  })
  const event = isRecord(found?.body?.event) ? found.body.event : null
  return found && event ? { index: found.index, sessions: Number(event.sessions) } : null
}
