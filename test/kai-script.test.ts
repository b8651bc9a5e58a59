import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { kai } from '#law/profiles/kai/profile.ts'
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
import { resolves, voteFor } from './scenario/committee.ts'
import { 刑事 } from './scenario/detective.ts'
import { overdueAbout } from './scenario/duties.ts'
import { holds, longer } from './scenario/longer.ts'
import { type Person, turnedAway } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { endsInOrder, isGoneAfter, showsNothingBut } from './scenario/screening.ts'
import { scriptOf } from './scenario/script.ts'
import { copies, opens } from './scenario/session.ts'
import type { Showing } from './scenario/showing.ts'
import { comesIn, firstManager, foundRoster } from './scenario/staffing.ts'

const skip = peerMissing() ?? false

const seated = [
  { person: '会長', posts: ['president', 'chair'] },
  { person: '副会長', posts: ['vicePresident', 'viceChair'] },
  { person: '髙橋', posts: ['member'] },
  { person: '山﨑', posts: ['member'] },
  { person: '操作', posts: ['member'] },
]

test('町内会: 警察の求めで、商店街入口の一分を、委員二名の前で見せる', { skip }, async t => {
  const step = scriptOf(t)
  const site = await runningSite(t, 'kai', ['商店街入口'])
  const camera = site.camera('商店街入口')
  let 会長!: Person
  let 副会長!: Person
  let 髙橋!: Person
  let 山﨑!: Person
  let 操作!: Person
  const パソコン = new Screen('集会所のパソコン', '集会所')
  const { minute } = site
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]

  await step(
    '設置した人の番号で会長が入り、委員の人数の空欄に5名と書き入れて、委員会を届ける',
    async () => {
      const { manager, people } = await firstManager(site, '設置 花子', '会長', [
        { type: 'WriteSeatCount', words: { count: 5, resolution: null } },
        { type: 'SeatCommittee', words: { seats: seated, fromUs: 'now' } },
      ])
      会長 = manager
      副会長 = await comesIn(会長, people, '副会長')
      髙橋 = await comesIn(会長, people, '髙橋')
      山﨑 = await comesIn(会長, people, '山﨑')
      操作 = await comesIn(会長, people, '操作')
    },
  )

  await step('会長が操作担当者を指定し、集会所のパソコンを登録する', async () => {
    const designated = { of: null, unit: null, employedBy: null, succeeds: null }
    await 会長.does(['appointment', 'main'], 'Designate', {
      ...designated,
      ...{ person: '操作', fromUs: 'now', lastDay: '2099-03-31' },
    })
    await パソコン.isEnrolledBy(会長)
    await 操作.sitsDown(パソコン)
  })

  await step('録画機の前で、五人と鍵の名簿を決める', async () => {
    const sheet = await foundRoster(site, 会長)
    for (const name of ['会長', '副会長', '髙橋', '山﨑', '操作']) assert.match(sheet, RegExp(name))
  })

  await step('前から録画していたカメラは、別紙・撮影区域・表示がそろうまで期限超過', async () => {
    assert.deepEqual(await overdueAbout(会長, camera), ['appendix', 'coverage', 'sign'])
  })

  await step('別紙に載らないうちは、新しいカメラとして動かし始められない（内規）', async () => {
    const plan = { traits: [], site: null, agency: null }
    const thing = cameraThing(camera)
    await 会長.isRefused('運用基準２（１）の読み方（B10）', thing, 'PlanCamera', {
      ...{ camera, purpose: 'ごみ出しの見張り', ...plan },
    })
    await 会長.does(thing, 'PlanCamera', { camera, purpose: 'prevention', ...plan })
    await 会長.isRefused('内規: 別紙に載っていない', thing, 'SwitchOn')
  })

  await step('委員会が別紙を議決し、二名の委員が撮影区域を確かめ、表示の写真を添える', async () => {
    const states = { place: '商店街入口', area: '入口の道路', drawing: '図面1' }
    await 会長.isRefused(
      '内規: 議決が書かれていません',
      appendix,
      'DecideAppendix',
      listedAs(camera, states, '議決9'),
    )
    await resolves(会長, [副会長, 髙橋], '第1回', {
      id: '議決1',
      matter: { kind: 'other', says: '別紙 第1版' },
    })
    await 会長.does(appendix, 'DecideAppendix', listedAs(camera, states, '議決1'))
    await 会長.isRefused(
      '内規: 委員2名です',
      cameraThing(camera),
      'ReviewCoverage',
      lookedAt(['髙橋']),
    )
    await 会長.does(cameraThing(camera), 'ReviewCoverage', lookedAt(['髙橋', '山﨑']))
    const wording = { installed: '地域防犯カメラ設置区域' }
    await 会長.does(cameraThing(camera), 'AttestSign', { wording, photo })
    await 会長.does(cameraThing(camera), 'SwitchOn')
    assert.deepEqual(await overdueAbout(会長, camera), [])
  })

  await step('生の映像は、だれにも映さない', async () => {
    const watch = { person: '操作', room: '集会所', what: 'live', reported: false }
    const live = ['live', '集会所'] as const
    await 操作.isRefused('内規: 生の映像は映しません', live, 'WatchLive', {
      ...watch,
      constant: false,
    })
    await 操作.isRefused('運用基準３（２）により', live, 'WatchLive', { ...watch, constant: true })
  })

  const says = { requester: 刑事, purpose: '連れ去り未遂事件の捜査', ranges }
  const entries = { statute: '刑事訴訟法第197条第2項' }
  const 閲覧の件 = caseOf(kai, '運用基準９（１）', ['viewing'], { id: '第1号', ...says, entries })

  await step('警察から閲覧の申請を受け、根拠の法令を書き入れる', async () => {
    await takesIn(副会長, 髙橋, 閲覧の件)
  })

  await step('承認の前には開かない。会長ひとりの賛成では、委員会の承認にならない', async () => {
    const open = opens(閲覧の件, 操作, [髙橋, 山﨑])
    await 操作.isRefused('運用基準10（1）により', viewing(閲覧の件, '1'), 'Open', open)
    await 会長.does(approval(閲覧の件), 'Propose')
    await voteFor(閲覧の件, [会長])
    await 操作.isRefused('運用基準10（1）により', viewing(閲覧の件, '1'), 'Open', open)
  })

  await step('委員会が、委員長を含む過半数で承認する', async () => {
    await voteFor(閲覧の件, [副会長, 髙橋])
  })

  await step('立会いの委員が一名では、開かない', async () => {
    const open = opens(閲覧の件, 操作, [髙橋])
    await 操作.isRefused('運用基準10（2）により', viewing(閲覧の件, '1'), 'Open', open)
  })

  await step('操作する委員は、議決のないうちは立会いに数えない（内規）', async () => {
    const open = opens(閲覧の件, 操作, [髙橋, 操作])
    await 操作.isRefused('内規: いま数えられるのは1名', viewing(閲覧の件, '1'), 'Open', open)
  })

  await step('承認された一分の外は映せない', async () => {
    const wider = [{ camera, fromMinute: minute, toMinute: minute + 2 }]
    const open = opens(閲覧の件, 操作, [髙橋, 山﨑], { ranges: wider })
    await 操作.isRefused('運用基準７（３）の読み方（B4）', viewing(閲覧の件, '1'), 'Open', open)
  })

  await step('担当者でない委員は操作できず、登録していない機械では開かない', async () => {
    const open = opens(閲覧の件, 髙橋, [副会長, 山﨑])
    const elsewhere = await 髙橋.says(viewing(閲覧の件, '1'), 'Open', open)
    turnedAway('内規', elsewhere)
    await 髙橋.sitsDown(パソコン)
    await 髙橋.isRefused('運用基準７（１）により', viewing(閲覧の件, '1'), 'Open', open)
  })

  await step('閲覧の承認では、持ち出せない', async () => {
    const copy = copies(閲覧の件, [髙橋, 山﨑])
    await 操作.isRefused('運用基準11（1）により', takeOut(閲覧の件, '1'), 'MakeCopy', copy)
  })

  await step('文書のない持ち出しの求めは、承認にかけられない', async () => {
    const 持ち出しの件 = caseOf(kai, '運用基準９（３）', ['takeOut'], { id: '第2号', ...says })
    await takesIn(副会長, 髙橋, withoutPaper(持ち出しの件, 'demand'))
    await 会長.isRefused('運用基準９により', approval(持ち出しの件), 'Propose')
  })

  await step('自分の自転車のことで求めた委員は、立会いに数えず、採決にも加われない', async () => {
    const requester = { ...刑事, kind: 'person', person: '山﨑', name: '山﨑' } as const
    const purpose = '盗まれた自転車を探す'
    const own = { id: '第3号', ...says, requester, purpose }
    const 自分の件 = caseOf(kai, '運用基準９（３）', ['viewing'], own)
    await takesIn(副会長, 髙橋, 自分の件)
    await 会長.does(approval(自分の件), 'Propose')
    const vote = { inFavour: true, reasons: '' }
    await 山﨑.isRefused('運用基準10（1）の読み方（A42）', approval(自分の件), 'Vote', vote)
    await voteFor(自分の件, [会長, 副会長, 髙橋])
    const open = opens(自分の件, 操作, [髙橋, 山﨑])
    await 操作.isRefused('運用基準10（2）の読み方（A8）', viewing(自分の件, '1'), 'Open', open)
    await 副会長.does(request(自分の件), 'Withdraw', { reason: '自転車が見つかった' })
  })

  await step('操作担当者が、髙橋と山﨑の立会いで、署名をそろえて開く', async () => {
    const open = opens(閲覧の件, 操作, [髙橋, 山﨑])
    const [opened] = await 操作.does(viewing(閲覧の件, '1'), 'Open', open)
    assert.equal(opened?.type, 'ViewingOpened')
  })

  let 画面!: Showing

  await step('承認された一分が、一コマずつ映る。ほかの分、ほかの画面には映らない', async () => {
    const outside = '運用基準７（３）の読み方（B4）'
    const approved = { camera, minute, outside }
    画面 = await showsNothingBut(site, 操作, viewing(閲覧の件, '1'), approved)
  })

  await step('閲覧を終えると、利用閲覧簿に一行が書かれている', async () => {
    assert.equal(await 画面.ends(), 'ended')
    const line = await newestLine(会長, 'viewingRegister')
    assert.equal(line.番号, '第1号の1')
    assert.equal(line.閲覧目的, '連れ去り未遂事件の捜査')
    assert.equal(line.閲覧者, '德永 栁')
    assert.equal(line['画像の範囲（場所）'], '商店街入口')
    assert.equal(line.根拠, '運用基準９（１） 刑事訴訟法第197条第2項')
    assert.match(line.承認 ?? '', /会長・副会長・髙橋/)
    assert.equal(line.立ち会った委員, '髙橋、山﨑')
    assert.equal(line.操作した人, '操作')
  })

  await step('操作した人が記録を確かめて署名し、一度で終わりの承認では、もう開かない', async () => {
    await 操作.does(viewing(閲覧の件, '1'), 'ConfirmLine', { note: '', typed: null })
    const again = opens(閲覧の件, 操作, [髙橋, 山﨑], { session: '閲覧2' })
    await 操作.isRefused('運用基準10（2）の読み方（A43）', viewing(閲覧の件, '2'), 'Open', again)
    await 副会長.does(request(閲覧の件), 'Close')
  })

  await step('保存期間の延長は、定めがないので、求めがあってもできない', async () => {
    const held = longer({ camera, fromMinute: minute, toMinute: minute + 1 }, '捜査のため')
    await 会長.isRefused('運用基準７（２）の読み方（A16）', holds, 'Hold', held)
  })

  const 遅い件 = caseOf(kai, '運用基準９（１）', ['viewing'], { id: '第4号', ...says, entries })

  await step('委員を退いた人は、立会いに数えない', async () => {
    await takesIn(副会長, 髙橋, 遅い件)
    await 会長.does(approval(遅い件), 'Propose')
    await voteFor(遅い件, [会長, 副会長, 髙橋])
    const seats = [
      ...seated.filter(({ person }) => person !== '髙橋'),
      { person: '𠮷田', posts: [] },
    ]
    await 会長.does(['appointment', 'main'], 'SeatCommittee', { seats, fromUs: 'now' })
    const open = opens(遅い件, 操作, [髙橋, 山﨑])
    await 操作.isRefused('運用基準10（2）により', viewing(遅い件, '1'), 'Open', open)
  })

  await step('七日の後、画像はもうない', async () => {
    await isGoneAfter(site, [会長, 副会長], 7.1, minute, '運用基準７（２）')
  })

  await step('消えた画像を見せる閲覧は始められない。承認もできない', async () => {
    const open = opens(遅い件, 操作, [副会長, 山﨑])
    await 操作.isRefused('運用基準７（２）により', viewing(遅い件, '1'), 'Open', open)
    const もっと遅い件 = { ...遅い件, id: '第5号' }
    await takesIn(副会長, 会長, もっと遅い件)
    await 会長.isRefused('運用基準７（２）により', approval(もっと遅い件), 'Propose')
  })

  await step('改ざん防止記録に誤りはなく、録画機は静かに止まる', async () => {
    await endsInOrder(site, 会長)
  })
})
