import { caseOf } from '#acts/case-things.ts'
import { streamName } from '#acts/stream-name.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import { runs } from '#domain/office.ts'
import { whyNotCounted, witnessRuleFor } from '#domain/quorum.ts'
import type { Viewer } from '#domain/viewing/words.ts'
import { type Basis, isRefusal, type Refusal } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Actor, Desk } from './desk.ts'

/** Who might attend, and on which rule they would not count; null: they would. */
export type Attendant = {
  readonly person: string
  readonly posts: readonly Post[]
  readonly why: Basis | null
}

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
  const rule = witnessRuleFor(sight.setting, found.internal ? 'internalViewing' : 'viewing')
  const nowUs = desk.nowUs()
  const attendance = {
    operator: actor.person,
    requester: found.requester.person,
    cameras: ranges.map(({ camera }) => camera),
  }
  const { tenures } = sight.setting.office
  const inOffice = tenures.filter(tenure => runs(tenure, nowUs))
  const people = [...new Set(inOffice.map(({ person }) => person))].map(person => ({
    person,
    posts: [...new Set(inOffice.filter(one => one.person === person).map(({ post }) => post))],
    why: rule ? whyNotCounted(sight.setting, rule, person, attendance, nowUs) : null,
  }))
  return {
    ...{ number, stream, ranges, people },
    held: sessions.filter(({ openedAtUs }) => approval && openedAtUs >= approval.atUs).length,
    allowed: approval?.sessions ?? null,
    refusal: isRefusal(foreseen) ? foreseen : null,
  }
}
