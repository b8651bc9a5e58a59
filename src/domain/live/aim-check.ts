import { type Refusal, refuse } from '#law/basis.ts'
import { noLiveSurface } from '#law/house.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import { ownPeopleAmong } from '../own-people.ts'

export type AimCheck = Said<
  'CheckAim',
  {
    readonly camera: string
    readonly occasion: 'installation' | 'repair' | 'aimAlarm' | 'other'
    readonly seconds: number
    readonly attending: readonly string[]
    /** Anything kept of it; nothing may be. */
    readonly kept: boolean
  }
>
export type AimChecked = Happened<
  'AimChecked',
  {
    readonly camera: string
    readonly occasion: string
    readonly seconds: number
    readonly attending: readonly string[]
  }
>

/** A short look at where a camera points, before two people, of which nothing is kept (読み A14, 内規). */
export function checkAim(setting: Setting, command: AimCheck): readonly AimChecked[] | Refusal {
  const { atUs, by, camera, occasion, seconds, attending, kept } = command
  const { aimCheck } = setting.profile.live
  if (!aimCheck) {
    return refuse(
      '生の映像で向きを確かめることは、認められていません',
      noLiveSurface,
      '図面と、画像を映さない機械の知らせで確かめてください',
    )
  }
  const { by: basis } = aimCheck
  const counted = ownPeopleAmong(setting, attending, camera, atUs)
  if (occasion === 'other' || !aimCheck.occasions.includes(occasion)) {
    return refuse(
      '生の映像で向きを確かめられるのは、設置・修理・異常の知らせのときだけです',
      basis,
      'ふだんの様子は、画像を映さない状態の表示で確かめてください',
    )
  }
  if (seconds > aimCheck.seconds) {
    return refuse(
      `向きの確認は${aimCheck.seconds}秒以内です`,
      basis,
      `${aimCheck.seconds}秒以内に区切ってください`,
    )
  }
  if (counted.length < aimCheck.attending) {
    return refuse(
      `向きの確認には${aimCheck.attending}名の立会いが要ります`,
      basis,
      `${aimCheck.attending}名そろってから確かめてください`,
    )
  }
  if (kept) {
    return refuse(
      '向きの確認の画像は残せません',
      basis,
      '残さずに、確かめたことだけを記録してください',
    )
  }
  return [{ type: 'AimChecked', atUs, by, basis, camera, occasion, seconds, attending: counted }]
}
