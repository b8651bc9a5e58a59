import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Setting } from '../decider.ts'
import { coversAll } from '../footage-range.ts'
import { actsAsManager } from '../office.ts'
import type { DisclosureCommand, DisclosureEvent, OpenDisclosure } from './words.ts'

type Command<Type extends DisclosureCommand['type']> = Extract<DisclosureCommand, { type: Type }>
type Decided = readonly DisclosureEvent[] | Refusal

/** Only the manager, only under a provision that orders it, only what was asked for. */
export function preserve(
  setting: Setting,
  state: OpenDisclosure,
  { atUs, by, provision, ranges }: Command<'OrderPreservation'>,
): Decided {
  const { by: basis, provision: written } = setting.profile.disclosure.preservation
  if (state.track !== 'statutory') {
    return refuse(
      '法令による開示請求でなければ、開示の求めのために画像を残せません',
      basis,
      '保存期間のうちに決めてください',
    )
  }
  if (!actsAsManager(setting, by, atUs) || provision.trim() === '') {
    return refuse(
      '保存を命じる規定が示されていないため、画像を残せません',
      written ?? basis,
      '管理責任者が、保存を命じる規定の名称と条を書いてください。なければ期間どおりに消えます',
    )
  }
  if (ranges.length === 0 || !coversAll(state.ranges, ranges)) {
    return refuse(
      '残せるのは、開示を求められた範囲だけです',
      basis,
      '求められた範囲の中で指定してください',
    )
  }
  return [{ type: 'PreservationOrdered', atUs, by, basis, provision, ranges }]
}

export function endPreservation(
  { disclosure }: Profile,
  { preserved }: OpenDisclosure,
  { atUs, by, reason }: Command<'EndPreservation'>,
): Decided {
  if (!preserved) {
    return refuse('残している画像はありません', actHouse.stepsInOrder, 'そのまま進めてください')
  }
  return [{ type: 'PreservationEnded', atUs, by, basis: disclosure.preservation.by, reason }]
}
