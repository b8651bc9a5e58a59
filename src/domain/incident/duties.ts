import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { IncidentState } from './words.ts'

/** What is still to be done about a leak; all of it is due since it was noticed. */
export function dutiesAt(state: IncidentState, { profile }: Setting): readonly Duty[] {
  if (state.status !== 'open') return []
  const { recorded, otherLaw } = profile.incidents
  const duty = {
    about: state.id,
    post: 'manager',
    dueUs: state.foundAtUs,
    basis: recorded,
  } as const
  return [
    ...(state.containedAtUs === null
      ? [
          {
            ...duty,
            what: 'contain',
            says: '漏えいを止める',
            next: '止めて、したことを書いてください',
          },
        ]
      : []),
    ...(state.ownerToldAtUs === null
      ? [
          {
            ...duty,
            what: 'tellOwner',
            says: `${profile.silence.ask}に漏えいを知らせる`,
            next: '知らせて、相手を書いてください',
          },
        ]
      : []),
    ...(otherLaw && state.outside === null
      ? [
          {
            ...duty,
            what: 'settleReports',
            says: '法令による報告が要るかどうかを確かめる',
            next: '要否と根拠の条を書いてください',
            dueUs: null,
            basis: otherLaw,
          },
        ]
      : []),
  ]
}
