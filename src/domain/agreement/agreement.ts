import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Agreement } from '#law/vocabulary/outside.ts'
import type { Decider, Setting } from '../decider.ts'
import { refusePartner, refuseTerms } from './activating.ts'
import { correct } from './correcting.ts'
import { evolve } from './evolve.ts'
import { compared, refuseExtraction, refuseNotice, refuseProviding } from './extracting.ts'
import { type Agreed, type AgreementState, ruleFor } from './state.ts'
import type { AgreementCommand, AgreementEvent } from './words.ts'

type Decided = readonly AgreementEvent[] | Refusal

/**
 * 協定: another procedure in the place of named articles, for one named partner, while it is in force. It
 * waives no register line, and what is taken without one is a suspected breach to be put right.
 */
export const agreement: Decider<AgreementState, AgreementCommand, AgreementEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    if (command.type === 'DraftAgreement') return drafted(setting, state, command)
    if (state.status === 'none') {
      return refuse('協定がありません', actHouse.stepsInOrder, '先に協定書を入れてください')
    }
    const rule = ruleFor(setting.profile, state.with)
    if (!rule) {
      const { silence } = setting.profile
      return refuse(
        'いまの規程には、この相手との協定の定めがありません',
        silence.by,
        `${silence.ask}に確かめてください`,
      )
    }
    return command.type === 'ActivateAgreement'
      ? activated(setting, rule, state, command)
      : during(setting, rule, state, command)
  },
  evolve,
}

function drafted(
  { profile }: Setting,
  state: AgreementState,
  { type: _, ...terms }: Extract<AgreementCommand, { type: 'DraftAgreement' }>,
): Decided {
  if (state.status !== 'none') {
    return refuse('すでにある協定です', actHouse.stepsInOrder, '新しい協定として入れてください')
  }
  const basis = ruleFor(profile, terms.with)?.by ?? profile.silence.by
  return refusePartner(profile, terms.with) ?? [{ type: 'AgreementDrafted', ...terms, basis }]
}

function activated(
  { profile }: Setting,
  { by: basis }: Agreement,
  state: Agreed,
  { atUs, by }: AgreementCommand,
): Decided {
  if (state.status !== 'drafted') {
    return refuse(
      '始まっているか、終わった協定です',
      actHouse.stepsInOrder,
      '新しい協定として入れてください',
    )
  }
  return refuseTerms(profile, state) ?? [{ type: 'AgreementActivated', atUs, by, basis }]
}

function during(
  { profile }: Setting,
  rule: Agreement,
  state: Agreed,
  command: Exclude<AgreementCommand, { type: 'DraftAgreement' | 'ActivateAgreement' }>,
): Decided {
  const { atUs, by } = command
  switch (command.type) {
    case 'NoticeExtraction': {
      const { line, case: incident, officer, ranges } = command
      const basis = rule.lineFirst.by
      return (
        refuseNotice(rule, state, command) ?? [
          { type: 'ExtractionNoticed', atUs, by, basis, line, case: incident, officer, ranges },
        ]
      )
    }
    case 'Extract': {
      const { line, ranges } = command
      const basis = rule.by
      const refusal = refuseExtraction(rule, state, command)
      return refusal ?? [{ type: 'Extracted', atUs, by, basis, line: line ?? '', ranges }]
    }
    case 'ProvideUnderAgreement': {
      const { line, to } = command
      const basis = rule.lineFirst.by
      const refusal = refuseProviding(rule, state, command)
      return refusal ?? [{ type: 'ProvidedUnderAgreement', atUs, by, basis, line: line ?? '', to }]
    }
    case 'CompareLogs': {
      const { breaches, unmatched } = compared(state, command.entries)
      return [
        { type: 'LogsCompared', atUs, by, basis: rule.mismatch, unmatched },
        ...breaches.map(
          entry =>
            ({ type: 'BreachSuspected', atUs, by, basis: rule.withoutLine, ...entry }) as const,
        ),
      ]
    }
    case 'DemandCorrection':
    case 'AnswerDemand':
    case 'CloseBreach':
    case 'ExplainMismatch':
      return correct(rule, state, command)
    case 'SuspendAccess':
      return state.maySuspend
        ? [{ type: 'AccessSuspended', atUs, by, basis: rule.suspension, reason: command.reason }]
        : refuse(
            '協定に、利用を止める定めがありません',
            rule.suspension,
            '是正を求めるか、止める定めを加えた協定を交わしてください',
          )
    case 'ResumeAccess':
      return [{ type: 'AccessResumed', atUs, by, basis: rule.suspension }]
    case 'LearnKeeping': {
      const basis = profile.terminals.elsewhere?.by ?? rule.by
      return [{ type: 'KeepingLearned', atUs, by, basis, says: command.says }]
    }
    case 'EndAgreement':
      return [{ type: 'AgreementEnded', atUs, by, basis: rule.by }]
  }
}
