import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minuteUs } from '#civil/minute.ts'
import { approval } from '#domain/approval/approval.ts'
import { approvalOf } from '#domain/approval/state.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import type { Profile } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { completeRequest } from '../../test/complete-request.ts'
import { at, given, officeOf } from '../../test/given.ts'
import type { CaseFile, Clerk } from './case-file.ts'
import { caseLines } from './case-lines.ts'
import { type Line, missingCells } from './line.ts'
import { merged } from './spans.ts'

const atUs = at('2026-11-14 19:00')
const clerk = (profile: Profile): Clerk => ({
  profile,
  nameOf: person => person,
  placeOf: () => '七重浜小 正門前',
})
const registerNamed = (profile: Profile, id: string): Register =>
  profile.registers.list.find(register => register.id === id)!
const textOf = (line: Line | undefined, id: string): string =>
  line?.cells.find(cell => cell.id === id)?.text ?? `（${id}の欄がない）`

/** A case under Hokuto's directive: one session and, where asked, one copy that went out and was erased. */
function hokutosCase(shown: readonly (readonly [from: number, to: number])[]): CaseFile {
  const request = completeRequest(hokuto, '第6条第1項第2号', ['viewing', 'takeOut'], atUs)
  const [range] = request.ranges
  const setting = {
    profile: hokuto,
    office: officeOf({ 市民課長: ['manager'], 髙橋: ['operator'] }),
    request,
    instruction: null,
    terminal: { id: 't1', enrolled: true, room: '市民課', checkedOut: true },
  }
  const decided = given(approval, setting, {
    type: 'DecideAsManager',
    atUs,
    by: '市民課長',
    grant: true,
    reasons: '',
  }).state
  const witnesses = ['市民課長', '髙橋']
  const session = given(
    viewing,
    { ...setting, approval: approvalOf(decided, 'viewing'), held: 0, permitted: [] },
    {
      type: 'Open',
      atUs,
      by: '髙橋',
      session: 's1',
      ranges: [range!],
      viewers: [{ name: '警部 葛󠄀城', person: null }],
      witnesses,
      operatorSigned: true,
      noticeShownTo: [...witnesses, '警部 葛󠄀城'],
    },
    ...shown.map(
      ([from, to]): ViewingCommand => ({
        type: 'Show',
        atUs: atUs + 1,
        by: '髙橋',
        range: {
          ...range!,
          fromMinute: range!.fromMinute + from,
          toMinute: range!.fromMinute + to,
        },
      }),
    ),
    { type: 'Close', atUs: atUs + 20 * minuteUs, by: '髙橋', how: 'powerCut' },
  )
  const by = '髙橋'
  const copy: readonly TakeOutCommand[] = [
    {
      type: 'MakeCopy',
      atUs,
      by,
      copy: '写し1',
      session: 's1',
      what: 'footage',
      ranges: [range!],
      leadIn: false,
      derivation: null,
      medium: 'USB-0007',
      sha256: 'ab'.repeat(32),
      withinPurpose: true,
      witnesses,
      operatorSigned: true,
    },
    {
      type: 'TellConditions',
      atUs,
      by,
      told: ['management', 'disposal', 'report'],
      signed: true,
      attestedBy: [],
    },
    {
      type: 'WriteLine',
      atUs,
      by,
      cells: {
        place: '市民課',
        organisation: '函館中央警察署',
        postAndName: '刑事第一課長 髙橋 山﨑',
        contact: '0138-00-0000',
        conditions: '適正な管理など',
      },
    },
    { type: 'HandOver', atUs, by, session: 's1', to: '髙橋 山﨑' },
  ]
  const copying = { ...setting, approval: approvalOf(decided, 'takeOut'), limitUs: atUs + 1e15 }
  return {
    number: '令和8年度 第0042号',
    request,
    approval: decided,
    sessions: [session],
    copies: [given(takeOut, copying, ...copy).state],
    tellings: [],
  }
}

describe('a line says what happened', () => {
  const file = hokutosCase([
    [0, 3],
    [2, 5],
    [8, 9],
  ])
  const record = registerNamed(hokuto, 'record')
  const [viewed, copied] = caseLines(clerk(hokuto), record, file)

  test('the official form, cell by cell and in its order', () => {
    for (const line of [viewed, copied]) {
      assert.deepEqual(
        line?.cells.map(({ name }) => name),
        record.cells.map(({ name }) => name),
      )
      assert.deepEqual(missingCells(record, line!), [])
    }
  })

  test('a viewing: what was shown, who was there, how it ended', () => {
    assert.equal(textOf(viewed, 'place'), '市民課')
    assert.equal(textOf(viewed, 'witnesses'), '市民課長、髙橋')
    assert.match(textOf(viewed, 'ground'), /第6条第1項第2号/)
    assert.equal(textOf(viewed, 'endedAt'), '該当なし（閲覧のみ）')
    assert.equal(textOf(viewed, 'note'), '電源断により終了')
    assert.equal(
      textOf(viewed, 'period'),
      '令和8年11月14日17時50分から令和8年11月14日17時55分まで、令和8年11月14日17時58分から令和8年11月14日17時59分まで',
    )
    assert.equal(viewed?.closedAtUs, atUs + 20 * minuteUs)
  })

  test('a copy: open until its end, the conditions verbatim unless written otherwise', () => {
    const ending = copied?.cells.find(({ id }) => id === 'endedAt')
    assert.equal(ending?.state, 'open')
    assert.equal(copied?.closedAtUs, null)
    assert.equal(textOf(copied, 'postAndName'), '刑事第一課長 髙橋 山﨑')
    const [state] = file.copies
    assert.ok(state && state.status !== 'none')
    const endedUs = at('2026-11-20 10:05')
    const ended = {
      ...state,
      status: 'ended' as const,
      closedAtUs: endedUs,
      ended: { kind: 'erase' as const, atUs: endedUs, evidence: '消去報告書' },
    }
    const [, closed] = caseLines(clerk(hokuto), record, { ...file, copies: [ended] })
    assert.equal(textOf(closed, 'endedAt'), '令和8年11月20日10時5分 消去')
    assert.equal(closed?.closedAtUs, endedUs)
  })

  test('looking inside the office goes on its own sheet, nowhere else', () => {
    const [session] = file.sessions
    assert.ok(session && session.state.status === 'closed')
    const own = { ...file, sessions: [{ ...session, state: { ...session.state, internal: true } }] }
    const sheet = registerNamed(hokuto, 'internalSheet')
    assert.equal(caseLines(clerk(hokuto), sheet, own).length, 1)
    assert.equal(caseLines(clerk(hokuto), sheet, file).length, 0)
    assert.equal(caseLines(clerk(hokuto), record, { ...own, copies: [] }).length, 0)
  })
})

test('each document’s books take what is theirs', () => {
  const file = hokutosCase([[0, 1]])
  const counts = (profile: Profile) =>
    Object.fromEntries(
      profile.registers.list.map(register => [
        register.id,
        caseLines(clerk(profile), register, file).length,
      ]),
    )
  const { viewingRegister, takeOutRegister, appendix } = counts(kai)
  assert.deepEqual([viewingRegister, takeOutRegister, appendix], [1, 1, 0])
  assert.equal(counts(sakai).handlingRecord, 2)
})

test('property: a line names every minute shown and none that was not', () => {
  const part = fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 10 }))
    .map(([from, length]) => [from, Math.min(10, from + length)] as const)
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), parts => {
      const ranges = parts.map(([fromMinute, toMinute]) => ({
        camera: 'no12',
        fromMinute,
        toMinute,
      }))
      const minutes = (spans: readonly { fromMinute: number; toMinute: number }[]) =>
        new Set(
          spans.flatMap(({ fromMinute, toMinute }) =>
            Array.from({ length: toMinute - fromMinute }, (_, at) => fromMinute + at),
          ),
        )
      const whole = merged(ranges)
      assert.deepEqual([...minutes(whole)].sort(), [...minutes(ranges)].sort())
      for (const [at, range] of whole.entries()) {
        const next = whole[at + 1]
        assert.ok(!next || range.toMinute < next.fromMinute)
      }
    }),
    { numRuns: 200 },
  )
})
