import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { approval } from '#domain/approval/approval.ts'
import type { ApprovalCommand } from '#domain/approval/words.ts'
import { credential } from '#domain/credential/credential.ts'
import { meeting } from '#domain/meeting/meeting.ts'
import type { Resolution } from '#domain/office.ts'
import { request as requests } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import {
  approvedFor,
  askedFor,
  association,
  associationOffice,
  atUs,
  makeCopy,
  open,
  takeOutFacts,
  viewingFacts,
} from '../../../../test/association.ts'
import { at, given, happened, refused, tenure } from '../../../../test/given.ts'

const laterUs = at('2026-11-14 19:01')
const { office } = association
const withContractor = associationOffice({
  tenures: [...office.tenures, tenure('業者', 'contractor')],
})
const setting = { profile: kai, office: withContractor }
const request = askedFor('viewing')
const [range] = request.ranges
const opening = (changes: Partial<ViewingFacts>, command: Partial<typeof open> = {}) =>
  given(viewing, viewingFacts({ office: withContractor, ...changes })).when({ ...open, ...command })
const openedBy = (by: string) => ({ by, noticeShownTo: [...open.noticeShownTo, by] })
const designate: Extract<AppointmentCommand, { type: 'Designate' }> = {
  type: 'Designate',
  atUs,
  by: '髙橋',
  person: '德永',
  of: null,
  unit: null,
  employedBy: null,
  fromUs: atUs,
  lastDay: '2027-03-31',
  succeeds: null,
}
const designating = (command: Partial<typeof designate>) =>
  appointment.decide(
    setting,
    { ...appointment.initial, tenures: withContractor.tenures },
    { ...designate, ...command },
  )

describe('KAI-5', () => {
  test('運用基準７（１）: 保守管理業者が、委員会の定めによらずに操作することはできない', () => {
    refused(opening({}, openedBy('業者')), '運用基準７（１）により')
  })

  test('運用基準４（４）: 保守管理業者が、管理責任者として担当者を指定することはできない', () => {
    refused(designating({ by: '業者' }), '運用基準４（４）により')
    happened(designating({}), 'OperatorDesignated')
  })

  test('運用基準10（1）: 保守管理業者は、承認に加われない', () => {
    const proposed = given(approval, { ...setting, request }, { type: 'Propose', atUs, by: '髙橋' })
    const vote: ApprovalCommand = { type: 'Vote', atUs, by: '業者', inFavour: true, reasons: '' }
    refused(proposed.when(vote), '運用基準10（1）により')
  })

  test('運用基準４（３）: 保守管理業者の招集した会議は、委員会の会議ではない', () => {
    const held = given(meeting, setting).when({
      type: 'HoldMeeting',
      atUs,
      by: '業者',
      id: '会議1',
      heldAtUs: atUs,
      convenedBy: '業者',
      attending: [],
      motions: [],
      reports: [],
    })
    refused(held, '運用基準４（３）により')
  })
})

describe('KAI-7-1a', () => {
  test('内規: 担当者の指定には終わりの日を決める（誓約書はなくても止めない）', () => {
    for (const lastDay of ['', '2026-11-13']) refused(designating({ lastDay }), '内規')
    happened(designating({}), 'OperatorDesignated')
  })
})

describe('KAI-7-1b', () => {
  test('運用基準７（１）: 管理責任者と指定された担当者のほかは、委員でも業者でも操作できない', () => {
    for (const by of ['𠮷田', '山﨑', '業者', '通りすがりの人']) {
      refused(opening({}, openedBy(by)), '運用基準７（１）により')
    }
    happened(opening({}), 'ViewingOpened')
    happened(opening({}, openedBy('髙橋')), 'ViewingOpened')
  })

  test('運用基準７（１）: 指定の期間が過ぎた担当者は操作できない', () => {
    const tenures = office.tenures.map(held =>
      held.post === 'operator' ? { ...held, untilUs: atUs } : held,
    )
    refused(opening({ office: { ...office, tenures } }), '運用基準７（１）により')
  })

  test('内規: 番号は一人に一つで、前の人の番号も、共用の番号も使えない', () => {
    const issue = {
      type: 'IssueCredential',
      atUs,
      by: '髙橋',
      person: '濵',
      loginId: 'kaikan',
    } as const
    const issued = given(credential, setting, issue)
    refused(issued.when({ ...issue, person: '𠮷田' }), '内規')
    refused(issued.when({ ...issue, loginId: 'kaikan2' }), '内規')
    const revoke = {
      ...issue,
      type: 'RevokeCredential',
      reason: '交代',
    } as const
    const after = given(credential, setting, issue, revoke)
    refused(after.when({ ...issue, person: '𠮷田' }), '内規')
    happened(issued.when({ ...issue, person: '𠮷田', loginId: 'yoshida' }), 'CredentialIssued')
  })
})

describe('KAI-7-3b', () => {
  const requester = { ...request.requester, kind: 'staff', person: '濵', name: '濵' } as const
  const own: OpenRequest = { ...request, internal: true, ground: null, requester }
  const exception: Resolution = {
    id: '議決6',
    matter: { kind: 'exception', says: '故障の跡を確かめる' },
    passedAtUs: at('2026-11-01 19:00'),
    repealedAtUs: null,
    basis: kai.committee!.by,
  }
  const resolved = associationOffice({ resolutions: [exception] })
  const proposed = (asked: OpenRequest) =>
    given(approval, { profile: kai, office: resolved, request: asked }).when({
      type: 'Propose',
      atUs,
      by: '髙橋',
    })
  const naming = (resolution: string) => ({ ...own, entries: { exception: resolution } })

  test('運用基準７（３）: ９の場合でなければ、自分たちで確かめるためでも見られない', () => {
    refused(proposed(own), '運用基準７（３）により')
  })

  test('運用基準７（３）: ９の場合でなければ、複写も持ち出しもできない', () => {
    const approval = { ...approvedFor(own), acts: ['takeOut'] as const }
    const copying = given(takeOut, takeOutFacts({ request: own, approval }))
    for (const what of ['footage', 'still', 'print'] as const) {
      refused(copying.when({ ...makeCopy, what, withinPurpose: false }), '運用基準７（３）により')
    }
  })

  test('運用基準９: 自分たちのための持ち出しは、例外の議決を示しても承認に進まない', () => {
    refused(proposed({ ...naming('議決6'), acts: ['takeOut'] }), '運用基準９により')
  })

  test('内規 A14: 例外は、書き残した委員会の議決を示したときだけ', () => {
    refused(proposed(naming('議決7')), '内規')
    happened(proposed(naming('議決6')), 'Proposed')
  })

  test('読み B4: 承認された範囲の外は、前にも後にも送って映すことができない', () => {
    const session = given(viewing, viewingFacts(), open)
    for (const [fromMinute, toMinute] of [
      [range!.fromMinute - 1, range!.toMinute],
      [range!.fromMinute, range!.toMinute + 1],
    ] as const) {
      const beside = { ...range!, fromMinute, toMinute }
      const shown = session.when({ type: 'Show', atUs: laterUs, by: '濵', range: beside })
      refused(shown, '運用基準７（３）の読み方（B4）')
    }
    const elsewhere = { ...range!, camera: 'no13' }
    const other = session.when({ type: 'Show', atUs: laterUs, by: '濵', range: elsewhere })
    refused(other, '運用基準７（３）の読み方（B4）')
    happened(session.when({ type: 'Show', atUs: laterUs, by: '濵', range: range! }), 'FootageShown')
  })
})

describe('KAI-8a', () => {
  test('内規: その場の全員に告知文を見せた記録がなければ始めない', () => {
    for (const left of [open.by, ...open.witnesses, request.requester.name]) {
      const noticeShownTo = open.noticeShownTo.filter(name => name !== left)
      refused(opening({}, { noticeShownTo }), '内規')
    }
  })
})

describe('KAI-8b', () => {
  test('運用基準８: 前の件で認めた画像を、別の件のために開くことはできない', () => {
    const another = { ...approvedFor(request), request: '令和8年度 第0041号' }
    refused(opening({ approval: another }), '運用基準８により')
    const left = { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }
    const amended = requests.decide(left, request, {
      type: 'AmendPurpose',
      atUs,
      by: '濵',
      purpose: '別の事件の捜査',
    })
    refused(amended, '運用基準８により')
  })

  test('運用基準８: 広げる求めは、新しい求めになる', () => {
    const left = { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }
    const wider = [{ ...range!, toMinute: range!.toMinute + 1 }]
    const narrowed = requests.decide(left, request, {
      type: 'Narrow',
      atUs,
      by: '濵',
      ranges: wider,
    })
    refused(narrowed, '運用基準８により')
  })

  test('読み B4: 閲覧を始めるときも、承認された範囲より広げられない', () => {
    const ranges = [...request.ranges, { ...range!, fromMinute: range!.fromMinute - 60 }]
    refused(opening({}, { ranges }), '運用基準７（３）の読み方（B4）')
    happened(opening({}, { ranges: request.ranges }), 'ViewingOpened')
  })
})
