import { dayUs } from '#civil/minute.ts'
import type { Basis } from '#law/basis.ts'
import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { EngagementState } from './words.ts'
import { contractBasis } from './working.ts'

/** A month before a paper runs out, whoever engages has to ask for the next. */
const askBeforeUs = 30 * dayUs

export function dutiesAt(
  state: EngagementState,
  { profile }: Setting,
  nowUs: number,
): readonly Duty[] {
  if (state.status !== 'engaged') return []
  const { pledge } = profile.engagement
  const soon = (untilUs: number | undefined): boolean =>
    untilUs === undefined || untilUs - askBeforeUs <= nowUs
  const duty = (what: string, paper: string, untilUs: number | undefined, basis: Basis): Duty => ({
    what,
    about: state.id,
    says: `${state.name}に、${untilUs === undefined ? '' : '次の'}${paper}を求める`,
    next: `${paper}を受け取り、期間とともに台帳に入れてください`,
    post: 'manager',
    dueUs: untilUs ?? null,
    basis,
  })
  return [
    ...(pledge && soon(state.pledge?.untilUs)
      ? [duty('askPledge', pledge.document, state.pledge?.untilUs, pledge.by)]
      : []),
    ...(soon(state.contract?.untilUs)
      ? [duty('askContract', '契約書', state.contract?.untilUs, contractBasis(profile.engagement))]
      : []),
  ]
}
