import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import type { IncidentCommand, IncidentEvent, IncidentState, OpenIncident } from './words.ts'

type Command<Type extends IncidentCommand['type']> = Extract<IncidentCommand, { type: Type }>
type Decided = readonly IncidentEvent[] | Refusal

/** 漏えい: noticed, stopped, told to the rule's owner, and closed only with its cause written down. */
export const incident: Decider<IncidentState, IncidentCommand, IncidentEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    if (command.type === 'FindIncident') return found(setting, state, command)
    if (state.status !== 'open') {
      return refuse(
        state.status === 'closed' ? '閉じた件です' : '受け付けていない件です',
        actHouse.stepsInOrder,
        '新しく気づいたことは、新しい件として書いてください',
      )
    }
    const { recorded, otherLaw } = setting.profile.incidents
    const { atUs, by } = command
    switch (command.type) {
      case 'ContainIncident':
        return command.how.trim() === ''
          ? refuse('どう止めたかが書かれていません', recorded, 'したことを書いてください')
          : [{ type: 'IncidentContained', atUs, by, basis: recorded, how: command.how }]
      case 'TellOwner':
        return [{ type: 'OwnerTold', atUs, by, basis: recorded, to: command.to }]
      case 'SettleReports': {
        const { to, provision, due } = command
        return provision.trim() === ''
          ? refuse(
              '報告が要るかどうかの根拠が書かれていません',
              otherLaw ?? recorded,
              '調べた法令と条を書いてください',
            )
          : [{ type: 'ReportsSettled', atUs, by, basis: otherLaw ?? recorded, to, provision, due }]
      }
      case 'CloseIncident':
        return closed(setting, state, command)
    }
  },
  evolve: (state, event) => {
    if (event.type === 'IncidentFound') {
      const { id, foundAtUs, what, cameras } = event
      return {
        status: 'open',
        id,
        foundAtUs,
        what,
        cameras,
        containedAtUs: null,
        ownerToldAtUs: null,
        outside: null,
        closedAtUs: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'IncidentContained':
        return { ...state, containedAtUs: event.atUs }
      case 'OwnerTold':
        return { ...state, ownerToldAtUs: event.atUs }
      case 'ReportsSettled': {
        const { to, provision, due } = event
        return { ...state, outside: { to, provision, due } }
      }
      case 'IncidentClosed':
        return { ...state, status: 'closed', closedAtUs: event.atUs }
    }
  },
}

function found(
  { profile: { incidents } }: Setting,
  state: IncidentState,
  { type: _, ...command }: Command<'FindIncident'>,
): Decided {
  if (state.status !== 'none') {
    return refuse('すでに書かれた件です', actHouse.stepsInOrder, '別の番号で書いてください')
  }
  if (command.what.trim() === '' || command.foundAtUs > command.atUs) {
    return refuse(
      '何が、いつ分かったのかが書かれていません',
      incidents.recorded,
      '分かったことと、気づいた日時を書いてください',
    )
  }
  return [{ type: 'IncidentFound', ...command, basis: incidents.prevent.by }]
}

/** Each step that is missing, in its order. Reports under other law: only where the document's place asks. */
function closed(
  { profile: { incidents, silence } }: Setting,
  { containedAtUs, ownerToldAtUs, outside }: OpenIncident,
  { atUs, by, cause, prevention }: Command<'CloseIncident'>,
): Decided {
  const { recorded, otherLaw } = incidents
  if (containedAtUs === null) {
    return refuse(
      '漏えいを止めたことが書かれていません',
      recorded,
      '先に止め、したことを書いてください',
    )
  }
  if (ownerToldAtUs === null) {
    return refuse(
      '規程の所管に知らせていません',
      recorded,
      `${silence.ask}に知らせてから閉じてください`,
    )
  }
  if (otherLaw && outside === null) {
    return refuse(
      '法令による報告が要るかどうかを確かめていません',
      otherLaw,
      '要否と根拠を確かめて書いてください',
    )
  }
  if (cause.trim() === '' || prevention.trim() === '') {
    return refuse('原因と防ぎ方が書かれていません', recorded, '両方を書いてから閉じてください')
  }
  return [{ type: 'IncidentClosed', atUs, by, basis: recorded, cause, prevention }]
}
