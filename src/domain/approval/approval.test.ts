import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest } from '../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused, tenure } from '../../../test/given.ts'
import type { Office } from '../office.ts'
import type { OpenRequest } from '../request/state.ts'
import { approval } from './approval.ts'
import type { Facts } from './proposal.ts'
import { approvalOf } from './state.ts'
import type { ApprovalCommand } from './words.ts'

const atUs = at('2026-11-14 19:00')
const members = {
  髙橋: ['president', 'chair', 'member'],
  山﨑: ['vicePresident', 'viceChair', 'member'],
  𠮷田: ['member'],
  葛󠄀城: ['member'],
  佐藤: ['member'],
} as const

const committee = (
  more: Partial<OpenRequest> = {},
  office: Partial<Office> = {},
  acts: OpenRequest['acts'] = ['viewing'],
): Facts => ({
  profile: kai,
  office: officeOf(members, office),
  request: { ...completeRequest(kai, '運用基準９（３）', acts, atUs), ...more },
})
const propose: ApprovalCommand = { type: 'Propose', atUs, by: '髙橋' }
const vote = (by: string, inFavour = true, reasons = ''): ApprovalCommand => ({
  type: 'Vote',
  atUs,
  by,
  inFavour,
  reasons,
})
const absence = {
  of: null,
  deputy: '山﨑',
  reason: '入院',
  citation: null,
  declaredAtUs: atUs - 1,
  confirmedBy: null,
  endedAtUs: null,
}
const telephone = {
  id: 'r1',
  matter: { kind: 'urgentApproval', members: ['髙橋', '山﨑', '𠮷田'], howMany: 2 },
  passedAtUs: at('2026-06-01 19:00'),
  repealedAtUs: null,
  basis: kai.approval.by,
} as const
const urgent = { reason: '犯人が逃走中', recognisedBy: '髙橋', permittedBy: null }

describe('a committee decides', () => {
  test('the third of five carries it, the chair among them', () => {
    const voted = given(approval, committee(), propose, vote('髙橋'), vote('𠮷田'))
    assert.equal(approvalOf(voted.state, 'viewing'), null)
    const [, approved] = happened(voted.when(vote('佐藤')), 'VoteCast', 'Approved')
    assert.ok(approved?.type === 'Approved')
    assert.deepEqual([...approved.approvers].sort(), ['佐藤', '髙橋', '𠮷田'].sort())
    assert.equal(approved.way, 'terminal')
  })

  test('three without the chair do not carry it; the acting deputy stands for the chair', () => {
    const withoutChair = [vote('山﨑'), vote('𠮷田')] as const
    happened(given(approval, committee(), propose, ...withoutChair).when(vote('佐藤')), 'VoteCast')
    happened(
      given(approval, committee({}, { absences: [absence] }), propose, ...withoutChair).when(
        vote('佐藤'),
      ),
      'VoteCast',
      'Approved',
    )
  })

  test('it is lost as soon as it cannot be carried any more, and the reasons are kept', () => {
    const no = (by: string) => vote(by, false, `${by}は反対`)
    const voted = given(approval, committee(), propose, no('𠮷田'), no('葛󠄀城'))
    const [, lost] = happened(voted.when(no('佐藤')), 'VoteCast', 'NotApproved')
    assert.ok(lost?.type === 'NotApproved')
    assert.equal(lost.reasons, '𠮷田は反対、葛󠄀城は反対、佐藤は反対')
  })

  test('a changed mind counts once', () => {
    const voted = given(approval, committee(), propose, vote('髙橋'), vote('髙橋'), vote('𠮷田'))
    assert.equal(Object.keys(voted.state.votes).length, 2)
    happened(voted.when(vote('𠮷田', false, '範囲が広い')), 'VoteCast')
  })

  test('nobody votes before it is proposed, or after it is decided', () => {
    refused(given(approval, committee()).when(vote('髙橋')), '内規')
    const decided = [propose, vote('髙橋'), vote('𠮷田'), vote('佐藤')] as const
    refused(given(approval, committee(), ...decided).when(vote('葛󠄀城')), '内規')
  })

  test('who asked does not vote, a stranger does not, one who stepped aside does not', () => {
    const { request } = committee()
    const own = committee({ requester: { ...request.requester, person: '佐藤' } })
    refused(given(approval, own, propose).when(vote('佐藤')), '運用基準10（1）の読み方（A42）')
    refused(given(approval, committee(), propose).when(vote('外の人')), '運用基準10（1）により')
    const aside = given(approval, committee(), propose, {
      type: 'Recuse',
      atUs,
      by: '佐藤',
      reason: '隣家のため',
    })
    refused(aside.when(vote('佐藤')), '内規')
  })

  test('a narrower part may be approved, a wider never', () => {
    const facts = committee({}, {}, ['viewing', 'takeOut'])
    const [range] = facts.request.ranges
    const half = { ...range!, toMinute: range!.fromMinute + 5 }
    const partly = given(approval, facts, { ...propose, acts: ['viewing'], ranges: [half] })
    assert.deepEqual(partly.state.proposal?.ranges, [half])
    const wider = { ...range!, fromMinute: range!.fromMinute - 1 }
    refused(given(approval, facts).when({ ...propose, ranges: [wider] }), '内規')
    refused(given(approval, committee()).when({ ...propose, acts: ['takeOut'] }), '内規')
  })

  test('minutes on paper need two who checked the scan; letters need a resolution that allows them', () => {
    const paper = {
      type: 'EnterPaper',
      atUs,
      by: '佐藤',
      paper: 'minutes',
      sha256: 'ab'.repeat(32),
      inFavour: ['髙橋', '山﨑', '𠮷田'],
      against: [],
      reasons: '',
      scannedBy: ['佐藤', '葛󠄀城'],
    } as const
    const proposed = given(approval, committee(), propose)
    const outcome = proposed.when(paper)
    happened(outcome, 'PaperEntered', 'VoteCast', 'VoteCast', 'VoteCast', 'Approved')
    refused(proposed.when({ ...paper, scannedBy: ['佐藤', '佐藤'] }), '内規')
    refused(proposed.when({ ...paper, paper: 'letters' }), '内規')
    refused(proposed.when({ ...paper, inFavour: ['髙橋', '外の人'] }), '運用基準10（1）により')
  })

  test('by telephone only under the resolution, in urgency, heard by two members', () => {
    const call = {
      type: 'EnterTelephone',
      atUs,
      by: '葛󠄀城',
      resolution: 'r1',
      assents: ['髙橋', '𠮷田'],
      heardBy: ['葛󠄀城', '佐藤'],
    } as const
    const facts = committee({ urgent }, { resolutions: [telephone] })
    const proposed = given(approval, facts, propose)
    happened(proposed.when(call), 'TelephoneEntered', 'Approved')
    const beforehand = '運用基準14の読み方（A12）'
    refused(given(approval, committee({ urgent }), propose).when(call), beforehand)
    refused(proposed.when({ ...call, heardBy: ['佐藤'] }), beforehand)
    refused(proposed.when({ ...call, assents: ['髙橋', '葛󠄀城'] }), beforehand)
    const calm = committee({}, { resolutions: [telephone] })
    refused(given(approval, calm, propose).when(call), beforehand)
    const repealed = { ...telephone, repealedAtUs: atUs - 1 }
    const after = committee({ urgent }, { resolutions: [repealed] })
    refused(given(approval, after, propose).when(call), beforehand)
  })

  test('what is not complete does not reach it', () => {
    const facts = committee({ answers: {} })
    refused(given(approval, facts).when(propose), '運用基準９（３）により')
  })

  test('one person never decides for it', () => {
    const alone = { type: 'DecideAsManager', atUs, by: '髙橋', grant: true, reasons: '' } as const
    refused(given(approval, committee()).when(alone), '運用基準10（1）の読み方（A11）')
  })
})

describe('a manager decides', () => {
  const facts = (more: Partial<OpenRequest> = {}): Facts => ({
    profile: sakai,
    office: officeOf({ 総務課長: ['manager'], 係員: ['operator'] }),
    request: { ...completeRequest(sakai, '要領11(1)(イ)', ['takeOut'], atUs), ...more },
  })
  const decide = {
    type: 'DecideAsManager',
    atUs,
    by: '総務課長',
    grant: true,
    reasons: '',
  } as const

  test('grants, grants a part, or refuses with reasons', () => {
    happened(given(approval, facts()).when(decide), 'Approved')
    refused(given(approval, facts()).when({ ...decide, grant: false }), '内規')
    const no = { ...decide, grant: false, reasons: '事案が特定できない' }
    happened(given(approval, facts()).when(no), 'NotApproved')
  })

  test('nobody else does, and there is nothing to vote on', () => {
    refused(given(approval, facts()).when({ ...decide, by: '係員' }), '要領11(1)により')
    refused(given(approval, facts()).when(propose), '要領11(1)により')
  })

  test('out of post is out of power, from that instant', () => {
    const until = tenure('総務課長', 'manager', { untilUs: atUs })
    const left = { ...facts(), office: { ...officeOf({}), tenures: [until] } }
    refused(given(approval, left).when(decide), '要領11(1)により')
    happened(given(approval, left).when({ ...decide, atUs: atUs - 1 }), 'Approved')
  })
})

describe('a warrant leaves nothing to decide', () => {
  const entries = {
    court: '函館地方裁判所',
    number: '令8-12',
    officer: '警部 髙橋',
    inventory: '1点',
  }
  const warrant = { court: '', number: '', officer: '', inventory: '', entries }
  const sign = { type: 'SignWarrant', atUs, by: '𠮷田', signers: ['𠮷田', '佐藤'] } as const

  test('no vote; two current post-holders sign', () => {
    const facts = committee({ warrant })
    refused(given(approval, facts).when(propose), '運用基準９（１）の読み方（A44）')
    const [approved] = happened(given(approval, facts).when(sign), 'Approved')
    assert.ok(approved?.type === 'Approved' && approved.way === 'warrant')
  })

  test('one person twice, an outsider, or a blank inventory is not enough', () => {
    const facts = committee({ warrant })
    const basis = '運用基準９（１）の読み方（A44）'
    refused(given(approval, facts).when({ ...sign, signers: ['𠮷田', '𠮷田'] }), basis)
    refused(given(approval, facts).when({ ...sign, signers: ['𠮷田', '外の人'] }), basis)
    const blank = committee({ warrant: { ...warrant, entries: { ...entries, inventory: ' ' } } })
    refused(given(approval, blank).when(sign), basis)
  })
})

test('property: nothing is approved but by a majority of current members with the chair, never by who asked', () => {
  const people = [...Object.keys(members), '外の人']
  const person = fc.constantFrom(...people)
  const command: fc.Arbitrary<ApprovalCommand> = fc.oneof(
    fc.constant(propose),
    fc.record({
      type: fc.constant('Vote' as const),
      atUs: fc.constant(atUs),
      by: person,
      inFavour: fc.boolean(),
      reasons: fc.constantFrom('', '理由'),
    }),
    fc.record({
      type: fc.constant('Recuse' as const),
      atUs: fc.constant(atUs),
      by: person,
      reason: fc.constant('隣家'),
    }),
    fc.record({
      type: fc.constant('EnterPaper' as const),
      atUs: fc.constant(atUs),
      by: person,
      paper: fc.constantFrom('minutes' as const, 'letters' as const),
      sha256: fc.constant('00'),
      inFavour: fc.array(person, { maxLength: 5 }),
      against: fc.array(person, { maxLength: 2 }),
      reasons: fc.constant('理由'),
      scannedBy: fc.array(person, { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('DecideAsManager' as const),
      atUs: fc.constant(atUs),
      by: person,
      grant: fc.boolean(),
      reasons: fc.constant('理由'),
    }),
  )
  const requesters = fc.constantFrom(null, '佐藤', '髙橋')
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), requesters, (commands, asked) => {
      const base = committee()
      const requester = { ...base.request.requester, person: asked }
      const facts = { ...base, request: { ...base.request, requester } }
      let state = approval.initial
      for (const next of commands) {
        const outcome = approval.decide(facts, state, next)
        if (isRefusal(outcome)) continue
        for (const event of outcome) {
          if (event.type === 'Approved') {
            const approvers = new Set(event.approvers)
            assert.ok(approvers.size >= 3 && approvers.has('髙橋'))
            assert.ok(!approvers.has('外の人') && !(asked && approvers.has(asked)))
            for (const member of approvers) assert.ok(!state.recused.includes(member))
          }
          state = approval.evolve(state, event)
        }
      }
    }),
    { numRuns: 300 },
  )
})
