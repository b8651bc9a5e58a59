import { type Refusal, refuse } from '#law/basis.ts'
import type { Setting } from './decider.ts'
import { actingManagers, actsAsManager, heldFor, holdersOf, holds } from './office.ts'

/** The manager's word for one act of one operator. */
export type Instruction = {
  readonly by: string
  readonly to: string
  readonly atUs: number
  /** The request it was given for; null: once and for all, for routine work. */
  readonly request: string | null
}

/** A registered screen: where it stands, and whether it was taken out of its locked place. */
export type TerminalFact = {
  readonly id: string
  readonly enrolled: boolean
  readonly room: string
  readonly checkedOut: boolean
}

/**
 * Whether this person may work the cameras' pictures now: the manager, or a designated operator, with an
 * instruction for the act where the document wants one. `request`: what it is done for; `use`: what the
 * approval is for, where managers answer for a use of the pictures.
 */
export function refuseOperator(
  setting: Setting,
  person: string,
  cameras: readonly string[],
  instruction: Instruction | null,
  atUs: number,
  { request, use }: { readonly request: string; readonly use: string | null },
): Refusal | null {
  const { profile, office } = setting
  const { operators, manager } = profile
  const forEach = (may: (of: string | null) => boolean) => heldFor(setting, cameras, use).every(may)
  if (!forEach(of => actingManagers(setting, atUs, of).length > 0)) {
    return refuse(
      '管理責任者が空席のため、画像を扱えません',
      manager.vacant.by,
      `${manager.office}が決まってから行ってください。録画は続いています`,
    )
  }
  if (operators.oneNeeded && holdersOf(office, 'operator', atUs).length === 0) {
    return refuse(
      '担当者が一人も指定されていません',
      operators.oneNeeded,
      '管理責任者に担当者の指定を求めてください',
    )
  }
  if (forEach(of => actsAsManager(setting, person, atUs, of))) return null
  if (!forEach(of => holds(office, person, 'operator', atUs, of))) {
    return refuse(
      '操作できるのは、管理責任者と指定された担当者だけです',
      operators.onlyThey ?? operators.by,
      '指定された担当者に操作を頼んでください',
    )
  }
  const { kind, notStanding, by } = operators.direction
  const instructed =
    instruction !== null &&
    instruction.to === person &&
    instruction.atUs <= atUs &&
    forEach(of => actsAsManager(setting, instruction.by, instruction.atUs, of))
  if (kind === 'perAct' && !instructed) {
    return refuse(
      '管理責任者の指示がありません',
      by,
      '管理責任者に、この件についての指示を求めてください',
    )
  }
  if (notStanding && instruction?.request !== request) {
    return refuse(
      instruction?.request
        ? 'ほかの件についての指示では、画像を扱えません'
        : 'いつでも行えるという指示では、画像を扱えません',
      notStanding,
      '管理責任者に、この件についての指示を求めてください',
    )
  }
  return null
}

/** For which request, and which use of the pictures, somebody works them. */
export const forWhat = ({
  request,
  approval,
}: {
  readonly request: { readonly id: string }
  readonly approval: { readonly use?: string } | null
}) => ({ request: request.id, use: approval?.use ?? null })

/** Whether pictures may appear on this screen. */
export function refuseTerminal(
  { profile }: Setting,
  terminal: TerminalFact | null,
): Refusal | null {
  const { terminals } = profile
  if (!terminal?.enrolled) {
    return refuse(
      `登録した${terminals.word}ではないので、画像を映せません`,
      terminals.enrolledOnly,
      `登録した${terminals.word}で開いてください。承認はどこからでもできます`,
    )
  }
  if (terminals.onlyTheseRooms && !terminals.rooms.includes(terminal.room)) {
    return refuse(
      `${terminals.word}を置けるのは${terminals.rooms.join('と')}だけです`,
      terminals.onlyTheseRooms,
      `${terminals.rooms.join('か')}の${terminals.word}で開いてください`,
    )
  }
  if (terminals.checkOut && !terminal.checkedOut) {
    return refuse(
      `${terminals.word}が、保管庫から持ち出した記録のないまま使われています`,
      terminals.checkOut,
      '鍵・出入簿に持ち出しを書いてから開いてください',
    )
  }
  return null
}
