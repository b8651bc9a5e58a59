import { minuteUs, readMoment } from '#civil/minute.ts'
import { emptyOffice, type Office } from '#domain/office.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { approvedBy } from '../../test/approved.ts'
import { completeRequest } from '../../test/complete-request.ts'

export type Opening = Extract<ViewingCommand, { type: 'Open' }>

/** One command to decide: to open approved pictures before two members of the committee (KAI 10). */
export type Case = {
  readonly opening: Opening
  readonly facts: ViewingFacts
  readonly allowed: boolean
}

/** How many people an association has in posts, besides those named in the cases. */
const otherMembers = 12

const atUs = readMoment('2026-11-14 19:00')
const posts: Readonly<Record<string, readonly Post[]>> = {
  髙橋: ['president', 'chair', 'member'],
  山﨑: ['vicePresident', 'viceChair', 'member'],
  𠮷田: ['member'],
  係: ['operator'],
  ...Object.fromEntries(
    Array.from({ length: otherMembers }, (_, at) => [`委員${at}`, ['member'] as const]),
  ),
}
const office: Office = {
  ...emptyOffice,
  tenures: Object.entries(posts).flatMap(([person, held]) =>
    held.map(post => ({
      person,
      post,
      of: null,
      unit: null,
      fromUs: readMoment('2026-04-01 00:00'),
      untilUs: null,
    })),
  ),
}
const request = completeRequest(kai, '運用基準９（３）', ['viewing'], atUs)
const approval = approvedBy(['髙橋'], kai, request, atUs - minuteUs)
const facts: ViewingFacts = {
  profile: kai,
  office,
  request,
  approval,
  held: 0,
  instruction: null,
  terminal: { id: 't1', enrolled: true, room: '集会所', checkedOut: true },
  permitted: [],
}
const opening: Opening = {
  type: 'Open',
  atUs,
  by: '係',
  session: 's1',
  ranges: request.ranges,
  viewers: [{ name: request.requester.name, person: null }],
  witnesses: ['山﨑', '𠮷田'],
  operatorSigned: true,
  noticeShownTo: ['係', '山﨑', '𠮷田', request.requester.name],
}
const [range] = request.ranges
const wider = { ...range!, toMinute: range!.toMinute + 1 }

/** Half of them allowed, half refused, each refusal for a reason of its own. */
export const cases: readonly Case[] = [
  { opening, facts, allowed: true },
  { opening: { ...opening, witnesses: ['山﨑', '山﨑'] }, facts, allowed: false },
  {
    opening: { ...opening, by: '髙橋', noticeShownTo: [...opening.noticeShownTo, '髙橋'] },
    facts,
    allowed: true,
  },
  { opening: { ...opening, witnesses: ['山﨑', '係'] }, facts, allowed: false },
  {
    opening: {
      ...opening,
      witnesses: ['委員3', '委員7'],
      noticeShownTo: ['係', '委員3', '委員7', request.requester.name],
    },
    facts,
    allowed: true,
  },
  { opening: { ...opening, ranges: [wider] }, facts, allowed: false },
  { opening, facts, allowed: true },
  { opening, facts: { ...facts, held: 1 }, allowed: false },
]
