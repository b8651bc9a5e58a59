import { type Refusal, refuse } from '#law/basis.ts'
import { decidingHouse } from '#law/house/acts.ts'
import type { Approved } from '../approval/state.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import { actsAsManager, holds } from '../office.ts'
import { closedTo } from '../request/inspection/ground.ts'
import type { OpenRequest } from '../request/state.ts'

export type Tell = Said<
  'Tell',
  {
    readonly to: string
    readonly says: string
    /** The register line of it. */
    readonly registered: boolean
  }
>
export type Told = Happened<
  'Told',
  { readonly request: string; readonly to: string; readonly says: string }
>

export type TellingFacts = Setting & {
  /** The request it answers; null where somebody simply talks. */
  readonly request: OpenRequest | null
  readonly approval: Approved | null
}

/** Passing on what was learned from footage: on a ground, approved, with a line in the register. */
export function tell(facts: TellingFacts, command: Tell): readonly Told[] | Refusal {
  const { profile, request, approval } = facts
  const { atUs, by, to, says, registered } = command
  const { grounds, secrecy } = profile
  if (!request || request.ground === null) {
    return refuse(
      '画像から知ったことを、根拠なしに伝えることはできません',
      closedTo(grounds, ['telling']),
      '求めとして受け付け、根拠に当たるかを確かめてください',
    )
  }
  const rule = profile.approval.acts.find(({ act }) => act === 'telling')
  if (!rule) {
    return refuse(
      '画像から知ったことを伝える手続きの定めがありません',
      profile.silence.by,
      `${profile.silence.ask}に確かめてください`,
    )
  }
  if (approval?.request !== request.id || !approval.acts.includes('telling')) {
    return refuse('伝えることの承認がありません', rule.by, '承認を求めてください')
  }
  const mayTell = actsAsManager(facts, by, atUs) || holds(facts.office, by, 'operator', atUs)
  if (!mayTell) {
    return refuse(
      '伝えるのは、管理責任者か、指定された担当者です',
      decidingHouse.teller,
      '管理責任者か担当者に伝えてもらってください',
    )
  }
  if (to.trim() === '' || says.trim() === '') {
    return refuse(
      'だれに何を伝えるのかが書かれていません',
      decidingHouse.teller,
      '伝える相手と内容を書いてください',
    )
  }
  if (!registered) {
    return refuse(
      '伝えたことの記録がありません',
      secrecy.telling.by,
      '相手・内容・日時を記録簿に書いてから伝えてください',
    )
  }
  return [{ type: 'Told', atUs, by, basis: rule.by, request: request.id, to, says }]
}
