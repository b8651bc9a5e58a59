import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Way } from '#law/vocabulary/approval.ts'
import { isMajority } from '../majority.ts'
import { membersAt, resolutionsInForce } from '../office.ts'
import type { Facts } from './proposal.ts'
import type { ApprovalState, Vote } from './state.ts'
import type { ApprovalCommand } from './words.ts'

type Command<Type extends ApprovalCommand['type']> = Extract<ApprovalCommand, { type: Type }>

/** Whether somebody may vote: a member, not on their own request, not one who stepped aside. */
export function refuseVoter(
  { profile, office, request }: Facts,
  { recused }: ApprovalState,
  voter: string,
  atUs: number,
): Refusal | null {
  const { approval } = profile
  if (!membersAt(office, atUs).includes(voter)) {
    return refuse('承認を決めるのは、いまの委員だけです', approval.by, '委員に採決を求めてください')
  }
  if (request.requester.person === voter) {
    return refuse(
      '自分の求めを自分で承認することはできません',
      approval.notOwnRequest,
      'ほかの委員の採決を求めてください',
    )
  }
  if (recused.includes(voter)) {
    return refuse(
      'この件から退いた委員は採決に加われません',
      approval.recusal.by,
      'ほかの委員の採決を求めてください',
    )
  }
  return null
}

/**
 * How the votes stand: carried by more than half of all members with the required posts among them, lost
 * once that can no longer be reached, open otherwise. A vote of somebody no longer a member does not count.
 */
export function outcomeOf(
  facts: Facts,
  votes: Readonly<Record<string, Vote>>,
  recused: readonly string[],
  atUs: number,
): 'carried' | 'lost' | 'open' {
  const members = membersAt(facts.office, atUs)
  const inFavour = members.filter(member => votes[member]?.inFavour)
  if (isMajority(facts, inFavour, atUs)) return 'carried'
  const mayYet = members.filter(
    member =>
      votes[member]?.inFavour !== false &&
      !recused.includes(member) &&
      member !== facts.request.requester.person,
  )
  return isMajority(facts, mayYet, atUs) ? 'open' : 'lost'
}

/** Whether this way of deciding is one of the body's. */
export function refuseWay({ profile }: Facts, way: Way, signedBy: readonly string[]) {
  const { collegiate, by } = profile.approval
  const rule = collegiate?.ways.find(allowed => allowed.way === way)
  if (!collegiate || !rule) {
    return refuse(
      'この決め方は認められていません',
      collegiate?.by ?? by,
      '端末での採決を求めてください',
    )
  }
  if (new Set(signedBy).size < rule.scannedBy) {
    return refuse(
      `${rule.scannedBy}名の確認がそろっていません`,
      rule.by,
      `別の${rule.scannedBy}名が写しを確かめて署名してください`,
    )
  }
  return null
}

/** Votes sent in by letter need a resolution that allows them. */
export function refuseLetters({ office }: Facts, { paper, atUs }: Command<'EnterPaper'>) {
  if (paper !== 'letters' || resolutionsInForce(office, 'writtenVotes', atUs).length > 0)
    return null
  return refuse(
    '書面による表決を認める議決がありません',
    actHouse.writtenVotes,
    '会議で書面による表決を認める議決をするか、端末で採決してください',
  )
}

/**
 * Assents by telephone: urgent, under a resolution passed beforehand, by those it names, heard and signed
 * by two members who are there.
 */
export function refuseTelephone(facts: Facts, command: Command<'EnterTelephone'>): Refusal | null {
  const { profile, office, request } = facts
  const { atUs, assents, heardBy } = command
  const { collegiate, by } = profile.approval
  if (!collegiate)
    return refuse('電話での承認は定めがありません', by, '管理責任者の判断を求めてください')
  const { telephone } = collegiate
  const resolution = resolutionsInForce(office, 'urgentApproval', atUs).find(
    ({ id }) => id === command.resolution,
  )
  if (!resolution) {
    return refuse(
      `電話で承認するための議決『${telephone.resolution}』がありません`,
      telephone.by,
      '連絡網で委員を集めて採決してください。画像が消える前に封印写しを作ることはできます',
    )
  }
  if (!request.urgent) {
    return refuse(
      '急ぎの理由が書かれていない求めは、電話では決められません',
      telephone.by,
      '急ぎの理由と、それを認めた人を書くか、端末・書面で採決してください',
    )
  }
  const members = membersAt(office, atUs)
  const heard = new Set(heardBy.filter(person => members.includes(person)))
  heard.delete(request.requester.person ?? '')
  if (heard.size < telephone.heardBy) {
    return refuse(
      `電話の承認を聞いた委員${telephone.heardBy}名の署名がそろっていません`,
      telephone.by,
      `その場にいる委員${telephone.heardBy}名が、聞いた内容に署名してください`,
    )
  }
  const { members: named, howMany } = resolution.matter
  const counted = new Set(
    assents.filter(
      person =>
        named.includes(person) && members.includes(person) && person !== request.requester.person,
    ),
  )
  if (counted.size < howMany) {
    return refuse(
      `『${telephone.resolution}』が求める${howMany}名の承認がそろっていません`,
      telephone.by,
      `名簿の委員のうち${howMany}名の承認を電話で得てください`,
    )
  }
  return null
}
