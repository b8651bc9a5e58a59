import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { ApprovalCommand } from '#domain/approval/words.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 17:00')
const setting = {
  profile: hokuto,
  office: officeOf({ 市民課長: ['manager'], 髙橋: ['operator'], 𠮷田: ['staff'] }),
}
const asked = (code: string, acts: readonly Act[] = ['viewing', 'takeOut']): OpenRequest =>
  completeRequest(hokuto, code, acts, atUs)
const decide: ApprovalCommand = {
  type: 'DecideAsManager',
  atUs,
  by: '市民課長',
  grant: true,
  reasons: '',
}
const decided = (request: OpenRequest) => given(approval, { ...setting, request }).when(decide)
const withoutPapers = (request: OpenRequest): OpenRequest => ({
  ...request,
  papers: request.papers.filter(({ paper }) => paper === 'application'),
})

describe('HOKUTO-6-1-0', () => {
  test('第6条第1項: 各号のどれにも当たらなければ、目的のほかに見せることも渡すこともできない', () => {
    for (const acts of [['viewing'], ['takeOut']] as const) {
      const nothing = { ...asked('第6条第1項第3号', acts), ground: null }
      refused(decided(nothing), '第6条第1項により')
    }
  })

  test('第6条第1項: 設置目的に当たらない職員の閲覧はできない', () => {
    const whole = asked('第6条第1項第3号', ['viewing'])
    const look = { ...whole, internal: true, ground: null }
    happened(decided(look), 'Approved')
    const browsing = { ...look, answers: { withinPurpose: { holds: false, facts: '興味' } } }
    refused(decided(browsing), '第6条第1項により')
  })

  test('内規 A19: 目的の内でも、求めを書き残さずには見られない', () => {
    const whole = asked('第6条第1項第3号', ['viewing'])
    refused(decided({ ...whole, internal: true, ground: null, purpose: '　' }), '内規')
  })
})

describe('HOKUTO-6-1-1', () => {
  test('第6条第1項第1号: 口頭の求めには応じられず、急ぎでも文書は省けない', () => {
    const oral = withoutPapers(asked('第6条第1項第1号'))
    const refusal = refused(decided(oral), '第6条第1項第1号により')
    assert.match(refusal.next, /第6条第1項第3号/)
    const urgent = { reason: '逃走中', recognisedBy: '市民課長', permittedBy: '市民課長' }
    refused(decided({ ...oral, urgent }), '第6条第1項第1号により')
  })

  test('第6条第1項第1号: どの法令等によるかを示さない求めは当たらない', () => {
    const whole = asked('第6条第1項第1号')
    refused(
      decided({ ...whole, entries: { ...whole.entries, statute: ' ' } }),
      '第6条第1項第1号により',
    )
    happened(decided(whole), 'Approved')
  })

  test('読み A44: 裁判官の令状は断ることも採決にかけることもできず、二人の署名で行う', () => {
    const entries = {
      court: '函館地方裁判所',
      number: '令8-12',
      officer: '警部',
      inventory: '画像1点',
    }
    const warrant = { ...entries, entries }
    const facts = { ...setting, request: { ...asked('第6条第1項第1号'), warrant } }
    const basis = '第6条第1項第1号の読み方（A44）'
    refused(given(approval, facts).when({ ...decide, grant: false, reasons: '断る' }), basis)
    refused(given(approval, facts).when(decide), basis)
    const sign = { type: 'SignWarrant', atUs, by: '髙橋', signers: ['髙橋', '𠮷田'] } as const
    happened(given(approval, facts).when(sign), 'Approved')
    refused(given(approval, facts).when({ ...sign, signers: ['髙橋'] }), basis)
  })
})

describe('HOKUTO-6-1-2', () => {
  test('第6条第1項第2号: 公文書のない捜査機関の要請には応じられない', () => {
    const oral = withoutPapers(asked('第6条第1項第2号'))
    const refusal = refused(decided(oral), '第6条第1項第2号により')
    assert.match(refusal.next, /第6条第1項第3号/)
    happened(decided(asked('第6条第1項第2号')), 'Approved')
  })

  test('第6条第1項第2号: 犯罪捜査のほかの目的は当たらない', () => {
    const answers = { investigation: { holds: false, facts: '交通量の調べ' } }
    refused(decided({ ...asked('第6条第1項第2号'), answers }), '第6条第1項第2号により')
  })

  test('第6条第1項第2号: 捜査機関でない者の求めは当たらない', () => {
    const whole = asked('第6条第1項第2号')
    const requester = { ...whole.requester, kind: 'organisation' } as const
    refused(decided({ ...whole, requester }), '第6条第1項第2号により')
  })
})

describe('HOKUTO-6-1-3', () => {
  const whole = asked('第6条第1項第3号')

  test('第6条第1項第3号: 必要と認められなければ当たらない', () => {
    const answers = { necessary: { holds: false, facts: '' } }
    refused(decided({ ...whole, answers }), '第6条第1項第3号により')
  })

  test('内規: 「公共の利益」とだけ書かれた理由では足りない', () => {
    for (const facts of ['　', '公共の利益のため']) {
      refused(decided({ ...whole, answers: { necessary: { holds: true, facts } } }), '内規')
    }
  })
})

describe('HOKUTO-5-1', () => {
  const facts = { ...setting, request: asked('第6条第1項第3号') }

  test('第5条第1項: 異動した人は、その時から承認できない', () => {
    const office = {
      ...setting.office,
      tenures: setting.office.tenures.map(tenure =>
        tenure.post === 'manager' ? { ...tenure, untilUs: atUs } : tenure,
      ),
    }
    refused(given(approval, { ...facts, office }).when(decide), '第6条第3項の読み方（A18）')
    happened(given(approval, { ...facts, office }).when({ ...decide, atUs: atUs - 1 }), 'Approved')
  })

  test('読み A18: 別のカメラを所管する課長は、この画像を認められない', () => {
    const office = {
      ...setting.office,
      tenures: setting.office.tenures.map(tenure =>
        tenure.post === 'manager' ? { ...tenure, of: 'no99' } : tenure,
      ),
    }
    refused(given(approval, { ...facts, office }).when(decide), '第6条第3項の読み方（A18）')
  })

  test('読み A42: 求めた本人が管理責任者でも、自分では認められない', () => {
    const requester = { ...facts.request.requester, person: '市民課長' }
    const own = { ...facts, request: { ...facts.request, requester } }
    refused(given(approval, own).when(decide), '第6条第3項の読み方（A42）')
  })
})

describe('HOKUTO-5-4', () => {
  test('内規: 求めも承認もなく、運用取扱者だけで映像を開くことはできない', () => {
    const request = asked('第6条第1項第3号', ['viewing'])
    const facts = {
      ...setting,
      request,
      approval: null,
      held: 0,
      instruction: null,
      terminal: null,
      permitted: [],
    }
    const open = {
      type: 'Open',
      atUs,
      by: '髙橋',
      session: 's1',
      ranges: request.ranges,
      viewers: [],
      witnesses: ['髙橋', '市民課長'],
      operatorSigned: true,
      noticeShownTo: ['髙橋', '市民課長'],
    } as const
    refused(given(viewing, facts).when(open), '内規')
  })

  test('第5条第4項: 個々の指示がなくても、指揮監督の下で行える', () => {
    assert.equal(hokuto.operators.direction.kind, 'standing')
    const state = given(approval, { ...setting, request: asked('第6条第1項第3号') }, decide).state
    assert.ok(approvalOf(state, 'viewing'))
  })
})
