import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import { disclosure } from '#domain/disclosure/disclosure.ts'
import type { DisclosureCommand } from '#domain/disclosure/words.ts'
import { request } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest, handedIn } from '../../../../test/complete-request.ts'
import { at, given, happened, minuteAt, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const setting = { profile: sakai, office }
const own: OpenRequest = completeRequest(sakai, '要領11(1)(エ)', ['takeOut'], atUs)
/** What the manager is answered who would give it. */
const decided = (changes: Partial<OpenRequest>) =>
  given(approval, { ...setting, request: { ...own, ...changes } }).when({
    type: 'DecideAsManager',
    atUs,
    by: '髙橋',
    grant: true,
    reasons: '',
  })
const blank = (...ids: readonly string[]) => ({
  entries: { ...own.entries, ...Object.fromEntries(ids.map(id => [id, '　'])) },
})
const checked = (id: string, holds?: boolean) => {
  const { [id]: _gone, ...checks } = own.checks
  return { checks: holds === undefined ? checks : { ...checks, [id]: { holds, facts: '' } } }
}
const range = {
  camera: '本館1階東口',
  fromMinute: minuteAt('2026-11-14 15:42'),
  toMinute: minuteAt('2026-11-14 15:52'),
}
const informal: Extract<DisclosureCommand, { type: 'ReceiveDisclosureRequest' }> = {
  type: 'ReceiveDisclosureRequest',
  atUs,
  by: '葛󠄀城',
  id: '令和8年度 第0007号',
  track: 'informal',
  statutory: false,
  who: 'subject',
  name: '𠮷田',
  ranges: [range],
  entries: {},
}
const statutory = { ...informal, track: 'statutory', statutory: true } as const

describe('SAKAI-11-4-0', () => {
  const identify: DisclosureCommand = {
    type: 'IdentifyPerson',
    atUs,
    by: '葛󠄀城',
    facts: ['運転免許証'],
    byPicture: false,
  }
  const search: DisclosureCommand = { type: 'BeginSearch', atUs, by: '葛󠄀城' }

  test('内規: 求める事項がそろう前には、画像を探さない', () => {
    refused(given(disclosure, setting, informal).when(search), '内規')
    refused(given(disclosure, setting, informal, identify).when(search), '内規')
    const entered: DisclosureCommand = {
      type: 'EnterDisclosure',
      atUs,
      by: '葛󠄀城',
      entries: own.entries,
    }
    happened(given(disclosure, setting, informal, identify, entered).when(search), 'SearchBegun')
  })

  test('要領11(4): 提供するときには、五つの事項のどれも欠かせない', () => {
    for (const id of ['address', 'use', 'place', 'searched']) {
      refused(decided(blank(id)), '要領11(4)により')
    }
    refused(decided({ identified: null }), '要領11(4)により')
    happened(decided({}), 'Approved')
  })
})

describe('SAKAI-11-4-1', () => {
  test('要領11(4): 住所・氏名・連絡先のどれが空でも提供しない', () => {
    for (const id of ['address', 'name', 'contact']) refused(decided(blank(id)), '要領11(4)により')
  })
})

describe('SAKAI-11-4-2', () => {
  test('要領11(4): 利用目的が空では提供しない', () => {
    refused(decided(blank('use')), '要領11(4)により')
  })
})

describe('SAKAI-11-4-3', () => {
  test('要領11(4): 撮影場所が空では提供しない', () => {
    refused(decided(blank('place')), '要領11(4)により')
  })
})

describe('SAKAI-11-4-4', () => {
  test('要領11(4): 検索対象日時が空では提供しない', () => {
    refused(decided(blank('searched')), '要領11(4)により')
  })

  test('読み B57: 終わりのない検索はしない', () => {
    const open = [{ ...range, toMinute: Number.POSITIVE_INFINITY }]
    refused(decided({ ranges: open }), '要領11(4)の読み方（B57）')
    refused(decided({ ranges: [] }), '要領11(4)の読み方（B57）')
  })
})

describe('SAKAI-11-4-5', () => {
  test('要領11(4): 写真付きの本人確認書類がなければ提供しない', () => {
    const seen = { facts: ['保険証'], photo: false, checkedBy: '葛󠄀城', atUs }
    refused(decided({ identified: seen }), '要領11(4)により')
    refused(decided({ identified: null }), '要領11(4)により')
  })

  test('内規: 本人確認書類の写しを残さない', () => {
    const outcome = request.decide(
      { ...setting, copiesAlive: 0, copiesUnconfirmed: 0, approved: false },
      own,
      {
        type: 'Identify',
        atUs,
        by: '葛󠄀城',
        facts: ['運転免許証'],
        photo: true,
        image: 'e3b0c442',
      },
    )
    refused(outcome, '内規')
  })
})

describe('SAKAI-11-4-6', () => {
  test('要領11(4): 本人でない申出者には、同意書と本人が特定できる顔写真等がいる', () => {
    const requester = { ...own.requester, kind: 'proxy' } as const
    const papers = own.papers.filter(({ paper }) => paper !== 'consent')
    refused(decided({ requester, papers }), '要領11(4)により')
    const consent = handedIn('consent', '本人の同意書と顔写真', [])
    happened(decided({ requester, papers: [...papers, consent] }), 'Approved')
    happened(decided({ papers }), 'Approved')
  })
})

describe('SAKAI-11-5-1', () => {
  test('要領11(5): 保存期間内かを確かめずに、また過ぎた画像について、提供を決めない', () => {
    refused(decided(checked('withinRetention')), '要領11(5)により')
    refused(decided(checked('withinRetention', false)), '要領11(5)により')
  })

  test('読み A38: 申出があっても、保存期間は延びない', () => {
    const outcome = given(disclosure, setting, informal).when({
      type: 'OrderPreservation',
      atUs,
      by: '髙橋',
      provision: '堺市文書管理規則',
      ranges: [range],
    })
    refused(outcome, '要領11(5)の読み方（A38）')
  })
})

describe('SAKAI-11-5-2', () => {
  test('要領11(5): 撮影の日時と場所が特定できなければ提供しない', () => {
    refused(decided(checked('identified')), '要領11(5)により')
    refused(decided(checked('identified', false)), '要領11(5)により')
  })
})

describe('SAKAI-11-5-3', () => {
  test('要領11(5): 不開示情報が含まれていないかを確かめずには決めない', () => {
    refused(decided(checked('nothingUndisclosable')), '要領11(5)により')
  })
})

describe('SAKAI-11-5-4', () => {
  const { checks } = own
  const contained = { ...checks, nothingUndisclosable: { holds: false, facts: '通行人2名' } }

  test('要領11(5): 取り除くことができるかを確かめずには決めない', () => {
    const unasked = { nothingUndisclosable: { holds: false, facts: '通行人2名' } }
    refused(decided({ checks: { ...checked('removable').checks, ...unasked } }), '要領11(5)により')
    const cannot = { ...contained, removable: { holds: false, facts: '顔が重なる' } }
    refused(decided({ checks: cannot }), '要領11(5)により')
    happened(decided({ checks: contained }), 'Approved')
  })

  test('読み A29: ほかの人が写ったままの写しは提供しない', () => {
    const unredacted = { ...contained, othersInFrame: { holds: false, facts: '取り除いていない' } }
    refused(decided({ checks: unredacted }), '要領11(5)の読み方（A29）')
  })
})

describe('SAKAI-11-6', () => {
  test('要領11(6): 条例に基づく開示請求を、(エ)の申出として扱わない', () => {
    const outcome = given(disclosure, setting).when({ ...statutory, track: 'informal' })
    refused(outcome, '要領11(6)により')
    happened(given(disclosure, setting).when(statutory), 'DisclosureRequested')
  })

  test('内規 A38: 保存を命じる定めを書かずに、画像を残さない', () => {
    const order = (by: string, provision: string) =>
      given(disclosure, setting, statutory).when({
        type: 'OrderPreservation',
        atUs,
        by,
        provision,
        ranges: [range],
      })
    refused(order('髙橋', ' '), '内規')
    refused(order('葛󠄀城', '堺市文書管理規則'), '内規')
    happened(order('髙橋', '堺市文書管理規則第20条'), 'PreservationOrdered')
  })
})
