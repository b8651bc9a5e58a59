import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { approval, proves, receives } from '#cast/counter.ts'
import { OfficeUser } from '#cast/office-user.ts'
import { stories } from '#cast/stories.ts'
import { minuteOf } from '#civil/minute.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { association } from './booked-office.ts'
import { keepsCameras } from './keeps-cameras.ts'
import { look, staffApp } from './staff-app.ts'

/** Opens what is folded under these words. */
const opens = (page: Page, title: string) =>
  page.locator('summary', { hasText: title }).first().click()

async function goesTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: '帳面' }).click()
  await page.getByRole('heading', { name: '帳面', level: 1 }).waitFor()
  await page.getByRole('main').getByRole('link', { name: place }).click()
  await page.getByRole('heading', { name: place, level: 1 }).waitFor()
}

test('帳面: 苦情を受け、対応と返事をして閉じる。何もしていない苦情は閉じられない', async t => {
  const office = await staffApp(t, association)
  const { seat, signIn, wrong } = office
  await keepsCameras(office)
  const page = await seat()
  await signIn(page, '会長')
  await page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: '帳面' }).click()
  await look(page, 'books')
  await goesTo(page, '苦情・問い合わせ')
  await page.getByText('まだ何もありません').waitFor()
  await look(page, 'complaints-empty')
  await page.getByRole('button', { name: '新しく書く' }).click()
  await page.getByRole('button', { name: '受け付ける' }).click()
  await page.getByText('＊書いてください').waitFor()
  await look(page, 'complaint-missing')
  await page.getByLabel('どちらか').selectOption({ label: '苦情' })
  await page.getByLabel('だれから').fill('髙﨑 𠮷乃')
  await page.getByLabel('連絡先').fill('0138-00-0000')
  await page.getByLabel('どのカメラのことか').selectOption({ index: 1 })
  await page
    .getByLabel('聞いたこと')
    .fill('家の窓が映っているのではないか。<b>すぐ</b>調べてほしい。')
  await page.getByRole('button', { name: '受け付ける' }).click()
  await page.getByRole('heading', { name: '令和8年度 苦情第1号', level: 1 }).waitFor()
  await page.getByText('<b>すぐ</b>調べて').first().waitFor()

  await opens(page, '閉じる')
  await page.getByRole('button', { name: 'この件を閉じる' }).click()
  await page.getByText('何も対応していない苦情は閉じられません').waitFor()
  await look(page, 'complaint-refused')
  await opens(page, '対応を書く')
  await page.getByLabel('したこと').fill('向きを確かめ、窓を隠した')
  await page.getByRole('button', { name: '対応を記録する' }).click()
  await page.getByRole('definition').filter({ hasText: '窓を隠した' }).waitFor()
  await opens(page, '返事をする')
  await page.getByLabel('返事の文').fill('向きを直しました。')
  await page.getByRole('button', { name: '返事を記録する' }).click()
  await page.getByText('返事をした').first().waitFor()
  await opens(page, '受け取ったことを知らせる')
  await page.getByRole('button', { name: '知らせた' }).click()
  await page.getByRole('button', { name: 'この件を閉じる' }).click()
  await page.getByText('済み').waitFor()
  assert.equal(await page.getByRole('heading', { name: '次にすること' }).count(), 0)
  await look(page, 'complaint-closed')
  await goesTo(page, '苦情・問い合わせ')
  await page.getByRole('row').filter({ hasText: '済み' }).waitFor()
  await look(page, 'complaints')
  assert.deepEqual([office.broken, wrong], [[], []])
})

test('帳面: 事故・委託先・媒体・開示の求めを書き、いまの様子が出る', async t => {
  const office = await staffApp(t, hokuto)
  const { seat, signIn, wrong } = office
  await keepsCameras(office)
  const page = await seat()
  await signIn(page, '課長')

  await goesTo(page, '漏えいなどの事故')
  await page.getByRole('button', { name: '新しく書く' }).click()
  await page.getByLabel('気づいた時（日）').fill('令和8年11月14日')
  await page.getByLabel('気づいた時（時刻）').fill('9:15')
  await page.getByLabel('何が起きたか').fill('USBメモリーが見当たらない')
  await page.getByRole('button', { name: '記録する', exact: true }).click()
  await page.getByText('止まっていない').waitFor()
  await opens(page, '止める')
  await page.getByLabel('どう止めたか').fill('窓口の引き出しで見つけ、金庫に入れた')
  await page.getByRole('button', { name: '止めたことを記録する' }).click()
  await page.getByText('対応中').waitFor()
  await look(page, 'incident')

  await goesTo(page, '媒体')
  await page.getByRole('button', { name: '新しく書く' }).click()
  await page.getByLabel('種類').selectOption({ label: 'USBメモリー' })
  await page.getByLabel('製造番号・札の番号').fill('USB-0007')
  await page.getByLabel('置き場').fill('市民課の金庫')
  await page.getByRole('button', { name: '書き入れる' }).click()
  await page.getByRole('heading', { name: 'USBメモリー USB-0007' }).waitFor()
  await opens(page, '置き場で確かめる')
  await page.getByRole('button', { name: '確かめたことを記録する' }).click()
  await page.getByText('写しを選んでください').waitFor()
  await page.getByLabel('写真').setInputFiles({
    name: '金庫.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
  })
  await page.getByRole('button', { name: '確かめたことを記録する' }).click()
  await page.getByText('まだ選んでいません').waitFor()
  await look(page, 'medium')

  await goesTo(page, '委託先')
  await page.getByRole('button', { name: '新しく書く' }).click()
  await page.getByLabel('委託先の名').fill('七重電設（架空）')
  await page.getByLabel('頼むこと').fill('保守')
  await page.getByLabel('映像の扱い').selectOption({ index: 1 })
  await page.getByRole('button', { name: '書き入れる' }).click()
  await page.getByRole('heading', { name: '七重電設（架空）（保守）' }).waitFor()
  await look(page, 'contractor')

  await goesTo(page, '開示の求め')
  await page.getByRole('button', { name: '新しく書く' }).click()
  await look(page, 'disclosure-new')
  await page.getByLabel('どの求めか').selectOption({ index: 1 })
  await page.getByLabel('だれから').selectOption({ label: '映っている本人' })
  await page.getByLabel('氏名').fill('辻󠄀 葛󠄀城')
  await page.getByLabel('カメラ').selectOption({ index: 1 })
  await page.getByLabel('撮影の日').fill('R8.11.14')
  await page.getByLabel('何時から').fill('15:42')
  await page.getByLabel('何時まで').fill('15:43')
  await page.getByRole('button', { name: '受け付ける' }).click()
  await page.getByRole('heading', { name: /開示第1号/, level: 1 }).waitFor()
  await look(page, 'disclosure')
  assert.deepEqual([office.broken, wrong], [[], []])
})

test('人と職: いまの職が並び、指定すると加わり、改選で入れ替わる。会長のいない名簿は条文で断られる', async t => {
  const office = await staffApp(t, association)
  const { seat, signIn, wrong } = office
  const page = await seat()
  await signIn(page, '会長')
  await goesTo(page, '人と職')
  await page.getByRole('rowheader', { name: '副会長' }).first().waitFor()
  await look(page, 'people')
  await opens(page, '操作担当者を指定する')
  await page.getByLabel('氏名').fill('山﨑')
  await page.getByLabel('いつまで（最後の日）').fill('令和9年3月31日')
  await page.getByRole('button', { name: '指定する', exact: true }).click()
  await page
    .getByRole('row')
    .filter({ hasText: '山﨑' })
    .filter({ hasText: '操作担当者' })
    .waitFor()
  await opens(page, '改選した')
  await look(page, 'election')
  const third = page.getByLabel('委員3の名前')
  const gone = await third.inputValue()
  const chair = page.getByLabel('委員1の役')
  await chair.selectOption({ label: '委員' })
  await third.fill('𠮷田 葛󠄀')
  await page.getByRole('button', { name: 'この名簿を届ける' }).click()
  await page.getByText('運用基準４（１）により').first().waitFor()
  await chair.selectOption({ label: '会長' })
  await page.getByRole('button', { name: 'この名簿を届ける' }).click()
  await page.getByRole('rowheader', { name: '𠮷田 葛󠄀' }).waitFor()
  await opens(page, '終わった職')
  await page.getByRole('rowheader', { name: gone }).first().waitFor()
  assert.deepEqual([office.broken, wrong], [[], []])
})

test('決め方: 書面で決めた議事録を、二名が見比べて署名して入れる。一名では断られる', async t => {
  const office = await staffApp(t, association)
  const { seat, signIn, wrong, origin, clock } = office
  await keepsCameras(office)
  const others = new Map<string, OfficeUser>()
  const enters = async (name: string) => {
    const user = new OfficeUser({ name, ...(await office.enter(name)) }, origin, others)
    await user.sitsDown()
    await user.enrolsKey()
    return user
  }
  const [clerk, 山﨑, chair] = [await enters('副会長'), await enters('山﨑'), await enters('会長')]
  const fromMinute = minuteOf(clock.us) - 60
  const story = stories.toDecide([{ camera: 'no12', fromMinute, toMinute: fromMinute + 1 }])
  const id = await receives(clerk, association, story)
  await proves([clerk, 山﨑], association, id, story, '2026-11-14')
  await chair.does(approval(id), 'Propose')

  const page = await seat()
  const { password } = await signIn(page, '髙橋')
  await page.getByRole('link', { name: /（.*）$/ }).click()
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: '鍵を登録する' }).click()
  await page.getByRole('heading', { name: 'セキュリティキー', level: 2 }).waitFor()
  await page.goto(`${origin}/requests/${encodeURIComponent(id)}`)
  await opens(page, '書面（議事録・回議書）で決めた')
  await page.getByLabel('書面の種類').selectOption({ label: '議事録' })
  await page.getByLabel('写し').setInputFiles({
    name: '議事録.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 議事録'),
  })
  const group = (name: string) => page.getByRole('group', { name })
  for (const name of ['会長', '副会長', '髙橋']) {
    await group('賛成した委員').getByLabel(name, { exact: true }).check()
  }
  await group('原本と見比べた委員').getByLabel('髙橋', { exact: true }).check()
  const enter = page.getByRole('button', { name: '書面の決定を入れる' })
  await enter.click()
  await page.getByText('2名の確認がそろっていません').waitFor()
  await look(page, 'paper-refused')
  await group('原本と見比べた委員').getByLabel('山﨑', { exact: true }).check()
  const asked = page.waitForResponse(answer => answer.status() === 202)
  await enter.click()
  const { actId, checkpoint, people } = await (await asked).json()
  const own = people.find(({ person }: { person: string }) => person === '山﨑')
  const { proof } = 山﨑.key.cosign(own.statement, checkpoint)
  assert.equal((await 山﨑.post(`/api/signing/${actId}`, { person: '山﨑', proof })).status, 202)
  await page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: '髙橋' })
    .getByRole('button', { name: '署名する', exact: true })
    .click()
  await page.getByText('書面での議決').waitFor()
  await look(page, 'decided-on-paper')
  assert.deepEqual([office.broken, wrong], [[], []])
})

test('会議・議決: 会議を議案とともに記録し、議決が効き、過半数に足りない議案は残らない', async t => {
  const office = await staffApp(t, association)
  const { seat, signIn, wrong } = office
  const page = await seat()
  await signIn(page, '会長')
  await goesTo(page, '会議・議決')
  await look(page, 'meetings-empty')
  await page.getByRole('button', { name: '会議を記録する' }).click()
  await page.getByLabel('開いた日').fill('令和8年11月14日')
  await page.getByLabel('始まった時刻').fill('17:00')
  await page.getByLabel('招集した人').selectOption({ label: '会長' })
  const came = page.getByRole('group', { name: '出席した人' })
  for (const name of ['会長', '副会長', '髙橋'])
    await came.getByLabel(name, { exact: true }).check()
  await page.getByRole('button', { name: '議案を足す' }).click()
  await page.getByRole('button', { name: '議案を足す' }).click()
  const [first, second] = [1, 2].map(at => page.getByRole('group', { name: `議案${at}` }))
  await first!.getByLabel('何について').selectOption({ label: '操作する委員を立会いに数える' })
  await second!.getByLabel('何について').selectOption({ label: '規程に定めのないことの決まり' })
  await second!.getByLabel('内容').fill('祭りの日の録画')
  await second!.getByRole('group', { name: '賛成した人' }).getByLabel('髙橋').uncheck()
  await look(page, 'meeting-new')
  await page.getByLabel('始まった時刻').fill('23:59')
  await page.getByRole('button', { name: '会議を記録する' }).click()
  await page.getByText('まだ開かれていない会議は、記録できません').waitFor()
  await page.getByLabel('始まった時刻').fill('17:00')
  await page.getByRole('button', { name: '会議を記録する' }).click()
  await page.getByRole('row').filter({ hasText: '操作する委員を立会いに数える' }).waitFor()
  assert.equal(await page.getByText('祭りの日の録画').count(), 0, 'two of five are no majority')
  await look(page, 'meetings')
  assert.deepEqual([office.broken, wrong], [[], []])
})
