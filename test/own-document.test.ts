import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { printedBasis } from '#law/basis.ts'
import { ruleInForce } from '#law/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { dueUnder } from '#law/retention.ts'
import { checked } from '#law/said/own-rules.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { approvedBy } from './approved.ts'
import { completeRequest } from './complete-request.ts'
import { at, given, happened, minuteAt, officeOf, refused } from './given.ts'

/** A document that nobody here wrote code for: three witnesses, 72 hours, in its own words. */
function ownDocument(): Profile {
  const threeDays = { kind: 'text', cite: '規約第9条', quote: '画像の保存期間は、3日以内とする。' }
  const three = {
    kind: 'text',
    cite: '規約第12条',
    quote: '閲覧は、役員3名以上の立会いの下に行う。',
  }
  const written = JSON.parse(JSON.stringify(kai), (key, value) => {
    if (key === 'id' && value === 'kai') return 'minato'
    if (key === 'title' && value === kai.title) return '港町自治会防犯カメラ規約'
    if (value?.kind === 'ceilingHours') return { kind: 'ceilingHours', hours: 72 }
    return value
  })
  written.retention.by = threeDays
  written.witnesses.rules[0] = { ...written.witnesses.rules[0], atLeast: 3, by: three }
  const { profile, problems } = checked(JSON.stringify(written))
  assert.deepEqual(problems, [])
  return profile!
}

const own = ownDocument()
const atUs = at('2026-11-14 19:00')
const request = completeRequest(own, '運用基準９（３）', ['viewing'], atUs)
const approval = approvedBy(['髙橋'], own, request, atUs - minuteUs)
const facts: ViewingFacts = {
  profile: own,
  office: officeOf({
    髙橋: ['chair', 'member'],
    山﨑: ['member'],
    𠮷田: ['member'],
    係: ['operator'],
  }),
  request,
  approval,
  held: 0,
  instruction: null,
  terminal: { id: 't1', enrolled: true, room: '集会所', checkedOut: true },
  permitted: [],
}
const open = (...witnesses: readonly string[]): ViewingCommand => ({
  type: 'Open',
  atUs,
  by: '係',
  session: 's1',
  ranges: request.ranges,
  viewers: [{ name: request.requester.name, person: null }],
  witnesses,
  operatorSigned: true,
  noticeShownTo: ['係', ...witnesses, request.requester.name],
})

test('a document read from JSON decides by its own numbers and is cited by its own articles', () => {
  refused(given(viewing, facts).when(open('山﨑', '𠮷田')), '規約第12条により')
  happened(given(viewing, facts).when(open('髙橋', '山﨑', '𠮷田')), 'ViewingOpened')
})

test('it also says how long footage lives', () => {
  const captured = minuteAt('2026-11-14 10:00')
  const due = dueUnder([ruleInForce(own, captured - 1)], captured)
  assert.equal(due.limitUs, at('2026-11-17 10:00'))
  assert.equal(due.by.article, '規約第9条')
  assert.equal(printedBasis(own.retention.by), '規約第9条により')
})
