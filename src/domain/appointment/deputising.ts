import { type Refusal, refuse } from '#law/basis.ts'
import { postWord } from '#law/called.ts'
import { actHouse } from '#law/house.ts'
import type { Setting } from '../decider.ts'
import { absenceAt, holds, membersAt } from '../office.ts'
import { refuseOneself } from './seating.ts'
import type { AppointmentCommand, AppointmentEvent } from './words.ts'

type Decided = readonly AppointmentEvent[] | Refusal
type Command<Type extends AppointmentCommand['type']> = Extract<AppointmentCommand, { type: Type }>

/** 事故等, said by the deputy alone and at once, with its reason. */
export function declareAbsence(setting: Setting, command: Command<'DeclareAbsence'>): Decided {
  const { atUs, by, of } = command
  const { deputy, posts, manager } = setting.profile
  const reason = command.reason.trim()
  if (deputy.kind !== 'declared') return refuseNoDeclaration(setting)
  if (!holds(setting.office, by, deputy.post, atUs)) {
    const word = postWord({ posts }, deputy.post)
    return refuse(
      `${manager.office}を代行できるのは${word}だけです`,
      deputy.by,
      `${word}に届けてもらってください`,
    )
  }
  const running = refuseRunning(setting, of, atUs)
  if (running) return running
  if (reason === '') {
    return refuse(
      `${deputy.occasion}の理由が書かれていません`,
      deputy.declaration,
      '入院・遠方など、どういう事情かを書いてください',
    )
  }
  const absence = { of, deputy: by, reason, citation: null }
  return [{ type: 'AbsenceDeclared', atUs, by, basis: deputy.by, ...absence }]
}

function refuseNoDeclaration({ profile: { deputy, silence } }: Setting): Refusal {
  return deputy.kind === 'cityRule'
    ? refuse(
        `自分で届けて代わることはできません。${deputy.word}の登録によります`,
        deputy.by,
        `${deputy.word}を、根拠になる決まりの名とともに登録してください`,
      )
    : refuse(
        'この規程には、管理責任者に代わる人の定めがありません',
        deputy.by,
        `管理責任者に求めるか、${silence.ask}に確かめてください`,
      )
}

/** 代決者: the body's own rule on who signs instead is cited. */
export function enterDeputy(setting: Setting, command: Command<'EnterDeputy'>): Decided {
  const { atUs, by, of } = command
  const { deputy, manager } = setting.profile
  const [citation, reason] = [command.citation.trim(), command.reason.trim()]
  if (deputy.kind === 'declared') {
    return refuse(
      '代わる人は規程で決まっているので、ほかの人は登録できません',
      deputy.by,
      `${deputy.occasion}があるときに、規程にある人が届けてください`,
    )
  }
  if (deputy.kind === 'none') return refuseNoDeclaration(setting)
  if (of === null && manager.per === 'camera') {
    return refuse(
      'どのカメラについて代わるのかが書かれていません',
      manager.by,
      'カメラを選んでください',
    )
  }
  const unfit = refuseRunning(setting, of, atUs) ?? refuseOneself(by, command.deputy)
  if (unfit) return unfit
  if (citation === '' || reason === '') {
    return refuse(
      `${deputy.word}の根拠になる決まりの名か、代わる理由が書かれていません`,
      deputy.by,
      '事務決裁の規程の名と条、不在の理由を書いてください',
    )
  }
  const absence = { of, deputy: command.deputy, reason, citation }
  return [{ type: 'AbsenceDeclared', atUs, by, basis: deputy.by, ...absence }]
}

function refuseRunning({ office, profile }: Setting, of: string | null, atUs: number) {
  const { deputy } = profile
  const running = absenceAt(office, atUs, of)
  return running
    ? refuse(
        `すでに${running.deputy}が代行しています`,
        deputy.kind === 'declared' ? deputy.notBoth : deputy.by,
        'いまの代行が終わってから届けてください',
      )
    : null
}

/** Somebody of the body looks at the declaration; it runs meanwhile, and may be over by then. */
export function confirmAbsence(
  setting: Setting,
  { atUs, by, of }: Command<'ConfirmAbsence'>,
): Decided {
  const { deputy } = setting.profile
  const absence = setting.office.absences.find(
    absence => absence.of === of && absence.confirmedBy === null && absence.declaredAtUs <= atUs,
  )
  if (deputy.kind !== 'declared' || !absence) {
    return refuse(
      '確かめを待っている代行の届けがありません',
      actHouse.stepsInOrder,
      '代行の届けの一覧から選んでください',
    )
  }
  const { from, by: basis } = deputy.confirmation
  const mayConfirm =
    from === 'member'
      ? membersAt(setting.office, atUs).includes(by)
      : holds(setting.office, by, from, atUs)
  if (!mayConfirm) {
    return refuse(
      '代行の届けを確かめられるのは委員だけです',
      basis,
      '委員に確かめてもらってください',
    )
  }
  if (by === absence.deputy) {
    return refuse(
      '届けた人は、自分の届けを確かめられません',
      actHouse.differentPeople,
      'ほかの委員に確かめてもらってください',
    )
  }
  const { declaredAtUs } = absence
  return [{ type: 'AbsenceConfirmed', atUs, by, basis, of, declaredAtUs }]
}

/** By the manager who is back, or by the deputy. */
export function endAbsence(setting: Setting, { atUs, by, of }: Command<'EndAbsence'>): Decided {
  const { profile, office } = setting
  const { deputy, manager } = profile
  const absence = absenceAt(office, atUs, of)
  if (!absence) {
    return refuse('いま代行はありません', actHouse.stepsInOrder, '届けは要りません')
  }
  const basis = deputy.kind === 'declared' ? deputy.notBoth : deputy.by
  if (by !== absence.deputy && !holds(office, by, manager.is ?? 'manager', atUs, of)) {
    return refuse(
      '代行を終えられるのは、戻った管理責任者か、代行している人だけです',
      basis,
      `${manager.office}か${absence.deputy}に届けてもらってください`,
    )
  }
  return [{ type: 'AbsenceEnded', atUs, by, basis, of }]
}
