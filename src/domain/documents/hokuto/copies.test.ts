import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { daysAfterUs } from '#domain/duty.ts'
import { request as asking } from '#domain/request/request.ts'
import { dutiesAt } from '#domain/take-out/duties.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 17:00')
const dayUs = 24 * 60 * minuteUs
const request = completeRequest(hokuto, '第6条第1項第2号', ['takeOut'], atUs)
const approved = approvedBy(['市民課長'], hokuto, request, atUs)
const facts: TakeOutFacts = {
  profile: hokuto,
  office: officeOf({ 市民課長: ['manager'], 髙橋: ['operator'] }),
  request,
  approval: approved,
  instruction: null,
  terminal: { id: 't1', enrolled: true, room: '市民課', checkedOut: true },
  limitUs: atUs + 20 * dayUs,
}
const make = {
  type: 'MakeCopy',
  atUs,
  by: '髙橋',
  copy: '令和8年度 第0042号の1',
  session: 's1',
  what: 'footage',
  ranges: request.ranges,
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: false,
  witnesses: ['市民課長', '髙橋'],
  operatorSigned: true,
} as const satisfies TakeOutCommand
const tell = {
  type: 'TellConditions',
  atUs,
  by: '髙橋',
  told: ['management', 'disposal', 'report'],
  signed: true,
  attestedBy: [] as string[],
} satisfies TakeOutCommand
const cells = {
  place: '市民課',
  organisation: '函館中央警察署',
  postAndName: '刑事第一課長 髙橋 葛󠄀城',
  contact: '0138-00-0000',
  conditions: '適正な管理、目的の後の処理',
}
const line = { type: 'WriteLine', atUs, by: '髙橋', cells } as const
const handOver = { type: 'HandOver', atUs, by: '髙橋', session: 's1', to: '髙橋 葛󠄀城' } as const
const end = {
  type: 'End',
  atUs: atUs + 2 * dayUs,
  by: '髙橋',
  kind: 'erase',
  sha256: null,
  reseal: false,
  evidence: '消去報告書',
  statement: null,
  reason: '',
  resolution: null,
} as const satisfies TakeOutCommand
const out = [make, tell, line, handOver] as const

describe('HOKUTO-6-1-0', () => {
  test('第6条第1項: 設置目的にも各号にも当たらない写しは作れない', () => {
    const handy = { ...facts, request: { ...request, ground: null } }
    refused(given(takeOut, handy).when(make), '第6条第1項により')
    happened(given(takeOut, handy).when({ ...make, withinPurpose: true }), 'CopyMade')
  })
})

describe('HOKUTO-6-2b', () => {
  test('第6条第2項: 記録簿の行がなければ渡せない', () => {
    refused(given(takeOut, facts, make, tell).when(handOver), '第6条第2項により')
    happened(given(takeOut, facts, make, tell, line).when(handOver), 'CopyHandedOver')
  })
})

describe('HOKUTO-6-3-0', () => {
  test('内規: 条件を伝えて渡すまで、鍵を渡さない', () => {
    refused(given(takeOut, facts, make, line).when(handOver), '内規')
    refused(given(takeOut, facts, make).when({ ...tell, told: ['management'] }), '内規')
  })

  test('内規: 署名がなくても、立ち会った職員の記録があれば止めない', () => {
    const unsigned = { ...tell, signed: false }
    refused(given(takeOut, facts, make).when(unsigned), '内規')
    const attested = { ...unsigned, attestedBy: ['市民課長'] }
    happened(given(takeOut, facts, make).when(attested), 'ConditionsTold')
  })
})

describe('HOKUTO-6-3-1', () => {
  test('第6条第3項第1号: 適正な管理の条件は、条文のとおりに示す', () => {
    const [first] = hokuto.copies.conditions
    assert.equal(first?.says, '画像及び当該画像の記録媒体を適正に管理すること。')
    assert.equal(first?.by.kind, 'text')
  })

  test('内規: 所在の分からないまま放っておかない', () => {
    const away = given(takeOut, facts, ...out)
    const ask = dutiesAt(away.state, facts, facts.limitUs).find(({ what }) => what === 'askPurpose')
    assert.equal(ask?.dueUs, daysAfterUs(atUs, 30))
    assert.equal(ask?.basis.kind, 'houseRule')
  })
})

describe('HOKUTO-6-3-2', () => {
  const away = given(takeOut, facts, ...out)

  test('第6条第3項第2号: 消去・返却・破砕等のどれでもない終わり方では閉じない', () => {
    refused(away.when({ ...end, kind: 'cannotReturn' }), '第6条第3項第2号により')
    happened(away.when(end), 'CopyEnded')
    happened(away.when({ ...end, kind: 'destroy' }), 'CopyEnded')
    const returned = { ...end, kind: 'return', sha256: make.sha256 } as const
    happened(away.when(returned), 'CopyEnded', 'ReturnedCopyErased')
  })

  test('第6条第3項第2号: 渡した写しが残っているうちは、件を閉じられない', () => {
    const closing = (copiesAlive: number) =>
      asking.decide({ ...facts, copiesAlive, copiesUnconfirmed: 0, approved: true }, request, {
        type: 'Close',
        atUs,
        by: '髙橋',
      })
    refused(closing(1), '第6条第3項第2号により')
    happened(closing(0), 'RequestClosed')
  })

  test('内規: 目的が続いているかを30日ごとに尋ね、終わっていればすぐに処理を求める', () => {
    const answer = {
      type: 'AnswerPurpose',
      atUs: atUs + 10 * dayUs,
      by: '髙橋',
      alive: true,
    } as const
    const asked = given(takeOut, facts, ...out, answer)
    const next = dutiesAt(asked.state, facts, facts.limitUs).find(
      ({ what }) => what === 'askPurpose',
    )
    assert.equal(next?.dueUs, daysAfterUs(answer.atUs, 30))
    const over = given(takeOut, facts, ...out, { ...answer, alive: false })
    assert.equal(dutiesAt(over.state, facts, facts.limitUs)[0]?.dueUs, answer.atUs)
  })

  test('内規: 証拠を添えずに閉じない', () => {
    refused(away.when({ ...end, evidence: ' ' }), '内規')
    refused(away.when({ ...end, kind: 'return', sha256: 'cd'.repeat(32) }), '内規')
  })
})

describe('HOKUTO-6-5', () => {
  test('第6条第5項: 加工した複製も、加工したもので置き換えることもできない', () => {
    for (const replacesOriginal of [false, true]) {
      const derivation = { how: ['redacted'], replacesOriginal } as const
      refused(given(takeOut, facts).when({ ...make, derivation }), '第6条第5項により')
    }
  })

  test('読み A45: 名前を重ねた表示は保存するものではない', () => {
    assert.ok(hokuto.editing.rendition.kind === 'reading')
    assert.equal(hokuto.editing.rendition.reading, 'A45')
    assert.match(hokuto.editing.rendition.says, /表示した映像は保存しません/)
  })
})

describe('HOKUTO-F2', () => {
  test('別記様式: 提供・閲覧場所が空いた行は書けない', () => {
    const blank = { ...line, cells: { ...cells, place: '　' } }
    refused(given(takeOut, facts, make).when(blank), '別記様式により')
  })
})

describe('HOKUTO-F3', () => {
  test('別記様式: 所属機関が空いた行は書けない', () => {
    const blank = { ...line, cells: { ...cells, organisation: '' } }
    refused(given(takeOut, facts, make).when(blank), '別記様式により')
  })
})

describe('HOKUTO-F4', () => {
  test('別記様式: 氏名のない「警察官」だけでは書けない', () => {
    const blank = { ...line, cells: { ...cells, postAndName: '' } }
    refused(given(takeOut, facts, make).when(blank), '別記様式により')
  })
})

describe('HOKUTO-F5', () => {
  test('別記様式: 連絡先が空いた行は書けない', () => {
    const blank = { ...line, cells: { ...cells, contact: '' } }
    refused(given(takeOut, facts, make).when(blank), '別記様式により')
  })
})

describe('HOKUTO-F7', () => {
  test('読み B20: 承認にないカメラの写しは作れない', () => {
    const [range] = request.ranges
    const other = { ...make, ranges: [{ ...range!, camera: 'no99' }] }
    refused(given(takeOut, facts).when(other), '別記様式の読み方（B20）')
  })
})

describe('HOKUTO-F8', () => {
  test('読み B20: 承認されていない画像は、見えない形でも写しに入れない', () => {
    const [range] = request.ranges
    const hidden = { ...make, ranges: [{ ...range!, fromMinute: range!.fromMinute - 1 }] }
    refused(given(takeOut, facts).when(hidden), '別記様式の読み方（B20）')
    refused(given(takeOut, facts).when({ ...make, leadIn: true }), '内規')
  })
})

describe('HOKUTO-F9', () => {
  test('別記様式: 提供するのに条件の欄が空いた行は書けない', () => {
    const blank = { ...line, cells: { ...cells, conditions: '' } }
    refused(given(takeOut, facts, make).when(blank), '別記様式により')
  })
})

describe('HOKUTO-F11', () => {
  test('内規: 消去の日時は、終わる前には書けない', () => {
    const away = given(takeOut, facts, ...out)
    assert.ok(away.state.status === 'handedOver' && away.state.ended === null)
    refused(given(takeOut, facts, make, tell, line).when(end), '内規')
  })
})
