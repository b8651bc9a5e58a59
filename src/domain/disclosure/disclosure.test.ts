import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, minuteAt, officeOf, refused, settingOf } from '../../../test/given.ts'
import { disclosure } from './disclosure.ts'
import { dutiesAt } from './duties.ts'
import type { DisclosureCommand } from './words.ts'

const atUs = at('2026-11-14 17:00')
const said = { atUs, by: '髙橋' }
const office = officeOf({ 髙橋: ['manager'], 山﨑: ['operator'] })
const setting = settingOf(sakai, office)
const range = {
  camera: 'no12',
  fromMinute: minuteAt('2026-11-14 15:42'),
  toMinute: minuteAt('2026-11-14 15:52'),
}
type Receive = Extract<DisclosureCommand, { type: 'ReceiveDisclosureRequest' }>
const receive: Receive = {
  ...said,
  type: 'ReceiveDisclosureRequest',
  id: '開示 第3号',
  track: 'statutory',
  statutory: true,
  who: 'subject',
  name: '𠮷田',
  ranges: [range],
  entries: {},
}
const identify = {
  ...said,
  type: 'IdentifyPerson',
  facts: ['運転免許証', '住所'],
  byPicture: true,
} as const
const preserve = {
  ...said,
  type: 'OrderPreservation',
  provision: '堺市文書管理規則第10条',
  ranges: [range],
} as const
const grant = { ...said, type: 'DecideDisclosure', outcome: 'granted', reasons: '' } as const

describe('どの手続きか', () => {
  test('要領11(6): 条例に基づく開示請求を、手続きによらない提供として扱わない', () => {
    const informal: Receive = { ...receive, track: 'informal' }
    refused(given(disclosure, setting).when(informal), '要領11(6)により')
    happened(given(disclosure, setting).when(receive), 'DisclosureRequested')
  })

  test('要領11(6): 本人以外の者からの求めを、本人の開示請求や申出として扱わない', () => {
    for (const track of ['statutory', 'informal'] as const) {
      const other: Receive = { ...receive, track, who: 'other', statutory: false }
      refused(given(disclosure, setting).when(other), '要領11(6)により')
    }
  })

  test('条例によらない本人の申出は、11(1)(エ)の提供として受け付ける', () => {
    const informal: Receive = { ...receive, track: 'informal', statutory: false }
    happened(given(disclosure, setting).when(informal), 'DisclosureRequested')
  })

  test('開示の手続きのない規程では、手続きのある求めとして受け付けない', () => {
    const outcome = given(disclosure, settingOf(kai, office)).when(receive)
    assert.ok(isRefusal(outcome))
    assert.deepEqual(outcome.basis, kai.silence.by)
    assert.match(outcome.next, /運用基準９（２）/)
  })

  test('内規: 同じ件を二度は受け付けず、受け付けていない件は進めない', () => {
    refused(given(disclosure, setting, receive).when(receive), '内規')
    refused(given(disclosure, setting).when(identify), '内規')
  })
})

describe('だれか', () => {
  test('要領11(4): 画像だけでは本人と確かめたことにならない', () => {
    const byFace = { ...identify, facts: [' '] }
    refused(given(disclosure, setting, receive).when(byFace), '要領11(4)により')
  })

  test('内規: 本人を確かめるまで画像を探さない', () => {
    const search = { ...said, type: 'BeginSearch' } as const
    refused(given(disclosure, setting, receive).when(search), '内規')
    happened(given(disclosure, setting, receive, identify).when(search), 'SearchBegun')
  })

  test('内規: 手続きによらない申出では、求める事柄がそろうまで画像を探さない', () => {
    const informal: Receive = { ...receive, track: 'informal', statutory: false }
    const search = { ...said, type: 'BeginSearch' } as const
    refused(given(disclosure, setting, informal, identify).when(search), '内規')
    const entries = Object.fromEntries(
      sakai.grounds.list
        .find(({ code }) => code === sakai.disclosure.informalGround)!
        .entries.map(({ id }) => [id, '書いた']),
    )
    const enter = { ...said, type: 'EnterDisclosure', entries } as const
    happened(given(disclosure, setting, informal, identify, enter).when(search), 'SearchBegun')
  })
})

describe('川崎市: 本人以外の請求と、開示の方法', () => {
  const city = settingOf(kawasaki, office)
  const byOther: Receive = { ...receive, who: 'other', statutory: false }

  test('指針8: 本人以外の者からの請求は、情報公開条例による', () => {
    refused(given(disclosure, city).when(byOther), '指針8により')
    refused(given(disclosure, city).when({ ...byOther, track: 'informal' }), '指針8により')
    const routed: Receive = { ...byOther, track: 'freedomOfInformation' }
    happened(given(disclosure, city).when(routed), 'DisclosureRequested')
  })

  test('本人以外の者の請求では、本人の確認なしに探し、決めて開示できる', () => {
    const routed: Receive = { ...byOther, track: 'freedomOfInformation' }
    const search = { ...said, type: 'BeginSearch' } as const
    happened(given(disclosure, city, routed).when(search), 'SearchBegun')
    happened(given(disclosure, city, routed).when(grant), 'DisclosureDecided')
    refused(given(disclosure, city, receive).when(search), '内規')
  })

  test('指針8: 画像だけで本人とせず、内規: 別の事柄を二つ確かめる', () => {
    const past = given(disclosure, city, receive)
    refused(past.when({ ...identify, facts: [] }), '指針8により')
    refused(past.when({ ...identify, facts: ['住所', ' 住所 '] }), '内規')
    happened(past.when(identify), 'PersonIdentified')
  })

  test('内規: 開示の方法・形式・費用を決めてから開示する', () => {
    const entries = { method: '写しの交付', format: 'MP4', fee: '実費' }
    const disclose = { ...said, type: 'Disclose' } as const
    const past = [receive, identify, grant] as const
    for (const blank of ['method', 'format', 'fee']) {
      const enter = {
        ...said,
        type: 'EnterDisclosure',
        entries: { ...entries, [blank]: '' },
      } as const
      refused(given(disclosure, city, ...past, enter).when(disclose), '内規')
    }
    const enter = { ...said, type: 'EnterDisclosure', entries } as const
    happened(given(disclosure, city, ...past, enter).when(disclose), 'Disclosed')
  })
})

describe('残すこと', () => {
  test('内規 A38: 保存を命じる規定を書かなければ、画像を残せない', () => {
    const past = given(disclosure, setting, receive)
    refused(past.when({ ...preserve, provision: ' ' }), '内規')
    refused(past.when({ ...preserve, by: '山﨑' }), '内規')
    happened(past.when(preserve), 'PreservationOrdered')
  })

  test('読み A38: 求められた範囲のほかは残せない', () => {
    const wider = { ...preserve, ranges: [{ ...range, toMinute: range.toMinute + 1 }] }
    const past = given(disclosure, setting, receive)
    refused(past.when(wider), '要領11(5)の読み方（A38）')
    refused(past.when({ ...preserve, ranges: [] }), '要領11(5)の読み方（A38）')
  })

  test('読み A38: 手続きによらない申出のためには残さない', () => {
    const informal: Receive = { ...receive, track: 'informal', statutory: false }
    refused(given(disclosure, setting, informal).when(preserve), '要領11(5)の読み方（A38）')
  })

  test('決定とともに終わり、先に終わらせることもできる', () => {
    const decided = given(disclosure, setting, receive, preserve, identify, grant).state
    assert.ok(decided.status === 'open' && decided.preserved === null)
    const end = { ...said, type: 'EndPreservation', reason: '要らなくなった' } as const
    const ended = given(disclosure, setting, receive, preserve, end)
    assert.ok(ended.state.status === 'open' && ended.state.preserved === null)
    refused(ended.when(end), '内規')
  })
})

describe('決めること', () => {
  test('要領11(6): 決めるのは管理責任者だけ', () => {
    const byOperator = { ...grant, by: '山﨑' }
    refused(given(disclosure, setting, receive, identify).when(byOperator), '要領11(6)により')
  })

  test('内規: 手続きによらない求めは、ここでは決めず、その根拠による求めとして承認を求める', () => {
    const informal: Receive = { ...receive, track: 'informal', statutory: false }
    const past = given(disclosure, setting, informal, identify)
    for (const outcome of ['granted', 'inPart', 'denied'] as const) {
      const refusal = refused(past.when({ ...grant, outcome, reasons: '理由' }), '内規')
      assert.match(refusal.next, /要領11\(1\)\(エ\)/)
    }
    assert.deepEqual(dutiesAt(past.state, setting), [])
  })

  test('内規: 一度決めたことを、もう一度は決めない', () => {
    refused(given(disclosure, setting, receive, identify, grant).when(grant), '内規')
  })

  test('内規: 不開示には理由を書く', () => {
    const deny = { ...grant, outcome: 'denied' } as const
    refused(given(disclosure, setting, receive, identify).when(deny), '内規')
  })

  test('本人を確かめずに開示は決められないが、不開示は決められる', () => {
    const past = given(disclosure, setting, receive)
    refused(past.when(grant), '要領11(4)により')
    const deny = { ...grant, outcome: 'denied', reasons: '写っていない' } as const
    happened(past.when(deny), 'DisclosureDecided')
  })

  test('内規: 決定のない開示、不開示の開示、二度の開示はできない', () => {
    const disclose = { ...said, type: 'Disclose' } as const
    const deny = { ...grant, outcome: 'denied', reasons: '写っていない' } as const
    refused(given(disclosure, setting, receive, identify).when(disclose), '内規')
    refused(given(disclosure, setting, receive, identify, deny).when(disclose), '内規')
    const past = given(disclosure, setting, receive, identify, grant)
    happened(past.when(disclose), 'Disclosed')
    refused(given(disclosure, setting, receive, identify, grant, disclose).when(disclose), '内規')
  })
})

describe('確かめること', () => {
  const own = sakai.grounds.list.find(({ code }) => code === sakai.disclosure.informalGround)!
  const checking = {
    ...setting,
    profile: { ...sakai, disclosure: { ...sakai.disclosure, checks: own.checks } },
  }
  const answer = (check: string, holds: boolean) =>
    ({ ...said, type: 'AnswerCheck', check, answer: { holds, facts: '' } }) as const
  const all = ['withinRetention', 'identified', 'nothingUndisclosable', 'removable']
  const past = [receive, identify, ...all.map(check => answer(check, true))] as const

  test('定めた事柄をすべて確かめるまで、決められない', () => {
    for (const left of all) {
      const others = all.filter(check => check !== left).map(check => answer(check, true))
      const outcome = given(disclosure, checking, receive, identify, ...others).when(grant)
      refused(outcome, '要領11(5)により')
    }
    happened(given(disclosure, checking, ...past).when(grant), 'DisclosureDecided')
  })

  test('取り除けるなら、不開示情報があっても開示できる。取り除けなければ不開示にする', () => {
    const found = answer('nothingUndisclosable', false)
    happened(given(disclosure, checking, ...past, found).when(grant), 'DisclosureDecided')
    const stuck = given(disclosure, checking, ...past, found, answer('removable', false))
    refused(stuck.when(grant), '要領11(5)により')
    const deny = { ...grant, outcome: 'denied', reasons: '取り除けない' } as const
    happened(stuck.when(deny), 'DisclosureDecided')
  })

  test('内規: 定めのない事柄は、確かめたことにならない', () => {
    refused(given(disclosure, checking, receive).when(answer('x', true)), '内規')
  })
})

describe('務め', () => {
  test('決めるまでは決定、決めたら開示、済めば何もない。日付は法令にあり、ここでは作らない', () => {
    const what = (...past: readonly DisclosureCommand[]) =>
      dutiesAt(given(disclosure, setting, ...past).state, setting).map(duty => [
        duty.what,
        duty.dueUs,
      ])
    assert.deepEqual(what(), [])
    assert.deepEqual(what(receive), [['decideDisclosure', null]])
    assert.deepEqual(what(receive, preserve), [
      ['decideDisclosure', null],
      ['reviewPreservation', null],
    ])
    assert.deepEqual(what(receive, identify, grant), [['disclose', null]])
    assert.deepEqual(what(receive, identify, grant, { ...said, type: 'Disclose' }), [])
  })
})

test('どんな順でも: 確かめていない人に開示せず、規定なしに残さない', () => {
  const commands = fc.constantFrom<DisclosureCommand>(
    receive,
    { ...receive, track: 'informal', statutory: false },
    { ...receive, who: 'proxy' },
    { ...receive, who: 'other' },
    { ...receive, who: 'other', track: 'informal', statutory: false },
    identify,
    { ...identify, facts: [] },
    preserve,
    { ...preserve, provision: '' },
    { ...preserve, by: '山﨑' },
    grant,
    { ...grant, by: '山﨑' },
    { ...grant, outcome: 'denied', reasons: '写っていない' },
    { ...said, type: 'Disclose' },
  )
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), sequence => {
      let state = disclosure.initial
      for (const command of sequence) {
        const outcome = disclosure.decide(setting, state, command)
        if (isRefusal(outcome)) continue
        state = outcome.reduce(disclosure.evolve, state)
        if (state.status === 'none') continue
        assert.ok(state.disclosedAtUs === null || (state.identified && state.outcome !== 'denied'))
        assert.ok(state.preserved === null || state.track === 'statutory')
        assert.ok(state.preserved === null || state.preserved.provision !== '')
      }
    }),
    { numRuns: 300 },
  )
})
