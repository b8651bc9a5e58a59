import { type Refusal, refuse } from '#law/basis.ts'
import { groundOf } from '#law/called.ts'
import { askingHouse } from '#law/house/acts.ts'
import { actHouse } from '#law/house.ts'
import { named } from '#law/named.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { withinPurpose } from './inspection/ground.ts'
import { filled } from './inspection/point.ts'
import type { OpenRequest } from './state.ts'
import type { RequestCommand, RequestEvent } from './words.ts'

type Command<Type extends RequestCommand['type']> = Extract<RequestCommand, { type: Type }>
type Decided = readonly RequestEvent[] | Refusal

/** A ground is one of the document's; its tests are answered apart. */
export function claimGround(
  { grounds }: Profile,
  { atUs, by, ground: words }: Command<'ClaimGround'>,
): Decided {
  const ground = named(grounds.list, words)
  if (!ground) {
    return refuse(
      `「${words}」は、規程に定める根拠にありません`,
      grounds.closed,
      `${grounds.list.map(({ code, label }) => `${code}（${label}）`).join('、')}から選んでください`,
    )
  }
  return [{ type: 'GroundClaimed', atUs, by, basis: ground.by, ground: ground.code }]
}

/** One half of what the claimed ground demands, or whether the use stays within the purpose. */
export function answerTest(
  profile: Profile,
  request: OpenRequest,
  { atUs, by, test, answer }: Command<'AnswerTest'>,
): Decided {
  const asked = groundOf(profile, request.ground)?.tests.find(({ id }) => id === test)
  if (!asked && test !== withinPurpose) {
    return refuse(
      '選んだ根拠では問われていない事柄です',
      actHouse.stepsInOrder,
      '根拠を選んでから、その根拠の問いに答えてください',
    )
  }
  const basis = asked?.by ?? profile.internalViewing.by
  return [{ type: 'TestAnswered', atUs, by, basis, test, answer }]
}

/** Urgency, where the document knows it at all. */
export function claimUrgency(
  { urgency, silence }: Profile,
  { atUs, by, reason, recognisedBy, permittedBy }: Command<'ClaimUrgency'>,
): Decided {
  if (!urgency) {
    return refuse(
      'この規程には、急ぐときに手続きを省く定めがありません',
      silence.by,
      'その場で書面を書いてもらうか、文書の要らない根拠に当たるかを確かめてください',
    )
  }
  const urgent = { reason, recognisedBy, permittedBy }
  return [{ type: 'UrgencyClaimed', atUs, by, basis: urgency.by, urgent }]
}

/** A warrant leaves no room for a decision; only what it is must be written down whole. */
export function presentWarrant(
  { warrant: rule, silence }: Profile,
  { atUs, by, warrant }: Command<'PresentWarrant'>,
): Decided {
  if (rule.kind === 'ask') {
    return refuse(
      'この規程には、令状についての定めがありません',
      rule.by,
      `${silence.ask}に尋ねてください`,
    )
  }
  const { court, number, officer, inventory } = warrant
  const own: Readonly<Record<string, string>> = { court, number, officer, inventory }
  const entries = { ...own, ...warrant.entries }
  const blank = rule.entries.find(({ id }) => !filled(entries[id]))
  if (blank) {
    return refuse(
      `令状の${blank.name}が書かれていません`,
      blank.by,
      `${blank.name}を令状で確かめて書いてください`,
    )
  }
  const whole = { ...warrant, entries }
  const { by: basis, ground } = rule
  return [{ type: 'WarrantPresented', atUs, by, basis, warrant: whole, ground }]
}

/** Somebody else than who took it in reads it a second time. */
export function readAgain(
  profile: Profile,
  request: OpenRequest,
  { atUs, by }: Command<'ReadAgain'>,
): Decided {
  const basis = groundOf(profile, request.ground)?.secondReader ?? askingHouse.secondReader
  if (by === request.receivedBy) {
    return refuse(
      '受け付けた本人は、二人目の確認をできません',
      basis,
      'ほかの人に読んでもらってください',
    )
  }
  return [{ type: 'ReadAgain', atUs, by, basis }]
}
