import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import type { ComplaintState } from './words.ts'

/** Say that it arrived; answer it. Both dates are ours: the documents say only how, not when. */
export function dutiesAt(state: ComplaintState, { profile }: Setting): readonly Duty[] {
  if (state.status !== 'open') return []
  const { acknowledge, answer } = profile.complaints
  const { id: about, receivedAtUs, acknowledgedAtUs, contact } = state
  const told: Duty = {
    what: 'acknowledgeComplaint',
    about,
    says: '苦情を受けたことを相手に知らせる',
    next: '知らせたら、そのことを記録してください',
    post: 'manager',
    dueUs: daysAfterUs(receivedAtUs, acknowledge.withinDays),
    basis: acknowledge.by,
  }
  const answered: Duty = {
    what: 'answerComplaint',
    about,
    says: state.answer === null ? '苦情に答える' : '答えた苦情を閉じる',
    next: state.answer === null ? '対応と返事を書いてください' : '確かめて閉じてください',
    post: 'manager',
    dueUs: daysAfterUs(receivedAtUs, answer.withinDays),
    basis: answer.by,
  }
  return contact !== null && acknowledgedAtUs === null ? [told, answered] : [answered]
}
