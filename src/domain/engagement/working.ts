import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { outsideHouse } from '#law/house/site.ts'
import type { Engagement } from '#law/vocabulary/outside.ts'
import type { Setting } from '../decider.ts'
import { resolutionsInForce } from '../office.ts'
import { type Engaged, type EngagementCommand, runsAt } from './words.ts'

type Command<Type extends EngagementCommand['type']> = Extract<EngagementCommand, { type: Type }>

/** A contractor the body has not approved; null where it has, or where none is asked. */
export function refuseUnapproved(
  { profile, office }: Setting,
  { name }: Engaged,
  atUs: number,
): Refusal | null {
  const { approved } = profile.engagement
  if (!approved) return null
  const known = resolutionsInForce(office, 'contractor', atUs).some(
    ({ matter }) => matter.name === name,
  )
  return known
    ? null
    : refuse(
        `${name}は、${profile.committee?.name ?? '委員会'}に承認された業者ではありません`,
        approved,
        '会議に諮って、承認の議決を残してください',
      )
}

/** What stands against this work, in the order in which a clerk would ask. */
export const refuseWork = (
  setting: Setting,
  state: Engaged,
  command: Command<'BeginWork'>,
): Refusal | null =>
  refuseUnapproved(setting, state, command.atUs) ??
  refuseWithoutPledge(setting, state, command.atUs) ??
  refuseWithoutContract(setting, state, command.atUs) ??
  refuseUnreported(setting, state, command) ??
  refuseFootage(setting, command)

function refuseWithoutPledge({ profile }: Setting, { pledge }: Engaged, atUs: number) {
  const rule = profile.engagement.pledge
  if (!rule) return null
  if (!pledge) {
    return refuse(
      `${rule.document}が出ていません`,
      rule.by,
      `${rule.document}を出してもらってください`,
    )
  }
  return runsAt(pledge, atUs)
    ? null
    : refuse(
        `${rule.document}の期間に入っていません`,
        rule.endDate,
        `新しい${rule.document}を出してもらってください`,
      )
}

function refuseWithoutContract({ profile }: Setting, { contract }: Engaged, atUs: number) {
  return contract && runsAt(contract, atUs)
    ? null
    : refuse(
        '効力のある契約がありません',
        contractBasis(profile.engagement),
        '契約書を入れてから始めてください',
      )
}

function refuseUnreported(
  { profile }: Setting,
  state: Engaged,
  { atUs, workers }: Command<'BeginWork'>,
) {
  const { roster } = profile.engagement
  const stranger = workers.find(
    name => !state.workers.some(worker => worker.name === name && runsAt(worker, atUs)),
  )
  return roster && stranger !== undefined
    ? refuse(
        `${stranger}は、従事する人として報告されていません`,
        roster,
        '委託業者から、従事する人をあらかじめ報告してもらってください',
      )
    : null
}

function refuseFootage({ profile }: Setting, { seesFootage }: Command<'BeginWork'>) {
  const { noPictures } = profile.engagement
  return seesFootage && noPictures
    ? refuse(
        '委託先の人に、録画した画像は見せられません',
        noPictures,
        '機器の状態は、画像を映さない画面で確かめてもらってください',
      )
    : null
}

/** Where the document speaks of no contract, keeping one in the book is ours. */
export const contractBasis = ({ approved, clauses }: Engagement): Basis =>
  approved ?? clauses[0]?.by ?? outsideHouse.contractor
