import { isRefusal } from '#law/basis.ts'
import type { Retention } from '#law/retention.ts'
import type { Decider, Happened, Said } from '../decider.ts'
import { actsAsManager } from '../office.ts'
import { decideRetention, type RetentionCommand } from './decided-retention.ts'

export type PeriodCommand = Said<'DecidePeriod', Omit<RetentionCommand, 'decidedBy' | 'nowUs'>>
export type PeriodEvent = Happened<'PeriodDecided', { readonly rule: Retention }>
/** What was decided, oldest first, each from when; empty: nothing yet. */
export type PeriodState = {
  readonly rules: readonly { readonly rule: Retention; readonly fromUs: number }[]
}

/** How long footage lives, where the document leaves it to a person: that person decides, with reasons. */
export const period: Decider<PeriodState, PeriodCommand, PeriodEvent> = {
  initial: { rules: [] },
  decide: (setting, _, { type: __, atUs, by, ...command }) => {
    const { decision } = setting.profile.retention
    const [word = ''] = decision?.decidedBy.posts ?? []
    const decidedBy = actsAsManager(setting, by, atUs) ? `${word} ${by}` : ''
    const rule = decideRetention(setting.profile, { ...command, decidedBy, nowUs: atUs })
    if (isRefusal(rule)) return rule
    const manual = rule.decided?.writtenIn && 'manual' in rule.decided.writtenIn
    const basis =
      (manual ? decision?.inManual : decision?.byCircumstance) ?? setting.profile.retention.by
    return [{ type: 'PeriodDecided', atUs, by, basis, rule }]
  },
  evolve: ({ rules }, { atUs, rule }) => ({ rules: [...rules, { rule, fromUs: atUs }] }),
}
