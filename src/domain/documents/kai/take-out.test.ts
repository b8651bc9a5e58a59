import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayUs } from '#civil/minute.ts'
import { approval } from '#domain/approval/approval.ts'
import { daysAfterUs } from '#domain/duty.ts'
import type { Resolution } from '#domain/office.ts'
import { request as requests } from '#domain/request/request.ts'
import { dutiesAt } from '#domain/take-out/duties.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import {
  approvedFor,
  askedFor,
  association,
  associationOffice,
  atUs,
  makeCopy,
  takeOutFacts,
} from '../../../../test/association.ts'
import { given, happened, refused } from '../../../../test/given.ts'

const decision: Resolution = {
  id: '議決9',
  matter: { kind: 'precedent', says: '証拠採用により返却不能とする' },
  passedAtUs: atUs,
  repealedAtUs: null,
  basis: kai.approval.by,
}
const facts = takeOutFacts({ office: associationOffice({ resolutions: [decision] }) })
const said = { atUs, by: '濵' }
const tell: TakeOutCommand = {
  ...said,
  type: 'TellConditions',
  told: kai.copies.conditions.map(({ id }) => id),
  signed: true,
  attestedBy: [],
}
const line: Extract<TakeOutCommand, { type: 'WriteLine' }> = {
  ...said,
  type: 'WriteLine',
  cells: { bearer: '警部 葛󠄀城' },
}
const handOver = { ...said, type: 'HandOver', session: '作業1', to: '警部 葛󠄀城' } as const
const end: Extract<TakeOutCommand, { type: 'End' }> = {
  ...said,
  atUs: atUs + 2 * dayUs,
  type: 'End',
  kind: 'return',
  sha256: makeCopy.sha256,
  reseal: false,
  evidence: '',
  statement: null,
  reason: '',
  resolution: null,
}
const making = (command: Partial<typeof makeCopy>, more: Partial<TakeOutFacts> = {}) =>
  given(takeOut, { ...facts, ...more }).when({ ...makeCopy, ...command })
const away = given(takeOut, facts, makeCopy, tell, line, handOver)

describe('KAI-11-0', () => {
  test('運用基準11: 静止画や印画も、この手順によらずに持ち出せない', () => {
    refused(making({ what: 'print' }, { approval: null }), '運用基準11により')
    happened(making({ what: 'print' }), 'CopyMade')
  })

  test('内規 A17: 返せないダウンロードでは渡さない', () => {
    refused(making({ medium: null }), '内規')
  })
})

describe('KAI-11-1', () => {
  const approvals = { ...association, request: askedFor('takeOut') }

  test('運用基準11（1）: 閲覧だけの承認では、持ち出せない', () => {
    const viewed = { ...approvedFor(facts.request), acts: ['viewing'] as const }
    refused(making({}, { approval: viewed }), '運用基準11（1）により')
    refused(making({}, { approval: null }), '運用基準11（1）により')
  })

  test('読み A11: 持ち出しも、一人で承認することはできない', () => {
    const alone = { type: 'DecideAsManager', atUs, by: '髙橋', grant: true, reasons: '' } as const
    refused(given(approval, approvals).when(alone), '運用基準10（1）の読み方（A11）')
  })

  test('内規: 一つの議決で、閲覧と持ち出しの両方を承認できる', () => {
    const both = { ...association, request: askedFor('viewing', 'takeOut') }
    const propose = { type: 'Propose', atUs, by: '髙橋' } as const
    happened(given(approval, both).when(propose), 'Proposed')
  })
})

describe('KAI-11-2', () => {
  test('運用基準11（2）: 委員２名以上の立会いがなければ、媒体に書き込めない', () => {
    refused(making({ witnesses: ['𠮷田'] }), '運用基準11（2）により')
    refused(making({ witnesses: ['𠮷田', '隣の人'] }), '運用基準11（2）により')
    happened(making({}), 'CopyMade')
  })

  test('読み A8: 作業をする操作担当者は、立ち会う委員に数えない', () => {
    refused(making({ witnesses: ['𠮷田', '濵'] }), '運用基準11（2）の読み方（A8）')
  })

  test('内規: 写しを作った立会いの場で渡す', () => {
    const made = given(takeOut, facts, makeCopy, tell, line)
    refused(made.when({ ...handOver, session: '別の日' }), '内規')
    happened(made.when(handOver), 'CopyHandedOver')
  })
})

describe('KAI-11-3', () => {
  test('内規: 持ち出し簿に書く前に渡さない', () => {
    refused(given(takeOut, facts, makeCopy, tell).when(handOver), '内規')
  })

  test('運用基準11（3）: 持ち出す者の書かれていない行は、行にならない', () => {
    const blank = { ...line, cells: { bearer: ' ' } }
    refused(given(takeOut, facts, makeCopy).when(blank), '運用基準11（3）により')
  })
})

describe('KAI-11-4', () => {
  test('運用基準11（4）: 返っていない写しがあるうちは、件を終えない', () => {
    const alive = { ...facts, copiesAlive: 1, copiesUnconfirmed: 0, approved: true }
    const close = { ...said, type: 'Close' } as const
    refused(requests.decide(alive, facts.request, close), '運用基準11（4）により')
    happened(requests.decide({ ...alive, copiesAlive: 0 }, facts.request, close), 'RequestClosed')
  })

  test('運用基準11（4）: 返却のほかの終わり方では閉じない', () => {
    refused(away.when({ ...end, kind: 'erase', evidence: '消去の報告' }), '運用基準11（4）により')
  })

  test('内規 A17: 中身が渡した写しと同じかを確かめずに、返却としない', () => {
    refused(away.when({ ...end, sha256: null }), '内規')
    refused(away.when({ ...end, sha256: 'cd'.repeat(32) }), '内規')
    happened(away.when(end), 'CopyEnded', 'ReturnedCopyErased')
  })

  test('内規 A17: 戻った写しは、封をし直して取っておかない', () => {
    refused(away.when({ ...end, reseal: true }), '内規')
  })

  test('読み A17: 相手の文書と委員会の決定がなければ、返却不能としない', () => {
    const cannot = {
      ...end,
      kind: 'cannotReturn',
      reason: kai.copies.cannotReturn!.reasons[0]!,
    } as const
    const stated = { ...cannot, statement: '証拠品として領置した' }
    refused(away.when({ ...cannot, resolution: '議決9' }), '運用基準11（4）の読み方（A17）')
    refused(away.when(stated), '運用基準14の読み方（A17）')
    happened(away.when({ ...stated, resolution: '議決9' }), 'CopyEnded')
  })

  test('内規: 返却は30日を目安に促し、過ぎれば期限超過になる', () => {
    const duty = dutiesAt(away.state, facts, facts.limitUs).find(({ what }) => what === 'endCopy')
    assert.equal(duty?.dueUs, daysAfterUs(atUs, kai.copies.reminder.afterDays))
  })
})
