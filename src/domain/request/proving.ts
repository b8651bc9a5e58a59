import { type Refusal, refuse } from '#law/basis.ts'
import { groundOf } from '#law/called.ts'
import { askingHouse } from '#law/house/acts.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { papersFor } from './inspection/papers.ts'
import { othersInFrame } from './inspection/person.ts'
import { filled } from './inspection/point.ts'
import type { OpenRequest } from './state.ts'
import type { RequestCommand, RequestEvent } from './words.ts'

type Command<Type extends RequestCommand['type']> = Extract<RequestCommand, { type: Type }>
type Decided = readonly RequestEvent[] | Refusal

/** A paper says of itself what it is, from whom and of when; its number may be missing. */
export function handIn({ grounds }: Profile, { atUs, by, paper }: Command<'HandIn'>): Decided {
  if (![paper.title, paper.issuer, paper.dated].every(filled)) {
    return refuse(
      '文書の名称・発行者・日付が書かれていません',
      askingHouse.paperNamed,
      '文書を見て、名称・発行者・日付を書いてください。番号はなくてもかまいません',
    )
  }
  return [{ type: 'PaperHandedIn', atUs, by, basis: grounds.application.by, paper }]
}

/** Nobody is asked for a paper that the document does not ask of them. */
export function demandPaper(
  profile: Profile,
  request: OpenRequest,
  { atUs, by, paper }: Command<'DemandPaper'>,
): Decided {
  const ground = groundOf(profile, request.ground)
  const { noPaperForViewing } = profile.grounds
  const wanted = ground && papersFor(ground, request, request.acts).find(({ id }) => id === paper)
  if (!wanted) {
    const viewingAlone = request.acts.every(act => act === 'viewing')
    return refuse(
      viewingAlone ? '閲覧だけの求めに、文書は要りません' : 'この求めに、その文書は要りません',
      (viewingAlone ? noPaperForViewing : null) ?? askingHouse.noNeedlessPaper,
      '文書を求めずに進めてください',
    )
  }
  return [{ type: 'PaperDemanded', atUs, by, basis: wanted.by, paper }]
}

/** Kind, checker and time are written down, never a picture of the paper. */
export function identify(
  profile: Profile,
  request: OpenRequest,
  { atUs, by, facts, photo, image }: Command<'Identify'>,
): Decided {
  const rule = groundOf(profile, request.ground)?.identity
  if (image !== null) {
    return refuse(
      '本人確認書類の写しは残しません',
      rule?.noImageKept ?? askingHouse.noImageOfProof,
      '書類の種類だけを書き、写しは返すか消してください',
    )
  }
  const identified = { facts, photo, checkedBy: by, atUs }
  const basis = rule?.by ?? askingHouse.identity
  return [{ type: 'IdentityChecked', atUs, by, basis, identified }]
}

/** What was checked, by whom, and how it came out. */
export function check(
  profile: Profile,
  request: OpenRequest,
  { atUs, by, check, answer }: Command<'Check'>,
): Decided {
  const ground = groundOf(profile, request.ground)
  const asked =
    ground?.checks.find(({ id }) => id === check)?.by ??
    (check === othersInFrame ? ground?.othersInFrame : null)
  if (!asked) {
    return refuse(
      '選んだ根拠では確かめることになっていない事柄です',
      actHouse.stepsInOrder,
      '根拠を選んでから、その根拠で確かめる事柄に答えてください',
    )
  }
  return [{ type: 'Checked', atUs, by, basis: asked, check, answer }]
}
