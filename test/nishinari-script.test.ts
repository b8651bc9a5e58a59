import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { minuteOf } from '#civil/minute.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { peerMissing } from './peer/peer.ts'
import {
  appendix,
  cameraThing,
  listedAs,
  lookedAt,
  officeTime,
  photo,
} from './scenario/camera-papers.ts'
import { approval, caseOf, request, takeOut, takesIn, viewing } from './scenario/case.ts'
import { 刑事 } from './scenario/detective.ts'
import { overdueAbout } from './scenario/duties.ts'
import { holds, longer } from './scenario/longer.ts'
import { created, type Person, refusedOn, turnedAway } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { endsInOrder, isGoneAfter, showsNothingBut } from './scenario/screening.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, instructs, sectionOf } from './scenario/section.ts'
import { copies, opens } from './scenario/session.ts'
import { isPicture, Showing } from './scenario/showing.ts'
import { foundRoster } from './scenario/staffing.ts'

const skip = peerMissing() ?? false
const unit = '西成区役所市民協働課'

test('西成区: 書面による照会で、見守りカメラの一分を、管理責任者の指示で見せる', {
  skip,
}, async t => {
  const step = scriptOf(t)
  const site = await runningSite(t, 'nishinari', ['萩之茶屋小 北門'])
  const camera = site.camera('萩之茶屋小 北門')
  const { minute } = site
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const パソコン = new Screen('専用パソコン', '保管庫のある部屋')
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person

  await step('地域支援担当課長が入り、市民協働課の職員を取扱担当者に指定する', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit }))
    const 総務課 = designation('担当', null, '総務課')
    await 課長.isRefused('第4条第3項により', appointments, 'Designate', 総務課)
    await 課長.does(appointments, 'Designate', designation('担当', null, unit))
  })

  await step('専用パソコンを登録し、録画機の前で名簿を決める', async () => {
    await パソコン.isEnrolledBy(課長)
    await 担当.sitsDown(パソコン)
    assert.match(await foundRoster(site, 課長), /課長　管理責任者/)
  })

  await step('前から録画していたカメラは、一覧・撮影区域・表示板がそろうまで期限超過', async () => {
    assert.deepEqual(await overdueAbout(課長, camera), ['appendix', 'coverage', 'sign'])
    const plan = { camera, purpose: 'deterrence', traits: [], site: null, agency: null }
    const wired = { ...plan, traits: ['notWireless'] }
    await 課長.isRefused('第2条第1号により', cameraThing(camera), 'PlanCamera', wired)
    await 課長.does(cameraThing(camera), 'PlanCamera', plan)
    await 課長.isRefused('内規: 設置場所の一覧に載っていない', cameraThing(camera), 'SwitchOn')
    const states = { place: '萩之茶屋小 北門', area: '北門前の通学路' }
    await 課長.does(appendix, 'DecideAppendix', listedAs(camera, states, null))
    await 課長.does(cameraThing(camera), 'ReviewCoverage', lookedAt(['担当']))
    const sign = { wording: { camera: '見守りカメラ作動中' }, photo }
    const blank = { wording: {}, photo }
    await 課長.isRefused('第10条により', cameraThing(camera), 'AttestSign', blank)
    await 課長.does(cameraThing(camera), 'AttestSign', sign)
    await 課長.does(cameraThing(camera), 'SwitchOn')
    assert.deepEqual(await overdueAbout(課長, camera), [])
  })

  await step('生の映像は、だれにも映さない（内規）', async () => {
    const watch = { person: '担当', room: '区役所', what: 'live', reported: false, constant: false }
    await 担当.isRefused('内規: 生の映像は映しません', ['live', '区役所'], 'WatchLive', watch)
  })

  await step('協定は西成警察署とだけ結べ、適正な取扱いと是正措置の定めが要る', async () => {
    const fromUs = await officeTime(課長)
    const terms = {
      ...{ id: '協定1', sha256: photo, displaces: [], cameras: [camera], hours: null },
      ...{ fromUs, untilUs: fromUs + 365 * 86_400_000_000, maySuspend: true, clauses: [] },
    }
    const 協定 = ['agreement', '協定1'] as const
    const other = { ...terms, with: '天満警察署' }
    await 課長.isRefused('第8条第1項により', 協定, 'DraftAgreement', other)
    await 課長.does(協定, 'DraftAgreement', { ...terms, with: '西成警察署' })
    await 課長.isRefused('第8条第3項により', 協定, 'ActivateAgreement')
  })

  const says = { requester: 刑事, purpose: '児童への声かけ事案の捜査', ranges }
  const 照会 = caseOf(nishinari, '第6条第1号', ['viewing'], { id: '第7号', ...says })
  const grant = { grant: true, reasons: '' }

  await step('急ぐときも、手続きを省く定めはない', async () => {
    const 急ぐ件 = { ...照会, id: '第4号' }
    await takesIn(職員, 担当, 急ぐ件)
    const urgency = { reason: '急ぐ', recognisedBy: '課長', permittedBy: null }
    await 職員.isRefused(
      '内規: 急ぐときに手続きを省く定めがありません',
      request(急ぐ件),
      'ClaimUrgency',
      urgency,
    )
  })

  await step('書面のない依頼、設置場所を書かない依頼は、承認できない', async () => {
    const { entries: _, ...bare } = 照会
    const 口頭 = { ...bare, id: '第5号', entries: {}, papers: [] }
    await takesIn(職員, 担当, 口頭)
    await 課長.isRefused('第6条の読み方（A46）', approval(口頭), 'DecideAsManager', grant)
    const { cameraPlace: __, ...rest } = 照会.entries
    const 場所なし = { ...照会, id: '第6号', entries: rest }
    await takesIn(職員, 担当, 場所なし)
    await 課長.isRefused('第7条第1項により', approval(場所なし), 'DecideAsManager', grant)
    for (const one of [口頭, 場所なし]) {
      await 職員.does(request(one), 'Withdraw', { reason: '書面を出し直す' })
    }
  })

  await step('書面がそろい、管理責任者が承認する。担当者では決められない', async () => {
    await takesIn(職員, 担当, 照会)
    await 担当.isRefused('第5条第2項により', approval(照会), 'DecideAsManager', grant)
    await 課長.does(approval(照会), 'DecideAsManager', grant)
  })

  await step('管理責任者の指示がなければ、指定された担当者も扱えない', async () => {
    const open = opens(照会, 担当, [])
    await 担当.isRefused('第4条第3項により', viewing(照会, '1'), 'Open', open)
  })

  await step('いつでもという指示、ほかの件の指示では、扱えない', async () => {
    const open = opens(照会, 担当, [])
    created(await instructs(課長, 担当, null))
    await 担当.isRefused('第4条第3項の読み方（B42）', viewing(照会, '1'), 'Open', open)
    created(await instructs(課長, 担当, 照会.id))
  })

  await step('承認された一分の外は映せず、登録していない機械では開かない', async () => {
    const wider = [{ camera, fromMinute: minute, toMinute: minute + 2 }]
    const open = opens(照会, 担当, [], { ranges: wider })
    await 担当.isRefused('内規: 範囲の外は映せません', viewing(照会, '1'), 'Open', open)
    turnedAway('内規', await 課長.says(viewing(照会, '1'), 'Open', opens(照会, 課長, [])))
  })

  await step('専用パソコンは、出した人を書かずには使えない', async () => {
    const open = opens(照会, 担当, [])
    await 担当.isRefused('内規: 持ち出した記録のないまま', viewing(照会, '1'), 'Open', open)
    await 担当.does(['terminal', '専用パソコン'], 'CheckOut', { holder: '担当' })
  })

  await step('指定されていない職員は扱えず、署名しない担当者も開けない', async () => {
    await 職員.sitsDown(パソコン)
    await 職員.isRefused('第5条第2項により', viewing(照会, '1'), 'Open', opens(照会, 職員, []))
    const unsigned = opens(照会, 担当, [], { operatorSigned: false })
    await 担当.isRefused('内規: 署名がありません', viewing(照会, '1'), 'Open', unsigned)
  })

  await step('閲覧の承認では、画像を渡せない', async () => {
    const copy = copies(照会, [])
    await 担当.isRefused('第7条第1項により', takeOut(照会, '1'), 'MakeCopy', copy)
  })

  await step('取扱担当者が、自分の鍵で署名して開く。立会いの定めはない', async () => {
    const [opened] = await 担当.does(viewing(照会, '1'), 'Open', opens(照会, 担当, []))
    assert.equal(opened?.type, 'ViewingOpened')
  })

  let 画面!: Showing

  await step('承認された一分が、一コマずつ映る。ほかの分、ほかの画面には映らない', async () => {
    const approved = { camera, minute, outside: '内規: 範囲の外は映せません' }
    画面 = await showsNothingBut(site, 担当, viewing(照会, '1'), approved)
  })

  await step(
    '閲覧を終えると、見せたことも提供として、画像管理台帳に一行が書かれている',
    async () => {
      assert.equal(await 画面.ends(), 'ended')
      const line = await newestLine(課長, 'imageLedger')
      assert.equal(line.利用目的, '児童への声かけ事案の捜査')
      assert.match(line.根拠法令等 ?? '', /^第6条第1号/)
      assert.equal(line.設置場所, '萩之茶屋小 北門')
      assert.equal(line.提供先, '函館中央警察署 德永 栁')
      assert.match(line.承認 ?? '', /課長$/)
      assert.equal(line.抽出日時, '該当なし（閲覧のみ）')
    },
  )

  await step('操作した人が記録を確かめて署名し、件を閉じる', async () => {
    await 担当.does(viewing(照会, '1'), 'ConfirmLine', { note: '', typed: null })
    await 職員.does(request(照会), 'Close')
  })

  await step('定めの理由に当たらない延長はできない', async () => {
    const held = longer({ camera, fromMinute: minute, toMinute: minute + 1 }, '捜査のため')
    await 課長.isRefused('第5条第3項により', holds, 'Hold', held)
  })

  await step('保存期間の後、画像はもうない', async () => {
    await isGoneAfter(site, [課長, 担当], 9, minute, '第5条第3項')
  })

  await step('消えた画像を見せる承認はできない', async () => {
    const 遅い件 = { ...照会, id: '第99号' }
    await takesIn(職員, 担当, 遅い件)
    await 課長.isRefused('第5条第3項により', approval(遅い件), 'DecideAsManager', grant)
  })

  await step('範囲の一部だけが消えていれば、残る分だけが映る', async () => {
    const today = minuteOf(await site.nowUs())
    const left = { camera, fromMinute: today, toMinute: today + 1 }
    const own = { id: '第100号', ...says, ranges: [...ranges, left] }
    const 半ばの件 = caseOf(nishinari, '第6条第1号', ['viewing'], own)
    await takesIn(職員, 担当, 半ばの件)
    await 課長.does(approval(半ばの件), 'DecideAsManager', grant)
    created(await instructs(課長, 担当, 半ばの件.id))
    await site.isOver(today)
    await 担当.does(viewing(半ばの件, '1'), 'Open', opens(半ばの件, 担当, []))
    const 半ばの画面 = await Showing.begins(担当, viewing(半ばの件, '1'))
    refusedOn('第5条第3項により', await 半ばの画面.picture(camera, minute, 0))
    isPicture(await 半ばの画面.picture(camera, today, 0))
    await 半ばの画面.ends()
  })

  await step('改ざん防止記録に誤りはなく、録画機は静かに止まる', async () => {
    await endsInOrder(site, 課長)
  })
})
