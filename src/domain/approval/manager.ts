import { type Refusal, refuse } from '#law/basis.ts'
import { groundOf, postWord } from '#law/called.ts'
import { actsAsManager, heldFor, holds } from '../office.ts'
import type { Facts } from './proposal.ts'
import type { ApprovalCommand } from './words.ts'

type Decision = Extract<ApprovalCommand, { type: 'DecideAsManager' }>

/**
 * Whether this person decides as the manager: where the document gives the decision to the manager, in post
 * (or deputy) for every camera or the use in question, and not on their own request.
 */
export function refuseManager(facts: Facts, { by, atUs, use }: Decision): Refusal | null {
  const { profile, office, request } = facts
  const { approval, manager } = profile
  if (approval.body === 'committee') {
    return refuse(
      '承認は委員会が決めます。一人では決められません',
      approval.collegiate?.notAlone ?? approval.by,
      '委員会の採決を求めてください',
    )
  }
  if (manager.per === 'use' && (use ?? '').trim() === '') {
    return refuse(
      'どの事務のために画像を利用するのかが決まっていません',
      manager.by,
      'その画像を利用する事務を選び、その事務の管理責任者に判断を求めてください',
    )
  }
  const cameras = manager.per === 'document' ? [] : request.ranges.map(({ camera }) => camera)
  const answersFor = cameras.length > 0 ? heldFor(facts, cameras, use) : [null]
  if (!answersFor.every(of => actsAsManager(facts, by, atUs, of))) {
    return refuse(
      `承認できるのは${manager.office}だけです`,
      approval.by,
      'その画像の管理責任者に判断を求めてください',
    )
  }
  const onlyBy = groundOf(profile, request.ground)?.onlyBy
  if (onlyBy && !holds(office, by, onlyBy.post, atUs)) {
    return refuse(
      'この根拠の判断は、代わりの人に任せられません',
      onlyBy.by,
      '管理責任者本人の判断を求めてください',
    )
  }
  if (request.requester.person === by) {
    return refuse(
      '自分の求めを自分で承認することはできません',
      approval.notOwnRequest,
      profile.deputy.kind === 'none'
        ? `だれが判断するかを、${profile.silence.ask}に確かめてください`
        : `${postWord(profile, 'deputy')}に判断を求めてください`,
    )
  }
  return null
}
