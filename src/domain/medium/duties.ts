import { mediaHouse } from '#law/house/copies.ts'
import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import type { MediumState } from './words.ts'

/**
 * 『取込元媒体の消去』 when its oldest footage is due; the next look at where it is kept; a medium nobody
 * can find, at once.
 */
export function dutiesAt(state: MediumState, { profile }: Setting, nowUs: number): readonly Duty[] {
  if (state.status === 'none' || state.status === 'destroyed' || state.status === 'discarded') {
    return []
  }
  const { media, imports } = profile
  const { medium: about, sourceDueUs, place, seenAtUs } = state
  const duties: Duty[] = []
  if (place === null) {
    duties.push({
      ...{ what: 'findMedium', about, post: 'manager', dueUs: nowUs },
      says: `媒体「${about}」のありかが分からない`,
      next: '探し、見つからなければ漏えい事故として届けてください',
      basis: mediaHouse.whereabouts,
    })
  }
  if (sourceDueUs !== null) {
    duties.push({
      ...{ what: 'eraseSource', about, post: 'operator', dueUs: sourceDueUs },
      says: `取込元媒体「${about}」の消去`,
      next: '取り込んだ画像の期限までに消去し、方法を書いてください',
      basis: imports.sourceMedium,
    })
  }
  if (place !== null) {
    duties.push({
      ...{ what: 'attestMedium', about, post: 'manager' },
      says: `${media.locked.what}の保管を確かめる（${about}・${place}）`,
      next: 'その場で確かめ、写真を残してください',
      dueUs: daysAfterUs(seenAtUs, media.attestation.everyDays),
      basis: media.attestation.by,
    })
  }
  return duties
}
