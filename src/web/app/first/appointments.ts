import type { FirstAsked } from '#desk/founding.ts'
import { type Seat, seatsSaid } from '../people/seats.tsx'

/** What was typed: the committee's seats, or the section with its people. */
export type Entered = {
  readonly count: string
  readonly seats: readonly Seat[]
  readonly unit: string
  readonly of: readonly string[]
  readonly use: string
  readonly staff: string
}

export const nothingEntered: Entered = {
  ...{ count: '', unit: '', of: [], use: '', staff: '' },
  seats: Array.from({ length: 5 }, () => ({ person: '', post: '' as const })),
}

export const seated = ({ seats }: Entered): readonly Seat[] =>
  seats.filter(({ person }) => person.trim() !== '')

/** Of what the manager answers: each camera, each use of the pictures, or everything. */
const placesOf = ({ manager }: FirstAsked, { of, use }: Entered): readonly (string | null)[] =>
  manager.per === 'camera' ? of : manager.per === 'use' ? [use.trim()] : [null]

/** The acts that enter these people, in their order; `person` is who answers for the office. */
export function appointmentsOf(asked: FirstAsked, entered: Entered, person: string): object[] {
  const { committee } = asked
  if (asked.managers.length > 0) return []
  if (committee) {
    const seats = seatsSaid(entered.seats, committee.chair.is)
    const count = {
      type: 'WriteSeatCount',
      words: { count: Number(entered.count), resolution: null },
    }
    return [
      ...(committee.seats.count === null ? [count] : []),
      { type: 'SeatCommittee', words: { seats, fromUs: 'now' } },
    ]
  }
  const unit = entered.unit.trim()
  const people = [person, ...entered.staff.split('\n')].map(name => name.trim())
  const places = placesOf(asked, entered)
  return [
    ...places.flatMap(of => (of === null ? [] : [{ type: 'NameSection', words: { of, unit } }])),
    ...places.map(of => ({
      type: 'AppointManager',
      words: { person, of, unit, inOffice: true, fromUs: 'now' },
    })),
    ...[...new Set(people)]
      .filter(name => name !== '')
      .map(name => ({
        type: 'EnterPost',
        words: { person: name, post: 'staff', of: null, unit, fromUs: 'now', lastDay: null },
      })),
  ]
}

/** What is missing before it can be sent, in words; null: nothing. */
export function missingIn(asked: FirstAsked, entered: Entered, person: string): string | null {
  if (asked.managers.length > 0) return null
  const { committee, manager } = asked
  if (committee) {
    const names = seated(entered).map(({ person }) => person.trim())
    if (committee.seats.count === null && !/^[1-9]\d*$/.test(entered.count.trim())) {
      return '委員の人数を書いてください'
    }
    if (new Set(names).size < names.length) return '同じ人が二度書かれています'
    return names.includes(person.trim()) ? null : 'あなたの名前を、委員の中に書いてください'
  }
  if (entered.unit.trim() === '') return '課の名を書いてください'
  if (manager.per === 'camera' && entered.of.length === 0) return '所管するカメラを選んでください'
  return manager.per === 'use' && entered.use.trim() === ''
    ? '何のための画像かを書いてください'
    : null
}
