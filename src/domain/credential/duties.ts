import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import { endsAtUs } from './credential.ts'
import type { Credential, CredentialState } from './words.ts'

/**
 * Where the document wants them changed periodically: each in time, and at once when operators or managers
 * changed since. The time locks; a change of people only asks.
 */
export function dutiesAt(
  { credentials }: CredentialState,
  setting: Setting,
  nowUs: number,
): readonly Duty[] {
  const { rotation } = setting.profile.credentials
  if (!rotation) return []
  return credentials.map(known => {
    const moved = changedSince(setting, known, nowUs)
    return {
      what: 'rotate',
      about: known.person,
      says: `${known.person}のID番号とパスワードを変える${moved === null ? '' : '（担当が替わった）'}`,
      next: '新しいID番号を定め、一度きりの番号を本人に渡してください',
      post: rotation.changedBy,
      dueUs: moved ?? endsAtUs(setting, known),
      basis: rotation.everyDays.by,
    }
  })
}

/** When the first manager or operator came or went after the credential was last changed; null: nobody. */
function changedSince({ office }: Setting, { changedAtUs }: Credential, nowUs: number) {
  const times = office.tenures
    .filter(({ post }) => post === 'operator' || post === 'manager')
    .flatMap(({ fromUs, untilUs }) => (untilUs === null ? [fromUs] : [fromUs, untilUs]))
    .filter(us => changedAtUs < us && us <= nowUs)
  return times.length === 0 ? null : Math.min(...times)
}
