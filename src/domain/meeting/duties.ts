import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { MeetingState } from './state.ts'

/**
 * What the next meeting must hear. It is due with the first meeting after it happened; until one is held
 * there is no date.
 */
export function dutiesAt(
  { meetings, unreported }: MeetingState,
  { profile }: Setting,
): readonly Duty[] {
  const { committee, approval } = profile
  if (!committee) return []
  const telephone = approval.collegiate?.telephone.reported ?? committee.urgentInstruction.reported
  return unreported.map(({ id, kind, atUs }) => ({
    what: 'reportToMeeting',
    about: id,
    says:
      kind === 'instruction'
        ? '急ぎの指示を次の会議に報告する'
        : '電話による承認を次の会議に報告する',
    next: '会議の記録を入れるときに、報告した件として選んでください',
    post: 'chair',
    dueUs: meetings.find(({ heldAtUs }) => heldAtUs > atUs)?.heldAtUs ?? null,
    basis: kind === 'instruction' ? committee.urgentInstruction.reported : telephone,
  }))
}
