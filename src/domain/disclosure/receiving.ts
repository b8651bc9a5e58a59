import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { DisclosureCommand, DisclosureEvent, DisclosureState } from './words.ts'

/** Which track a request belongs to is the document's, not the counter's, to say. */
export function receive(
  { disclosure, grounds, silence }: Profile,
  state: DisclosureState,
  { type: _, ...command }: Extract<DisclosureCommand, { type: 'ReceiveDisclosureRequest' }>,
): readonly DisclosureEvent[] | Refusal {
  const { informalGround, statutory, byOthers } = disclosure
  if (state.status !== 'none') {
    return refuse('すでに受け付けた件です', actHouse.stepsInOrder, '別の番号で受け付けてください')
  }
  const { who, track } = command
  if (who === 'other' && track !== 'freedomOfInformation') {
    return refuse(
      '本人以外の者からの開示請求は、本人の開示請求としては扱えません',
      byOthers?.by ?? disclosure.by,
      byOthers
        ? `${byOthers.track}により受け付けてください`
        : '提供の根拠に当たるかを確かめ、求めとして受け付けてください',
    )
  }
  if (track === 'informal' && statutory && command.statutory) {
    return refuse(
      `${statutory.name}を、手続きによらない求めとしては扱えません`,
      statutory.notInformal,
      `${statutory.name}の手続きで受け付けてください`,
    )
  }
  if (track === 'informal' && informalGround === null) {
    return refuse(
      'この規程には、手続きによらずに本人へ提供する根拠がありません',
      grounds.closed,
      statutory ? `${statutory.name}の手続きを案内してください` : `${silence.ask}に尋ねてください`,
    )
  }
  if ((track === 'statutory' && !statutory) || (track === 'freedomOfInformation' && !byOthers)) {
    return refuse(
      'この規程には、その開示の手続きの定めがありません',
      silence.by,
      informalGround === null
        ? `${silence.ask}に尋ねてください`
        : `${informalGround}による求めとして受け付けられるかを確かめてください`,
    )
  }
  const basis =
    track === 'statutory' ? statutory?.by : track === 'informal' ? disclosure.by : byOthers?.by
  return [{ type: 'DisclosureRequested', ...command, basis: basis ?? disclosure.by }]
}
