import { type Refusal, refuse } from '#law/basis.ts'
import { postWord } from '#law/called.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { refuseBackdated, refuseOneself } from './seating.ts'
import type { AppointmentCommand, AppointmentEvent, AppointmentState } from './words.ts'

/**
 * Who answers: the holder of the office the document names, for the document, a camera or a use of the
 * pictures, and out of the section in charge of that. Where the document ties it to another post (the
 * committee's chair), nobody is appointed to it.
 */
export function appointManager(
  { manager, posts }: Profile,
  { sections }: AppointmentState,
  command: Extract<AppointmentCommand, { type: 'AppointManager' }>,
): readonly AppointmentEvent[] | Refusal {
  const { atUs, by, person, of, unit, inOffice, fromUs } = command
  const is = manager.is
  if (is !== null) {
    const word = postWord({ posts }, is)
    return refuse(
      `管理責任者は${manager.office}です。別に任じることはできません`,
      manager.by,
      `${word}の選任として届けてください`,
    )
  }
  const unfit = refuseBackdated(atUs, fromUs) ?? refuseOneself(by, person)
  if (unfit) return unfit
  if (!inOffice) {
    return refuse(
      `管理責任者になれるのは${manager.office}だけです`,
      manager.by,
      `${manager.office}の職にある人を届けてください`,
    )
  }
  if ((of === null) !== (manager.per === 'document')) {
    return refuse(
      of === null
        ? `どの${answeredFor[manager.per]}の管理責任者かが書かれていません`
        : 'この規程の管理責任者は一人で、カメラや事務ごとには置きません',
      manager.by,
      of === null
        ? `${answeredFor[manager.per]}を選んでください`
        : 'カメラや事務を選ばずに届けてください',
    )
  }
  const inCharge = of === null ? null : sections[of]
  if (inCharge === undefined) {
    return refuse(
      `「${of}」を所管する課がまだ書かれていません`,
      actHouse.stepsInOrder,
      '所管する課を先に書き入れてください',
    )
  }
  if (inCharge !== null && inCharge !== unit) {
    return refuse(
      `「${of}」を所管しているのは${inCharge}です`,
      manager.by,
      `${manager.office}を届けてください`,
    )
  }
  return [{ type: 'ManagerAppointed', atUs, by, basis: manager.by, person, of, unit, fromUs }]
}

const answeredFor = { document: '規程', camera: 'カメラ', use: '事務' } as const
