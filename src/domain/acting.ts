import { type Refusal, refuse } from '#law/basis.ts'
import type { Setting } from './decider.ts'
import { absenceAt, actingManagers, holds } from './office.ts'

/**
 * Why this person may not act as the manager then; null: they may. Manager and deputy never act at once, and
 * a deputy acts only while an absence runs. `of` names the camera or use it matters for.
 */
export function refuseActing(
  setting: Setting,
  person: string,
  atUs: number,
  of: string | null = null,
): Refusal | null {
  const { profile, office } = setting
  const { manager, deputy } = profile
  const acting = actingManagers(setting, atUs, of)
  if (acting.includes(person)) return null
  if (acting.length === 0) {
    return refuse(
      '管理責任者が空席です',
      manager.vacant.by,
      `${manager.office}が決まってから行ってください。録画は続いています`,
    )
  }
  if (absenceAt(office, atUs, of) && holds(office, person, manager.is ?? 'manager', atUs, of)) {
    return refuse(
      '代行している人がいる間は、管理責任者として二人が同時に行うことはできません',
      deputy.kind === 'declared' ? deputy.notBoth : deputy.by,
      '戻ったことを先に届けてください。その時に代行が終わります',
    )
  }
  if (deputy.kind === 'declared' && holds(office, person, deputy.post, atUs)) {
    return refuse(
      `${manager.office}に${deputy.occasion}がないので、代行できません`,
      deputy.by,
      `${manager.office}に求めてください。${deputy.occasion}があるときは、理由を書いて届けてください`,
    )
  }
  return refuse('管理責任者ではありません', manager.by, `${manager.office}に求めてください`)
}
