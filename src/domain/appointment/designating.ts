import { civilDay } from '#civil/day.ts'
import { startOfDayUs } from '#civil/minute.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { peopleHouse } from '#law/house/site.ts'
import { actHouse } from '#law/house.ts'
import { refuseActing } from '../acting.ts'
import type { Setting } from '../decider.ts'
import { runs } from '../office.ts'
import { refuseBackdated, refuseOneself } from './seating.ts'
import type { AppointmentCommand, AppointmentEvent, AppointmentState } from './words.ts'

type Decided = readonly AppointmentEvent[] | Refusal
type Command<Type extends AppointmentCommand['type']> = Extract<AppointmentCommand, { type: Type }>

/** The manager designates who works the cameras, out of the staff the document names, until a day. */
export function designate(
  setting: Setting,
  { sections }: AppointmentState,
  command: Command<'Designate'>,
): Decided {
  const { atUs, by, person, of, unit, employedBy, fromUs, lastDay, succeeds } = command
  const { operators, manager } = setting.profile
  if (of === null && manager.per !== 'document') {
    const what = manager.per === 'camera' ? 'カメラ' : '事務'
    return refuse(
      `どの${what}の担当かが書かれていません。管理責任者は${what}ごとに指定します`,
      manager.by,
      `${what}を選んでください`,
    )
  }
  const unfit = refuseActing(setting, by, atUs, of) ?? refuseBackdated(atUs, fromUs)
  if (unfit) return unfit
  const { from } = operators
  if (from) {
    const wanted = (of === null ? undefined : sections[of]) ?? from.unit
    if (employedBy !== null) {
      return refuse(
        `${employedBy}の人は、${wanted}の職員ではありません`,
        from.employedElsewhere ?? from.by,
        `${wanted}の職員から指定してください`,
      )
    }
    if (unit !== wanted) {
      return refuse(
        `指定できるのは${wanted}の職員だけです`,
        from.by,
        `${wanted}の職員から指定してください`,
      )
    }
  }
  const untilUs = endOf(lastDay)
  if (untilUs === null || untilUs <= fromUs) {
    return refuse(
      '指定の終わりの日がないか、始まりより前です',
      operators.endDate,
      '終わりの日を 2027-03-31 の形で決めてください',
    )
  }
  const begun = { person, of, unit, fromUs, untilUs, succeeds }
  return [{ type: 'OperatorDesignated', atUs, by, basis: operators.by, ...begun }]
}

/** Before its day, by the manager. */
export function endDesignation(
  setting: Setting,
  { tenures }: AppointmentState,
  { atUs, by, person, of }: Command<'EndDesignation'>,
): Decided {
  const unfit = refuseActing(setting, by, atUs, of)
  if (unfit) return unfit
  const designated = tenures.some(
    held =>
      held.person === person && held.post === 'operator' && held.of === of && runs(held, atUs),
  )
  if (!designated) {
    return refuse(
      `${person}は、いま担当者に指定されていません`,
      actHouse.stepsInOrder,
      '担当者の一覧から選んでください',
    )
  }
  return [{ type: 'DesignationEnded', atUs, by, basis: setting.profile.operators.by, person, of }]
}

/** Somebody whose post another list answers for: staff, mayor, guards, auditors, contractors. */
export function enterPost(
  { profile }: Setting,
  { type: _, lastDay, ...command }: Command<'EnterPost'>,
): Decided {
  const { atUs, by, person, fromUs } = command
  const unfit = refuseBackdated(atUs, fromUs) ?? refuseOneself(by, person)
  if (unfit) return unfit
  const untilUs = lastDay === null ? null : endOf(lastDay)
  if (lastDay !== null && (untilUs === null || untilUs <= fromUs)) {
    return refuse(
      '終わりの日が読めないか、始まりより前です',
      peopleHouse.fromNowOn,
      '終わりの日を 2027-03-31 の形で書くか、空けておいてください',
    )
  }
  const basis = profile.posts.find(({ post }) => post === command.post)?.by
  return [{ type: 'PostEntered', ...command, untilUs, basis: basis ?? peopleHouse.entered }]
}

/** 00:00 of the day after the last one; null where it is no day of the calendar. */
function endOf(lastDay: string): number | null {
  const day = civilDay(lastDay)
  return day && startOfDayUs(day.add({ days: 1 }).toString())
}
