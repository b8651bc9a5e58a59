import type { Minute } from '#civil/minute.ts'
import { type Refusal, refuse } from '../basis.ts'
import { isDecided, limitUs } from '../retention.ts'
import type { Profile } from '../vocabulary/profile.ts'
import type { WitnessedAct } from '../vocabulary/witnesses.ts'

/** A point in which a document under another gives more room than that one does. */
export type Looser = { readonly what: string }

/**
 * How a document stands under its parent: `unheld` where the parent's text is not here, so that nothing can
 * be compared and its mark is shown instead.
 */
export type Standing =
  | { readonly kind: 'alone' }
  | { readonly kind: 'unheld'; readonly title: string; readonly mark: string }
  | { readonly kind: 'compared'; readonly title: string; readonly looser: readonly Looser[] }

export function standingOf(child: Profile, held: readonly Profile[]): Standing {
  if (!child.parent) return { kind: 'alone' }
  const { title, mark } = child.parent
  const parent = held.find(profile => profile.title === title)
  if (!parent) return { kind: 'unheld', title, mark }
  return { kind: 'compared', title, looser: looserThan(child, parent) }
}

/** A child that is looser than its parent is not put in force; null where it is not, or cannot be compared. */
export function looserRefused(child: Profile, held: readonly Profile[]): Refusal | null {
  const standing = standingOf(child, held)
  if (!child.parent || standing.kind !== 'compared' || standing.looser.length === 0) return null
  const points = standing.looser.map(({ what }) => what).join('、')
  return refuse(
    `上位の規程「${standing.title}」より緩いところがあります（${points}）。`,
    child.parent.looser,
    '上位の規程に合わせて改めるか、規程の所管に確かめてください。',
  )
}

export function looserThan(child: Profile, parent: Profile): readonly Looser[] {
  const points: readonly (readonly [what: string, looser: boolean])[] = [
    ['保存期間', livesLonger(child, parent)],
    ['保存期間の延長', child.extension.kind === 'allowed' && parent.extension.kind === 'none'],
    ['立会い', acts.some(act => witnessesAt(child, act) < witnessesAt(parent, act))],
    ['記録簿の保存年数', child.registers.years.count < parent.registers.years.count],
    ['生の映像', liveness.indexOf(child.live.mode) > liveness.indexOf(parent.live.mode)],
    ['加工', child.editing.derivative !== null && parent.editing.derivative === null],
  ]
  return points.filter(([, looser]) => looser).map(([what]) => ({ what }))
}

const liveness = ['none', 'placesAndRoster', 'perPurpose']

/** A week of minutes, one an hour: limits that end at a midnight move against those that roll. */
const sample: readonly Minute[] = Array.from({ length: 7 * 24 }, (_, hour) => hour * 60)

function livesLonger({ retention: child }: Profile, { retention: parent }: Profile): boolean {
  if (!isDecided(child.rule) || !isDecided(parent.rule)) return false
  return sample.some(minute => limitUs(child.rule, minute) > limitUs(parent.rule, minute))
}

const acts: readonly WitnessedAct[] = ['viewing', 'takeOut']

const witnessesAt = ({ witnesses }: Profile, act: WitnessedAct): number =>
  Math.max(0, ...witnesses.rules.filter(rule => rule.acts.includes(act)).map(rule => rule.atLeast))
