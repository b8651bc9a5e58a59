import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { approval } from '#domain/approval/approval.ts'
import { approvalOf } from '#domain/approval/state.ts'
import { appendix } from '#domain/camera/appendix.ts'
import { after } from '#domain/decider.ts'
import { engagement } from '#domain/engagement/engagement.ts'
import type { EngagementCommand } from '#domain/engagement/words.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest } from '../../test/complete-request.ts'
import { at, given, officeOf, settingOf } from '../../test/given.ts'
import type { CaseFile, Clerk } from './case-file.ts'
import { caseLines } from './case-lines.ts'
import type { Line } from './line.ts'
import { cameraLines, contractorLine } from './site-lines.ts'

const atUs = at('2026-11-14 19:00')
const by = '髙橋'
const clerk: Clerk = {
  profile: sakai,
  nameOf: person => `${person}さん`,
  placeOf: () => '本館1階 東口',
}
const record = sakai.registers.list.find(({ of }) => of === 'handling')!
const contractors = sakai.registers.list.find(({ of }) => of === 'engagements')!
const texts = (line: Line | null | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(line?.cells.map(({ id, text }) => [id, text]) ?? [])

function sakaisCase(): CaseFile {
  const request = completeRequest(sakai, '要領11(1)(イ)', ['viewing', 'telling'], atUs)
  const setting = {
    profile: sakai,
    office: officeOf({ 山﨑: ['manager'], 髙橋: ['operator'] }),
    request,
    instruction: null,
    terminal: { id: 't1', enrolled: true, room: '本館1階警備員室', checkedOut: true },
  }
  const decided = given(approval, setting, {
    type: 'DecideAsManager',
    atUs,
    by: '山﨑',
    grant: true,
    reasons: '',
  }).state
  const { ranges } = request
  const search: ViewingCommand = { type: 'Search', atUs, by, purpose: '車の通った時刻', ranges }
  const note: ViewingCommand = {
    type: 'Note',
    atUs: atUs + minuteUs,
    by,
    camera: 'no12',
    momentUs: atUs,
    says: '白い車',
  }
  const confirm: ViewingCommand = {
    type: 'ConfirmLine',
    atUs: atUs + 3 * minuteUs,
    by,
    note: '名札を確認',
    typed: null,
  }
  const session = given(
    viewing,
    { ...setting, approval: approvalOf(decided, 'viewing'), held: 0, permitted: ['警部 葛󠄀城'] },
    search,
    { ...search, atUs: atUs + 1, purpose: '人の通った時刻' },
    {
      type: 'Open',
      atUs,
      by,
      session: 's1',
      ranges,
      viewers: [{ name: '警部 葛󠄀城', person: null }],
      witnesses: [],
      operatorSigned: true,
      noticeShownTo: [by, '警部 葛󠄀城'],
    },
    { type: 'Show', atUs, by, range: ranges[0]! },
    note,
    { type: 'Close', atUs: atUs + 2 * minuteUs, by, how: 'ended' },
    confirm,
  )
  const told = {
    type: 'Told',
    by,
    basis: sakai.secrecy.by,
    request: request.id,
    to: '警部 葛󠄀城',
    says: '白い車が東へ向かった',
  } as const
  return {
    number: '令和8年度 第0042号',
    request,
    approval: decided,
    sessions: [session],
    copies: [],
    tellings: [
      { ...told, atUs: atUs + 4 * minuteUs },
      { ...told, atUs: atUs + 5 * minuteUs },
    ],
  }
}

test('要領10(4): 検索・視聴・伝えたことが、それぞれ目的とともに一行になる', () => {
  const lines = caseLines(clerk, record, sakaisCase())
  assert.deepEqual(
    lines.map(line => [line.number, texts(line).kind, texts(line).purpose]),
    [
      ['令和8年度 第0042号の検索1', '検索', '車の通った時刻'],
      ['令和8年度 第0042号の1', '視聴', '連れ去り未遂事件の捜査'],
      ['令和8年度 第0042号の検索2', '検索', '人の通った時刻'],
      ['令和8年度 第0042号の口頭1', '知り得た情報の提供', '連れ去り未遂事件の捜査'],
      ['令和8年度 第0042号の口頭2', '知り得た情報の提供', '連れ去り未遂事件の捜査'],
    ],
  )
})
test('目的の欄がある帳簿では、根拠の欄に目的を繰り返さない', () => {
  const [, session] = caseLines(clerk, record, sakaisCase())
  const { ground, note, operator } = texts(session)
  assert.match(ground ?? '', /^要領11\(1\)\(イ\)/)
  assert.doesNotMatch(ground ?? '', /捜査（/)
  assert.equal(note, '白い車、名札を確認')
  assert.equal(operator, '髙橋さん')
})
test('求めのない件、始まらなかった閲覧は、行にならない', () => {
  const file = sakaisCase()
  assert.deepEqual(caseLines(clerk, record, { ...file, request: { status: 'none' } }).length, 2)
  const unopened = { state: viewing.initial, events: [] }
  const empty = { ...file, sessions: [unopened], tellings: [] }
  assert.deepEqual(caseLines(clerk, record, empty), [])
})

test('委託先の行は、書類と人とともに、終わるまで開いている', () => {
  const hall = settingOf(sakai, officeOf({ 山﨑: ['manager'] }))
  const untilUs = at('2027-04-01 00:00')
  const term = { fromUs: atUs, untilUs }
  const commands: readonly EngagementCommand[] = [
    {
      type: 'EnterContractor',
      atUs,
      by,
      id: 'E-1',
      name: '浪速警備',
      work: '警備',
      keepsFootage: 'no',
    },
    { type: 'SignContract', atUs, by, sha256: 'b'.repeat(64), clauses: [], ...term },
    { type: 'ReportWorkers', atUs, by, workers: [{ name: '德栁', ...term }] },
  ]
  const line = (count: number, ...more: readonly EngagementCommand[]) =>
    contractorLine(contractors, given(engagement, hall, ...commands.slice(0, count), ...more).state)
  assert.equal(contractorLine(contractors, engagement.initial), null)
  assert.deepEqual([texts(line(1)).paper, texts(line(1)).until], ['', ''])
  const { who, paper, people, until } = texts(line(3))
  assert.deepEqual(
    [who, paper, people, until],
    ['浪速警備', '契約書', '德栁', '令和9年4月1日0時0分'],
  )
  const ended = line(3, { type: 'EndEngagement', atUs: atUs + 1, by })
  assert.equal(ended?.closedAtUs, atUs + 1)
  assert.equal(texts(ended).until, '令和8年11月14日19時0分')
})

test('別紙は、その時に効力のある版の行だけを示す', () => {
  const [appendixBook] = kai.registers.list.filter(({ of }) => of === 'cameras')
  const version = (fromUs: number, place: string) =>
    ({
      type: 'AppendixDecided',
      atUs: fromUs,
      by,
      basis: kai.cameras.appendix.by,
      version: place,
      lines: [{ camera: 'no12', states: { place, area: '前の道' }, shownBy: 'drawing' }],
      resolution: null,
      fromUs,
    }) as const
  const state = after(appendix, [version(atUs, '七重浜小'), version(atUs + 10, '七重浜駅')])
  const placesAt = (us: number) =>
    cameraLines(appendixBook!, state, us).map(line => texts(line).place)
  assert.deepEqual(placesAt(atUs - 1), [])
  assert.deepEqual(placesAt(atUs), ['七重浜小'])
  assert.deepEqual(placesAt(atUs + 10), ['七重浜駅'])
})
