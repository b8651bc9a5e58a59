import type { Approved } from '#domain/approval/state.ts'
import type { Office } from '#domain/office.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { approvedBy } from './approved.ts'
import { completeRequest } from './complete-request.ts'
import { at, officeOf } from './given.ts'

/** A neighbourhood association one Saturday evening: five on its committee, one of whom operates the recorder. */
export const atUs = at('2026-11-14 19:00')

export const associationOffice = (more: Partial<Office> = {}): Office =>
  officeOf(
    {
      髙橋: ['president', 'chair', 'member'],
      山﨑: ['vicePresident', 'viceChair', 'member'],
      𠮷田: ['member'],
      栁: ['member'],
      濵: ['member', 'operator'],
    },
    more,
  )

export const association = { profile: kai, office: associationOffice() }

/** A request with everything 9(3) asks, for these acts. */
export const askedFor = (...acts: readonly Act[]): OpenRequest =>
  completeRequest(kai, '運用基準９（３）', acts, atUs)

export const approvedFor = (request: OpenRequest): Approved =>
  approvedBy(['髙橋', '𠮷田', '栁'], kai, request, atUs)

const room = {
  instruction: null,
  terminal: { id: '端末1', enrolled: true, room: '集会所', checkedOut: true },
}

export function viewingFacts(more: Partial<ViewingFacts> = {}): ViewingFacts {
  const request = askedFor('viewing')
  const approval = approvedFor(request)
  return { ...association, request, approval, held: 0, permitted: [], ...room, ...more }
}

export function takeOutFacts(more: Partial<TakeOutFacts> = {}): TakeOutFacts {
  const request = askedFor('takeOut')
  const approval = approvedFor(request)
  const limitUs = at('2026-11-21 17:50')
  return { ...association, request, approval, limitUs, ...room, ...more }
}

const { ranges, requester } = askedFor('viewing')
const said = { atUs, by: '濵' }

/** Two members attend, the operator plays, the visitor watches, everybody was told. */
export const open: Extract<ViewingCommand, { type: 'Open' }> = {
  ...said,
  type: 'Open',
  session: '閲覧1',
  ranges,
  viewers: [{ name: requester.name, person: null }],
  witnesses: ['𠮷田', '栁'],
  operatorSigned: true,
  noticeShownTo: ['濵', '𠮷田', '栁', '髙橋', '山﨑', requester.name],
}

export const makeCopy: Extract<TakeOutCommand, { type: 'MakeCopy' }> = {
  ...said,
  type: 'MakeCopy',
  copy: '第0042号の1',
  session: '作業1',
  what: 'footage',
  ranges,
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: ['𠮷田', '栁'],
  operatorSigned: true,
}
