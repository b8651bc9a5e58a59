import { minuteUs } from '#civil/minute.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import type { Setting } from '../decider.ts'
import { refuseWitnesses } from '../quorum.ts'
import type { OpenViewing } from './state.ts'

/** When the first of the witnesses still in their seats must show that they are there, µs; null without witnesses. */
export function presenceDueUs({ profile }: Setting, { present, away }: OpenViewing): number | null {
  const seen = Object.entries(present).flatMap(([person, atUs]) =>
    away.includes(person) ? [] : [atUs],
  )
  if (seen.length === 0) return null
  return Math.min(...seen) + profile.witnesses.presence.everyMinutes * minuteUs
}

/** Whether the picture may go on: those in their seats, lately seen, still make up the quorum. */
export function refuseAbsence(
  setting: Setting,
  session: OpenViewing,
  requester: string | null,
  atUs: number,
): Refusal | null {
  const { presence } = setting.profile.witnesses
  const { present, away, operator, ranges, internal } = session
  const lastSeenUs = atUs - presence.everyMinutes * minuteUs
  const seated = Object.keys(present).filter(person => !away.includes(person))
  const lately = seated.filter(person => present[person]! >= lastSeenUs)
  const short = (witnesses: readonly string[]) =>
    refuseWitnesses(
      setting,
      internal ? 'internalViewing' : 'viewing',
      { witnesses, operator, requester, cameras: ranges.map(({ camera }) => camera) },
      atUs,
    ) !== null
  if (short(seated)) {
    return refuse(
      '立会いの人が席を外しているので、映像を止めています',
      presence.throughout,
      '席に戻ってから続けてください',
    )
  }
  if (short(lately)) {
    return refuse(
      '立会いの人がその場にいることを確かめられません',
      presence.by,
      '立会いの人が、それぞれ「います」を押してください',
    )
  }
  return null
}
