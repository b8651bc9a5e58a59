import { describe, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { approval } from '#domain/approval/approval.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import {
  approvedFor,
  askedFor,
  association,
  associationOffice,
  atUs,
  open,
  viewingFacts,
} from '../../../../test/association.ts'
import { at, given, happened, refused, tenure } from '../../../../test/given.ts'

const facts = viewingFacts()
const said = { atUs, by: '濵' }
const close: ViewingCommand = { ...said, atUs: atUs + 5 * minuteUs, type: 'Close', how: 'ended' }
const line = { ...said, type: 'ConfirmLine', note: '', typed: null } as const
const opening = (command: Partial<typeof open>, more = {}) =>
  given(viewing, { ...facts, ...more }).when({ ...open, ...command })
const resolved = (kind: 'operatorCounts') => ({
  office: associationOffice({
    resolutions: [
      {
        id: '議決2',
        matter: { kind },
        passedAtUs: at('2026-05-10 19:00'),
        repealedAtUs: null,
        basis: association.profile.approval.by,
      },
    ],
  }),
})

describe('KAI-10-0', () => {
  test('運用基準10（1）: この手順によらない閲覧は始まらない', () => {
    refused(opening({}, { approval: null }), '運用基準10（1）により')
    happened(opening({}), 'ViewingOpened')
  })

  test('内規: 手続きの段を飛ばさない', () => {
    const show = { ...said, type: 'Show', range: open.ranges[0]! } as const
    refused(given(viewing, facts).when(show), '内規')
    refused(given(viewing, facts, open).when(open), '内規')
    refused(given(viewing, facts, open).when(line), '内規')
    refused(given(approval, { ...association, request: facts.request }).when(vote('髙橋')), '内規')
  })
})

const vote = (by: string) => ({ type: 'Vote', atUs, by, inFavour: true, reasons: '' }) as const
const propose = { type: 'Propose', atUs, by: '髙橋' } as const

describe('KAI-10-1', () => {
  const asked = { ...association, request: askedFor('viewing') }

  test('運用基準10（1）: 委員会が承認するまで、閲覧は始まらない。後からの承認は間に合わない', () => {
    refused(opening({}, { approval: null }), '運用基準10（1）により')
    const voted = given(approval, asked, propose, vote('髙橋'), vote('𠮷田'))
    happened(voted.when(vote('栁')), 'VoteCast', 'Approved')
  })

  test('読み A11: 一人で承認することはできない', () => {
    const alone = { type: 'DecideAsManager', atUs, by: '髙橋', grant: true, reasons: '' } as const
    refused(given(approval, asked).when(alone), '運用基準10（1）の読み方（A11）')
    happened(given(approval, asked, propose).when(vote('髙橋')), 'VoteCast')
  })

  test('読み A42: 求めた本人は、その承認に加われない', () => {
    const request = { ...asked.request, requester: { ...asked.request.requester, person: '𠮷田' } }
    const own = given(approval, { ...asked, request }, propose)
    refused(own.when(vote('𠮷田')), '運用基準10（1）の読み方（A42）')
  })

  test('内規: 承認しないときも、理由を書く', () => {
    const no = { ...vote('髙橋'), inFavour: false }
    refused(given(approval, asked, propose).when(no), '内規')
  })
})

describe('KAI-10-2a', () => {
  const ended = given(viewing, facts, open, close)

  test('内規: 手で書いた時刻が、実際に映した時刻と違えば受けない', () => {
    const typed = { fromUs: atUs, toUs: atUs + 60 * minuteUs }
    refused(ended.when({ ...line, typed }), '内規')
    happened(ended.when({ ...line, typed: { fromUs: atUs, toUs: close.atUs } }), 'LineConfirmed')
  })

  test('内規: 確かめた記録は書き直さず、訂正の行を加える', () => {
    refused(given(viewing, facts, open, close, line).when(line), '内規')
  })
})

describe('KAI-10-2b', () => {
  test('運用基準10（2）: 別の委員が２名以上いなければ、閲覧を始められない', () => {
    refused(opening({ witnesses: ['𠮷田'] }), '運用基準10（2）により')
    refused(opening({ witnesses: ['𠮷田', '𠮷田'] }), '運用基準10（2）により')
    refused(opening({ witnesses: ['𠮷田', '隣の人'], noticeShownTo: [] }), '運用基準10（2）により')
  })

  test('運用基準10（2）: 退いた委員は数えない', () => {
    const former = tenure('前委員', 'member', { untilUs: at('2026-04-01 00:00') })
    const { tenures } = associationOffice()
    const office = { ...associationOffice(), tenures: [...tenures, former] }
    refused(opening({ witnesses: ['𠮷田', '前委員'] }, { office }), '運用基準10（2）により')
  })

  test('読み A8: 閲覧を求めた本人は、立ち会う委員に数えない', () => {
    const request = { ...facts.request, requester: { ...facts.request.requester, person: '𠮷田' } }
    refused(opening({}, { request }), '運用基準10（2）の読み方（A8）')
  })

  test('内規 A8: 操作担当者は、委員会が決めたときだけ立ち会う委員に数える', () => {
    const witnesses = ['𠮷田', '濵'] as const
    refused(opening({ witnesses }), '内規')
    happened(opening({ witnesses }, resolved('operatorCounts')), 'ViewingOpened')
  })

  test('内規 A10: その場にいることを15分ごとに示し、席を外せば映像は止まる', () => {
    const show = { ...said, type: 'Show', range: open.ranges[0]! } as const
    const started = given(viewing, facts, open)
    happened(started.when(show), 'FootageShown')
    refused(started.when({ ...show, atUs: atUs + 16 * minuteUs }), '内規')
    const left = given(viewing, facts, open, { atUs, by: '栁', type: 'LeaveSeat' })
    refused(left.when(show), '内規')
    refused(started.when({ atUs, by: '山﨑', type: 'ShowPresence' }), '内規')
  })

  test('読み A43: 閲覧のたびに立ち会い、承認に書いた回数を超えない', () => {
    refused(opening({}, { held: 1 }), '運用基準10（2）の読み方（A43）')
    const twice = { ...approvedFor(facts.request), sessions: 2 }
    happened(opening({}, { held: 1, approval: twice }), 'ViewingOpened')
  })
})
