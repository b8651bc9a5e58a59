import { type Refusal, refuse } from '#law/basis.ts'
import { showingHouse } from '#law/house/acts.ts'
import { coversAll } from '../footage-range.ts'
import { forWhat, refuseOperator, refuseTerminal } from '../operating.ts'
import type { ViewingFacts } from './opening.ts'
import { refuseAbsence } from './presence.ts'
import type { OpenViewing } from './state.ts'
import type { ViewingCommand } from './words.ts'

type Showing = Extract<ViewingCommand, { type: 'Show' }>

/**
 * What stands against this picture in a session that is open: it is asked anew for each, for a post may end, a
 * screen may be struck off and a witness may leave while it goes on.
 */
export function refuseShowing(
  facts: ViewingFacts,
  session: OpenViewing,
  { by, atUs, range }: Showing,
): Refusal | null {
  const { profile, request, instruction, terminal } = facts
  if (!coversAll(session.ranges, [range])) {
    return refuse(
      '承認された範囲の外は映せません',
      profile.approval.range,
      '広げるには、新しく求めてもらってください',
    )
  }
  if (by !== session.operator || (terminal && terminal.id !== session.terminal)) {
    return refuse(
      'この閲覧を始めた人か端末ではありません',
      showingHouse.oneOperator,
      'この閲覧を閉じて、新しい閲覧として始めてください',
    )
  }
  return (
    refuseOperator(facts, by, [range.camera], instruction, atUs, forWhat(facts)) ??
    refuseTerminal(facts, terminal) ??
    refuseAbsence(facts, session, request.requester.person, atUs)
  )
}
