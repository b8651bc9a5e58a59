import { type Refusal, refuse } from '#law/basis.ts'
import { peopleHouse } from '#law/house/site.ts'
import type { Setting } from '../decider.ts'
import { resolutionsInForce } from '../office.ts'
import { noCommittee } from './seating.ts'
import type { AppointmentCommand, AppointmentEvent, AppointmentState } from './words.ts'

/**
 * The number of members, written into the blank that a model document leaves for it. Written once it is the rule: another
 * number is a decision of the body itself.
 */
export function writeSeatCount(
  { profile, office }: Setting,
  { seatCount }: AppointmentState,
  { atUs, by, count, resolution }: Extract<AppointmentCommand, { type: 'WriteSeatCount' }>,
): readonly AppointmentEvent[] | Refusal {
  const { committee, silence } = profile
  if (!committee) return noCommittee(silence)
  const { name, seats, includes } = committee
  if (seats.count !== null) {
    return refuse(
      `${name}の人数は、規程に${seats.count}名と書かれています`,
      seats.by,
      '規程のとおりの人数で届けてください',
    )
  }
  if (!Number.isInteger(count) || count < includes.length) {
    return refuse(
      `${name}の人数が、規程で欠かせない役の数（${includes.length}名）に足りません`,
      seats.by,
      '規程に書き入れる人数を確かめてください',
    )
  }
  const passed = resolutionsInForce(office, 'other', atUs).some(({ id }) => id === resolution)
  if (seatCount !== null && !passed) {
    return refuse(
      `${name}の人数は、すでに${seatCount}名と書き入れてあります`,
      peopleHouse.seatCount,
      '改めるときは、会議の議決の番号を書いてください',
    )
  }
  return [{ type: 'SeatCountWritten', atUs, by, basis: seats.by, count }]
}
