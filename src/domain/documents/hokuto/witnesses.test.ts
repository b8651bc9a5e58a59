import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { ViewingFacts } from '#domain/viewing/opening.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { printedBasis } from '#law/basis.ts'
import type { Profile } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 17:00')
const request = completeRequest(hokuto, '第6条第1項第2号', ['viewing'], atUs)
const [asked] = request.ranges
const range = asked!
const approved = approvedBy(['市民課長'], hokuto, request, atUs)
const facts: ViewingFacts = {
  profile: hokuto,
  office: officeOf({
    市民課長: ['manager'],
    髙橋: ['operator'],
    𠮷田: ['staff'],
    葛󠄀城: ['staff'],
  }),
  request,
  approval: approved,
  held: 0,
  instruction: null,
  terminal: { id: 't1', enrolled: true, room: '市民課', checkedOut: true },
  permitted: [],
}
const open = {
  type: 'Open',
  atUs,
  by: '髙橋',
  session: 's1',
  ranges: [range],
  viewers: [{ name: '警部 山﨑', person: null }],
  witnesses: ['市民課長', '髙橋'],
  operatorSigned: true,
  noticeShownTo: ['市民課長', '髙橋', '𠮷田', '葛󠄀城', '警部 山﨑', '外の人'],
} as const satisfies ViewingCommand
const opened = (witnesses: readonly string[], profile: Profile = hokuto) =>
  given(viewing, { ...facts, profile }).when({ ...open, witnesses })

describe('HOKUTO-6-2a', () => {
  test('第6条第2項: 立会いが1名では開かない', () => {
    refused(opened(['髙橋']), '第6条第2項により')
    refused(opened(['髙橋', '髙橋']), '第6条第2項により')
    happened(opened(['市民課長', '髙橋']), 'ViewingOpened')
  })

  test('第6条第2項: 関係職員でない人は立会いに数えない', () => {
    refused(opened(['髙橋', '外の人']), '第6条第2項により')
    refused(opened(['警部 山﨑', '外の人']), '第6条第2項により')
    const office = officeOf({ 市民課長: ['manager'], 髙橋: ['operator'], 外の人: ['contractor'] })
    const beside = { ...open, witnesses: ['髙橋', '外の人'] }
    refused(given(viewing, { ...facts, office }).when(beside), '第6条第2項により')
  })

  test('内規 A19: 職員が目的の内で見るときも、立会いが1名では開かない', () => {
    const look = { ...request, internal: true, ground: null }
    const viewers = [{ name: '𠮷田', person: '𠮷田' }]
    const alone = { ...open, viewers, witnesses: ['市民課長'] }
    const refusal = refused(given(viewing, { ...facts, request: look }).when(alone), '内規')
    assert.match(refusal.refused, /2名/)
    happened(
      given(viewing, { ...facts, request: look }).when({ ...open, viewers }),
      'ViewingOpened',
    )
  })

  test('第6条第2項: 運用取扱者は操作していても立会いに数える', () => {
    const [event] = happened(opened(['市民課長', '髙橋']), 'ViewingOpened')
    assert.ok(event?.type === 'ViewingOpened' && event.witnesses.includes(event.operator))
  })

  test('内規 A9: 管理責任者か代決者と、運用取扱者を立会いに置く', () => {
    refused(opened(['𠮷田', '葛󠄀城']), '内規')
    refused(opened(['𠮷田', '髙橋']), '内規')
    refused(opened(['市民課長', '𠮷田']), '内規')
    const absence = {
      of: null,
      deputy: '葛󠄀城',
      reason: '出張',
      citation: '北斗市事務決裁規程',
      declaredAtUs: atUs - 1,
      confirmedBy: null,
      endedAtUs: null,
    }
    const office = { ...facts.office, absences: [absence] }
    happened(
      given(viewing, { ...facts, office }).when({ ...open, witnesses: ['葛󠄀城', '髙橋'] }),
      'ViewingOpened',
    )
  })

  test('内規 A9: その定めを切れば、どの関係職員でも2名で足りる', () => {
    const rules = hokuto.witnesses.rules.map(rule => ({ ...rule, mustInclude: [] }))
    const switched: Profile = { ...hokuto, witnesses: { ...hokuto.witnesses, rules } }
    happened(opened(['𠮷田', '葛󠄀城'], switched), 'ViewingOpened')
    refused(opened(['𠮷田'], switched), '第6条第2項により')
  })

  test('内規 A10: 席を外すか、15分いることを示さなければ、映像は止まる', () => {
    const show = (us: number): ViewingCommand => ({
      type: 'Show',
      atUs: atUs + us,
      by: '髙橋',
      range,
    })
    const left = { type: 'LeaveSeat', atUs: atUs + 1, by: '市民課長' } as const
    refused(given(viewing, facts, open, left).when(show(2)), '内規')
    refused(given(viewing, facts, open).when(show(15 * minuteUs + 1)), '内規')
    happened(given(viewing, facts, open).when(show(15 * minuteUs)), 'FootageShown')
  })

  test('読み A8: 求めた本人は立会いに数えない', () => {
    const own = { ...request, requester: { ...request.requester, person: '𠮷田' } }
    refused(
      given(viewing, { ...facts, request: own }).when({ ...open, witnesses: ['市民課長', '𠮷田'] }),
      '第6条第2項の読み方（A8）',
    )
  })

  test('第6条第2項: 複製を作るときも同じ立会いが要る', () => {
    const make = {
      type: 'MakeCopy',
      atUs,
      by: '髙橋',
      copy: 'c1',
      session: 's1',
      what: 'footage',
      ranges: [range],
      leadIn: false,
      derivation: null,
      medium: 'USB-0007',
      sha256: 'ab',
      withinPurpose: true,
      witnesses: ['髙橋'],
      operatorSigned: true,
    } as const
    const copying = {
      ...facts,
      approval: { ...approved, acts: ['takeOut'] as const },
      limitUs: atUs + 1,
    }
    refused(given(takeOut, copying).when(make), '第6条第2項により')
    happened(given(takeOut, copying).when({ ...make, witnesses: open.witnesses }), 'CopyMade')
  })
})

describe('HOKUTO-5-2', () => {
  test('内規: 運用取扱者の指定がないうちは、映像を開かない', () => {
    const office = officeOf({ 市民課長: ['manager'], 𠮷田: ['staff'] })
    const byManager = { ...open, by: '市民課長', witnesses: ['市民課長', '𠮷田'] }
    const refusal = refused(given(viewing, { ...facts, office }).when(byManager), '内規')
    assert.equal(refusal.basis, hokuto.operators.oneNeeded)
  })
})

describe('HOKUTO-7-1', () => {
  test('内規: 職員に告知文を見せた記録がなければ始めない', () => {
    const untold = { ...open, noticeShownTo: ['市民課長', '警部 山﨑'] }
    refused(given(viewing, facts).when(untold), '内規')
    happened(given(viewing, facts).when(open), 'ViewingOpened')
  })

  test('第7条第1項: 職を退いた後も漏らしてはならない', () => {
    assert.equal(hokuto.secrecy.afterPost?.cite, '第7条第1項')
  })

  test('読み A22: 運用責任者は、運用取扱者と、画像に触れるすべての職員である', () => {
    assert.deepEqual([...hokuto.secrecy.binds], ['manager', 'deputy', 'operator', 'staff'])
    assert.equal(printedBasis(hokuto.secrecy.by), '第7条第1項の読み方（A22）')
  })
})

describe('HOKUTO-7-2', () => {
  test('内規: 閲覧者に告知文を見せた記録がなければ始めない（署名がなくても止めない）', () => {
    const untold = { ...open, noticeShownTo: ['市民課長', '髙橋'] }
    refused(given(viewing, facts).when(untold), '内規')
  })

  test('第7条第2項: 見た人も受け取った人も、漏らさず、不当な目的に使わない', () => {
    assert.equal(hokuto.secrecy.recipients?.cite, '第7条第2項')
  })
})

describe('HOKUTO-F1', () => {
  test('内規: 実際に映した時刻と違う、手で書いた日時は受け付けない', () => {
    const close = { type: 'Close', atUs: atUs + minuteUs, by: '髙橋', how: 'ended' } as const
    const confirm = {
      type: 'ConfirmLine',
      atUs: atUs + 2 * minuteUs,
      by: '髙橋',
      note: '',
    } as const
    const closed = given(viewing, facts, open, close)
    refused(closed.when({ ...confirm, typed: { fromUs: atUs, toUs: atUs } }), '内規')
    happened(closed.when({ ...confirm, typed: null }), 'LineConfirmed')
  })
})

describe('HOKUTO-F8', () => {
  test('読み B20: 承認した範囲の外は映さない', () => {
    const wider = { ...open, ranges: [{ ...range, toMinute: range.toMinute + 1 }] }
    refused(given(viewing, facts).when(wider), '別記様式の読み方（B20）')
    const beside: ViewingCommand = {
      type: 'Show',
      atUs: atUs + 1,
      by: '髙橋',
      range: { ...range, fromMinute: range.fromMinute - 1 },
    }
    refused(given(viewing, facts, open).when(beside), '別記様式の読み方（B20）')
  })
})

describe('HOKUTO-F10', () => {
  test('内規: 立会職員は、いることを示した人の名だけが載る', () => {
    const tapped = { type: 'ShowPresence', atUs: atUs + 1, by: '𠮷田' } as const
    refused(given(viewing, facts, open).when(tapped), '内規')
    const { state } = given(viewing, facts, open)
    assert.ok(state.status === 'open')
    assert.deepEqual(Object.keys(state.present).sort(), ['市民課長', '髙橋'].sort())
  })
})
