import { warekiMoment } from '#civil/wareki.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { ViewingEvent } from '#domain/viewing/words.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { type CaseFile, type Clerk, requestOf } from './case-file.ts'
import { filledCells, type Line } from './line.ts'
import { requestFacts } from './request-facts.ts'
import { periods, places } from './spans.ts'

type Searched = Extract<ViewingEvent, { type: 'FootageSearched' }>

/** Searches, each with its purpose: looking for something is handling it. */
export function searchLines(clerk: Clerk, register: Register, file: CaseFile): readonly Line[] {
  const searches = file.sessions.flatMap(({ events }) =>
    events.filter((event): event is Searched => event.type === 'FootageSearched'),
  )
  return searches.map((event, at) => {
    const { atUs, by, purpose, ranges } = event
    const facts = {
      number: `${file.number}の検索${at + 1}`,
      kind: '検索',
      heldAt: warekiMoment(atUs),
      purpose,
      cameras: places(ranges, clerk.placeOf),
      cameraPlace: places(ranges, clerk.placeOf),
      period: periods(ranges),
      operator: clerk.nameOf(by),
    }
    return {
      register: register.id,
      number: facts.number,
      heldAtUs: atUs,
      cells: filledCells(register, facts, {
        recipient: { never: '該当なし（検索）' },
        endedAt: { never: '該当なし（検索）' },
        confirmation: { never: '該当なし（検索）' },
      }),
      closedAtUs: atUs,
    }
  })
}

/** What was told of the footage, to whom. */
export function tellingLines(clerk: Clerk, register: Register, file: CaseFile): readonly Line[] {
  const request = requestOf(file)
  if (!request) return []
  return file.tellings.map(({ atUs, by, to, says }, at) => {
    const facts = {
      ...requestFacts(clerk, request, approvalOf(file.approval, 'telling'), 'telling'),
      number: `${file.number}の口頭${at + 1}`,
      heldAt: warekiMoment(atUs),
      who: to,
      recipient: to,
      operator: clerk.nameOf(by),
      cameraPlace: places(request.ranges, clerk.placeOf),
      cameras: places(request.ranges, clerk.placeOf),
      period: periods(request.ranges),
      note: says,
    }
    const never = { never: '該当なし（口頭）' }
    return {
      register: register.id,
      number: facts.number,
      heldAtUs: atUs,
      cells: filledCells(register, facts, { witnesses: never, medium: never, endedAt: never }),
      closedAtUs: atUs,
    }
  })
}
