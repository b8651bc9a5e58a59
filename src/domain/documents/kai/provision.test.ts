import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { notReady } from '#domain/request/ready.ts'
import { request as requests } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { tell } from '#domain/telling/telling.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import {
  approvedFor,
  askedFor,
  association,
  atUs,
  open,
  viewingFacts,
} from '../../../../test/association.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { given, happened, refused } from '../../../../test/given.ts'

const on = (code: string, act: Act = 'takeOut') => completeRequest(kai, code, [act], atUs)
/** Why it cannot be decided, or an empty list of reasons. */
const unready = (request: OpenRequest) => notReady(association, request, request.acts, atUs) ?? []
const without = (request: OpenRequest, paper: string): OpenRequest => ({
  ...request,
  papers: request.papers.filter(({ paper: id }) => id !== paper),
})
const answered = (request: OpenRequest, test: string, holds: boolean, facts: string) => ({
  ...request,
  answers: { ...request.answers, [test]: { holds, facts } },
})
const said = { atUs, by: '濵' }
const facts = { ...association, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }

describe('KAI-9-00', () => {
  test('運用基準９: ９に掲げる場合のほかには提供しない', () => {
    const claim = { ...said, type: 'ClaimGround', ground: 'ごみ出しの確認' } as const
    refused(requests.decide(facts, askedFor('takeOut'), claim), '運用基準９により')
    refused(unready({ ...askedFor('takeOut'), ground: null }), '運用基準９により')
  })

  test('運用基準９: 見たことを、近所や報道の人に根拠なしに話さない', () => {
    const talk = {
      ...said,
      type: 'Tell',
      to: '隣の人',
      says: '写っていた',
      registered: true,
    } as const
    refused(tell({ ...association, request: null, approval: null }, talk), '運用基準９により')
  })

  test('内規 A13: 根拠があっても、記録せずには伝えない', () => {
    const request = askedFor('telling')
    const approval = approvedFor(request)
    const talk = { ...said, type: 'Tell', to: '警部', says: '15時45分に通った' } as const
    const told = { ...association, request, approval }
    refused(tell(told, { ...talk, registered: false }), '内規')
    happened(tell(told, { ...talk, registered: true }), 'Told')
  })
})

describe('KAI-9-0a', () => {
  test('運用基準９: 提出を求める文書がなければ、持ち出しは決められない', () => {
    refused(unready(without(askedFor('takeOut'), 'demand')), '運用基準９により')
    assert.deepEqual(unready(askedFor('takeOut')), [])
  })

  test('内規: 書き残した申請がなければ、閲覧も決められない', () => {
    refused(unready(without(askedFor('viewing'), 'application')), '内規')
  })

  test('読み B3: 閲覧だけの求めに、文書を求めない', () => {
    const demand = { ...said, type: 'DemandPaper', paper: 'demand' } as const
    refused(requests.decide(facts, askedFor('viewing'), demand), '運用基準９の読み方（B3）')
    happened(requests.decide(facts, askedFor('takeOut'), demand), 'PaperDemanded')
  })
})

describe('KAI-9-0b', () => {
  const urgent = { reason: '連れ去りが続いている', recognisedBy: '髙橋', permittedBy: null }
  const oral = without(askedFor('takeOut'), 'demand')

  test('運用基準９: 緊急かつやむを得ないときは、文書がなくてもよい', () => {
    assert.deepEqual(unready({ ...oral, urgent }), [])
  })

  test('内規: 急ぐ理由も、認めた人も、相手の確認もなしに緊急とはしない', () => {
    refused(unready({ ...oral, urgent: { ...urgent, reason: '' } }), '内規')
    refused(unready({ ...oral, urgent: { ...urgent, recognisedBy: ' ' } }), '内規')
    refused(unready({ ...oral, urgent, identified: null }), '内規')
  })

  test('読み A12: 緊急でも、承認と立会いは省けない', () => {
    const request = { ...askedFor('viewing'), urgent }
    refused(
      given(viewing, viewingFacts({ request, approval: null })).when(open),
      '運用基準９の読み方（A12）',
    )
    refused(
      given(viewing, viewingFacts({ request })).when({ ...open, witnesses: ['𠮷田'] }),
      '運用基準10（2）により',
    )
  })
})

describe('KAI-9-1', () => {
  test('読み B1: どの法令のどの定めかを示さない求めは、法令の定めがあるときに当たらない', () => {
    const request = { ...on('運用基準９（１）'), entries: { statute: '　' } }
    refused(unready(request), '運用基準９（１）の読み方（B1）')
  })

  test('読み A44: 令状を採決にかけない', () => {
    const entries = {
      court: '横浜地方裁判所',
      number: '令和8年（る）第12号',
      officer: '司法警察員 栁',
      inventory: '12番カメラ',
    }
    const warrant = { ...entries, entries }
    refused(unready({ ...on('運用基準９（１）'), warrant }), '運用基準９（１）の読み方（A44）')
  })

  test('運用基準９（１）: 捜査関係事項照会は法令の定めとして、その文書とともに受ける', () => {
    assert.deepEqual(unready(on('運用基準９（１）')), [])
    refused(unready(without(on('運用基準９（１）'), 'demand')), '運用基準９により')
  })
})

describe('KAI-9-2', () => {
  test('運用基準９（２）: 本人の同意がなければ当たらない', () => {
    const request = answered(on('運用基準９（２）'), 'consent', false, '')
    refused(unready(request), '運用基準９（２）により')
  })

  test('読み B2: 一人の同意で、ほかの人が写る画像を渡さない', () => {
    const checks = { othersInFrame: { holds: false, facts: '通行人が写る' } }
    refused(unready({ ...on('運用基準９（２）'), checks }), '運用基準９（２）の読み方（B2）')
  })

  test('内規: 同意書と、同意した人の確認を求める', () => {
    refused(unready(without(on('運用基準９（２）'), 'consent')), '内規')
    refused(unready({ ...on('運用基準９（２）'), identified: null }), '内規')
  })
})

describe('KAI-9-3', () => {
  test('運用基準９（３）: 保護の必要と、同意を得る困難の、両方に答える', () => {
    const request = askedFor('viewing')
    for (const half of ['protection', 'consentHard']) {
      refused(unready(answered(request, half, false, '')), '運用基準９（３）により')
      const { [half]: _, ...answers } = request.answers
      refused(unready({ ...request, answers }), '運用基準９（３）により')
    }
  })
})

describe('KAI-9-4', () => {
  const request = on('運用基準９（４）', 'viewing')

  test('運用基準９（４）: 特に必要で、同意を得ることが困難でなければならない', () => {
    refused(unready(answered(request, 'specially', false, '')), '運用基準９（４）により')
    refused(unready(answered(request, 'consentHard', false, '')), '運用基準９（４）により')
  })

  test('内規: 「子どものため」とだけ書いた理由では足りない', () => {
    refused(unready(answered(request, 'specially', true, '子どものため')), '内規')
    refused(unready(answered(request, 'specially', true, '子どものため。')), '内規')
    refused(unready(answered(request, 'specially', true, ' ')), '内規')
  })
})

describe('KAI-9-5', () => {
  const request = on('運用基準９（５）')

  test('運用基準９（５）: 国の機関・地方公共団体・その委託を受けた者でなければ当たらない', () => {
    const requester = { ...request.requester, kind: 'organisation' } as const
    refused(unready({ ...request, requester }), '運用基準９（５）により')
    const commissioned = { ...request.requester, kind: 'commissioned' } as const
    assert.deepEqual(unready({ ...request, requester: commissioned }), [])
  })

  test('運用基準９（５）: どの事務への協力か、同意を得るとなぜ支障があるかに答える', () => {
    refused(unready({ ...request, entries: { duty: '' } }), '運用基準９（５）により')
    refused(unready(answered(request, 'hindrance', false, '')), '運用基準９（５）により')
  })
})
