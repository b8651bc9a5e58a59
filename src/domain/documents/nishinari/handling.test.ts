import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appendix } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { manual } from '#domain/camera/manual.ts'
import type { PlannedCamera } from '#domain/camera/words.ts'
import type { Office } from '#domain/office.ts'
import type { Instruction, TerminalFact } from '#domain/operating.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { printedBasis } from '#law/basis.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const request = completeRequest(nishinari, '第6条第1号', ['viewing'], atUs)
const approved = approvedBy(['髙橋'], nishinari, request, atUs)
const instruction: Instruction = { by: '髙橋', to: '葛󠄀城', atUs, request: request.id }
const terminal: TerminalFact = {
  id: '専用パソコン1',
  enrolled: true,
  room: '市民協働課',
  checkedOut: true,
}
const facts: ViewingFacts = {
  profile: nishinari,
  office,
  request,
  approval: approved,
  held: 0,
  instruction,
  terminal,
  permitted: [],
}
const open: Extract<ViewingCommand, { type: 'Open' }> = {
  type: 'Open',
  atUs,
  by: '葛󠄀城',
  session: '1',
  ranges: request.ranges,
  viewers: [{ name: '𠮷田', person: null }],
  witnesses: [],
  operatorSigned: true,
  noticeShownTo: ['葛󠄀城', '𠮷田'],
}
const opening = (changes: Partial<ViewingFacts>, command: Partial<typeof open> = {}) =>
  given(viewing, { ...facts, ...changes }).when({ ...open, ...command })

describe('NISHINARI-2-3', () => {
  test('読み B40: 登録した専用パソコンのほかには映さない', () => {
    refused(opening({ terminal: null }), '第2条第3号の読み方（B40）')
    const phone = { ...terminal, enrolled: false }
    refused(opening({ terminal: phone }), '第2条第3号の読み方（B40）')
    happened(opening({}), 'ViewingOpened')
  })
})

describe('NISHINARI-4-1', () => {
  const vacant: Office = officeOf({ 葛󠄀城: ['operator'] })

  test('読み B41: 管理責任者が空席のうちは、画像を扱えない', () => {
    refused(opening({ office: vacant }), '第5条第2項の読み方（B41）')
  })

  test('読み B41: 空席でも録画は止めない', () => {
    const { next } = refused(opening({ office: vacant }), '第5条第2項の読み方（B41）')
    assert.match(next, /録画は続いています/)
    const cameras = { profile: nishinari, office: vacant, appendix: appendix.initial }
    const running: PlannedCamera = {
      camera: 'no12',
      purpose: 'deterrence',
      traits: [],
      site: null,
      agency: null,
      status: 'running',
      firstOnAtUs: at('2026-04-01 09:00'),
      coverageAtUs: at('2026-04-01 09:00'),
      signAtUs: at('2026-04-01 09:00'),
      movedAtUs: null,
      exception: null,
    }
    const off = { type: 'SwitchOff', atUs, by: '葛󠄀城', because: 'paper', reason: '空席' } as const
    const facts = { ...cameras, manual: manual.initial, retentionDecided: true }
    refused(camera.decide(facts, running, off), '内規')
  })
})

describe('NISHINARI-4-3b', () => {
  test('第4条第3項: 指示のない取扱担当者は画像を扱えない', () => {
    refused(opening({ instruction: null }), '第4条第3項により')
    refused(opening({ instruction: { ...instruction, to: '別の担当者' } }), '第4条第3項により')
    refused(opening({ instruction: { ...instruction, by: '葛󠄀城' } }), '第4条第3項により')
    refused(opening({ instruction: { ...instruction, atUs: atUs + 1 } }), '第4条第3項により')
  })

  test('読み B42: いつでも見てよいという指示では見られない', () => {
    const standing: Instruction = { ...instruction, request: null }
    refused(opening({ instruction: standing }), '第4条第3項の読み方（B42）')
  })

  test('読み B42: ほかの件についての指示では見られない', () => {
    const other: Instruction = { ...instruction, request: '令和8年度 第0041号' }
    const refusal = refused(opening({ instruction: other }), '第4条第3項の読み方（B42）')
    assert.match(refusal.refused, /ほかの件/)
  })

  test('第5条第2項: 管理責任者が自分で扱うなら、指示は要らない', () => {
    const alone = { by: '髙橋', operatorSigned: false, noticeShownTo: ['髙橋', '𠮷田'] }
    const [event] = happened(opening({ instruction: null }, alone), 'ViewingOpened')
    assert.equal(printedBasis(event!.basis), '第5条第2項により')
  })
})

describe('NISHINARI-5-2', () => {
  test('第5条第2項: 管理責任者でも取扱担当者でもない人は扱えない', () => {
    refused(opening({}, { by: '山﨑' }), '第5条第2項により')
  })

  test('内規: 立会いの定めがないので、操作した人が署名する', () => {
    refused(opening({}, { operatorSigned: false }), '内規')
  })
})

describe('NISHINARI-11', () => {
  test('内規: 告知文を見せた記録のないうちは、だれにも映さない', () => {
    refused(opening({}, { noticeShownTo: ['葛󠄀城'] }), '内規')
    refused(opening({}, { noticeShownTo: ['𠮷田'] }), '内規')
  })
})

describe('NISHINARI-12-1', () => {
  test('内規: 持ち出しの記録がない専用パソコンでは映さない', () => {
    refused(opening({ terminal: { ...terminal, checkedOut: false } }), '内規')
  })
})
