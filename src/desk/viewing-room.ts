import { caseOf } from '#acts/case-things.ts'
import { streamName } from '#acts/stream-name.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Viewer } from '#domain/viewing/words.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { type Attendant, attendantsAt } from './attendants.ts'
import type { Actor, Desk } from './desk.ts'

/** A viewing as it would begin now, before anybody signs. */
export type ViewingAhead = {
  /** Names the next session of the case. */
  readonly number: string
  readonly stream: string
  readonly held: number
  /** null: nothing is approved. */
  readonly allowed: number | null
  readonly ranges: readonly FootageRange[]
  readonly people: readonly Attendant[]
  /** What stands in the way of it; null: nothing that is known. */
  readonly refusal: Refusal | null
}

/**
 * What opening a session would come to, by the deciders themselves; nothing is recorded. null: there is no such request.
 * Everybody is taken to have been shown the notice: whoever opens it says so then.
 */
export async function viewingAhead(
  desk: Desk,
  actor: Actor,
  request: string,
  {
    viewers,
    witnesses,
  }: { readonly viewers: readonly Viewer[]; readonly witnesses: readonly string[] },
): Promise<ViewingAhead | null> {
  const sight = await desk.sight()
  const found = sight.state('request', request)
  if (found.status !== 'open') return null
  const decisions = sight.state('approval', request)
  const approval = approvalOf(decisions, 'viewing')
  const ranges = approval?.ranges ?? found.ranges
  const sessions = sight
    .statesIn(caseOf(request), 'viewing')
    .flatMap(({ state }) => (state.status === 'none' ? [] : [state]))
  const number = String(sessions.length + 1)
  const stream = streamName('viewing', request, number)
  const order = await desk.order(actor, stream, {
    type: 'Open',
    session: `閲覧${number}`,
    ...{ ranges, viewers, witnesses, operatorSigned: true },
    noticeShownTo: [
      actor.person,
      ...witnesses,
      ...viewers.map(({ name, person }) => person ?? name),
    ],
  })
  const foreseen = await desk.foreseen(order)
  const act = found.internal ? 'internalViewing' : 'viewing'
  const attendance = {
    operator: actor.person,
    requester: found.requester.person,
    cameras: ranges.map(({ camera }) => camera),
  }
  const people = attendantsAt(sight.setting, act, attendance, desk.nowUs())
  return {
    ...{ number, stream, ranges, people },
    held: sessions.filter(({ openedAtUs }) => approval && openedAtUs >= approval.atUs).length,
    allowed: approval?.sessions ?? null,
    refusal: isRefusal(foreseen) ? foreseen : null,
  }
}
