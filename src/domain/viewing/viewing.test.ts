import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minuteUs } from '#civil/minute.ts'
import { isRefusal } from '#law/basis.ts'
import { withTwoWitnesses } from '#law/house-witnesses.ts'
import type { Profile } from '#law/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { approvedBy } from '../../../test/approved.ts'
import { completeRequest } from '../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../test/given.ts'
import type { Approved } from '../approval/state.ts'
import { covers } from '../footage-range.ts'
import type { OpenRequest } from '../request/state.ts'
import { dutiesAt } from './duties.ts'
import type { ViewingFacts } from './opening.ts'
import { presenceDueUs } from './presence.ts'
import { viewing } from './viewing.ts'
import type { ViewingCommand } from './words.ts'

const atUs = at('2026-11-14 19:00')

const approvedOf = (profile: Profile, request: OpenRequest): Approved =>
  approvedBy(['髙橋'], profile, request, atUs - minuteUs)

function neighbours(more: Partial<ViewingFacts> = {}): ViewingFacts {
  const request = completeRequest(kai, '運用基準９（３）', ['viewing'], atUs)
  return {
    profile: kai,
    office: officeOf({
      髙橋: ['president', 'chair', 'member'],
      山﨑: ['vicePresident', 'viceChair', 'member'],
      𠮷田: ['member'],
      係: ['operator'],
    }),
    request,
    approval: approvedOf(kai, request),
    held: 0,
    instruction: null,
    terminal: { id: 't1', enrolled: true, room: '集会所', checkedOut: true },
    permitted: [],
    ...more,
  }
}
const [asked] = neighbours().request.ranges
const range = asked!
const open = {
  type: 'Open',
  atUs,
  by: '係',
  session: 's1',
  ranges: [range],
  viewers: [{ name: '警部 葛󠄀城', person: null }],
  witnesses: ['山﨑', '𠮷田'],
  operatorSigned: true,
  noticeShownTo: ['係', '山﨑', '𠮷田', '警部 葛󠄀城'],
} as const satisfies ViewingCommand
const show = (afterUs: number): ViewingCommand => ({
  type: 'Show',
  atUs: atUs + afterUs,
  by: '係',
  range: { ...range, toMinute: range.fromMinute + 1 },
})

describe('a session opens', () => {
  test('approved, operated, witnessed, told', () => {
    const [opened] = happened(given(viewing, neighbours()).when(open), 'ViewingOpened')
    assert.equal(opened?.basis, kai.witnesses.rules[0]?.by)
  })

  test('only on its own approval, once for each session approved, within its range', () => {
    const facts = neighbours()
    refused(given(viewing, neighbours({ approval: null })).when(open), '運用基準10（1）により')
    refused(
      given(viewing, neighbours({ approval: { ...facts.approval!, request: '別の件' } })).when(
        open,
      ),
      '運用基準８により',
    )
    refused(
      given(viewing, neighbours({ approval: { ...facts.approval!, acts: ['takeOut'] } })).when(
        open,
      ),
      '運用基準10（1）により',
    )
    refused(given(viewing, neighbours({ held: 1 })).when(open), '運用基準10（2）の読み方（A43）')
    const wider = { ...open, ranges: [{ ...range, toMinute: range.toMinute + 1 }] }
    refused(given(viewing, facts).when(wider), '運用基準７（３）の読み方（B4）')
    for (const ranges of [[], [{ ...range, toMinute: range.fromMinute }]]) {
      refused(given(viewing, facts).when({ ...open, ranges }), '運用基準７（３）の読み方（B4）')
    }
  })

  test('nobody but the manager or a designated operator works it, on a registered screen', () => {
    refused(given(viewing, neighbours()).when({ ...open, by: '𠮷田' }), '運用基準７（１）により')
    refused(given(viewing, neighbours({ terminal: null })).when(open), '内規')
  })

  test('what the office looks at for itself is shown to nobody from outside', () => {
    const own = { ...neighbours().request, internal: true }
    const facts = neighbours({ request: own, approval: approvedOf(kai, own) })
    refused(given(viewing, facts).when(open), '内規')
    const gone = { ...open, viewers: [{ name: '前の会長', person: '前の会長' }] }
    const stranger = refused(given(viewing, facts).when(gone), '内規')
    assert.match(stranger.refused, /いま職にある人ではありません/)
    const among = { ...open, viewers: [{ name: '髙橋', person: '髙橋' }] } as const
    happened(
      given(viewing, facts).when({ ...among, noticeShownTo: [...open.noticeShownTo, '髙橋'] }),
      'ViewingOpened',
    )
  })

  test('no line is left with a blank the form demands', () => {
    const asked = { ...neighbours().request, purpose: ' ' }
    refused(given(viewing, neighbours({ request: asked })).when(open), '運用基準10（2）により')
    refused(given(viewing, neighbours()).when({ ...open, viewers: [] }), '運用基準10（2）により')
  })

  test('everybody there was shown the notice', () => {
    const untold = { ...open, noticeShownTo: ['係', '山﨑', '𠮷田'] }
    refused(given(viewing, neighbours()).when(untold), '内規')
  })

  test('without a witness rule the operator signs, unless the manager operates', () => {
    const request = completeRequest(sakai, '要領11(1)(ウ)', ['viewing'], atUs)
    const facts: ViewingFacts = {
      ...neighbours(),
      profile: sakai,
      office: officeOf({ 総務課長: ['manager'], 係: ['operator'] }),
      request,
      approval: approvedOf(sakai, request),
      terminal: { id: 't1', enrolled: true, room: '本館1階警備員室', checkedOut: true },
    }
    const asks = {
      ...open,
      viewers: [{ name: request.requester.name, person: null }],
      witnesses: [],
    }
    const told = { ...asks, noticeShownTo: ['係', '総務課長', request.requester.name] }
    happened(given(viewing, facts).when(told), 'ViewingOpened')
    refused(given(viewing, facts).when({ ...told, operatorSigned: false }), '内規')
    const manager = { ...told, by: '総務課長', operatorSigned: false }
    happened(given(viewing, facts).when(manager), 'ViewingOpened')
    const two = { ...facts, profile: withTwoWitnesses(sakai) }
    const alone = refused(given(viewing, two).when({ ...told, witnesses: ['係'] }), '内規')
    assert.match(alone.refused, /立会いは職員2名以上/)
    const both = { ...told, witnesses: ['係', '総務課長'], operatorSigned: false }
    happened(given(viewing, two).when(both), 'ViewingOpened')
    refused(given(viewing, facts).when({ ...told, viewers: open.viewers }), '要領7により')
    for (const person of ['総務課長', '係']) {
      const own = { ...told, viewers: [...asks.viewers, { name: person, person }] }
      happened(given(viewing, facts).when(own), 'ViewingOpened')
    }
  })
})

describe('a session goes on', () => {
  const opened = given(viewing, neighbours(), open)

  test('while two witnesses were seen within a quarter of an hour', () => {
    happened(opened.when(show(15 * minuteUs)), 'FootageShown')
    refused(opened.when(show(15 * minuteUs + 1)), '内規')
    assert.ok(opened.state.status === 'open')
    assert.equal(presenceDueUs(neighbours(), opened.state), atUs + 15 * minuteUs)
    const tapped = (by: string): ViewingCommand => ({
      type: 'ShowPresence',
      atUs: atUs + 14 * minuteUs,
      by,
    })
    const both = given(viewing, neighbours(), open, tapped('山﨑'), tapped('𠮷田'))
    happened(both.when(show(29 * minuteUs)), 'FootageShown')
    const one = given(viewing, neighbours(), open, tapped('山﨑'))
    refused(one.when(show(16 * minuteUs)), '内規')
  })

  test('in the hands and on the screen with which it was opened', () => {
    const two = officeOf({
      ...{ 髙橋: ['president', 'chair', 'member'], 山﨑: ['vicePresident', 'viceChair', 'member'] },
      ...{ 𠮷田: ['member'], 係: ['operator'], 次の係: ['operator'] },
    })
    const facts = neighbours({ office: two })
    const session = (more: Partial<ViewingFacts>) => ({
      when: (command: ViewingCommand) =>
        viewing.decide({ ...facts, ...more }, given(viewing, facts, open).state, command),
    })
    happened(session({}).when(show(1)), 'FootageShown')
    refused(session({}).when({ ...show(1), by: '次の係' }), '内規')
    const other = { ...facts.terminal!, id: 't2' }
    refused(session({ terminal: other }).when(show(1)), '内規')
    refused(session({ terminal: { ...facts.terminal!, enrolled: false } }).when(show(1)), '内規')
    refused(session({ terminal: null }).when(show(1)), '内規')
    const ended = two.tenures.filter(({ person }) => person !== '係')
    refused(session({ office: { ...two, tenures: ended } }).when(show(1)), '運用基準７（１）により')
  })

  test('one leaving stops it, coming back lets it go on', () => {
    const left = { type: 'LeaveSeat', atUs: atUs + 1, by: '山﨑' } as const
    refused(given(viewing, neighbours(), open, left).when(show(2)), '内規')
    const back = { type: 'ReturnToSeat', atUs: atUs + 2, by: '山﨑' } as const
    happened(given(viewing, neighbours(), open, left, back).when(show(3)), 'FootageShown')
    refused(opened.when({ ...left, by: '髙橋' }), '内規')
  })

  test('a third witness makes up for one who leaves', () => {
    const three = {
      ...open,
      witnesses: ['山﨑', '𠮷田', '髙橋'],
      noticeShownTo: [...open.noticeShownTo, '髙橋'],
    }
    const left = { type: 'LeaveSeat', atUs: atUs + 1, by: '山﨑' } as const
    happened(given(viewing, neighbours(), three, left).when(show(2)), 'FootageShown')
  })

  test('closed is closed; the line says what was shown', () => {
    const close = { type: 'Close', atUs: atUs + 60, by: '係', how: 'powerCut' } as const
    const closed = given(viewing, neighbours(), open, show(1), close)
    assert.ok(closed.state.status === 'closed')
    assert.equal(closed.state.how, 'powerCut')
    assert.deepEqual(closed.state.shown, [{ ...range, toMinute: range.fromMinute + 1 }])
    refused(closed.when(show(70)), '内規')
    refused(closed.when({ ...open, session: 's2' }), '内規')
    assert.equal(dutiesAt(closed.state, neighbours()).length, 1)
    const confirm = {
      type: 'ConfirmLine',
      atUs: atUs + 90,
      by: '係',
      note: '',
      typed: null,
    } as const
    refused(closed.when({ ...confirm, typed: { fromUs: atUs, toUs: atUs } }), '内規')
    refused(closed.when({ ...confirm, by: '髙橋' }), '内規')
    happened(closed.when(confirm), 'LineConfirmed')
    const signed = given(viewing, neighbours(), open, show(1), close, confirm)
    assert.deepEqual(dutiesAt(signed.state, neighbours()), [])
    refused(signed.when(confirm), '内規')
  })
})

test('a search is recorded with its purpose before anything is shown', () => {
  const search = { type: 'Search', atUs, by: '係', purpose: '人物の通過', ranges: [range] } as const
  happened(given(viewing, neighbours()).when(search), 'FootageSearched')
  refused(given(viewing, neighbours()).when({ ...search, purpose: '　' }), '内規')
  refused(given(viewing, neighbours()).when({ ...search, by: '𠮷田' }), '運用基準７（１）により')
})

test('property: every picture shown was approved, with two different members there who did not ask', () => {
  const person = fc.constantFrom('髙橋', '山﨑', '𠮷田', '係', '外の人')
  const step = fc.oneof(
    fc.record({
      type: fc.constant('Open' as const),
      witnesses: fc.array(person, { maxLength: 4 }),
    }),
    fc.record({
      type: fc.constantFrom('ShowPresence' as const, 'LeaveSeat' as const, 'ReturnToSeat' as const),
      by: person,
    }),
    fc.record({
      type: fc.constant('Show' as const),
      fromMinute: fc.integer({ min: -3, max: 12 }),
      length: fc.integer({ min: 1, max: 12 }),
    }),
    fc.record({ type: fc.constant('Close' as const) }),
  )
  const told = ['髙橋', '山﨑', '𠮷田', '係', '外の人', '警部 葛󠄀城']
  let shown = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(step, fc.integer({ min: 0, max: 8 })), { maxLength: 30 }),
      fc.constantFrom(null, '𠮷田'),
      (steps, requester) => {
        const base = neighbours()
        const facts = {
          ...base,
          request: { ...base.request, requester: { ...base.request.requester, person: requester } },
        }
        let nowUs = atUs
        let state = viewing.initial
        for (const [next, minutes] of steps) {
          nowUs += minutes * minuteUs
          const outcome = viewing.decide(facts, state, commandOf(next, nowUs))
          if (isRefusal(outcome)) continue
          for (const event of outcome) {
            if (event.type === 'FootageShown') {
              assert.ok(state.status === 'open')
              const { present, away } = state
              const there = Object.keys(present).filter(
                who =>
                  !away.includes(who) &&
                  present[who]! >= nowUs - 15 * minuteUs &&
                  ['髙橋', '山﨑', '𠮷田'].includes(who) &&
                  who !== requester,
              )
              assert.ok(there.length >= 2)
              assert.ok(covers([range], event.range))
              shown++
            }
            state = viewing.evolve(state, event)
          }
        }
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(shown > 0)

  type Step = (typeof step)['generate'] extends (...args: never[]) => { value: infer Value }
    ? Value
    : never
  function commandOf(next: Step, nowUs: number): ViewingCommand {
    switch (next.type) {
      case 'Open':
        return { ...open, atUs: nowUs, witnesses: next.witnesses, noticeShownTo: told }
      case 'Show': {
        const fromMinute = range.fromMinute + next.fromMinute
        const part = { ...range, fromMinute, toMinute: fromMinute + next.length }
        return { type: 'Show', atUs: nowUs, by: '係', range: part }
      }
      case 'Close':
        return { type: 'Close', atUs: nowUs, by: '係', how: 'ended' }
      default:
        return { type: next.type, atUs: nowUs, by: next.by }
    }
  }
})
