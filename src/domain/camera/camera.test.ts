import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, happened, officeOf, refused, restsOn, settingOf } from '../../../test/given.ts'
import { after } from '../decider.ts'
import { isOverdue } from '../duty.ts'
import { type AppendixCommand, appendix, lineAt, refusePlaces } from './appendix.ts'
import { camera } from './camera.ts'
import { dutiesAt } from './duties.ts'
import { manual } from './manual.ts'
import type { CameraCommand, CameraFacts, CameraState } from './words.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '髙橋' }
const minute = 60_000_000

const resolution = {
  ...{ id: '議1', passedAtUs: atUs, repealedAtUs: null },
  matter: { kind: 'other', says: '別紙の改め' },
  basis: kai.cameras.appendix.by,
} as const
const committee = officeOf(
  { 髙橋: ['president', 'chair', 'member'], 山﨑: ['vicePresident', 'viceChair', 'member'] },
  { resolutions: [resolution] },
)
const office = officeOf({ 髙橋: ['manager'], 𠮷田: ['operator'] })

const states = (profile: Profile) =>
  Object.fromEntries(profile.cameras.appendix.states.map(({ id, name }) => [id, `${name}の記載`]))
const listing = (profile: Profile, fromUs = atUs) =>
  ({
    ...said,
    type: 'DecideAppendix',
    version: `版${fromUs}`,
    lines: [{ camera: 'no12', states: states(profile), shownBy: 'drawing' }],
    resolution: '議1',
    fromUs,
  }) as const
const listed = (profile: Profile, of = profile.committee ? committee : office) =>
  given(appendix, settingOf(profile, of), listing(profile)).state

const factsOf = (profile: Profile, more: Partial<CameraFacts> = {}): CameraFacts => ({
  ...settingOf(profile, profile.committee ? committee : office),
  appendix: listed(profile),
  manual: manual.initial,
  retentionDecided: true,
  ...more,
})
const plan = (profile: Profile): CameraCommand => ({
  ...said,
  type: 'PlanCamera',
  camera: 'no12',
  purpose: profile.cameras.kind.purposes.list[0]?.id ?? '',
  traits: [],
  site: profile.cameras.kind.sites?.list[0] ?? null,
  agency: profile.cameras.kind.agencies?.list[0] ?? null,
})
const reviewed = {
  ...said,
  type: 'ReviewCoverage',
  reviewers: ['髙橋', '山﨑'],
  reason: '門と通路だけを写す',
  masks: 'inCamera',
  found: 'proper',
} as const
const signed = (profile: Profile) =>
  ({
    ...said,
    type: 'AttestSign',
    wording: Object.fromEntries(profile.cameras.sign.items.map(({ id, says }) => [id, says])),
    photo: 'sha256:01',
  }) as const
const on = { ...said, type: 'SwitchOn' } as const
const whole = (profile: Profile): readonly CameraCommand[] => [
  plan(profile),
  reviewed,
  signed(profile),
  on,
]

describe('どのカメラか', () => {
  const planned = (profile: Profile, more: object) =>
    given(camera, factsOf(profile)).when({ ...plan(profile), ...more } as CameraCommand)

  test('運用基準２（１）: 固定していないカメラや、公共空間を写さないカメラは登録できない', () => {
    refused(planned(kai, { traits: ['mobile'] }), '運用基準２（１）により')
    refused(planned(kai, { traits: ['privateLandOnly'] }), '運用基準２（１）により')
    refused(planned(kai, { traits: ['indoor'] }), '運用基準２（１）の読み方（B7）')
    happened(planned(kai, {}), 'CameraPlanned')
  })

  test('目的のほかのカメラは、規程ごとの根拠で断る', () => {
    refused(planned(kai, { purpose: 'rubbish' }), '運用基準２（１）の読み方（B10）')
    refused(planned(hokuto, { purpose: 'rubbish' }), '第2条第1号の読み方（B21）')
    refused(planned(sakai, { purpose: 'rubbish' }), '要領5(4)により')
  })

  test('要領1: 本庁舎等の外には置けない', () => {
    refused(planned(sakai, { site: '駅前' }), '要領1により')
    refused(planned(sakai, { site: null }), '要領1により')
  })

  test('顔や車の番号で人を探す機能は、後からでも付けられない', () => {
    const change = {
      ...{ ...plan(kai), type: 'ChangeCamera' },
      traits: ['faceOrPlateSearch'],
    } as CameraCommand
    refused(given(camera, factsOf(kai), plan(kai)).when(change), '内規')
    refused(
      given(camera, factsOf(kai), plan(kai)).when({
        ...change,
        traits: ['followsPersons'],
      } as never),
      '運用基準３（１）の読み方（B9）',
    )
    happened(
      given(camera, factsOf(kai), plan(kai)).when({ ...change, traits: [] } as never),
      'CameraChanged',
    )
    refused(given(camera, factsOf(kai)).when(change), '内規')
  })

  test('規程に当たるカメラや画像を、外に置くことはできない', () => {
    const leave = (profile: Profile, because: 'runByOther' | 'facility' | 'nobodyIdentifiable') =>
      given(camera, factsOf(profile)).when({ ...said, type: 'LeaveOut', camera: 'no12', because })
    refused(leave(hokuto, 'runByOther'), '第2条第1号の読み方（B22）')
    refused(leave(hokuto, 'nobodyIdentifiable'), '第2条第2号により')
    refused(leave(sakai, 'facility'), '要領3により')
  })

  test('二度は登録できない', () => {
    refused(given(camera, factsOf(kai), plan(kai)).when(plan(kai)), '内規')
  })
})

describe('動かし始めるまで', () => {
  test('内規: 一覧・撮影区域・表示がそろうまで、新しいカメラは動かし始められない', () => {
    const [first, ...rest] = whole(kai).slice(0, 3)
    assert.ok(first)
    refused(given(camera, factsOf(kai), first, ...rest.slice(0, 1)).when(on), '内規')
    refused(given(camera, factsOf(kai), first, ...rest.slice(1)).when(on), '内規')
    refused(
      given(camera, factsOf(kai, { appendix: appendix.initial }), first, ...rest).when(on),
      '内規',
    )
    happened(given(camera, factsOf(kai), first, ...rest).when(on), 'FirstSwitchedOn')
  })

  test('運用基準４: 委員会のないうちは動かし始められない', () => {
    const facts = factsOf(kai)
    const none = { ...facts, office: officeOf({}) }
    const { state } = given(camera, facts, ...whole(kai).slice(0, 3))
    refused(camera.decide(none, state, on), '運用基準４により')
  })

  test('内規: マニュアルと保存期間を要する規程では、それがないうちは動かし始められない', () => {
    const gates: Profile = {
      ...sakai,
      cameras: {
        ...sakai.cameras,
        gates: [
          { needs: 'retention', by: sakai.cameras.sign.gate },
          { needs: 'manual', by: sakai.cameras.sign.gate },
        ],
        manual: {
          name: '取扱マニュアル',
          by: sakai.manager.by,
          acknowledged: sakai.cameras.sign.gate,
        },
      },
    }
    const facts = factsOf(gates)
    refused(given(camera, { ...facts, retentionDecided: false }, plan(gates)).when(on), '内規')
    refused(given(camera, facts, plan(gates)).when(on), '内規')
    const issue = { ...said, type: 'IssueManual', version: '第1版', says: '表示と保管' } as const
    const issued = given(manual, facts, issue).state
    happened(given(camera, { ...facts, manual: issued }, plan(gates)).when(on), 'FirstSwitchedOn')
  })

  test('撮影区域は、決まった人数の委員が、特定の人や建物を写さないことを確かめる', () => {
    const look = (more: object) =>
      given(camera, factsOf(kai), plan(kai)).when({ ...reviewed, ...more } as CameraCommand)
    refused(look({ reviewers: ['髙橋'] }), '内規')
    refused(look({ reviewers: ['髙橋', '髙橋'] }), '内規')
    refused(look({ reviewers: ['髙橋', '業者'] }), '内規')
    refused(look({ found: 'targetsPersonOrBuilding' }), '運用基準３（１）により')
    refused(look({ masks: 'afterwards' }), '内規')
    refused(look({ reason: '　' }), '内規')
  })

  test('要領9: 表示の文言は、決まったとおりにする', () => {
    const attest = (profile: Profile, more: object) =>
      given(camera, factsOf(profile), plan(profile)).when({ ...signed(profile), ...more })
    refused(attest(sakai, { wording: { wording: '録画中' } }), '要領9により')
    refused(attest(sakai, { photo: '' }), '内規')
    happened(attest(sakai, {}), 'SignAttested')
    const wording = { installed: '防犯カメラ設置', installer: '北斗市', contact: ' ' }
    refused(attest(hokuto, { wording }), '第4条第3項により')
  })
})

describe('動いているカメラ', () => {
  test('書類がそろわないことでは止められない', () => {
    const stop = { ...said, type: 'SwitchOff', because: 'paper', reason: '表示がない' } as const
    refused(given(camera, factsOf(kai), ...whole(kai)).when(stop), '内規')
    refused(given(camera, factsOf(hokuto), ...whole(hokuto)).when(stop), '内規')
    const repair = { ...stop, because: 'repair', reason: '' } as const
    refused(given(camera, factsOf(hokuto), ...whole(hokuto)).when(repair), '内規')
    const off = { ...repair, reason: 'レンズの交換' } as const
    const facts = factsOf(kai, { appendix: appendix.initial })
    const { state } = given(camera, factsOf(kai), ...whole(kai), off)
    happened(camera.decide(facts, state, on), 'SwitchedOn')
  })

  test('内規: 向きが変わっても止めず、確かめ直して一覧を改めるまで期限超過になる', () => {
    const movedUs = atUs + minute
    const moved = { ...said, type: 'NoticeAimMoved', atUs: movedUs } as const
    const facts = factsOf(kai)
    const { state } = given(camera, facts, ...whole(kai), moved)
    assert.equal(state.status, 'running')
    const due = (facts: CameraFacts, of: CameraState = state) =>
      dutiesAt(of, facts, movedUs + 9 * minute).filter(duty => isOverdue(duty, movedUs + minute))
    assert.deepEqual(
      due(facts).map(({ what, basis }) => [what, basis.kind]),
      [['aimMoved', 'houseRule']],
    )
    const again = { ...reviewed, atUs: movedUs + minute }
    const looked = given(camera, facts, ...whole(kai), moved, again).state
    const before = { ...reviewed, atUs: movedUs }
    const same = given(camera, facts, ...whole(kai), moved, before).state
    assert.equal(due(facts, looked).length, 1)
    const renewed = given(appendix, facts, listing(kai), {
      ...listing(kai, movedUs + 2 * minute),
      atUs: movedUs + minute,
    }).state
    assert.deepEqual(due({ ...facts, appendix: renewed }, looked), [])
    assert.equal(due({ ...facts, appendix: renewed }).length, 1)
    assert.equal(due({ ...facts, appendix: renewed }, same).length, 1)
  })

  test('一覧から消えたカメラも動き続け、期限超過として出る', () => {
    const { state } = given(camera, factsOf(kai), ...whole(kai))
    const facts = factsOf(kai, { appendix: appendix.initial })
    const [duty] = dutiesAt(state, facts, atUs + minute)
    assert.equal(duty?.what, 'appendix')
    assert.ok(duty && isOverdue(duty, atUs + minute))
    assert.equal(state.status, 'running')
  })

  test('撮影区域と表示は、年に一度もう一度確かめる', () => {
    const { state } = given(camera, factsOf(kai), ...whole(kai))
    const duties = dutiesAt(state, factsOf(kai), atUs + minute)
    assert.deepEqual(
      duties.map(({ what, dueUs }) => [what, dueUs]),
      [
        ['coverageAgain', at('2027-11-15 00:00')],
        ['signAgain', at('2027-11-15 00:00')],
      ],
    )
    const planned = given(camera, factsOf(kai), plan(kai)).state
    assert.deepEqual(dutiesAt(planned, factsOf(kai), atUs), [])
  })

  test('第4条第2項: 短い撮影や動きのある時だけの撮影を、ふだんの姿にはできない', () => {
    const hours = { ...said, type: 'SetHours', hoursADay: 12, onMotionOnly: false } as const
    const set = (more: object) =>
      given(camera, factsOf(hokuto), plan(hokuto)).when({ ...hours, exception: null, ...more })
    refused(set({}), '第4条第2項により')
    refused(set({ hoursADay: 24, onMotionOnly: true }), '第4条第2項により')
    refused(set({ exception: { reason: '', lastDay: '2026-12-31' } }), '内規')
    refused(set({ exception: { reason: '停電工事', lastDay: '' } }), '内規')
    const exception = { reason: '停電工事', lastDay: '2026-12-31' }
    happened(set({ exception }), 'HoursSet')
    happened(set({ hoursADay: 24 }), 'HoursSet')
    const { state } = given(camera, factsOf(hokuto), ...whole(hokuto), { ...hours, exception })
    const due = dutiesAt(state, factsOf(hokuto), atUs).find(({ what }) => what === 'exceptionEnds')
    assert.equal(due?.dueUs, at('2027-01-01 00:00'))
    refused(given(camera, factsOf(kai), plan(kai)).when({ ...hours, exception: null }), '内規')
  })
})

describe('設置場所の一覧', () => {
  const decide = (profile: Profile, more: object, of = profile.committee ? committee : office) =>
    given(appendix, settingOf(profile, of)).when({
      ...listing(profile),
      ...more,
    } as AppendixCommand)

  test('決める人が決め、版があり、さかのぼらない', () => {
    refused(decide(kai, { resolution: null }), '内規')
    const unknown = refused(decide(kai, { resolution: '議9' }), '内規')
    assert.match(unknown.next, /管理運用委員会の会議/)
    const repealed = { ...resolution, id: '議2', repealedAtUs: atUs }
    const two = { ...committee, resolutions: [repealed, resolution] }
    happened(decide(kai, {}, two), 'AppendixDecided')
    refused(decide(kai, { resolution: '議2' }, two), '内規')
    refused(decide(sakai, { by: '𠮷田' }), '要領5(1)により')
    refused(decide(kai, { version: '' }), '内規')
    refused(decide(kai, { fromUs: atUs - 1 }), '内規')
    const again = given(appendix, settingOf(kai, committee), listing(kai))
    refused(again.when(listing(kai)), '内規')
    happened(decide(sakai, {}), 'AppendixDecided')
  })

  test('運用基準３: 設置場所と撮影区域を書き、撮影した画像は載せない', () => {
    const line = { camera: 'no12', states: states(kai), shownBy: 'drawing' }
    const lines = (more: object) => decide(kai, { lines: [{ ...line, ...more }] })
    refused(lines({ states: { ...states(kai), area: '' } }), '運用基準３により')
    refused(lines({ shownBy: 'footage' }), '内規')
    refused(decide(kai, { lines: [line, line] }), '内規')
  })

  test('後の版が始まるまでは、前の版による', () => {
    const empty = { ...listing(kai, atUs + minute), lines: [] }
    const { state } = given(appendix, settingOf(kai, committee), listing(kai), empty)
    assert.ok(lineAt(state, 'no12', atUs + minute - 1))
    assert.equal(lineAt(state, 'no12', atUs + minute), undefined)
    assert.equal(lineAt(state, 'no12', atUs - 1), undefined)
  })

  test('詳しい場所は、公表を決めるまで公表しない', () => {
    assert.ok(refusePlaces(kai, listed(kai)))
    const publish = { ...said, type: 'DecidePublication', places: true, resolution: '議1' } as const
    const { state } = given(appendix, settingOf(kai, committee), publish)
    assert.equal(refusePlaces(kai, state), null)
    refused(
      given(appendix, settingOf(kai, committee)).when({ ...publish, resolution: null }),
      '内規',
    )
  })
})

test('no paper ever stops a camera that has run, whatever comes in whatever order', () => {
  const command: fc.Arbitrary<CameraCommand> = fc.constantFrom(
    ...whole(kai),
    { ...reviewed, reviewers: ['髙橋'] },
    { ...said, type: 'NoticeAimMoved' } as const,
    { ...said, type: 'SwitchOff', because: 'paper', reason: '別紙がない' } as const,
    { ...said, type: 'SwitchOff', because: 'repair', reason: '交換' } as const,
  )
  const facts = fc.constantFrom(factsOf(kai), factsOf(kai, { appendix: appendix.initial }))
  fc.assert(
    fc.property(fc.array(fc.tuple(command, facts), { maxLength: 20 }), steps => {
      let state = camera.initial
      for (const [command, facts] of steps) {
        const ran = state.status !== 'none' && state.firstOnAtUs !== null
        const outcome = camera.decide(facts, state, command)
        restsOn(facts.profile, outcome)
        if (isRefusal(outcome)) {
          assert.ok(!(ran && command.type === 'SwitchOn'))
          continue
        }
        const before = state
        state = after({ ...camera, initial: state }, outcome)
        if (outcome[0]?.type !== 'FirstSwitchedOn') continue
        assert.ok(
          before.status !== 'none' && before.coverageAtUs !== null && before.signAtUs !== null,
        )
        assert.ok(lineAt(facts.appendix, 'no12', atUs))
      }
    }),
    { numRuns: 200 },
  )
})
