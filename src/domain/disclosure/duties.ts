import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { DisclosureState } from './words.ts'

/**
 * The statute's own dates are not in the documents: they are asked for, never invented. A request on a ground
 * of the document is decided, and due, as any other request.
 */
export function dutiesAt(state: DisclosureState, { profile }: Setting): readonly Duty[] {
  if (state.status === 'none' || state.track === 'informal') return []
  const { statutory, preservation, by } = profile.disclosure
  const basis = state.track === 'statutory' ? (statutory?.by ?? by) : by
  const duty = { about: state.id, post: 'manager', dueUs: null } as const
  if (state.outcome === null) {
    return [
      {
        ...duty,
        what: 'decideDisclosure',
        says: `${state.name}さんの開示の求めに決定をする`,
        next: '法令の期限を確かめ、確認の事柄に答えて可否を決めてください',
        basis,
      },
      ...(state.preserved
        ? [
            {
              ...duty,
              what: 'reviewPreservation',
              says: `「${state.preserved.provision}」により残している画像の要否を見直す`,
              next: '決定と同時に終わります。要らなくなれば、先に終わらせてください',
              basis: preservation.by,
            },
          ]
        : []),
    ]
  }
  if (state.outcome === 'denied' || state.disclosedAtUs !== null) return []
  return [
    {
      ...duty,
      what: 'disclose',
      says: `${state.name}さんに開示する`,
      next: '開示の方法を書き、開示を済ませてください',
      basis,
    },
  ]
}
