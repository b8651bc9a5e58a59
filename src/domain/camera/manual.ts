import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import { refuseActing } from '../acting.ts'
import type { Decider, Happened, Said, Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import { holdersOf } from '../office.ts'

export type ManualCommand =
  | Said<'IssueManual', { readonly version: string; readonly says: string }>
  | Said<'AcknowledgeManual', { readonly version: string }>

export type ManualEvent =
  | Happened<'ManualIssued', { readonly version: string; readonly says: string }>
  | Happened<'ManualAcknowledged', { readonly version: string }>

/** 取扱マニュアル: its version in force, and who has read that. */
export type ManualState = {
  readonly version: string | null
  readonly issuedAtUs: number
  readonly versions: readonly string[]
  readonly readBy: readonly string[]
}

/** The handling manual: made by the manager, in versions, each read by those who work by it. */
export const manual: Decider<ManualState, ManualCommand, ManualEvent> = {
  initial: { version: null, issuedAtUs: 0, versions: [], readBy: [] },
  decide: (setting, state, command) => {
    const rule = setting.profile.cameras.manual
    const { silence } = setting.profile
    if (!rule) {
      return refuse(
        'この規程には、取扱マニュアルの定めがありません',
        silence.by,
        `作る必要があるかを${silence.ask}に確かめてください`,
      )
    }
    return command.type === 'IssueManual'
      ? issue(setting, state, command, rule)
      : acknowledge(state, command, rule)
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ManualIssued': {
        const { version, atUs } = event
        return { version, issuedAtUs: atUs, versions: [...state.versions, version], readBy: [] }
      }
      case 'ManualAcknowledged':
        return { ...state, readBy: [...state.readBy, event.by] }
    }
  },
}

type Rule = NonNullable<Setting['profile']['cameras']['manual']>

function issue(
  setting: Setting,
  { versions }: ManualState,
  { atUs, by, version, says }: Extract<ManualCommand, { type: 'IssueManual' }>,
  rule: Rule,
): readonly ManualEvent[] | Refusal {
  const unfit = refuseActing(setting, by, atUs)
  if (unfit) return unfit
  if (version.trim() === '' || versions.includes(version) || says.trim() === '') {
    return refuse(
      `${rule.name}の版の名か中身がないか、同じ名の版がすでにあります`,
      rule.by,
      '新しい版の名と、表示・保管などの中身を書いてください',
    )
  }
  return [{ type: 'ManualIssued', atUs, by, basis: rule.by, version, says }]
}

function acknowledge(
  state: ManualState,
  { atUs, by, version }: Extract<ManualCommand, { type: 'AcknowledgeManual' }>,
  { name, acknowledged }: Rule,
): readonly ManualEvent[] | Refusal {
  if (state.version !== version || state.readBy.includes(by)) {
    return refuse(
      `いまの${name}の版ではないか、すでに読んだことになっています`,
      actHouse.stepsInOrder,
      `いまの版（${state.version ?? 'まだありません'}）を読んで届けてください`,
    )
  }
  return [{ type: 'ManualAcknowledged', atUs, by, basis: acknowledged, version }]
}

/** The version in force has to be read by everybody who works by it. */
export function manualDutiesAt(
  { version, issuedAtUs, readBy }: ManualState,
  { profile, office }: Setting,
  nowUs: number,
): readonly Duty[] {
  const rule = profile.cameras.manual
  if (!rule || version === null) return []
  return holdersOf(office, 'operator', nowUs)
    .filter(person => !readBy.includes(person))
    .map(person => ({
      what: 'readManual',
      about: version,
      says: `${person}が${rule.name}（${version}）を読む`,
      next: '読んでから、読んだことを届けてください',
      post: 'operator',
      dueUs: issuedAtUs,
      basis: rule.acknowledged,
    }))
}
