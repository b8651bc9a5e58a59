import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { minuteUs } from '#civil/minute.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appendix, cameraThing, listedAs, lookedAt, photo } from './scenario/camera-papers.ts'
import {
  approval,
  caseOf,
  handsIn,
  request,
  takeOut,
  takesIn,
  viewing,
  withoutPaper,
} from './scenario/case.ts'
import { confirmsClock } from './scenario/clock.ts'
import { 刑事 } from './scenario/detective.ts'
import { overdueAbout } from './scenario/duties.ts'
import { holds, longer } from './scenario/longer.ts'
import { type Person, turnedAway } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { endsInOrder, isGoneAfter, showsNothingBut } from './scenario/screening.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { copies, opens } from './scenario/session.ts'
import { isPicture, Showing } from './scenario/showing.ts'
import { foundRoster } from './scenario/staffing.ts'
import { until } from './site.ts'

const skip = peerMissing() ?? false

test('北斗市: 公文書による要請で、通学路の一分を、管理責任者と運用取扱者の立会いで見せる', {
  skip,
}, async t => {
  const step = scriptOf(t)
  const site = await runningSite(t, 'hokuto', ['七重浜小 正門前'])
  const camera = site.camera('七重浜小 正門前')
  const { minute } = site
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const unit = '市民課'
  const 端末 = new Screen('市民課の端末', '市民課')
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person

  await step('このカメラを所管する市民課の長が、管理責任者として入る', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: camera, unit }))
  })

  await step('所属職員でない人は、運用取扱者に指定できない', async () => {
    const 建設課 = designation('担当', camera, '建設課')
    await 課長.isRefused('第5条第2項により', appointments, 'Designate', 建設課)
    await 課長.does(appointments, 'Designate', designation('担当', camera, unit))
  })

  await step('市民課の端末を登録し、録画機の前で名簿を決める', async () => {
    await 端末.isEnrolledBy(課長)
    await 担当.sitsDown(端末)
    assert.match(await foundRoster(site, 課長), /課長　管理責任者[\s\S]*担当　/)
  })

  await step('前から録画していたカメラは、一覧・撮影区域・表示がそろうまで期限超過', async () => {
    assert.deepEqual(await overdueAbout(課長, camera), ['appendix', 'coverage', 'sign'])
  })

  await step('一覧と撮影区域を定め、連絡先のない表示は数えない', async () => {
    const plan = { camera, purpose: 'deterrence', traits: [], site: null, agency: null }
    await 課長.does(cameraThing(camera), 'PlanCamera', plan)
    await 課長.isRefused('内規: 設置場所の一覧に載っていない', cameraThing(camera), 'SwitchOn')
    const states = { place: '七重浜小 正門前', area: '正門前の通学路', drawing: '図面12' }
    await 課長.does(appendix, 'DecideAppendix', listedAs(camera, states, null))
    await 課長.does(cameraThing(camera), 'ReviewCoverage', lookedAt(['担当']))
    const wording = { installed: '防犯カメラ設置', installer: '北斗市' }
    const sign = { wording, photo }
    await 課長.isRefused('第4条第3項により', cameraThing(camera), 'AttestSign', sign)
    const whole = { wording: { ...wording, contact: '市民課 0138-73-3111' }, photo }
    await 課長.does(cameraThing(camera), 'AttestSign', whole)
    await 課長.does(cameraThing(camera), 'SwitchOn')
    assert.deepEqual(await overdueAbout(課長, camera), [])
  })

  await step('一日の撮影時間は24時間が原則で、理由なく短くできない', async () => {
    const short = { hoursADay: 12, onMotionOnly: false, exception: null }
    await 課長.isRefused('第4条第2項により', cameraThing(camera), 'SetHours', short)
  })

  await step('生の映像は、だれにも映さない（内規）', async () => {
    const watch = { person: '担当', room: '市民課', what: 'live', reported: false, constant: false }
    await 担当.isRefused('内規: 生の映像は映しません', ['live', '市民課'], 'WatchLive', watch)
  })

  const says = { requester: 刑事, purpose: '声かけ事案の捜査', ranges }
  const 要請 = caseOf(hokuto, '第6条第1項第2号', ['viewing'], { id: '第42号', ...says })

  await step('公文書のない要請は、承認できない', async () => {
    await takesIn(職員, 担当, withoutPaper(要請, 'officialLetter'))
    const grant = { grant: true, reasons: '' }
    await 課長.isRefused('第6条第1項第2号により', approval(要請), 'DecideAsManager', grant)
  })

  await step('公文書が届き、管理責任者が承認する。運用取扱者では決められない', async () => {
    const letter = 要請.papers.find(({ paper }) => paper === 'officialLetter')!
    await handsIn(職員, 要請, letter)
    const grant = { grant: true, reasons: '' }
    const open = opens(要請, 担当, [課長, 担当])
    await 担当.isRefused('内規: 閲覧は承認されていません', viewing(要請, '1'), 'Open', open)
    await 担当.isRefused('第6条第3項の読み方（A18）', approval(要請), 'DecideAsManager', grant)
    await 課長.does(approval(要請), 'DecideAsManager', grant)
  })

  await step('立会いが一名では、開かない', async () => {
    const open = opens(要請, 担当, [担当])
    await 担当.isRefused('第6条第2項により', viewing(要請, '1'), 'Open', open)
  })

  await step('二名でも、管理責任者か代わる人がいなければ開かない（内規）', async () => {
    const open = opens(要請, 担当, [担当, 職員])
    await 担当.isRefused('内規: 加わっていません', viewing(要請, '1'), 'Open', open)
  })

  await step('承認された一分の外は映せず、登録していない端末では開かない', async () => {
    const wider = [{ camera, fromMinute: minute, toMinute: minute + 2 }]
    const open = opens(要請, 担当, [課長, 担当], { ranges: wider })
    await 担当.isRefused('別記様式の読み方（B20）', viewing(要請, '1'), 'Open', open)
    turnedAway('内規', await 課長.says(viewing(要請, '1'), 'Open', opens(要請, 課長, [課長, 担当])))
  })

  await step('指定されていない職員は、操作できない（内規）', async () => {
    await 職員.sitsDown(端末)
    const open = opens(要請, 職員, [課長, 担当])
    await 職員.isRefused('内規: 操作できるのは', viewing(要請, '1'), 'Open', open)
  })

  await step('閲覧の承認では、複製を作れない', async () => {
    const copy = copies(要請, [課長, 担当])
    await 担当.isRefused('第6条第3項の読み方（A18）', takeOut(要請, '1'), 'MakeCopy', copy)
  })

  await step('設置目的の外を、自分たちのために見ることはできない', async () => {
    const person = {
      ...刑事,
      kind: 'staff',
      person: '職員',
      name: '職員',
      organisation: unit,
    } as const
    const own = { id: '第43号', ...says, requester: person, purpose: '落とし物を探す' }
    const whole = caseOf(hokuto, '第6条第1項第3号', ['viewing'], own)
    const 内部 = { ...whole, internal: true, ground: null, answers: {}, papers: [] }
    await 職員.does(['request', 内部.id], 'Receive', {
      ...{ id: 内部.id, acts: 内部.acts, internal: true, requester: person },
      ...{ purpose: 内部.purpose, ranges, application: null },
    })
    const grant = { grant: true, reasons: '' }
    await 課長.isRefused('第6条第1項により', approval(内部), 'DecideAsManager', grant)
  })

  await step('運用取扱者が、管理責任者とともに署名して開く', async () => {
    const open = opens(要請, 担当, [課長, 担当])
    const [opened] = await 担当.does(viewing(要請, '1'), 'Open', open)
    assert.equal(opened?.type, 'ViewingOpened')
  })

  let 画面!: Showing

  await step('承認された一分が、一コマずつ映る。ほかの分、ほかの画面には映らない', async () => {
    const approved = { camera, minute, outside: '別記様式の読み方（B20）' }
    画面 = await showsNothingBut(site, 担当, viewing(要請, '1'), approved)
  })

  await step('閲覧を終えると、防犯カメラ画像閲覧等記録簿に一行が書かれている', async () => {
    assert.equal(await 画面.ends(), 'ended')
    const line = await newestLine(課長, 'record')
    assert.equal(line['提供・閲覧場所'], '市民課')
    assert.equal(line.所属機関, '函館中央警察署')
    assert.equal(line['職・氏名'], '刑事第一課 德永 栁')
    assert.match(
      line['目的（根拠法令等）'] ?? '',
      /^声かけ事案の捜査（第6条第1項第2号 捜査機関の公文書/,
    )
    assert.equal(line.撮影場所, '七重浜小 正門前')
    assert.equal(line.立会職員, '課長、担当')
    assert.equal(line.提供画像の消去, '該当なし（閲覧のみ）')
  })

  await step('操作した人が記録を確かめて署名し、件を閉じる', async () => {
    await 担当.does(viewing(要請, '1'), 'ConfirmLine', { note: '', typed: null })
    await 職員.does(request(要請), 'Close')
  })

  await step('公文書を受けた一分だけを、管理責任者が理由と終わりの日を書いて延長する', async () => {
    const held = longer(ranges[0]!, '第6条第1項第2号')
    await 課長.isRefused('第6条第1項第2号により', holds, 'Hold', held)
    const document = '函館中央警察署 捜査関係事項照会書 令和8年11月14日 第123号'
    await 担当.isRefused('内規: 決められるのは管理責任者だけ', holds, 'Hold', { ...held, document })
    await 課長.does(holds, 'Hold', { ...held, document })
    await until(async () => (await site.call(['status'])).stdout.includes('延長 1 件'))
  })

  const grant = { grant: true, reasons: '' }
  const 後の件 = { ...要請, id: '第98号' }
  let 後の画面!: Showing

  await step('三十日を過ぎても、延長した一分は、あらためて承認されれば見せられる', async () => {
    await confirmsClock(site, [課長, 担当], (minute + 31 * 24 * 60) * minuteUs)
    await takesIn(職員, 担当, 後の件)
    await 課長.does(approval(後の件), 'DecideAsManager', grant)
    await 担当.does(viewing(後の件, '1'), 'Open', opens(後の件, 担当, [課長, 担当]))
    後の画面 = await Showing.begins(担当, viewing(後の件, '1'))
    isPicture(await 後の画面.picture(camera, minute, 0))
  })

  await step('立会いの一人が席を外すと、映像はすぐに止まり、そのことが記録簿に残る', async () => {
    assert.equal((await 後の画面.leaves(課長)).status, 200)
    assert.equal(await 後の画面.hasEnded(), 'lapsed')
    assert.notEqual((await 後の画面.picture(camera, minute, 0)).status, 200)
    const line = await newestLine(課長, 'record')
    assert.equal(line.その他事項, '立会いが続かず終了')
  })

  await step('延長を終えると、画像は消える', async () => {
    await 課長.does(holds, 'ReleaseHold', { id: '延長1', reason: '捜査が終わった' })
    await until(async () => (await site.call(['status'])).stdout.includes('延長 0 件'))
    await isGoneAfter(site, [課長, 担当], 31.1, minute, '第6条第4項')
  })

  await step('消えた画像を見せる承認はできない', async () => {
    const 遅い件 = { ...要請, id: '第99号' }
    await takesIn(職員, 担当, 遅い件)
    await 課長.isRefused('第6条第4項により', approval(遅い件), 'DecideAsManager', grant)
  })

  await step('改ざん防止記録に誤りはなく、録画機は静かに止まる', async () => {
    await endsInOrder(site, 課長)
  })
})
