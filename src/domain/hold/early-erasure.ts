import { type Refusal, refuse } from '#law/basis.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import { type FootageRange, isRange } from '../footage-range.ts'
import { ownPeopleAmong } from '../own-people.ts'

export type EraseEarly = Said<
  'EraseEarly',
  {
    readonly range: FootageRange
    /** Who decides it together. */
    readonly deciders: readonly string[]
    readonly reason: string
  }
>
export type EarlyErasureDecided = Happened<
  'EarlyErasureDecided',
  {
    readonly range: FootageRange
    readonly deciders: readonly string[]
    readonly reason: string
  }
>

export type EarlyErasureFacts = Setting & {
  /** What open requests ask for, and what a hold keeps. */
  readonly wanted: readonly FootageRange[]
}

/**
 * Whether footage may go before its time. Where the document sets a period, never; where it sets a ceiling,
 * by several of the office's own people and not while somebody asks for it, so that nobody alone destroys
 * what others may need.
 */
export function decideEarlyErasure(
  facts: EarlyErasureFacts,
  { atUs, by, range, deciders, reason }: EraseEarly,
): readonly EarlyErasureDecided[] | Refusal {
  const { kind, by: basis } = facts.profile.retention.earlyErasure
  if (kind === 'never') {
    return refuse(
      '期間の終わる前に、画像を消すことはできません',
      basis,
      '期間の終わりを待ってください。その時に消えます',
    )
  }
  if (!isRange(range)) {
    return refuse(
      'どのカメラのいつの画像かが決まっていません',
      basis,
      'カメラと、始まり・終わりの日時を分単位で決めてください',
    )
  }
  const counted = ownPeopleAmong(facts, deciders, range.camera, atUs)
  if (counted.length < 2) {
    return refuse(
      '期限前の消去を、一人で決めることはできません',
      basis,
      'もう一人に確かめてもらい、二人の名前で決めてください',
    )
  }
  if (reason.trim() === '') {
    return refuse(
      '期限前に消す理由が書かれていません',
      basis,
      'なぜ期限を待たずに消すのかを書いてください',
    )
  }
  if (facts.wanted.some(kept => overlap(kept, range))) {
    return refuse(
      '求めのある画像、残すと決めた画像が含まれています',
      basis,
      'その件が終わってから決めるか、その分を除いてください',
    )
  }
  return [{ type: 'EarlyErasureDecided', atUs, by, basis, range, deciders: counted, reason }]
}

const overlap = (one: FootageRange, other: FootageRange): boolean =>
  one.camera === other.camera && one.fromMinute < other.toMinute && other.fromMinute < one.toMinute
