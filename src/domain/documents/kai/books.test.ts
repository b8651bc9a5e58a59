import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayUs } from '#civil/minute.ts'
import { appendix, refusePlaces } from '#domain/camera/appendix.ts'
import { isOverdue } from '#domain/duty.ts'
import { dutiesAt } from '#domain/take-out/duties.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { refusePaperLine } from '#registers/paper-line.ts'
import {
  askedFor,
  associationOffice,
  atUs,
  makeCopy,
  open,
  takeOutFacts,
  viewingFacts,
} from '../../../../test/association.ts'
import { given, happened, refused } from '../../../../test/given.ts'

const said = { atUs, by: '濵' }

describe('KAI-F1', () => {
  test('運用基準10（2）: 閲覧目的や閲覧者の空いた行になる閲覧は始まらない', () => {
    const facts = viewingFacts()
    const purposeless = { ...askedFor('viewing'), purpose: '　' }
    refused(
      given(viewing, viewingFacts({ request: purposeless })).when(open),
      '運用基準10（2）により',
    )
    refused(given(viewing, facts).when({ ...open, viewers: [] }), '運用基準10（2）により')
    const nameless = [{ name: ' ', person: null }]
    refused(given(viewing, facts).when({ ...open, viewers: nameless }), '運用基準10（2）により')
    happened(given(viewing, facts).when(open), 'ViewingOpened')
  })

  test('内規: 加えた欄の空いた行は、手書きからも入れられない', () => {
    const book = kai.registers.list.find(({ id }) => id === 'viewingRegister')!
    const cells = {
      number: '',
      heldAt: '令和8年11月14日19時0分から令和8年11月14日19時20分まで',
      purpose: '連れ去り未遂の確認',
      viewer: '警部 葛󠄀城',
      period: '令和8年11月14日15時42分から令和8年11月14日15時43分まで',
      place: '七重浜小 正門前',
      ground: '運用基準９（３）',
      approval: '令和8年11月14日 議決',
      paper: '',
      witnesses: '髙橋、山﨑',
      operator: '濵',
      note: '',
    }
    assert.equal(refusePaperLine(kai, book, { of: 'viewing', cells }), null)
    for (const cell of ['ground', 'approval', 'witnesses', 'operator']) {
      const outcome = refusePaperLine(kai, book, {
        of: 'viewing',
        cells: { ...cells, [cell]: ' ' },
      })
      refused(outcome ?? {}, '内規')
    }
  })
})

describe('KAI-F2', () => {
  const facts = takeOutFacts()
  const line: TakeOutCommand = { ...said, type: 'WriteLine', cells: { bearer: '警部 葛󠄀城' } }
  const tell: TakeOutCommand = {
    ...said,
    type: 'TellConditions',
    told: kai.copies.conditions.map(({ id }) => id),
    signed: true,
    attestedBy: [],
  }
  const handOver: TakeOutCommand = { ...said, type: 'HandOver', session: '作業1', to: '警部 葛󠄀城' }

  test('運用基準11（3）: 持ち出す者の空いた行は書けない', () => {
    refused(given(takeOut, facts, makeCopy).when({ ...line, cells: {} }), '運用基準11（3）により')
  })

  test('内規: 返却の欄が空いたまま期日を過ぎれば、期限超過として示す', () => {
    const { state } = given(takeOut, facts, makeCopy, tell, line, handOver)
    const [back] = dutiesAt(state, facts, facts.limitUs).filter(({ what }) => what === 'endCopy')
    assert.ok(back)
    assert.equal(isOverdue(back, atUs + 29 * dayUs), false)
    assert.equal(isOverdue(back, atUs + 32 * dayUs), true)
  })
})

describe('KAI-F0', () => {
  const resolution = {
    id: '議決13',
    matter: { kind: 'other', says: '別紙を定める' },
    passedAtUs: atUs,
    repealedAtUs: null,
    basis: kai.approval.by,
  } as const
  const setting = { profile: kai, office: associationOffice({ resolutions: [resolution] }) }
  const states = { place: '二丁目の角', area: '道路', drawing: '図面1' }
  const decide = {
    ...said,
    type: 'DecideAppendix',
    version: '令和8年度 第1版',
    lines: [{ camera: 'no12', states, shownBy: 'drawing' }],
    resolution: '議決13',
    fromUs: atUs,
  } as const

  test('運用基準３: 別紙は、設置場所と撮影区域を欠いては定められない', () => {
    const blank = { ...decide, lines: [{ ...decide.lines[0], states: { ...states, area: '' } }] }
    refused(given(appendix, setting).when(blank), '運用基準３により')
    happened(given(appendix, setting).when(decide), 'AppendixDecided')
  })

  test('内規: 別紙に、撮影した画像を付けない', () => {
    const shown = { ...decide, lines: [{ ...decide.lines[0], shownBy: 'footage' }] } as const
    refused(given(appendix, setting).when(shown), '内規')
  })

  test('内規: 公表しないとしている間は、詳しい場所を公に刷らない', () => {
    const refusal = refusePlaces(kai, given(appendix, setting, decide).state)
    assert.ok(refusal)
    refused(refusal, '内規')
    const publish = {
      ...said,
      type: 'DecidePublication',
      places: true,
      resolution: '議決13',
    } as const
    assert.equal(refusePlaces(kai, given(appendix, setting, decide, publish).state), null)
  })
})
