import { type Refusal, refuse } from './basis.ts'
import type { Profile } from './vocabulary/profile.ts'

/**
 * The document with another way of counting its period, where a reading leaves one to its owner (読み A1, A5).
 * `decision` names the owner's decision; without one, or for a choice the document does not leave, refused.
 */
export function withOwnersChoice(
  profile: Profile,
  id: string,
  decision: string,
): Profile | Refusal {
  const { retention, silence } = profile
  const choice = retention.ownerMayChoose.find(known => known.id === id)
  if (!choice) {
    return refuse(
      `保存期間の数え方に「${id}」はありません`,
      retention.computed,
      `数え方を変えられるかを${silence.ask}に確かめてください`,
    )
  }
  if (decision.trim() === '') {
    return refuse(
      '保存期間の数え方を選べるのは、規程の所管だけです',
      choice.by,
      `${silence.ask}の決定の日と番号を書いてください`,
    )
  }
  return { ...profile, retention: { ...retention, rule: choice.rule, computed: choice.by } }
}
