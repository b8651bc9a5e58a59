import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { MatchingState } from './words.ts'

/** What the statute may ask once footage is 保有個人情報; its dates are asked for, never invented. */
export function dutiesAt(state: MatchingState, { profile }: Setting): readonly Duty[] {
  const { personIndex } = profile
  if (!personIndex || state.status !== 'classified' || state.fileRegisterSettledAtUs !== null) {
    return []
  }
  return [
    {
      what: 'fileRegister',
      about: state.footage,
      says: `個人情報ファイル簿に載せるかどうかを確かめる（${state.footage}）`,
      next: '要否と根拠の条を書いてください',
      post: 'manager',
      dueUs: null,
      basis: personIndex.fileRegister,
    },
  ]
}
