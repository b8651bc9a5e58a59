import { type Refusal, refuse } from '#law/basis.ts'
import { ofTheOffice } from '../office.ts'
import type { Facts } from './proposal.ts'
import type { ApprovalCommand } from './words.ts'

type Signing = Extract<ApprovalCommand, { type: 'SignWarrant' }>

/** A warrant is carried out, not decided: its paper is complete and two current post-holders sign. */
export function refuseWarrant(facts: Facts, { signers, atUs }: Signing): Refusal | null {
  const { profile, office, request } = facts
  const { warrant } = profile
  if (warrant.kind === 'ask') {
    return refuse(
      '令状の扱いについて、規程に定めがありません',
      warrant.by,
      `${profile.silence.ask}に確かめてください`,
    )
  }
  const paper = request.warrant
  const missing = paper
    ? warrant.entries.find(({ id }) => (paper.entries[id] ?? '').trim() === '')
    : warrant.entries[0]
  if (!paper || missing) {
    return refuse(
      `令状の記録に${missing?.name ?? '令状'}がありません`,
      missing?.by ?? warrant.by,
      '令状を見て書き入れてください',
    )
  }
  const people = new Set(
    signers.filter(
      person => person !== request.requester.person && ofTheOffice(office, person, atUs),
    ),
  )
  if (people.size < warrant.signers.count) {
    return refuse(
      `令状に立ち会う${warrant.signers.count}名の署名がそろっていません`,
      warrant.signers.by,
      '役職にある別の人の署名を得てください。一人しかいないときは封印写しを作れます',
    )
  }
  return null
}
