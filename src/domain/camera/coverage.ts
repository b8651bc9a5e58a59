import { type Refusal, refuse } from '#law/basis.ts'
import { membersAt } from '../office.ts'
import type { CameraCommand, CameraEvent, CameraFacts } from './words.ts'

type Command = Extract<CameraCommand, { type: 'ReviewCoverage' }>

/** The filmed area was looked at against its drawing, by as many as are wanted, and found proper. */
export function review(
  { profile, office }: CameraFacts,
  { type: _, ...command }: Command,
): readonly CameraEvent[] | Refusal {
  const { coverage, kind } = profile.cameras
  const { atUs, reviewers, reason, masks, found } = command
  const people = new Set(reviewers)
  if (profile.committee) {
    for (const person of reviewers)
      if (!membersAt(office, atUs).includes(person)) people.delete(person)
  }
  if (people.size < coverage.reviewers) {
    const who = profile.committee ? '委員' : '担当者'
    return refuse(
      `撮影区域を確かめるのは${who}${coverage.reviewers}名です。いま数えられるのは${people.size}名です`,
      coverage.review,
      `${who}${coverage.reviewers}名で、図面と照らして確かめてください`,
    )
  }
  if (found === 'targetsPersonOrBuilding') {
    const targets = kind.refuses.find(({ what }) => what === 'targetsPersonOrBuilding')
    return refuse(
      '特定の人や建物を撮影対象とする区域になっています',
      targets?.by ?? coverage.by,
      'カメラの向きか画角を改めてから、もう一度確かめてください',
    )
  }
  if (masks === 'afterwards') {
    return refuse(
      '写してはならない所を、撮影の後で隠すことはできません',
      coverage.masks,
      'カメラの側で隠すように設定してください',
    )
  }
  if (reason.trim() === '') {
    return refuse(
      '撮影区域をその範囲とした理由が書かれていません',
      coverage.review,
      'なぜその範囲が要るのか、なぜそれより狭くできないのかを書いてください',
    )
  }
  return [{ type: 'CoverageReviewed', ...command, basis: coverage.by }]
}
