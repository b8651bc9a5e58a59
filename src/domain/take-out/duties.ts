import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import type { TakeOutState } from './state.ts'

/** What somebody has to do about a copy: confirm it, hand it over in time, see it back, ask whether it is still needed. */
export function dutiesAt(
  state: TakeOutState,
  { profile }: Setting,
  limitUs: number,
): readonly Duty[] {
  if (state.status === 'none') return []
  const { copies } = profile
  const { copy, handedOver, purposeAnswered } = state
  if (state.status === 'made') {
    const confirm: Duty = {
      what: 'confirmCopy',
      about: copy,
      says: '複製が指示どおりかを確かめる',
      next: '指示と結果を見比べて、確かめたことを記録してください',
      post: 'manager',
      dueUs: state.madeAtUs,
      basis: copies.confirmation?.by ?? copies.packageKey,
    }
    const collect: Duty = {
      what: 'handOver',
      about: copy,
      says: '作った写しを渡すか、期限までに閉じる',
      next: '相手に受け取りの日を確かめてください',
      post: 'operator',
      dueUs: limitUs,
      basis: copies.packageKey,
    }
    return copies.confirmation && state.confirmedBy === null ? [confirm, collect] : [collect]
  }
  if (state.status !== 'handedOver' || !handedOver) return []
  const words = copies.endings.map(({ word }) => word).join('・')
  const back: Duty = {
    what: 'endCopy',
    about: copy,
    says: `渡した写しの${words}を確かめる（${handedOver.to}）`,
    next: '相手に連絡し、終わり方と日時を記録してください',
    post: 'operator',
    dueUs: daysAfterUs(handedOver.atUs, copies.reminder.afterDays),
    basis: copies.endings[0]?.by ?? copies.notWhileAlive,
  }
  if (purposeAnswered?.alive === false) return [{ ...back, dueUs: purposeAnswered.atUs }]
  const { purposeAsked } = copies
  if (!purposeAsked) return [back]
  const ask: Duty = {
    what: 'askPurpose',
    about: copy,
    says: `渡した写しの目的がまだ続いているかを尋ねる（${handedOver.to}）`,
    next: '相手に尋ねて、答えを記録してください',
    post: 'operator',
    dueUs: daysAfterUs(purposeAnswered?.atUs ?? handedOver.atUs, purposeAsked.everyDays),
    basis: purposeAsked.by,
  }
  return [back, ask]
}
