import { describe, test } from 'node:test'
import { engagement } from '#domain/engagement/engagement.ts'
import type { EngagementCommand } from '#domain/engagement/words.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 08:00'), by: '髙橋' }
const setting = { profile: sakai, office: officeOf({ 髙橋: ['manager'] }) }
const enter: EngagementCommand = {
  ...said,
  type: 'EnterContractor',
  id: 'E-01',
  name: '警備会社',
  work: '庁舎の警備',
  keepsFootage: 'no',
}
const term = { fromUs: at('2026-11-16 08:30'), untilUs: at('2026-11-17 08:30') }
const contract: EngagementCommand = {
  ...said,
  type: 'SignContract',
  sha256: 'cd'.repeat(32),
  fromUs: at('2026-04-01 00:00'),
  untilUs: at('2027-04-01 00:00'),
  clauses: [],
}
const report: EngagementCommand = {
  ...said,
  type: 'ReportWorkers',
  workers: [{ name: '警備太郎', ...term }],
}
const begin: Extract<EngagementCommand, { type: 'BeginWork' }> = {
  type: 'BeginWork',
  atUs: at('2026-11-16 09:00'),
  by: '髙橋',
  workers: ['警備太郎'],
  seesFootage: false,
}

describe('SAKAI-7c', () => {
  test('要領7: 報告のない交代の人は従事できない', () => {
    const past = given(engagement, setting, enter, contract, report)
    refused(past.when({ ...begin, workers: ['代わりの人'] }), '要領7により')
    happened(past.when(begin), 'WorkBegun')
  })

  test('要領7: 報告した期間の外では従事できない', () => {
    const past = given(engagement, setting, enter, contract, report)
    refused(past.when({ ...begin, atUs: term.untilUs }), '要領7により')
  })

  test('要領7: あらかじめでなければ、報告したことにならない', () => {
    refused(given(engagement, setting, enter, contract).when(begin), '要領7により')
    const late = { ...report, atUs: at('2026-11-16 10:00') }
    refused(given(engagement, setting, enter, contract).when(late), '要領7により')
  })
})

describe('SAKAI-7b', () => {
  test('読み A31: 従事する人の視聴に、録画した画像は含まれない', () => {
    const past = given(engagement, setting, enter, contract, report)
    refused(past.when({ ...begin, seesFootage: true }), '要領7の読み方（A31）')
    const keeps = { ...enter, keepsFootage: 'here' } as const
    refused(given(engagement, setting).when(keeps), '要領7の読み方（A31）')
  })
})
