import { warekiMoment } from '#civil/wareki.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { gatheringHouse, showingHouse } from '#law/house/acts.ts'
import type { WitnessedAct } from '#law/vocabulary/witnesses.ts'
import type { Setting } from './decider.ts'
import { type Attendance, refuseWitnesses, whyNotCounted, witnessRuleFor } from './quorum.ts'

/** When and where witnesses are to come: all that they are told beforehand, and nothing of the case. */
export type Gathering = {
  readonly fromUs: number
  readonly minutes: number
  readonly place: string
  /** Until when an answer helps. */
  readonly answerByUs: number
}

/** What stands against asking anybody to come then; `goneUs`: when the first of the pictures goes. */
export function refuseGathering(
  setting: Setting,
  act: WitnessedAct,
  { fromUs, answerByUs }: Gathering,
  { nowUs, goneUs }: { readonly nowUs: number; readonly goneUs: number },
): Refusal | null {
  const { witnesses, retention } = setting.profile
  if (!witnessRuleFor(setting, act)) {
    return refuse(
      'この規程には、立会いの定めがありません',
      witnesses.without?.by ?? showingHouse.operatorSigns,
      '立会いを頼まずに、承認のうえ、操作する人が署名して始めてください',
    )
  }
  if (fromUs <= nowUs) {
    return refuse(
      '立会いの日時が過ぎています',
      gatheringHouse.ahead,
      'これからの日時にしてください',
    )
  }
  if (answerByUs <= nowUs || answerByUs > fromUs) {
    return refuse(
      '返事の期限が、いまから始まりまでの間にありません',
      gatheringHouse.deadline,
      '返事の期限を、いまより後で、始まりまでの日時にしてください',
    )
  }
  if (goneUs > fromUs) return null
  return refuse(
    `その日時には、映像が残っていません。${warekiMoment(goneUs)}から消えていきます`,
    retention.by,
    '映像が消える前の日時にしてください',
  )
}

/** Whoever would not count there is not asked to come. */
export function refuseCalled(
  setting: Setting,
  act: WitnessedAct,
  people: readonly string[],
  attendance: Omit<Attendance, 'witnesses'>,
  fromUs: number,
): Refusal | null {
  const rule = witnessRuleFor(setting, act)
  for (const person of rule ? people : []) {
    const why = whyNotCounted(setting, rule!, person, attendance, fromUs)
    if (!why) continue
    return refuse(
      `${person}さんは、この立会いに数えられません`,
      why,
      `${rule!.from.word}のうち、数えられる人に頼んでください`,
    )
  }
  return null
}

/** How far the answers reach: how many count of those who come, and what is still short of the rule. */
export function mustered(
  setting: Setting,
  act: WitnessedAct,
  attendance: Attendance,
  fromUs: number,
): { readonly counted: number; readonly needed: number; readonly short: Refusal | null } {
  const rule = witnessRuleFor(setting, act)
  const counted = [...new Set(attendance.witnesses)].filter(
    person => rule && whyNotCounted(setting, rule, person, attendance, fromUs) === null,
  )
  return {
    counted: counted.length,
    needed: rule?.atLeast ?? 0,
    short: refuseWitnesses(setting, act, attendance, fromUs),
  }
}
