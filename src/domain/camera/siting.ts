import { type Refusal, refuse } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { CameraCommand, Plan } from './words.ts'

/**
 * Whether a camera is one of this document's: of its kind, for its purpose, at a place and run by a body in
 * its scope. What it must
 * not be is the document's own list, each with its basis.
 */
export function refusePlan(
  { cameras }: Profile,
  { purpose, traits, site, agency }: Omit<Plan, 'camera'>,
): Refusal | null {
  const { word, purposes, refuses, sites, agencies } = cameras.kind
  const unfit = refuses.find(({ what }) => traits.includes(what))
  if (unfit) {
    return refuse(
      `${unfit.says}は、${word}として扱えません`,
      unfit.by,
      '設置のしかたや向き、機能を改めてください',
    )
  }
  if (!purposes.list.some(({ id }) => id === purpose)) {
    const other = refuses.find(({ what }) => what === 'otherPurpose')
    return refuse(
      `${word}の目的に当たりません`,
      other?.by ?? purposes.by,
      `目的は「${purposes.list.map(({ says }) => says).join('」「')}」です`,
    )
  }
  if (sites && (site === null || !sites.list.includes(site))) {
    const outside = refuses.find(({ what }) => what === 'outsideSites')
    return refuse(
      `この規程の${word}を置けるのは${sites.list.join('・')}です`,
      outside?.by ?? sites.by,
      'この規程の外のカメラは、その場所の規程によってください',
    )
  }
  if (agencies && (agency === null || !agencies.list.includes(agency))) {
    return refuse(
      'この規程によることができる機関ではありません',
      agencies.by,
      `機関を${agencies.list.join('・')}から選んでください`,
    )
  }
  return null
}

/** Nothing that a document covers is taken out of it by somebody's view of it. */
export function refuseLeavingOut(
  { cameras, footage, silence }: Profile,
  { because }: Extract<CameraCommand, { type: 'LeaveOut' }>,
): Refusal {
  const { word, means, covers = [] } = cameras.kind
  if (because === 'nobodyIdentifiable') {
    return refuse(
      'だれが写っているか分からないことを理由に、画像を規程の外に置くことはできません',
      footage.noExemption,
      'ほかの画像と同じに扱ってください',
    )
  }
  const included = covers.find(({ what }) => what === because)
  return refuse(
    included?.says ?? `${word}に当たるカメラを、規程の外に置くことはできません`,
    included?.by ?? means,
    `規程のとおりに扱ってください。分からないことは${silence.ask}に確かめてください`,
  )
}
