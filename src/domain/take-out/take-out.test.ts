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
import { daysAfterUs } from '../duty.ts'
import type { OpenRequest } from '../request/state.ts'
import { dutiesAt } from './duties.ts'
import type { TakeOutFacts } from './making.ts'
import { isAlive } from './state.ts'
import { takeOut } from './take-out.ts'
import type { TakeOutCommand } from './words.ts'

const atUs = at('2026-11-14 19:00')
const dayUs = 24 * 60 * minuteUs

const approvedOf = (profile: Profile, request: OpenRequest): Approved =>
  approvedBy(['髙橋'], profile, request, atUs - minuteUs)
const resolution = {
  id: 'r9',
  matter: { kind: 'other', says: '証拠採用により返却不能とする' },
  passedAtUs: atUs + dayUs,
  repealedAtUs: null,
  basis: kai.approval.by,
} as const

function neighbours(more: Partial<TakeOutFacts> = {}): TakeOutFacts {
  const request = completeRequest(kai, '運用基準９（３）', ['takeOut'], atUs)
  return {
    profile: kai,
    office: officeOf(
      {
        髙橋: ['president', 'chair', 'member'],
        山﨑: ['vicePresident', 'viceChair', 'member'],
        𠮷田: ['member', 'operator'],
      },
      { resolutions: [resolution] },
    ),
    request,
    approval: approvedOf(kai, request),
    instruction: null,
    terminal: { id: 't1', enrolled: true, room: '集会所', checkedOut: true },
    limitUs: atUs + 6 * dayUs,
    ...more,
  }
}
function cityHall(more: Partial<TakeOutFacts> = {}): TakeOutFacts {
  const request = completeRequest(sakai, '要領11(1)(イ)', ['takeOut'], atUs)
  return {
    ...neighbours(),
    profile: sakai,
    office: officeOf({ 総務課長: ['manager'], 係: ['operator'] }),
    request,
    approval: approvedOf(sakai, request),
    terminal: { id: 't1', enrolled: true, room: '本館1階警備員室', checkedOut: true },
    ...more,
  }
}
const [asked] = neighbours().request.ranges
const range = asked!
const make = {
  type: 'MakeCopy',
  atUs,
  by: '𠮷田',
  copy: '第0042号の1',
  session: 's1',
  what: 'footage',
  ranges: [range],
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: ['髙橋', '山﨑'],
  operatorSigned: true,
} as const satisfies TakeOutCommand
const tell = {
  type: 'TellConditions',
  atUs,
  by: '𠮷田',
  told: ['return'],
  signed: true,
  attestedBy: [],
} satisfies TakeOutCommand
const line = { type: 'WriteLine', atUs, by: '𠮷田', cells: { bearer: '警部 葛󠄀城' } } as const
const handOver = { type: 'HandOver', atUs, by: '𠮷田', session: 's1', to: '警部 葛󠄀城' } as const
const atTheHall = { ...handOver, by: '係' } as const
const end = {
  type: 'End',
  atUs: atUs + 2 * dayUs,
  by: '𠮷田',
  kind: 'return',
  sha256: make.sha256,
  reseal: false,
  evidence: '',
  statement: null,
  reason: '',
  resolution: null,
} as const satisfies TakeOutCommand

describe('a copy is made', () => {
  test('under its own approval, of nothing else', () => {
    const facts = neighbours()
    const own = '運用基準11（1）により'
    const [made] = happened(given(takeOut, facts).when(make), 'CopyMade')
    assert.equal(made?.basis, kai.approval.acts.find(({ act }) => act === 'takeOut')?.by)
    refused(given(takeOut, neighbours({ approval: null })).when(make), own)
    const viewingOnly = { ...facts.approval!, acts: ['viewing'] as const }
    const refusal = refused(given(takeOut, neighbours({ approval: viewingOnly })).when(make), own)
    assert.match(refusal.refused, /承認は閲覧のみ/)
    const other = { ...facts.approval!, request: '別の件' }
    refused(given(takeOut, neighbours({ approval: other })).when(make), '運用基準８により')
    const wider = { ...make, ranges: [{ ...range, toMinute: range.toMinute + 1 }] }
    refused(given(takeOut, facts).when(wider), '内規')
    for (const ranges of [[], [{ ...range, toMinute: range.fromMinute }]]) {
      refused(given(takeOut, facts).when({ ...make, ranges }), '内規')
    }
    refused(given(takeOut, cityHall()).when({ ...make, what: 'medium' }), '内規')
    refused(given(takeOut, facts).when({ ...make, leadIn: true }), '内規')
    const withLeadIn = neighbours({ approval: { ...facts.approval!, leadIn: true } })
    happened(given(takeOut, withLeadIn).when({ ...make, leadIn: true }), 'CopyMade')
  })

  test('a replica that opens by itself needs all a copy needs', () => {
    const replica = { ...make, what: 'replica' } as const
    refused(given(takeOut, neighbours({ approval: null })).when(replica), '内規')
    refused(given(takeOut, neighbours()).when({ ...replica, withinPurpose: false }), '内規')
    happened(given(takeOut, neighbours()).when(replica), 'CopyMade')
  })

  test('on a medium, before two members of whom none does the work', () => {
    const facts = neighbours()
    refused(given(takeOut, facts).when({ ...make, medium: null }), '内規')
    refused(given(takeOut, facts).when({ ...make, medium: '　' }), '内規')
    const withOperator = { ...make, witnesses: ['髙橋', '𠮷田'] }
    refused(given(takeOut, facts).when(withOperator), '運用基準11（2）の読み方（A8）')
    refused(given(takeOut, facts).when({ ...make, witnesses: ['髙橋'] }), '運用基準11（2）により')
    refused(
      given(takeOut, facts).when({ ...make, witnesses: ['髙橋', '髙橋'] }),
      '運用基準11（2）により',
    )
  })

  test('changed only as a derivative; never where the document forbids it, never in the original’s place', () => {
    const derivation = { how: ['redacted'], replacesOriginal: false } as const
    happened(given(takeOut, neighbours()).when({ ...make, derivation }), 'CopyMade')
    const replacing = { ...derivation, replacesOriginal: true }
    refused(
      given(takeOut, neighbours()).when({ ...make, derivation: replacing }),
      '運用基準７（３）の読み方（A15）',
    )
    const never: Profile = { ...kai, editing: { ...kai.editing, derivative: null } }
    refused(
      given(takeOut, neighbours({ profile: never })).when({ ...make, derivation }),
      '運用基準７（３）の読み方（A15）',
    )
  })
})

describe('a copy is handed over', () => {
  test('in the session it was made in, told, with its line', () => {
    const facts = neighbours()
    refused(given(takeOut, facts, make, line).when({ ...handOver, session: 's2' }), '内規')
    refused(given(takeOut, facts, make).when(handOver), '内規')
    happened(given(takeOut, facts, make, tell, line).when(handOver), 'CopyHandedOver')
    const stranger = { ...handOver, by: '山﨑' }
    refused(given(takeOut, facts, make, tell, line).when(stranger), '運用基準７（１）により')
    const blank = { ...line, cells: { bearer: '　' } }
    refused(given(takeOut, facts, make).when(blank), '運用基準11（3）により')
    refused(given(takeOut, facts, make).when({ ...tell, told: [] }), '運用基準11（4）により')
  })

  test('after the manager confirmed it, where the document asks', () => {
    const facts = cityHall()
    const by = '係'
    const confirm = { type: 'ConfirmCopy', atUs, by, asInstructed: true, differences: '' } as const
    const written = { ...line, by, cells: {} }
    const one = given(takeOut, facts, { ...make, by, witnesses: [] }, written)
    refused(one.when(atTheHall), '内規')
    refused(one.when(confirm), '要領11(2)により')
    refused(one.when({ ...confirm, by: '総務課長', asInstructed: false }), '要領11(2)により')
    const confirmed = { ...confirm, by: '総務課長' }
    happened(
      given(takeOut, facts, { ...make, by, witnesses: [] }, written, confirmed).when(atTheHall),
      'CopyHandedOver',
    )
  })

  test('never after its footage was due; then it lapses', () => {
    const facts = neighbours()
    const late = { ...handOver, atUs: facts.limitUs }
    const ready = given(takeOut, facts, make, tell, line)
    refused(ready.when(late), '内規')
    refused(ready.when({ type: 'Lapse', atUs, by: '𠮷田' }), '内規')
    happened(ready.when({ type: 'Lapse', atUs: facts.limitUs, by: '𠮷田' }), 'CopyLapsed')
  })
})

describe('a copy comes to its end', () => {
  const out = [make, tell, line, handOver] as const

  test('returned, the same, and erased in the same sitting', () => {
    const away = given(takeOut, neighbours(), ...out)
    const [ended] = happened(away.when(end), 'CopyEnded', 'ReturnedCopyErased')
    assert.equal(ended?.basis, kai.copies.endings.find(({ kind }) => kind === 'return')?.by)
    refused(away.when({ ...end, sha256: 'cd'.repeat(32) }), '内規')
    refused(away.when({ ...end, sha256: null }), '内規')
    refused(away.when({ ...end, reseal: true }), '内規')
    refused(away.when({ ...end, kind: 'erase' }), '運用基準11（4）により')
  })

  test('cannot be returned: a written statement and a resolution', () => {
    const away = given(takeOut, neighbours(), ...out)
    const cannot = {
      ...end,
      kind: 'cannotReturn',
      statement: '証拠品として領置した',
      reason: '領置',
    } as const
    const resolved = { ...cannot, resolution: 'r9' }
    happened(away.when(resolved), 'CopyEnded')
    refused(away.when(cannot), '運用基準14の読み方（A17）')
    const withResolution = (repealedAtUs: number | null, at: number) => ({
      ...neighbours(),
      office: officeOf({}, { resolutions: [{ ...resolution, passedAtUs: at, repealedAtUs }] }),
    })
    happened(takeOut.decide(withResolution(null, resolved.atUs), away.state, resolved), 'CopyEnded')
    for (const facts of [
      withResolution(null, resolved.atUs + 1),
      withResolution(resolved.atUs, atUs),
    ])
      refused(takeOut.decide(facts, away.state, resolved), '運用基準14の読み方（A17）')
    const otherwise = {
      ...neighbours(),
      office: officeOf(
        {},
        { resolutions: [{ ...resolution, matter: { kind: 'contractor', name: '保守業者' } }] },
      ),
    }
    refused(takeOut.decide(otherwise, away.state, resolved), '運用基準14の読み方（A17）')
    refused(away.when({ ...resolved, statement: null }), '運用基準11（4）の読み方（A17）')
    refused(away.when({ ...resolved, reason: '忙しい' }), '運用基準11（4）の読み方（A17）')
    refused(away.when({ ...resolved, atUs: atUs + 1 }), '運用基準14の読み方（A17）')
  })

  test('made otherwise than instructed: destroyed with evidence before it ever leaves', () => {
    const discard = { type: 'Discard', atUs, by: '𠮷田', evidence: '破砕の写真' } as const
    const made = given(takeOut, neighbours(), make)
    refused(made.when({ ...discard, evidence: ' ' }), '内規')
    happened(made.when(discard), 'CopyDiscarded')
    const gone = given(takeOut, neighbours(), make, discard)
    assert.equal(isAlive(gone.state), false)
    refused(gone.when(handOver), '内規')
    refused(given(takeOut, neighbours(), ...out).when(discard), '内規')
  })

  test('deleted or discarded with evidence, where the document has that', () => {
    const made = { ...make, by: '係', witnesses: [] }
    const confirmed = {
      type: 'ConfirmCopy',
      atUs,
      by: '総務課長',
      asInstructed: true,
      differences: '',
    } as const
    const away = given(takeOut, cityHall(), made, { ...line, cells: {} }, confirmed, atTheHall)
    refused(away.when({ ...end, kind: 'erase' }), '内規')
    happened(away.when({ ...end, kind: 'erase', evidence: '消去報告書' }), 'CopyEnded')
    refused(away.when(end), '要領11(3)により')
  })

  test('until then somebody is reminded', () => {
    const facts = neighbours()
    const [collect] = dutiesAt(given(takeOut, facts, make).state, facts, facts.limitUs)
    assert.equal(collect?.dueUs, facts.limitUs)
    const away = given(takeOut, facts, ...out)
    const [back, ...others] = dutiesAt(away.state, facts, facts.limitUs)
    assert.equal(back?.dueUs, daysAfterUs(atUs, 30))
    assert.deepEqual(others, [])
    assert.ok(isAlive(away.state))
    const returned = given(takeOut, facts, ...out, end)
    assert.deepEqual(dutiesAt(returned.state, facts, facts.limitUs), [])
    assert.ok(!isAlive(returned.state))
  })

  test('a purpose that is over calls the copy back at once', () => {
    const facts = cityHall()
    const made = { ...make, by: '係', witnesses: [] }
    const confirmed = {
      type: 'ConfirmCopy',
      atUs,
      by: '総務課長',
      asInstructed: true,
      differences: '',
    } as const
    const answer = { type: 'AnswerPurpose', atUs: atUs + dayUs, by: '係', alive: false } as const
    const steps = [made, { ...line, cells: {} }, confirmed, atTheHall] as const
    const waiting = (...past: readonly TakeOutCommand[]) =>
      dutiesAt(given(takeOut, facts, ...past).state, facts, facts.limitUs).map(({ what }) => what)
    assert.deepEqual(waiting(made), ['confirmCopy', 'handOver'])
    assert.deepEqual(waiting(made, confirmed), ['handOver'])
    const two = { ...facts, profile: withTwoWitnesses(facts.profile) }
    const unsigned = { ...made, operatorSigned: false }
    refused(given(takeOut, facts).when(unsigned), '内規')
    happened(given(takeOut, two).when({ ...unsigned, witnesses: ['係', '総務課長'] }), 'CopyMade')
    const before = dutiesAt(given(takeOut, facts, ...steps).state, facts, facts.limitUs)
    assert.deepEqual(
      before.map(({ what }) => what),
      ['endCopy', 'askPurpose'],
    )
    const [back, ...others] = dutiesAt(
      given(takeOut, facts, ...steps, answer).state,
      facts,
      facts.limitUs,
    )
    assert.equal(back?.dueUs, answer.atUs)
    assert.deepEqual(others, [])
  })
})

test('property: in whatever order, nothing leaves unapproved, unconfirmed, unwritten or late, and an end is final', () => {
  const step = fc.constantFrom(
    'make',
    'makeWider',
    'confirm',
    'confirmBySelf',
    'line',
    'handOver',
    'erase',
    'eraseUnproven',
    'lapse',
  )
  let handed = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(step, fc.integer({ min: 0, max: 8 })), { minLength: 10, maxLength: 40 }),
      steps => {
        const facts = cityHall()
        let nowUs = atUs
        let state = takeOut.initial
        for (const [next, hours] of steps) {
          nowUs += hours * 60 * minuteUs
          const outcome = takeOut.decide(facts, state, commandOf(next, nowUs))
          if (isRefusal(outcome)) continue
          for (const event of outcome) {
            if (event.type === 'CopyHandedOver') {
              assert.ok(state.status === 'made')
              assert.equal(state.confirmedBy, '総務課長')
              assert.ok(state.line !== null && nowUs < facts.limitUs)
              assert.deepEqual(state.ranges, facts.approval?.ranges)
              handed++
            }
            assert.ok(state.status !== 'ended' && state.status !== 'lapsed')
            state = takeOut.evolve(state, event)
          }
        }
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(handed > 0)

  function commandOf(next: string, nowUs: number): TakeOutCommand {
    const base = { atUs: nowUs, by: '係' }
    const made = { ...make, ...base, witnesses: [] }
    const confirm = {
      type: 'ConfirmCopy',
      atUs: nowUs,
      asInstructed: true,
      differences: '',
    } as const
    switch (next) {
      case 'make':
        return made
      case 'makeWider':
        return { ...made, ranges: [{ ...range, fromMinute: range.fromMinute - 1 }] }
      case 'confirm':
        return { ...confirm, by: '総務課長' }
      case 'confirmBySelf':
        return { ...confirm, by: '係' }
      case 'line':
        return { ...line, ...base, cells: {} }
      case 'handOver':
        return { ...handOver, ...base }
      case 'erase':
        return { ...end, ...base, kind: 'erase', evidence: '報告書' }
      case 'eraseUnproven':
        return { ...end, ...base, kind: 'erase' }
      default:
        return { type: 'Lapse', ...base }
    }
  }
})
