import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appendix, cameraThing, listedAs, lookedAt, photo } from './scenario/camera-papers.ts'
import { approval, caseOf, request, takeOut, takesIn, viewing } from './scenario/case.ts'
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
import type { Showing } from './scenario/showing.ts'
import { foundRoster } from './scenario/staffing.ts'

const skip = peerMissing() ?? false
const use = '庁舎の防犯'
const unit = '庁舎管理課'
const decided = [
  '--days',
  '14',
  '--by',
  '管理責任者 課長',
  '--reason',
  '申出までに二週間かかることがある',
]

test('川崎市: 行政執行に関連する求めで、庁舎玄関の一分を、事務の管理責任者が認めて見せる', {
  skip,
}, async t => {
  const step = scriptOf(t)
  const site = await runningSite(t, 'kawasaki', ['庁舎玄関'], async site => {
    const add = ['camera', 'add', 'rtsp://127.0.0.1:9/x', '--name', '早すぎるカメラ', '--no-test']
    const early = await site.call([...add, '--place', '門', '--area', '門の前'], { input: '\n' })
    assert.equal(early.code, 3, early.stdout + early.stderr)
    assert.match(early.stdout + early.stderr, /内規/)
    const done = await site.call(['retention', 'decide', ...decided, '--manual', '第1版'])
    assert.equal(done.code, 0, done.stdout + done.stderr)
  })
  const camera = site.camera('庁舎玄関')
  const { minute } = site
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const 装置 = new Screen('画像表示装置1', '庁舎管理課')
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person

  await step('画像を利用する事務を所管する課長が、管理責任者として入る', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: use, unit }))
    await 課長.does(appointments, 'Designate', designation('担当', use, unit))
    await 装置.isEnrolledBy(課長)
    await 担当.sitsDown(装置)
    const sheet = await foundRoster(site, 課長, true)
    assert.match(sheet, /課長　.*管理責任者/)
    assert.match(sheet, /ID番号とパスワードによる署名も数えます（登録した端末の前に限る）/)
    担当.signsByPassword = true
  })

  await step(
    '前から録画していたカメラは、一覧・取扱マニュアル・保存期間がそろうまで期限超過',
    async () => {
      assert.deepEqual(await overdueAbout(課長, camera), ['appendix', 'manual', 'retention'])
      const plan = { camera, purpose: 'crime', traits: [], site: null, agency: '市長' }
      const face = { ...plan, traits: ['faceOrPlateSearch'] }
      await 課長.isRefused('指針4(2)の読み方（B24）', cameraThing(camera), 'PlanCamera', face)
      const other = { ...plan, agency: '議会' }
      await 課長.isRefused('指針2(3)により', cameraThing(camera), 'PlanCamera', other)
      await 課長.does(cameraThing(camera), 'PlanCamera', plan)
      await 課長.isRefused('内規: 設置場所の一覧に載っていない', cameraThing(camera), 'SwitchOn')
      const states = { place: '庁舎玄関', area: '玄関前', drawing: '図面1' }
      await 課長.does(appendix, 'DecideAppendix', listedAs(camera, states, null))
      const manual = { version: '第1版', says: '設置の表示、保管、保存期間' }
      await 課長.does(['manual', 'main'], 'IssueManual', manual)
      const period = {
        ...{ hours: 336, manual: '第1版', circumstance: '', purpose: '', reviewOn: '' },
        reason: '申出までに二週間かかることがある',
      }
      const 期間 = ['period', 'main'] as const
      await 課長.isRefused('指針5(3)の読み方（A6）', 期間, 'DecidePeriod', {
        ...period,
        reason: '',
      })
      await 課長.does(期間, 'DecidePeriod', period)
      await 課長.does(cameraThing(camera), 'ReviewCoverage', lookedAt(['担当']))
      const sign = { wording: { installed: '防犯カメラ設置' }, photo }
      await 課長.does(cameraThing(camera), 'AttestSign', sign)
      await 課長.does(cameraThing(camera), 'SwitchOn')
      assert.deepEqual(await overdueAbout(課長, camera), [])
    },
  )

  await step('生の映像は映さない（内規）', async () => {
    const watch = { person: '担当', room: '庁舎', what: 'live', reported: false, constant: false }
    await 担当.isRefused('内規: 生の映像は映しません', ['live', '庁舎'], 'WatchLive', watch)
  })

  const says = { requester: 刑事, purpose: '庁舎での器物損壊の捜査', ranges }
  const 求め = caseOf(kawasaki, '指針4(1)', ['viewing'], { id: '第21号', ...says })
  const grant = { grant: true, reasons: '', use }

  await step('正当な行政執行に関連しない求めは、認められない', async () => {
    const no = { related: { holds: false, facts: '取材のため' } }
    const 取材 = { ...求め, id: '第20号', answers: no }
    await takesIn(職員, 担当, 取材)
    await 課長.isRefused('指針4(1)により', approval(取材), 'DecideAsManager', grant)
  })

  await step(
    '事務の管理責任者が認める。担当者では決められず、別の事務としては認められない',
    async () => {
      await takesIn(職員, 担当, 求め)
      await 担当.isRefused('内規: 承認できるのは', approval(求め), 'DecideAsManager', grant)
      const 税 = { ...grant, use: '税の徴収' }
      await 課長.isRefused('内規: 承認できるのは', approval(求め), 'DecideAsManager', 税)
      await 課長.does(approval(求め), 'DecideAsManager', grant)
    },
  )

  await step(
    '登録していない装置では映らず、指定されていない職員は操作できない（内規）',
    async () => {
      turnedAway('内規', await 課長.says(viewing(求め, '1'), 'Open', opens(求め, 課長, [])))
      await 職員.sitsDown(装置)
      await 職員.isRefused(
        '内規: 操作できるのは',
        viewing(求め, '1'),
        'Open',
        opens(求め, 職員, []),
      )
    },
  )

  await step('認められた一分の外は映せない（内規）', async () => {
    const wider = [{ camera, fromMinute: minute, toMinute: minute + 2 }]
    const open = opens(求め, 担当, [], { ranges: wider })
    await 担当.isRefused('内規: 範囲の外は映せません', viewing(求め, '1'), 'Open', open)
  })

  await step('設置目的の達成に必要でない複製は、求められても認められない', async () => {
    const outside = { withinPurpose: { holds: false, facts: '捜査のため' } }
    const says2 = { id: '第22号', ...says }
    const whole = caseOf(kawasaki, '指針4(1)', ['takeOut'], says2)
    const 複製 = { ...whole, answers: { ...whole.answers, ...outside } }
    await takesIn(職員, 担当, 複製)
    await 課長.isRefused('指針6(2)の読み方（A47）', approval(複製), 'DecideAsManager', grant)
  })

  await step('閲覧の承認では、複製を作れない', async () => {
    const copy = copies(求め, [])
    await 担当.isRefused('内規: 承認は閲覧のみ', takeOut(求め, '1'), 'MakeCopy', copy)
  })

  await step(
    '担当者が、装置の前でID番号とパスワードにより署名して開く。立会いの定めはない',
    async () => {
      const [opened] = await 担当.does(viewing(求め, '1'), 'Open', opens(求め, 担当, []))
      assert.equal(opened?.type, 'ViewingOpened')
    },
  )

  let 画面!: Showing

  await step('承認された一分が、一コマずつ映る。ほかの分、ほかの画面には映らない', async () => {
    const approved = { camera, minute, outside: '内規: 範囲の外は映せません' }
    画面 = await showsNothingBut(site, 担当, viewing(求め, '1'), approved)
  })

  await step('閲覧を終えると、画像取扱記録に一行が書かれている', async () => {
    assert.equal(await 画面.ends(), 'ended')
    const line = await newestLine(課長, 'handlingRecord')
    assert.equal(line['閲覧・複製・提供の別'], '閲覧')
    assert.match(line.根拠 ?? '', /^指針4\(1\)/)
    assert.equal(line.相手, '函館中央警察署 德永 栁')
    assert.equal(line.カメラ, '庁舎玄関')
    assert.match(line.承認 ?? '', /課長$/)
    assert.equal(line.写しの終わり, '該当なし（閲覧のみ）')
  })

  await step('操作した人が記録を確かめて署名し、件を閉じる', async () => {
    await 担当.does(viewing(求め, '1'), 'ConfirmLine', { note: '', typed: null })
    await 職員.does(request(求め), 'Close')
  })

  await step('保存期間の延長は、定めがないので、求めがあってもできない', async () => {
    const held = longer({ camera, fromMinute: minute, toMinute: minute + 1 }, '捜査のため')
    await 課長.isRefused('指針6(4)の読み方（A6b）', holds, 'Hold', held)
  })

  await step('保存期間の後、画像はもうない', async () => {
    await isGoneAfter(site, [課長, 担当], 15, minute, '指針6(4)')
  })

  await step('消えた画像を見せる承認はできない', async () => {
    const 遅い件 = { ...求め, id: '第99号' }
    await takesIn(職員, 担当, 遅い件)
    await 課長.isRefused('指針6(4)により', approval(遅い件), 'DecideAsManager', {
      grant: true,
      reasons: '',
      use,
    })
  })

  await step('改ざん防止記録に誤りはなく、録画機は静かに止まる', async () => {
    await endsInOrder(site, 課長)
  })
})
