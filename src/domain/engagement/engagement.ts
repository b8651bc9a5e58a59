import { type Refusal, refuse } from '#law/basis.ts'
import { outsideHouse } from '#law/house/site.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import type { Engaged, EngagementCommand, EngagementEvent, EngagementState } from './words.ts'
import { contractBasis, refuseUnapproved, refuseWork } from './working.ts'

type Command<Type extends EngagementCommand['type']> = Extract<EngagementCommand, { type: Type }>
type Decided = readonly EngagementEvent[] | Refusal

/** 委託: a contractor with their pledge, contract and people. */
export const engagement: Decider<EngagementState, EngagementCommand, EngagementEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    if (command.type === 'EnterContractor') return entered(setting, state, command)
    return state.status === 'engaged'
      ? during(setting, state, command)
      : refuse(
          state.status === 'ended' ? '委託は終わっています' : '台帳にない委託先です',
          actHouse.stepsInOrder,
          '先に委託先を台帳に載せてください',
        )
  },
  evolve: (state, event) => {
    if (event.type === 'ContractorEntered') {
      const { type: _, atUs: enteredAtUs, by: _by, basis: _basis, ...contractor } = event
      return {
        ...contractor,
        status: 'engaged',
        enteredAtUs,
        pledge: null,
        contract: null,
        workers: [],
        working: [],
        endedAtUs: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'PledgeHandedIn': {
        const { sha256, fromUs, untilUs } = event
        return { ...state, pledge: { sha256, fromUs, untilUs } }
      }
      case 'ContractSigned': {
        const { sha256, fromUs, untilUs, clauses } = event
        return { ...state, contract: { sha256, fromUs, untilUs, clauses } }
      }
      case 'WorkersReported':
        return { ...state, workers: [...state.workers, ...event.workers] }
      case 'WorkBegun':
        return { ...state, working: event.workers }
      case 'WorkEnded':
        return { ...state, working: [] }
      case 'EngagementEnded':
        return { ...state, status: 'ended', working: [], endedAtUs: event.atUs }
    }
  },
}

function entered(
  { profile: { engagement: rule } }: Setting,
  state: EngagementState,
  { type: _, ...command }: Command<'EnterContractor'>,
): Decided {
  if (state.status !== 'none') {
    return refuse(
      'すでに台帳にある委託先です',
      actHouse.stepsInOrder,
      '載っている委託先に書き足してください',
    )
  }
  if (command.keepsFootage !== 'no' && rule.noPictures) {
    return refuse(
      '委託先に、録画した画像を持たせることはできません',
      rule.noPictures,
      '画像を持たせない委託にしてください',
    )
  }
  if (command.keepsFootage === 'elsewhere') {
    return refuse(
      '委託先が、この仕組みの外で画像を持つことはできません',
      outsideHouse.keptElsewhere,
      '同じ規程で動くこの仕組みを、委託先にも使ってもらってください',
    )
  }
  return [{ type: 'ContractorEntered', ...command, basis: rule.by }]
}

function during(
  setting: Setting,
  state: Engaged,
  command: Exclude<EngagementCommand, { type: 'EnterContractor' }>,
): Decided {
  const { engagement: rule } = setting.profile
  const { atUs, by } = command
  switch (command.type) {
    case 'HandInPledge':
      return pledged(setting, command)
    case 'SignContract':
      return signed(setting, state, command)
    case 'ReportWorkers':
      return reported(setting, command)
    case 'BeginWork':
      return (
        refuseWork(setting, state, command) ?? [
          { type: 'WorkBegun', atUs, by, basis: rule.by, workers: command.workers },
        ]
      )
    case 'EndWork':
      return [{ type: 'WorkEnded', atUs, by, basis: rule.by }]
    case 'EndEngagement':
      return [{ type: 'EngagementEnded', atUs, by, basis: rule.by }]
  }
}

function pledged(
  { profile: { engagement: rule, secrecy } }: Setting,
  { atUs, by, sha256, fromUs, untilUs }: Command<'HandInPledge'>,
): Decided {
  if (untilUs === null || untilUs <= fromUs) {
    return refuse(
      '誓約書の終わりの日がありません',
      rule.pledge?.endDate ?? secrecy.pledge,
      '終わりの日を書いてもらってください',
    )
  }
  const basis = rule.pledge?.by ?? secrecy.pledge
  return [{ type: 'PledgeHandedIn', atUs, by, basis, sha256, fromUs, untilUs }]
}

function signed(
  setting: Setting,
  state: Engaged,
  { atUs, by, sha256, fromUs, untilUs, clauses }: Command<'SignContract'>,
): Decided {
  const { engagement: rule } = setting.profile
  const unapproved = refuseUnapproved(setting, state, atUs)
  if (unapproved) return unapproved
  const missing = rule.clauses.find(({ id }) => !clauses.includes(id))
  if (missing) {
    return refuse(
      `契約書に「${missing.says}」がありません`,
      missing.by,
      'この条項を加えた契約書を交わしてください',
    )
  }
  if (untilUs <= fromUs) {
    return refuse(
      '契約の期間が逆です',
      outsideHouse.contractor,
      '始まりと終わりの日を確かめてください',
    )
  }
  const basis = contractBasis(rule)
  return [{ type: 'ContractSigned', atUs, by, basis, sha256, fromUs, untilUs, clauses }]
}

/** Beforehand: nobody is reported for a day that has passed. */
function reported(
  { profile: { engagement: rule } }: Setting,
  { atUs, by, workers }: Command<'ReportWorkers'>,
): Decided {
  const late = workers.find(({ fromUs }) => fromUs < atUs)
  if (rule.roster && late) {
    return refuse(
      `${late.name}の従事は、もう始まっています`,
      rule.roster,
      'あらかじめの報告として、これから従事する期間を書いてください',
    )
  }
  return [{ type: 'WorkersReported', atUs, by, basis: rule.roster ?? rule.by, workers }]
}
