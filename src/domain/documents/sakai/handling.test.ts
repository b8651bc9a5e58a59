import { describe, test } from 'node:test'
import { checkAim } from '#domain/live/aim-check.ts'
import { type Watching, watchLive } from '#domain/live/watching.ts'
import type { TerminalFact } from '#domain/operating.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'], 警備: ['guard'] })
const request = completeRequest(sakai, '要領11(1)(イ)', ['viewing'], atUs)
const approved = approvedBy(['髙橋'], sakai, request, atUs)
const terminal: TerminalFact = {
  id: '操作端末1',
  enrolled: true,
  room: '本館2階中央監視室',
  checkedOut: false,
}
const facts: ViewingFacts = {
  profile: sakai,
  office,
  request,
  approval: approved,
  held: 0,
  instruction: { by: '髙橋', to: '葛󠄀城', atUs, request: request.id },
  terminal,
  permitted: [],
}
const open: Extract<ViewingCommand, { type: 'Open' }> = {
  type: 'Open',
  atUs,
  by: '葛󠄀城',
  session: '1',
  ranges: request.ranges,
  viewers: [{ name: request.requester.name, person: null }],
  witnesses: [],
  operatorSigned: true,
  noticeShownTo: ['葛󠄀城', request.requester.name],
}
const opening = (changes: Partial<ViewingFacts>, command: Partial<typeof open> = {}) =>
  given(viewing, { ...facts, ...changes }).when({ ...open, ...command })

describe('SAKAI-5-3', () => {
  test('要領6: 指定されていない者は操作担当者として操作できない', () => {
    refused(opening({}, { by: '職員' }), '要領6により')
    refused(opening({ office: officeOf({ 髙橋: ['manager'] }) }), '要領6により')
  })
})

describe('SAKAI-6', () => {
  test('要領6: 警備員は再生も書き出しもできない', () => {
    refused(opening({}, { by: '警備' }), '要領6により')
    happened(opening({}), 'ViewingOpened')
    const alone = { by: '髙橋', operatorSigned: false, noticeShownTo: ['髙橋', '髙橋 山﨑'] }
    happened(opening({}, alone), 'ViewingOpened')
  })

  test('内規: 立会いの定めがないので、操作した人が署名する', () => {
    refused(opening({}, { operatorSigned: false }), '内規')
  })
})

describe('SAKAI-7a', () => {
  const stranger = {
    viewers: [...open.viewers, { name: '𠮷田', person: null }],
    noticeShownTo: [...open.noticeShownTo, '𠮷田'],
  }

  test('要領7: 許可のない者には視聴させない', () => {
    refused(opening({}, stranger), '要領7により')
    happened(opening({ permitted: ['𠮷田'] }, stranger), 'ViewingOpened')
  })
})

const watching: Watching = {
  type: 'WatchLive',
  atUs,
  by: '警備',
  person: '警備',
  room: '本館1階警備員室',
  what: 'live',
  reported: true,
  constant: true,
}

describe('SAKAI-7b', () => {
  test('要領7: 二つの部屋に従事する者は、業務上モニターを監視できる', () => {
    for (const room of ['本館1階警備員室', '本館2階中央監視室']) {
      happened(watchLive(facts, { ...watching, room }), 'LiveWatched')
    }
  })

  test('読み A31: 警備員は録画を再生できない', () => {
    refused(watchLive(facts, { ...watching, what: 'recorded' }), '要領7の読み方（A31）')
  })

  test('内規: 生の映像は、電話機にもほかの部屋にも映さない', () => {
    for (const room of ['携帯電話', '高層館3階']) {
      refused(watchLive(facts, { ...watching, room }), '内規')
    }
  })

  test('内規: 生の映像を映す画面がないので、向きも生の映像では確かめない', () => {
    const aim = checkAim(facts, {
      type: 'CheckAim',
      atUs,
      by: '葛󠄀城',
      camera: '本館1階東口',
      occasion: 'repair',
      seconds: 30,
      attending: ['髙橋', '葛󠄀城'],
      kept: false,
    })
    refused(aim, '内規')
  })
})

describe('SAKAI-7c', () => {
  test('要領7: あらかじめ報告されていない交代の者には視聴させない', () => {
    refused(watchLive(facts, { ...watching, person: '代わり', reported: false }), '要領7により')
  })
})

describe('SAKAI-8', () => {
  test('内規: 視聴するだれにも、告知文を見せた記録がなければ映さない', () => {
    refused(opening({}, { noticeShownTo: ['葛󠄀城'] }), '内規')
    refused(opening({}, { noticeShownTo: [request.requester.name] }), '内規')
  })
})

describe('SAKAI-10-2a', () => {
  test('要領10(2): 二つの部屋のほかに置いた操作端末では操作できない', () => {
    refused(opening({ terminal: { ...terminal, room: '総務課' } }), '要領10(2)により')
  })

  test('内規: 登録していない端末には映さない', () => {
    refused(opening({ terminal: { ...terminal, enrolled: false } }), '内規')
    refused(opening({ terminal: null }), '内規')
  })
})

describe('SAKAI-10-4', () => {
  const search: ViewingCommand = {
    type: 'Search',
    atUs,
    by: '葛󠄀城',
    purpose: '',
    ranges: request.ranges,
  }

  test('要領10(4): 目的を記録しない検索はできない', () => {
    refused(given(viewing, facts).when(search), '要領10(4)により')
    happened(given(viewing, facts).when({ ...search, purpose: '自転車の盗難' }), 'FootageSearched')
  })
})
