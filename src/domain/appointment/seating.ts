import { type Refusal, refuse } from '#law/basis.ts'
import { postWord } from '#law/called.ts'
import { peopleHouse } from '#law/house/site.ts'
import type { Committee, Post } from '#law/vocabulary/people.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { AppointmentCommand, AppointmentEvent, AppointmentState, Seat } from './words.ts'

/**
 * A committee takes office as a whole: the posts the document wants on it, so many members as it says, one
 * chair and one vice chair, the chair holding the post the document ties it to.
 */
export function seat(
  { committee, silence, posts }: Profile,
  { seatCount }: AppointmentState,
  { atUs, by, seats, fromUs }: Extract<AppointmentCommand, { type: 'SeatCommittee' }>,
): readonly AppointmentEvent[] | Refusal {
  if (!committee) return noCommittee(silence)
  const word = (post: Post) => postWord({ posts }, post)
  const unfit =
    refuseBackdated(atUs, fromUs) ??
    refuseCount(committee, seatCount, seats) ??
    refuseMissing(committee, seats, word) ??
    refuseChairs(committee, seats, word)
  return unfit ?? [{ type: 'CommitteeSeated', atUs, by, basis: committee.by, seats, fromUs }]
}

export const noCommittee = ({ by, ask }: Profile['silence']): Refusal =>
  refuse('この規程には、委員会の定めがありません', by, `${ask}に確かめてください`)

/** Nobody comes into power before it was said: an act is judged by who held the post then. */
export const refuseBackdated = (atUs: number, fromUs: number): Refusal | null =>
  fromUs >= atUs
    ? null
    : refuse(
        '就任の時が、届け出た時より前です',
        peopleHouse.fromNowOn,
        '就任の時を、いまか、これから先の時にしてください',
      )

/** Nobody puts themself into power: another says it, and answers for it. */
export const refuseOneself = (by: string, person: string): Refusal | null =>
  by !== person
    ? null
    : refuse(
        '自分で自分を役に就けることはできません',
        peopleHouse.notOneself,
        'ほかの人に届けてもらってください',
      )

const inPost = (seats: readonly Seat[], post: Post): readonly string[] => [
  ...new Set(
    seats.flatMap(({ person, posts }) => (posts.some(held => held === post) ? [person] : [])),
  ),
]

function refuseCount(
  { name, seats: { count: written, by, blank } }: Committee,
  seatCount: number | null,
  seats: readonly Seat[],
) {
  const count = written ?? seatCount
  if (count === null) {
    return refuse(
      `${name}の人数の欄が、規程で空いたままです`,
      blank,
      '規程に委員の人数を書き入れてから、委員を届けてください',
    )
  }
  const people = new Set(seats.map(({ person }) => person)).size
  if (people === count && people === seats.length) return null
  return refuse(
    `${name}は${count}名です。届けられたのは${people}名です`,
    by,
    `規程のとおり${count}名を、一人一行で届けてください`,
  )
}

function refuseMissing(
  { name, includes }: Committee,
  seats: readonly Seat[],
  word: (post: Post) => string,
) {
  const missing = includes.find(({ post }) => inPost(seats, post).length === 0)
  return missing
    ? refuse(
        `${name}に${word(missing.post)}が入っていません`,
        missing.by,
        `${word(missing.post)}を委員に加えてください`,
      )
    : null
}

function refuseChairs(
  { chair, viceChair }: Committee,
  seats: readonly Seat[],
  word: (post: Post) => string,
) {
  const wrong = (['chair', 'viceChair'] as const).find(post => inPost(seats, post).length !== 1)
  if (wrong) {
    return refuse(
      `${word(wrong)}は1名です。届けられたのは${inPost(seats, wrong).length}名です`,
      wrong === 'chair' ? chair.one : viceChair.one,
      `${word(wrong)}を1名にしてください`,
    )
  }
  const [chosen] = inPost(seats, 'chair')
  if (
    !seats.some(
      ({ person, posts }) =>
        person === chosen && posts.includes('chair') && posts.some(post => post === chair.is),
    )
  ) {
    return refuse(
      `${word('chair')}は${word(chair.is)}が務めます`,
      chair.by,
      `${word(chair.is)}を${word('chair')}として届けてください`,
    )
  }
  return inPost(seats, 'viceChair')[0] === chosen
    ? refuse(
        `${word('chair')}と${word('viceChair')}が同じ人です`,
        viceChair.one,
        `${word('viceChair')}に別の人を選んでください`,
      )
    : null
}
