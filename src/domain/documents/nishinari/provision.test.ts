import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import type { ApprovalCommand } from '#domain/approval/words.ts'
import { request } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const setting = { profile: nishinari, office }
const decide: ApprovalCommand = {
  type: 'DecideAsManager',
  atUs,
  by: '髙橋',
  grant: true,
  reasons: '',
}
const asked = (code: string, acts: readonly Act[] = ['takeOut']): OpenRequest =>
  completeRequest(nishinari, code, acts, atUs)
/** What becomes of a request when this person decides on it. */
const decided = (request: OpenRequest, by = '髙橋') =>
  given(approval, { ...setting, request }).when({ ...decide, by })
const no = (facts: string) => ({ holds: false, facts })

describe('NISHINARI-4-2-2', () => {
  const asks = (kind: OpenRequest['requester']['kind'], organisation: string): OpenRequest => {
    const whole = asked('第6条第1号')
    return { ...whole, requester: { ...whole.requester, kind, organisation } }
  }

  test('内規: どの機関からかの分からない求めには応じない', () => {
    for (const kind of ['investigator', 'court', 'publicBody'] as const) {
      refused(decided(asks(kind, '　')), '内規')
    }
    happened(decided(asks('investigator', '大阪地方検察庁 刑事部')), 'Approved')
  })
})

describe('NISHINARI-5-2', () => {
  test('第5条第2項: 取扱担当者が自分の判断で承認することはできない', () => {
    const { refused: says } = refused(decided(asked('第6条第2号'), '葛󠄀城'), '第5条第2項により')
    assert.match(says, /西成区役所地域支援担当課長/)
  })
})

describe('NISHINARI-6-0a', () => {
  const look: OpenRequest = {
    ...asked('第6条第1号', ['viewing']),
    internal: true,
    ground: null,
    requester: { ...asked('第6条第1号').requester, kind: 'staff', person: '葛󠄀城' },
  }

  test('第6条: 設置目的の範囲の外は、職員でも見られない', () => {
    const outside = { ...look, answers: { withinPurpose: no('近所の人がいつ出かけたか') } }
    refused(decided(outside), '第6条により')
  })

  test('第6条: 設置目的の範囲内なら、職員が見ることを認められる', () => {
    happened(decided(look), 'Approved')
  })

  test('内規: 何のために見るのかを書かずには見られない', () => {
    refused(decided({ ...look, purpose: '　' }), '内規')
  })
})

describe('NISHINARI-6-0b', () => {
  test('読み A46: 根拠がなければ、第三者に見せるだけでもできない', () => {
    refused(decided({ ...asked('第6条第1号', ['viewing']), ground: null }), '第6条の読み方（A46）')
  })
})

describe('NISHINARI-6-1', () => {
  const paper = {
    court: '大阪地方裁判所',
    number: '令和8年（る）第12号',
    officer: '西成警察署 司法警察員',
    inventory: '画像1点',
  }
  const seized: OpenRequest = {
    ...asked('第6条第1号'),
    warrant: { ...paper, entries: { ...paper } },
  }

  test('第6条第1号: 法令に基づく照会なら承認できる', () => {
    happened(decided(asked('第6条第1号')), 'Approved')
  })

  test('読み A44: 令状は、承認するかどうかの判断にも採決にもかけない', () => {
    const facts = { ...setting, request: seized }
    for (const grant of [true, false]) {
      const outcome = given(approval, facts).when({ ...decide, grant, reasons: '断りたい' })
      refused(outcome, '第6条第1号の読み方（A44）')
    }
    const proposed = given(approval, facts).when({ type: 'Propose', atUs, by: '髙橋' })
    refused(proposed, '第6条第1号の読み方（A44）')
  })

  test('読み A44: 令状には、職にある二人が署名する', () => {
    const signed = (signers: readonly string[]) =>
      given(approval, { ...setting, request: seized }).when({
        type: 'SignWarrant',
        atUs,
        by: '髙橋',
        signers,
      })
    refused(signed(['髙橋', '髙橋']), '第6条第1号の読み方（A44）')
    happened(signed(['髙橋', '葛󠄀城']), 'Approved')
  })
})

describe('NISHINARI-6-2', () => {
  const urgent = asked('第6条第2号')

  test('第6条第2号: 緊急でなければ、この号によることはできない', () => {
    const { answers } = urgent
    refused(
      decided({ ...urgent, answers: { ...answers, urgent: no('来週でもよい') } }),
      '第6条第2号により',
    )
  })

  test('第6条第2号: やむを得ないのでなければ、この号によることはできない', () => {
    const { answers } = urgent
    const other = { ...answers, unavoidable: no('防犯灯の人に聞けば分かる') }
    refused(decided({ ...urgent, answers: other }), '第6条第2号により')
  })

  test('内規: 緊急とする理由を事実で書く', () => {
    const { answers } = urgent
    const bare = { ...answers, urgent: { holds: true, facts: '' } }
    refused(decided({ ...urgent, answers: bare }), '内規')
  })
})

describe('NISHINARI-6-3', () => {
  const own = asked('第6条第3号')

  test('第6条第3号: 本人でも本人の同意でもなければ、この号によることはできない', () => {
    const { answers } = own
    const without = { ...answers, consentOrSelf: no('隣の人') }
    refused(decided({ ...own, answers: without }), '第6条第3号により')
  })

  test('内規: ほかの人が写ったままの写しは渡さない', () => {
    refused(decided({ ...own, checks: { othersInFrame: no('通行人が2名') } }), '内規')
    happened(decided(own), 'Approved')
  })

  test('内規: 本人を確かめずには渡さない', () => {
    refused(decided({ ...own, identified: null }), '内規')
  })

  test('内規: 本人でない人には、本人の同意書を求める', () => {
    const papers = own.papers.filter(({ paper }) => paper !== 'consent')
    refused(decided({ ...own, papers }), '内規')
    const self: OpenRequest = { ...own, papers, requester: { ...own.requester, kind: 'subject' } }
    happened(decided(self), 'Approved')
  })
})

describe('NISHINARI-7-1a', () => {
  const spoken = { ...asked('第6条第2号'), papers: [] }

  test('第7条第1項: 緊急でも、書面の出る前に口頭では承認できない', () => {
    refused(decided(spoken), '第7条第1項により')
    const urgent = { reason: '連れ去り', recognisedBy: '髙橋', permittedBy: '髙橋' }
    refused(decided({ ...spoken, urgent }), '第7条第1項により')
  })

  test('読み A46: 見せるだけのときも、書面が先にいる', () => {
    refused(decided({ ...spoken, acts: ['viewing'] }), '第6条の読み方（A46）')
  })

  test('内規: 急ぐからといって手続きを省く定めはない', () => {
    const facts = { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }
    const { requester, ranges, acts, purpose, id } = spoken
    const received = { id, acts, internal: false, requester, purpose, ranges, application: null }
    const outcome = given(request, facts, { type: 'Receive', atUs, by: '葛󠄀城', ...received }).when({
      type: 'ClaimUrgency',
      atUs,
      by: '葛󠄀城',
      reason: '連れ去り',
      recognisedBy: '髙橋',
      permittedBy: '髙橋',
    })
    refused(outcome, '内規')
  })

  test('第7条第1項: その場で書いた書面でも、承認の前に出ていればよい', () => {
    happened(decided(asked('第6条第2号')), 'Approved')
  })
})

describe('NISHINARI-7-1b', () => {
  test('第7条第1項: 利用目的・根拠法令等・設置場所・画像の日時のどれが欠けても承認できない', () => {
    const whole = asked('第6条第1号')
    for (const missing of ['purpose', 'legalBasis', 'cameraPlace', 'imageTime']) {
      const entries = { ...whole.entries, [missing]: '　' }
      refused(decided({ ...whole, entries }), '第7条第1項により')
    }
  })
})

describe('NISHINARI-7-1c', () => {
  test('第7条第1項: 第6条各号のほかの場合は承認できない', () => {
    refused(decided({ ...asked('第6条第1号'), ground: null }), '第7条第1項により')
    const facts = { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }
    const { requester, ranges, acts, purpose, id } = asked('第6条第1号')
    const received = { id, acts, internal: false, requester, purpose, ranges, application: null }
    const outcome = given(request, facts, { type: 'Receive', atUs, by: '葛󠄀城', ...received }).when({
      type: 'ClaimGround',
      atUs,
      by: '葛󠄀城',
      ground: 'その他必要と認めるとき',
    })
    refused(outcome, '第7条第1項により')
  })

  test('読み A42: 求めた本人は、自分の求めを承認できない', () => {
    const own = asked('第6条第1号')
    const request = { ...own, requester: { ...own.requester, person: '髙橋' } }
    refused(decided(request), '第7条第1項の読み方（A42）')
  })
})
