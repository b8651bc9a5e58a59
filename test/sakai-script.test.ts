import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appendix, cameraThing, listedAs, lookedAt, photo } from './scenario/camera-papers.ts'
import {
  approval,
  caseOf,
  request,
  takeOut,
  takesIn,
  viewing,
  withoutPaper,
} from './scenario/case.ts'
import { 刑事 } from './scenario/detective.ts'
import { overdueAbout } from './scenario/duties.ts'
import { holds, longer } from './scenario/longer.ts'
import { type Person, refusedOn, turnedAway } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { endsInOrder, isGoneAfter, showsNothingBut } from './scenario/screening.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { copies, opens } from './scenario/session.ts'
import type { Showing } from './scenario/showing.ts'
import { foundRoster } from './scenario/staffing.ts'

const skip = peerMissing() ?? false

test('堺市: 捜査関係事項照会書で、本館玄関の一分を、警備員室の操作端末で視聴する', {
  skip,
}, async t => {
  const step = scriptOf(t)
  const site = await runningSite(t, 'sakai', ['本館玄関'])
  const camera = site.camera('本館玄関')
  const { minute } = site
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const 端末 = new Screen('操作端末1', '本館1階警備員室')
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person

  await step('庁舎管理者（総務課長）が入り、操作担当者を指定する', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit: '総務課' }))
    await 課長.does(appointments, 'Designate', designation('担当', null, '総務課'))
  })

  await step('操作端末を置けるのは、警備員室と中央監視室だけ', async () => {
    const 窓口 = { terminal: '操作端末9', room: '1階窓口', keptBy: null }
    refusedOn('要領10(2)により', await 課長.post('/api/terminals', 窓口))
    await 端末.isEnrolledBy(課長)
    await 担当.sitsDown(端末)
    assert.match(await foundRoster(site, 課長), /課長　管理責任者/)
  })

  await step('前から録画していたカメラは、別表・撮影範囲・表示がそろうまで期限超過', async () => {
    assert.deepEqual(await overdueAbout(課長, camera), ['appendix', 'coverage', 'sign'])
    const plan = { camera, purpose: 'safety', traits: [], site: '堺市役所本館', agency: null }
    const outside = { ...plan, site: '美術館' }
    await 課長.isRefused('要領1により', cameraThing(camera), 'PlanCamera', outside)
    await 課長.does(cameraThing(camera), 'PlanCamera', plan)
    await 課長.isRefused('内規: 別表に載っていない', cameraThing(camera), 'SwitchOn')
    const states = { place: '本館玄関', number: '1台', angle: '下向き30度', view: '90度' }
    const listed = listedAs(camera, states, null)
    await 課長.isRefused('内規: 必要最小限とする理由', appendix, 'DecideAppendix', listed)
    const whole = { ...states, reason: '玄関を通る人を確かめるのに足りる最小の範囲' }
    await 課長.does(appendix, 'DecideAppendix', listedAs(camera, whole, null))
    await 課長.does(cameraThing(camera), 'ReviewCoverage', lookedAt(['担当']))
    const almost = { wording: { wording: '防犯カメラ作動中' }, photo }
    await 課長.isRefused('要領9により', cameraThing(camera), 'AttestSign', almost)
    const exact = { wording: { wording: '防犯カメラ作動中 堺市総務課' }, photo }
    await 課長.does(cameraThing(camera), 'AttestSign', exact)
    await 課長.does(cameraThing(camera), 'SwitchOn')
    assert.deepEqual(await overdueAbout(課長, camera), [])
  })

  await step('生の映像は、二つの部屋の、報告された従事者だけ。録画の再生はできない', async () => {
    const watch = { person: '警備 一郎', reported: true, constant: false }
    const guard = ['live', '本館1階警備員室'] as const
    const there = { ...watch, room: '本館1階警備員室' }
    await 担当.isRefused('内規: 本館1階警備員室と', ['live', '1階窓口'], 'WatchLive', {
      ...{ ...watch, room: '1階窓口', what: 'live' },
    })
    const unreported = { ...there, what: 'live', reported: false }
    await 担当.isRefused('要領7により', guard, 'WatchLive', unreported)
    await 担当.isRefused('要領7の読み方（A31）', guard, 'WatchLive', { ...there, what: 'recorded' })
    await 担当.does(guard, 'WatchLive', { ...there, what: 'live' })
  })

  const says = { requester: 刑事, purpose: '庁舎内の傷害事件の捜査', ranges }
  const 要請 = caseOf(sakai, '要領11(1)(イ)', ['viewing'], { id: '第11号', ...says })
  const grant = { grant: true, reasons: '' }

  await step(
    '照会書のない要請は承認できない。緊急のときも、許可できるのは管理責任者だけ',
    async () => {
      const 照会書なし = withoutPaper({ ...要請, id: '第10号' }, 'investigationInquiry')
      await takesIn(職員, 担当, 照会書なし)
      await 課長.isRefused('要領11(1)(イ)により', approval(照会書なし), 'DecideAsManager', grant)
      const urgency = { reason: '逃走中', recognisedBy: '担当', permittedBy: '担当' }
      await 職員.does(request(照会書なし), 'ClaimUrgency', urgency)
      await 課長.isRefused('要領11(1)(イ)により', approval(照会書なし), 'DecideAsManager', grant)
      await 職員.does(request(照会書なし), 'Withdraw', { reason: '照会書を待つ' })
    },
  )

  await step('照会書が届き、管理責任者が承認する。操作担当者では決められない', async () => {
    await takesIn(職員, 担当, 要請)
    await 担当.isRefused(
      '内規: 閲覧は承認されていません',
      viewing(要請, '1'),
      'Open',
      opens(要請, 担当, []),
    )
    await 担当.isRefused('要領11(1)により', approval(要請), 'DecideAsManager', grant)
    await 課長.does(approval(要請), 'DecideAsManager', grant)
  })

  await step('登録した操作端末でなければ、映らない', async () => {
    turnedAway('内規', await 課長.says(viewing(要請, '1'), 'Open', opens(要請, 課長, [])))
  })

  await step('操作担当者でない職員は操作できず、許可のない人は視聴できない', async () => {
    await 職員.sitsDown(端末)
    await 職員.isRefused('要領6により', viewing(要請, '1'), 'Open', opens(要請, 職員, []))
    const stranger = { name: '通りがかりの人', person: null }
    const viewers = [{ name: 刑事.name, person: null }, stranger]
    const noticeShownTo = ['担当', 刑事.name, stranger.name]
    const open = opens(要請, 担当, [], { viewers, noticeShownTo })
    await 担当.isRefused('要領7により', viewing(要請, '1'), 'Open', open)
  })

  await step('承認された一分の外は映せない（内規）', async () => {
    const wider = [{ camera, fromMinute: minute, toMinute: minute + 2 }]
    const open = opens(要請, 担当, [], { ranges: wider })
    await 担当.isRefused('内規: 範囲の外は映せません', viewing(要請, '1'), 'Open', open)
  })

  await step('視聴の承認では、提供のための複製を作れない', async () => {
    const copy = copies(要請, [])
    await 担当.isRefused('要領11(1)により', takeOut(要請, '1'), 'MakeCopy', copy)
  })

  await step('操作担当者が、自分の鍵で署名して視聴を始める。立会いの定めはない', async () => {
    const [opened] = await 担当.does(viewing(要請, '1'), 'Open', opens(要請, 担当, []))
    assert.equal(opened?.type, 'ViewingOpened')
  })

  let 画面!: Showing

  await step('承認された一分が、一コマずつ映る。ほかの分、ほかの画面には映らない', async () => {
    const approved = { camera, minute, outside: '内規: 範囲の外は映せません' }
    画面 = await showsNothingBut(site, 担当, viewing(要請, '1'), approved)
  })

  await step('視聴を終えると、画像取扱記録に一行が書かれている', async () => {
    assert.equal(await 画面.ends(), 'ended')
    const line = await newestLine(課長, 'handlingRecord')
    assert.equal(line['検索・視聴・複製・提供の別'], '視聴')
    assert.equal(line.提供先, '函館中央警察署 德永 栁')
    assert.match(line.根拠 ?? '', /^要領11\(1\)\(イ\) 捜査関係事項照会書/)
    assert.equal(line.カメラ, '本館玄関')
    assert.equal(line.操作した人, '担当')
    assert.match(line.許可 ?? '', /課長$/)
    assert.equal(line.完了後の確認, '該当なし（閲覧のみ）')
  })

  await step('操作した人が記録を確かめて署名し、件を閉じる', async () => {
    await 担当.does(viewing(要請, '1'), 'ConfirmLine', { note: '', typed: null })
    await 職員.does(request(要請), 'Close')
  })

  await step('保存期間の延長は、定めがないので、求めがあってもできない', async () => {
    const held = longer({ camera, fromMinute: minute, toMinute: minute + 1 }, '捜査のため')
    await 課長.isRefused('要領10(3)の読み方（A16）', holds, 'Hold', held)
  })

  await step('保存期間の後、画像はもうない', async () => {
    await isGoneAfter(site, [課長, 担当], 16, minute, '要領10(3)')
  })

  await step('消えた画像を見せる承認はできない', async () => {
    const 遅い件 = { ...要請, id: '第99号' }
    await takesIn(職員, 担当, 遅い件)
    await 課長.isRefused('要領10(3)により', approval(遅い件), 'DecideAsManager', {
      grant: true,
      reasons: '',
    })
  })

  await step('改ざん防止記録に誤りはなく、録画機は静かに止まる', async () => {
    await endsInOrder(site, 課長)
  })
})
