import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest, handedIn } from '../../../test/complete-request.ts'
import { at, given, happened, minuteAt, officeOf, refused } from '../../../test/given.ts'
import { after } from '../decider.ts'
import { coversAll } from '../footage-range.ts'
import { notReady } from './ready.ts'
import { type RequestCommand, type RequestFacts, request } from './request.ts'
import type { OpenRequest } from './state.ts'

const atUs = at('2026-11-14 17:00')
const said = { atUs, by: '葛󠄀城' }
const office = officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] })
const facts: RequestFacts = {
  profile: sakai,
  office,
  copiesAlive: 0,
  copiesUnconfirmed: 0,
  approved: false,
}
const whole = completeRequest(sakai, '要領11(1)(エ)', ['takeOut'], atUs)
const range = {
  camera: 'no12',
  fromMinute: minuteAt('2026-11-14 15:42'),
  toMinute: minuteAt('2026-11-14 15:52'),
}
const receive: Extract<RequestCommand, { type: 'Receive' }> = {
  ...said,
  type: 'Receive',
  id: '令和8年度 第0042号',
  acts: ['takeOut'],
  internal: false,
  requester: { ...whole.requester, kind: 'subject' },
  purpose: '自転車の盗難を確かめる',
  ranges: [range],
  application: handedIn('申出', '申出書', []),
}
const claim: Extract<RequestCommand, { type: 'ClaimGround' }> = {
  ...said,
  type: 'ClaimGround',
  ground: 'エ',
}

const present: Extract<RequestCommand, { type: 'PresentWarrant' }> = {
  ...said,
  type: 'PresentWarrant',
  warrant: {
    court: '大阪地方裁判所堺支部',
    number: '令和8年（る）第123号',
    officer: '司法警察員 栁',
    inventory: '12番カメラ 15時42分から10分',
    entries: {},
  },
}

describe('求めを受け付けてから、そろうまで', () => {
  test('窓口で少しずつそろえた求めは、すべてそろうと可否を決められる', () => {
    const yes = { holds: true, facts: '確かめた' }
    const steps: readonly RequestCommand[] = [
      claim,
      {
        ...said,
        type: 'Enter',
        entries: { ...whole.entries, address: '堺市堺区', name: '𠮷田', contact: '072' },
      },
      { ...said, type: 'Identify', facts: ['運転免許証'], photo: true, image: null },
      { ...said, type: 'Check', check: 'withinRetention', answer: yes },
      { ...said, type: 'Check', check: 'identified', answer: yes },
      {
        ...said,
        type: 'Check',
        check: 'nothingUndisclosable',
        answer: { holds: false, facts: '通行人' },
      },
      { ...said, type: 'Check', check: 'removable', answer: yes },
      { ...said, type: 'Check', check: 'othersInFrame', answer: yes },
    ]
    for (let some = 0; some < steps.length; some++) {
      const part = given(request, facts, receive, ...steps.slice(0, some)).state
      assert.ok(notReady(facts, part as OpenRequest, ['takeOut'], atUs), `${some}段目`)
    }
    const { state } = given(request, facts, receive, ...steps)
    assert.equal(notReady(facts, state as OpenRequest, ['takeOut'], atUs), null)
  })

  test('内規: だれが何を求めているかが分からないものは受け付けない', () => {
    const nobody = { ...receive, requester: { ...whole.requester, name: '　' } }
    refused(given(request, facts).when(nobody), '内規')
    refused(given(request, facts).when({ ...receive, acts: [] }), '内規')
  })

  test('内規: 同じ件を二度は受け付けず、受け付けていない件は進めない', () => {
    refused(given(request, facts, receive).when(receive), '内規')
    refused(given(request, facts).when(claim), '内規')
  })

  test('根拠は、番号でも呼び名でも、全角でも選べる', () => {
    for (const ground of ['エ', '（エ）', '要領11(1)(エ)', '要領１１（１）（エ）']) {
      const { state } = given(request, facts, receive, { ...said, type: 'ClaimGround', ground })
      assert.ok(state.status === 'open' && state.ground === '要領11(1)(エ)')
    }
  })

  test('要領11(1): 規程にない根拠は選べない', () => {
    const other: RequestCommand = { ...said, type: 'ClaimGround', ground: 'ごみ出しの確認' }
    refused(given(request, facts, receive).when(other), '要領11(1)により')
  })

  test('内規: 選んだ根拠で問われていないことには答えられない', () => {
    const answer = { holds: true, facts: 'はい' }
    refused(
      given(request, facts, receive).when({ ...said, type: 'AnswerTest', test: 'x', answer }),
      '内規',
    )
    refused(
      given(request, facts, receive, claim).when({ ...said, type: 'Check', check: 'x', answer }),
      '内規',
    )
  })

  test('内規: 文書は、名称・発行者・日付を書いて受け取る。番号はなくてもよい', () => {
    const paper = handedIn('consent', '同意書', [])
    const handIn: RequestCommand = { ...said, type: 'HandIn', paper }
    happened(given(request, facts, receive).when(handIn), 'PaperHandedIn')
    const blank = { ...handIn, paper: { ...paper, dated: '' } }
    refused(given(request, facts, receive).when(blank), '内規')
  })

  test('内規: 本人に、代理人だけの文書を求めない', () => {
    const demand: RequestCommand = { ...said, type: 'DemandPaper', paper: 'consent' }
    refused(given(request, facts, receive, claim).when(demand), '内規')
    const proxy: RequestCommand = {
      ...receive,
      requester: { ...whole.requester, kind: 'proxy' },
    }
    happened(given(request, facts, proxy, claim).when(demand), 'PaperDemanded')
  })

  test('内規: 本人確認書類の写しは残さない', () => {
    const identify: RequestCommand = {
      ...said,
      type: 'Identify',
      facts: ['運転免許証'],
      photo: true,
      image: 'c0ffee',
    }
    refused(given(request, facts, receive, claim).when(identify), '内規')
  })

  test('内規: 受け付けた本人は、二人目として読めない', () => {
    refused(given(request, facts, receive, claim).when({ ...said, type: 'ReadAgain' }), '内規')
    const other: RequestCommand = { atUs, by: '髙橋', type: 'ReadAgain' }
    happened(given(request, facts, receive, claim).when(other), 'ReadAgain')
  })

  test('内規: 根拠を立てた後は、目的を変えられない', () => {
    const amend: RequestCommand = { ...said, type: 'AmendPurpose', purpose: '別の事件' }
    happened(given(request, facts, receive).when(amend), 'PurposeAmended')
    refused(given(request, facts, receive, claim).when(amend), '内規')
  })

  test('内規: 範囲は狭められるだけで、なくすことも広げることもできない', () => {
    const past = given(request, facts, receive)
    const half = { ...range, toMinute: range.toMinute - 5 }
    happened(past.when({ ...said, type: 'Narrow', ranges: [half] }), 'Narrowed')
    refused(past.when({ ...said, type: 'Narrow', ranges: [] }), '内規')
    const wider = { ...range, toMinute: range.toMinute + 1 }
    refused(past.when({ ...said, type: 'Narrow', ranges: [wider] }), '内規')
  })

  test('内規: 令状が示された後も、目的を変えられない', () => {
    const amend = { ...said, type: 'AmendPurpose', purpose: '別の事件' } as const
    const { state } = given(request, facts, receive, present)
    assert.ok(state.status === 'open')
    refused(request.decide(facts, { ...state, ground: null }, amend), '内規')
  })

  test('内規: 承認された後は、求めの内容を変えられず、文書や確認は足せる', () => {
    const { state } = given(request, facts, receive, claim)
    const approved = { ...facts, approved: true }
    const changes: readonly RequestCommand[] = [
      claim,
      { ...said, type: 'Narrow', ranges: [range] },
      { ...said, type: 'Enter', entries: {} },
      { ...said, type: 'AmendPurpose', purpose: '別の目的' },
    ]
    for (const change of changes) refused(request.decide(approved, state, change), '内規')
    const paper = handedIn('consent', '同意書', [])
    happened(request.decide(approved, state, { ...said, type: 'HandIn', paper }), 'PaperHandedIn')
  })

  test('内規: 撮影していない画像は求められない', () => {
    const { state } = given(request, facts, {
      ...receive,
      ranges: [{ ...range, toMinute: minuteAt('2026-11-14 18:00') }],
    })
    const points = notReady(
      facts,
      { ...whole, ranges: (state as OpenRequest).ranges },
      ['takeOut'],
      atUs,
    )
    assert.ok(points)
    refused(points, '内規')
  })
})

describe('規程が黙っていること', () => {
  test('急ぎの定めのない規程では、手続きを省かず、ほかの道を示す', () => {
    const urgent = { reason: '急ぐ', recognisedBy: '髙橋', permittedBy: null }
    const claimUrgency = { ...said, type: 'ClaimUrgency', ...urgent } as const
    const { state } = given(request, facts, receive)
    const outcome = request.decide({ ...facts, profile: hokuto }, state, claimUrgency)
    assert.ok(isRefusal(outcome))
    assert.deepEqual(outcome.basis, hokuto.silence.by)
    happened(request.decide(facts, state, claimUrgency), 'UrgencyClaimed')
  })

  test('令状の定めのない規程では、所管に尋ねる', () => {
    const { state } = given(request, facts, receive)
    const outcome = request.decide({ ...facts, profile: kawasaki }, state, present)
    assert.ok(isRefusal(outcome))
    assert.deepEqual(outcome.basis, kawasaki.warrant.by)
    assert.match(outcome.next, new RegExp(kawasaki.silence.ask))
  })

  test('内規: 求められていない行為は、決められない', () => {
    const refusal = notReady(facts, whole, ['viewing', 'takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '内規')
    const none = notReady(facts, whole, [], atUs)
    assert.ok(none)
    refused(none, '内規')
  })
})

describe('機械が自分で確かめること', () => {
  test('要領11(5): 保存期間を過ぎた画像は、期間内と書いてあっても提供を決められない', () => {
    const last = at('2026-11-29 00:00') - 1
    assert.equal(notReady(facts, whole, ['takeOut'], last), null)
    const refusal = notReady(facts, whole, ['takeOut'], last + 1)
    assert.ok(refusal)
    refused(refusal, '要領11(5)により')
  })
})

describe('令状', () => {
  test('読み A44: 令状による求めは、可否を決めるものではない', () => {
    const { state } = given(request, facts, receive, present)
    const refusal = notReady(facts, state as OpenRequest, ['takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '要領11(1)(ア)の読み方（A44）')
  })

  test('読み A44: 裁判所・番号・執行する人・押収品目録のどれかが欠けた令状は記録できない', () => {
    for (const blank of ['court', 'number', 'officer', 'inventory']) {
      const torn = { ...present, warrant: { ...present.warrant, [blank]: ' ' } }
      refused(given(request, facts, receive).when(torn), '要領11(1)(ア)の読み方（A44）')
    }
  })
})

describe('終わり', () => {
  const close: RequestCommand = { ...said, type: 'Close' }

  test('要領11(3): 終わっていない写しがある間は、求めを終えられない', () => {
    refused(given(request, { ...facts, copiesAlive: 1 }, receive).when(close), '要領11(3)により')
    happened(given(request, facts, receive).when(close), 'RequestClosed')
  })

  test('要領11(2): 管理責任者が確認していない複製がある間は、求めを終えられない', () => {
    const unconfirmed = { ...facts, copiesUnconfirmed: 1 }
    refused(given(request, unconfirmed, receive).when(close), '要領11(2)により')
  })

  test('終えた件・取り下げた件は、もう進められない', () => {
    const withdraw: RequestCommand = { ...said, type: 'Withdraw', reason: '解決した' }
    for (const end of [close, withdraw]) {
      const past = given(request, facts, receive, end)
      for (const command of [receive, claim, close, withdraw]) refused(past.when(command), '内規')
    }
  })
})

describe('どんな順でも', () => {
  const minutes = fc.integer({ min: -30, max: 30 })
  const ranges = fc.array(
    fc.record({
      camera: fc.constantFrom('no12', 'no13'),
      from: minutes,
      long: fc.nat({ max: 20 }),
    }),
    { maxLength: 3 },
  )
  const commands: fc.Arbitrary<RequestCommand> = fc.oneof(
    fc.constant(receive),
    fc
      .constantFrom('エ', 'ア', 'ない')
      .map(ground => ({ ...said, type: 'ClaimGround', ground }) as const),
    ranges.map(
      asked =>
        ({
          ...said,
          type: 'Narrow',
          ranges: asked.map(({ camera, from, long }) => ({
            camera,
            fromMinute: range.fromMinute + from,
            toMinute: range.fromMinute + from + long,
          })),
        }) as const,
    ),
    fc.constant({ ...said, type: 'AmendPurpose', purpose: '別の目的' } as const),
    fc.constantFrom(
      { ...said, type: 'Withdraw', reason: '' } as const,
      { ...said, type: 'Close' } as const,
      { ...said, type: 'ReadAgain' } as const,
    ),
  )

  test('範囲は広がらず、根拠は規程のもので、終わったものは動かない', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 12 }), sequence => {
        let state = request.initial
        let asked: OpenRequest['ranges'] = []
        let over = false
        for (const command of sequence) {
          const outcome = request.decide(facts, state, command)
          if (!Array.isArray(outcome)) continue
          assert.ok(!over || outcome.length === 0)
          for (const event of outcome) {
            state = request.evolve(state, event)
            if (event.type === 'Received') asked = event.ranges
          }
          over = state.status === 'closed' || state.status === 'withdrawn'
          if (state.status === 'open') {
            assert.ok(coversAll(asked, state.ranges))
            assert.ok(
              state.ground === null ||
                sakai.grounds.list.some(({ code }) => code === (state as OpenRequest).ground),
            )
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('起きたことを初めから読み直すと、同じところに着く', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 12 }), sequence => {
        let state = request.initial
        const events = []
        for (const command of sequence) {
          const outcome = request.decide(facts, state, command)
          if (!Array.isArray(outcome)) continue
          events.push(...outcome)
          state = outcome.reduce(request.evolve, state)
        }
        assert.deepEqual(after(request, events), state)
      }),
      { numRuns: 100 },
    )
  })
})
