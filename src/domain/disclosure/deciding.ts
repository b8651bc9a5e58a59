import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Setting } from '../decider.ts'
import { actsAsManager } from '../office.ts'
import { letsPass } from '../request/inspection/answered.ts'
import type { DisclosureCommand, DisclosureEvent, OpenDisclosure } from './words.ts'

type Command<Type extends DisclosureCommand['type']> = Extract<DisclosureCommand, { type: Type }>
type Decided = readonly DisclosureEvent[] | Refusal

const checkOf = ({ disclosure }: Profile, id: string) =>
  disclosure.checks.find(check => check.id === id)

export function answerCheck(
  profile: Profile,
  { atUs, by, check: id, answer }: Command<'AnswerCheck'>,
): Decided {
  const check = checkOf(profile, id)
  if (!check) {
    return refuse(
      '確かめることになっていない事柄です',
      actHouse.stepsInOrder,
      '規程にある確認の事柄から選んでください',
    )
  }
  return [{ type: 'CheckAnswered', atUs, by, basis: check.by, check: id, answer }]
}

/** Every check is answered first; to give, none may stand against it; to deny, a reason is written. */
export function decideOn(
  setting: Setting,
  state: OpenDisclosure,
  { atUs, by, outcome, reasons }: Command<'DecideDisclosure'>,
): Decided {
  const { disclosure, approval } = setting.profile
  if (state.outcome) {
    return refuse('すでに決まっています', actHouse.stepsInOrder, '新しく受け付けてください')
  }
  if (state.track === 'informal') {
    return refuse(
      '手続きによらない求めに応じるかどうかは、ここでは決められません',
      actHouse.stepsInOrder,
      `${disclosure.informalGround ?? '規程の根拠'}による求めとして受け付け、承認を求めてください`,
    )
  }
  if (!actsAsManager(setting, by, atUs)) {
    return refuse(
      '開示の可否を決めるのは管理責任者です',
      disclosure.managerDecides,
      '管理責任者に決定を求めてください',
    )
  }
  if (outcome !== 'granted' && reasons.trim() === '') {
    return refuse('開示しない理由がありません', approval.reasons.by, '理由を書いてください')
  }
  if (outcome !== 'denied' && !state.identified && state.who !== 'other') {
    return refuse(
      '本人の確認が済んでいません',
      disclosure.identity.by,
      '画像のほかの事柄で本人を確かめてください',
    )
  }
  const unanswered = disclosure.checks.find(({ id }) => state.checks[id] === undefined)
  if (unanswered) {
    return refuse(
      `${unanswered.asks}：まだ確かめていません`,
      unanswered.by,
      '確かめて、結果を書いてください',
    )
  }
  const { checks } = disclosure
  const against = checks.find(check => !letsPass(check, checks, state.checks))
  if (against && outcome !== 'denied') {
    return refuse(`${against.asks}：いいえ`, against.by, '理由を書いて不開示としてください')
  }
  return [{ type: 'DisclosureDecided', atUs, by, basis: disclosure.by, outcome, reasons }]
}

/** The way it is given is the one the document names, every field of it filled in. */
export function disclose(
  { disclosure }: Profile,
  { outcome, disclosedAtUs, entries }: OpenDisclosure,
  { atUs, by }: Command<'Disclose'>,
): Decided {
  if (outcome === null || outcome === 'denied' || disclosedAtUs !== null) {
    return refuse('開示の決定がありません', actHouse.stepsInOrder, '決定を確かめてください')
  }
  const missing = disclosure.method?.entries.find(({ id }) => (entries[id] ?? '').trim() === '')
  if (missing) {
    return refuse(
      `開示の方法のうち、${missing.name}が書かれていません`,
      missing.by,
      `${missing.name}を書いてください`,
    )
  }
  return [{ type: 'Disclosed', atUs, by, basis: disclosure.method?.by ?? disclosure.by }]
}
