import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import type { ApprovalCommand } from '#domain/approval/words.ts'
import { dutiesAt } from '#domain/request/duties.ts'
import { request } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { RequestCommand } from '#domain/request/words.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'], 警備: ['guard'] })
const setting = { profile: sakai, office }
const decide: ApprovalCommand = {
  type: 'DecideAsManager',
  atUs,
  by: '髙橋',
  grant: true,
  reasons: '',
}
const asked = (code: string, acts: readonly Act[] = ['takeOut']): OpenRequest =>
  completeRequest(sakai, code, acts, atUs)
/** What becomes of a request when this person decides on it. */
const decided = (request: OpenRequest, by = '髙橋') =>
  given(approval, { ...setting, request }).when({ ...decide, by })
const no = (facts: string) => ({ holds: false, facts })
/** What becomes of the same request when it has said this as well. */
const told = (whole: OpenRequest, command: RequestCommand) =>
  request.decide(
    { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false },
    whole,
    command,
  )

describe('SAKAI-5-4', () => {
  const look: OpenRequest = {
    ...asked('要領11(1)(ア)', ['viewing']),
    internal: true,
    ground: null,
    requester: { ...asked('要領11(1)(ア)').requester, kind: 'staff', person: '葛󠄀城' },
  }

  test('要領5(4): 設置目的を逸脱して見ることはできない', () => {
    const outside = { ...look, answers: { withinPurpose: no('職員の出勤時刻を調べる') } }
    refused(decided(outside), '要領5(4)により')
    happened(decided(look), 'Approved')
  })
})

describe('SAKAI-10-4', () => {
  test('要領10(4): 何のために見るのかを書かずには、職員も見られない', () => {
    const whole = asked('要領11(1)(ア)', ['viewing'])
    const look = { ...whole, internal: true, ground: null, purpose: '' }
    refused(decided(look), '要領10(4)により')
  })
})

describe('SAKAI-11-1-0', () => {
  test('要領11(1): 提供を決めるのは管理責任者で、ほかの者は決められない', () => {
    for (const by of ['葛󠄀城', '警備', '職員']) {
      refused(decided(asked('要領11(1)(ア)'), by), '要領11(1)により')
    }
    happened(decided(asked('要領11(1)(ア)')), 'Approved')
  })

  test('要領11(1): どの場合にも当たらなければ、第三者に提供しない', () => {
    refused(decided({ ...asked('要領11(1)(ア)'), ground: null }), '要領11(1)により')
  })

  test('読み B56: どの場合にも当たらなければ、見せるだけでもできない', () => {
    const shown = asked('要領11(1)(ア)', ['viewing'])
    refused(decided({ ...shown, ground: null }), '要領11(1)の読み方（B56）')
  })

  test('要領8: どの場合にも当たらなければ、知り得た情報を伝えることもできない', () => {
    const told = asked('要領11(1)(ア)', ['telling'])
    refused(decided({ ...told, ground: null }), '要領8により')
  })

  test('読み A42: 求めた本人は、自分の求めを認めることができない', () => {
    const own = asked('要領11(1)(ア)')
    const request = { ...own, requester: { ...own.requester, person: '髙橋' } }
    refused(decided(request), '要領11(1)の読み方（A42）')
  })
})

describe('SAKAI-11-1-ア', () => {
  const paper = {
    court: '大阪地方裁判所堺支部',
    number: '令和8年（る）第3号',
    officer: '堺警察署 司法警察員',
    inventory: '画像1点',
  }
  const seized: OpenRequest = { ...asked('要領11(1)(ア)'), warrant: { ...paper, entries: paper } }

  test('読み A44: 令状は、認めるかどうかの判断にも採決にもかけない', () => {
    const facts = { ...setting, request: seized }
    for (const grant of [true, false]) {
      const outcome = given(approval, facts).when({ ...decide, grant, reasons: '断りたい' })
      refused(outcome, '要領11(1)(ア)の読み方（A44）')
    }
    const proposed = given(approval, facts).when({ type: 'Propose', atUs, by: '髙橋' })
    refused(proposed, '要領11(1)(ア)の読み方（A44）')
  })

  test('読み A44: 令状は、裁判所・番号・執行する人・押収品目録を書いてから署名する', () => {
    for (const missing of Object.keys(paper)) {
      const entries = { ...paper, [missing]: ' ' }
      const request: OpenRequest = { ...seized, warrant: { ...paper, entries } }
      const outcome = given(approval, { ...setting, request }).when({
        type: 'SignWarrant',
        atUs,
        by: '髙橋',
        signers: ['髙橋', '葛󠄀城'],
      })
      refused(outcome, '要領11(1)(ア)の読み方（A44）')
    }
  })

  test('内規: 法令の名と条、照会の文書がそろってから承認する', () => {
    const whole = asked('要領11(1)(ア)')
    refused(decided({ ...whole, entries: { ...whole.entries, statute: '' } }), '内規')
    const papers = whole.papers.filter(({ paper }) => paper !== 'inquiry')
    refused(decided({ ...whole, papers }), '内規')
  })
})

describe('SAKAI-11-1-イ', () => {
  const whole = asked('要領11(1)(イ)')

  test('要領11(1)(イ): 具体的事案の示されない要請には応じない', () => {
    const entries = { ...whole.entries, case: '　' }
    refused(decided({ ...whole, entries }), '要領11(1)(イ)により')
    happened(decided(whole), 'Approved')
  })

  test('要領11(1)(イ): 捜査機関でない者、捜査のためでない要請は当たらない', () => {
    const requester = { ...whole.requester, kind: 'organisation' } as const
    refused(decided({ ...whole, requester }), '要領11(1)(イ)により')
    refused(
      decided({ ...whole, answers: { investigation: no('交通量の調べ') } }),
      '要領11(1)(イ)により',
    )
  })
})

const urgent = { reason: '行方不明の児童', recognisedBy: '髙橋', permittedBy: '髙橋' }
const called = { facts: ['警察手帳番号', '署への折り返し'], photo: false, checkedBy: '葛󠄀城', atUs }
const withoutPaper: OpenRequest = {
  ...asked('要領11(1)(イ)'),
  papers: asked('要領11(1)(イ)').papers.filter(({ paper }) => paper === 'application'),
  identified: called,
}

describe('SAKAI-11-1-イ-2', () => {
  test('要領11(1)(イ): 緊急時等でなければ、捜査関係事項照会書がいる', () => {
    refused(decided(withoutPaper), '要領11(1)(イ)により')
  })

  test('内規: 急ぐ理由と急ぐと認めた人を書かずには、緊急時等としない', () => {
    for (const blank of [{ reason: '' }, { recognisedBy: '　' }]) {
      refused(decided({ ...withoutPaper, urgent: { ...urgent, ...blank } }), '内規')
    }
  })
})

describe('SAKAI-11-1-イ-3', () => {
  test('要領11(1)(イ): 相手方の身分を確認せずには提供しない', () => {
    refused(decided({ ...withoutPaper, urgent, identified: null }), '要領11(1)(イ)により')
  })

  test('要領11(1)(イ): 許可できるのは管理責任者だけで、操作担当者は許可できない', () => {
    for (const permittedBy of ['葛󠄀城', '警備', null]) {
      const outcome = decided({ ...withoutPaper, urgent: { ...urgent, permittedBy } })
      refused(outcome, '要領11(1)(イ)により')
    }
    happened(decided({ ...withoutPaper, urgent }), 'Approved')
  })

  test('内規: 身分をどう確かめたかの記録がなければ進めない', () => {
    const unrecorded = { ...called, facts: ['　'] }
    refused(decided({ ...withoutPaper, urgent, identified: unrecorded }), '内規')
  })

  test('内規: 後から照会書を受け取る務めが残る', () => {
    const later = dutiesAt({ ...withoutPaper, urgent }, setting, atUs)
    assert.deepEqual(
      later.map(({ what, basis }) => [what, basis.kind]),
      [['paperLater', 'houseRule']],
    )
    assert.deepEqual(dutiesAt({ ...asked('要領11(1)(イ)'), urgent }, setting, atUs), [])
  })

  test('要領11(1)(イ): 緊急時等の扱いは(イ)だけで、ほかの場合の文書は省けない', () => {
    const own = asked('要領11(1)(エ)')
    const proxy: OpenRequest = {
      ...own,
      papers: own.papers.filter(({ paper }) => paper === 'application'),
      requester: { ...own.requester, kind: 'proxy' },
      urgent,
    }
    refused(decided(proxy), '要領11(4)により')
  })
})

describe('SAKAI-11-1-ウ', () => {
  const whole = asked('要領11(1)(ウ)')

  test('要領11(1)(ウ): 安全のためで、緊急で、やむを得ないときに限る', () => {
    for (const test of ['protection', 'unavoidable']) {
      const answers = { ...whole.answers, [test]: no('落とし物の持ち主を知りたい') }
      refused(decided({ ...whole, answers }), '要領11(1)(ウ)により')
    }
    happened(decided(whole), 'Approved')
  })

  test('内規: 当たるとした理由を事実で書く', () => {
    const answers = { ...whole.answers, unavoidable: { holds: true, facts: ' ' } }
    refused(decided({ ...whole, answers }), '内規')
  })
})

const own = asked('要領11(1)(エ)')

describe('SAKAI-11-1-エ', () => {
  test('要領11(1)(エ): 本人でも、その同意を得た者でもなければ当たらない', () => {
    const requester = { ...own.requester, kind: 'organisation' } as const
    refused(decided({ ...own, requester }), '要領11(1)(エ)により')
  })

  test('要領11(4): 求める事項がそろわなければ、(エ)によることはできない', () => {
    refused(decided({ ...own, entries: { purpose: '自転車の盗難' } }), '要領11(4)により')
    happened(decided(own), 'Approved')
  })

  test('要領11(5): 確かめる事項を確かめなければ、(エ)によることはできない', () => {
    refused(decided({ ...own, checks: {} }), '要領11(5)により')
  })
})

describe('SAKAI-11-1-オ', () => {
  const whole = asked('要領11(1)(オ)')

  test('内規 A32: 理由を書かずに必要と認めることはできない', () => {
    const answers = { necessary: { holds: true, facts: '　' } }
    refused(decided({ ...whole, answers }), '内規')
  })

  test('内規 A32: 決める前に、受け付けた人でない二人目が読む', () => {
    refused(decided({ ...whole, secondReader: null }), '内規')
    refused(told(whole, { type: 'ReadAgain', atUs, by: whole.receivedBy }), '内規')
    happened(decided(whole), 'Approved')
  })

  test('読み B59: 必要と認めるのは管理責任者で、代わりの人に任せられない', () => {
    const deputed = {
      ...office,
      absences: [
        {
          of: null,
          deputy: '葛󠄀城',
          reason: '出張',
          citation: '堺市事務決裁規程',
          declaredAtUs: at('2026-11-16 08:00'),
          confirmedBy: null,
          endedAtUs: null,
        },
      ],
    }
    const outcome = given(approval, { profile: sakai, office: deputed, request: whole }).when({
      ...decide,
      by: '葛󠄀城',
    })
    refused(outcome, '要領11(1)(オ)の読み方（B59）')
  })

  test('要領11(1)(オ): 管理責任者が必要と認めなければ当たらない', () => {
    refused(decided({ ...whole, answers: { necessary: no('不要') } }), '要領11(1)(オ)により')
  })
})
