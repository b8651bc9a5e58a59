import { type Refusal, refuse } from '#law/basis.ts'
import { askingHouse } from '#law/house/acts.ts'
import { actHouse } from '#law/house.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { coversAll } from '../footage-range.ts'
import { application } from './inspection/papers.ts'
import { filled } from './inspection/point.ts'
import type { RequestFacts } from './request.ts'
import type { OpenRequest, RequestState } from './state.ts'
import type { RequestCommand, RequestEvent } from './words.ts'

type Command<Type extends RequestCommand['type']> = Extract<RequestCommand, { type: Type }>
type Decided = readonly RequestEvent[] | Refusal

/** Anybody may ask; what is asked must only be told apart: who, what, for what. */
export function receive(
  { profile }: RequestFacts,
  state: RequestState,
  { type: _, ...command }: Command<'Receive'>,
): Decided {
  if (state.status !== 'none') {
    return refuse('すでに受け付けた件です', actHouse.stepsInOrder, '別の番号で受け付けてください')
  }
  if (command.acts.length === 0 || !filled(command.requester.name)) {
    return refuse(
      'だれが何を求めているかが書かれていません',
      askingHouse.asked,
      '求める者の氏名と、閲覧・写しの提供などの別を書いてください',
    )
  }
  const written = command.application && { ...command.application, paper: application }
  const { by: basis } = profile.grounds.application
  return [{ type: 'Received', ...command, application: written, basis }]
}

/** A range only ever grows smaller; more is a new request. */
export function narrow(
  { grounds }: Profile,
  { ranges: asked }: OpenRequest,
  { atUs, by, ranges }: Command<'Narrow'>,
): Decided {
  if (ranges.length === 0 || !coversAll(asked, ranges)) {
    return refuse(
      '求められた範囲を超えています',
      grounds.narrow,
      'はじめに求められた範囲の中で狭めてください。広げるには新しく求めてもらってください',
    )
  }
  return [{ type: 'Narrowed', atUs, by, basis: grounds.narrow, ranges }]
}

/** Once a ground was claimed for one purpose, another purpose is another request. */
export function amendPurpose(
  { grounds }: Profile,
  { ground, warrant }: OpenRequest,
  { atUs, by, purpose }: Command<'AmendPurpose'>,
): Decided {
  if (ground !== null || warrant !== null) {
    return refuse(
      'ある目的で求められた画像を、別の目的には使えません',
      grounds.purposeBound,
      '別の目的のためには、新しく求めてもらってください',
    )
  }
  return [{ type: 'PurposeAmended', atUs, by, basis: grounds.purposeBound, purpose }]
}

/** Nothing is closed while a copy lives, or while nobody has confirmed how it was made. */
export function close(
  { profile, copiesAlive, copiesUnconfirmed }: RequestFacts,
  { atUs, by }: Command<'Close'>,
): Decided {
  const { confirmation, notWhileAlive, endings } = profile.copies
  if (confirmation && copiesUnconfirmed > 0) {
    return refuse(
      '指示どおりに複製されたかを、管理責任者がまだ確認していません',
      confirmation.by,
      '管理責任者に、指示と結果を見比べて確認してもらってください',
    )
  }
  if (copiesAlive > 0) {
    return refuse(
      `終わっていない写しが${copiesAlive}点あります`,
      notWhileAlive,
      `${endings.map(({ word }) => word).join('・')}のどれかを確かめて書いてください`,
    )
  }
  return [{ type: 'RequestClosed', atUs, by, basis: notWhileAlive }]
}
