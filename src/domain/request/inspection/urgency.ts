import type { Basis } from '#law/basis.ts'
import { postWord } from '#law/called.ts'
import type { Ground, Urgency } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Setting } from '../../decider.ts'
import { actsAsManager, holds } from '../../office.ts'
import type { OpenRequest } from '../state.ts'
import { filled, type Point, point } from './point.ts'

/** The urgency a request may rely on: claimed, and open to its ground under this document. */
export const urgencyFor = (
  { urgency }: Profile,
  ground: Ground,
  request: OpenRequest,
): Urgency | null =>
  request.urgent &&
  urgency &&
  (urgency.grounds.length === 0 || urgency.grounds.includes(ground.code))
    ? urgency
    : null

/** What urgency leaves standing, and on which rule; null where the request claims none. */
export const keptInUrgency = (
  { urgency }: Profile,
  { urgent }: OpenRequest,
  what: Urgency['keeps'][number]['what'],
): Basis | null => (urgent ? (urgency?.keeps.find(kept => kept.what === what)?.by ?? null) : null)

/** What urgency itself needs before it stands in the place of a paper. It waives nothing else. */
export function urgencyPoints(
  setting: Setting,
  ground: Ground,
  request: OpenRequest,
  atUs: number,
): readonly Point[] {
  const { urgent } = request
  const urgency = urgencyFor(setting.profile, ground, request)
  if (!urgent || !urgency) return []
  const given = {
    reason: filled(urgent.reason),
    recognisedBy: filled(urgent.recognisedBy),
    identity: request.identified !== null,
    identityRecord: request.identified?.facts.some(filled) ?? false,
  }
  const { permittedBy } = urgency
  return [
    ...urgency.needs.map(({ what, name, by }) =>
      point(
        `緊急：${name}`,
        by,
        given[what],
        `緊急の扱いに要る「${name}」がありません`,
        `${name}を確かめて書くか、文書を出してもらってください`,
      ),
    ),
    ...(permittedBy
      ? [
          point(
            '緊急：許可',
            permittedBy.by,
            urgent.permittedBy !== null &&
              (permittedBy.post === 'manager'
                ? actsAsManager(setting, urgent.permittedBy, atUs)
                : holds(setting.office, urgent.permittedBy, permittedBy.post, atUs)),
            `緊急の場合に許可できるのは${postWord(setting.profile, permittedBy.post)}だけです`,
            `${postWord(setting.profile, permittedBy.post)}に連絡し、許可を求めてください`,
          ),
        ]
      : []),
  ]
}
