import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { orderOf } from './acts.ts'
import { association, request } from './booked-office.ts'
import { settingOf } from './given.ts'
import { waysOf } from './scenario/decided.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary } from './scenario/ordinary.ts'
import { until } from './site.ts'
import { look, phone, printed, staffApp } from './staff-app.ts'

const casePath = `/requests/${encodeURIComponent(request)}`

/** An office whose case is approved, and nobody has been asked to come yet. */
async function approved(t: TestContext, profile: Profile) {
  const office = await staffApp(t, profile)
  const { books, room, clock } = office
  const setting = settingOf(profile, officeFor(profile))
  const known = (act: Act) => profile.approval.acts.some(rule => rule.act === act)
  const ground = profile.grounds.list.find(({ acts }) => acts.includes('takeOut'))!
  for (const step of ordinary(
    setting,
    ground.code,
    ground.acts.filter(known),
    waysOf(setting)[0]!,
  )) {
    if (step.to === 'viewing') break
    await books.act(orderOf(request, room, step))
    clock.us = step.command.atUs + 60_000_000
  }
  await office.reread()
  return office
}

test('画面: 委員に立会いを頼み、番号・紙・電話の返事で二名がそろい、取りやめられる', async t => {
  const office = await approved(t, association)
  const { seat, signIn, origin, wrong, broken } = office
  const page = await seat()
  await signIn(page, '操作')
  await page.goto(origin + casePath)
  await page.getByText('まだ頼んでいません').first().waitFor()
  await look(page, 'witnesses-case')
  await page.getByRole('link', { name: '立会いの手配' }).click()
  await page.getByRole('heading', { name: '立会いの手配', level: 1 }).waitFor()
  await page.getByText('立会いに数えない人（1名）').click()
  await page.getByText('操作担当者である委員を閲覧の立会いに数えるのは').waitFor()

  // A day on which the pictures are gone is no day to come.
  await page.getByLabel('閲覧', { exact: true }).check()
  await page.getByLabel('立会いの日').fill('令和８年１２月１日')
  await page.getByLabel('始まる時刻').fill('13時30分')
  await page.getByLabel('場所').fill('みどり台公民館 二階 役員室（北側の階段から）')
  await page.getByRole('button', { name: '4名に立会いを頼む' }).click()
  await page.getByText('その日時には、映像が残っていません').waitFor()
  await look(page, 'witnesses-ask-refused')
  await page.getByLabel('立会いの日').fill('R8.11.16')
  assert.equal(await page.getByLabel('返事の期限の日').inputValue(), '令和8年11月15日')
  await page.getByRole('checkbox', { name: '会長 会長・委員長・委員', exact: true }).uncheck()
  await look(page, 'witnesses-ask')
  await page.getByRole('button', { name: '3名に立会いを頼む' }).click()

  await page.getByRole('heading', { name: '知らせを届ける' }).waitFor()
  await page.getByText('立会いは委員2名以上です。いま数えられるのは0名です').waitFor()
  await page.getByText('髙橋さんへの知らせを読む').click()
  const letter = await page.locator('pre').filter({ hasText: '髙橋さん' }).innerText()
  assert.ok(!letter.includes(request) && !letter.includes('警察'), letter)
  await look(page, 'witnesses-asked')
  const [address] = /http\S+\/come#\S+/.exec(letter)!

  // On a phone, without signing in; the number works once.
  const own = await seat(phone)
  await own.goto(address)
  await own.getByRole('heading', { name: '髙橋さんへ' }).waitFor()
  const shown = await own.locator('main').innerText()
  assert.ok(shown.includes('みどり台公民館') && !shown.includes(request), shown)
  await look(own, 'come-link')
  await own.setViewportSize(phone)
  await own.getByLabel('行けます').check()
  await own.getByRole('button', { name: 'この返事を送る' }).click()
  await own.getByText('「行けます」と届けました').waitFor()
  await look(own, 'come-answered')
  await own.reload()
  await own.getByText('この番号で開ける立会いのお願いはありません').waitFor()
  await look(own, 'come-used')

  // Another came in by name, and thought again.
  const member = await seat(phone)
  await signIn(member, '山﨑')
  await member.getByText('あなたへのお願い').waitFor()
  await look(member, 'come-today')
  await member.getByRole('link', { name: '返事をする' }).click()
  await member.getByRole('button', { name: '行けます' }).click()
  await member.getByRole('main').getByText('返事がまだです').waitFor({ state: 'detached' })
  await member.getByRole('button', { name: '行けません' }).click()
  await look(member, 'come-seated')

  await page.reload()
  await page.getByText('立会い 1/2名').waitFor()
  await page.getByText('いま数えられるのは1名です').waitFor()
  await page.getByText('返事の期限まで').waitFor()
  await page.getByRole('button', { name: /副会長さんは\s*行ける$/ }).click()
  await page.getByText('立会いはそろう見込みです').waitFor()
  await page.getByText('聞き取り（操作）').waitFor()
  await look(page, 'witnesses-enough')
  await page.emulateMedia({ media: 'print' })
  await page.getByText('副会長　様').waitFor()
  assert.ok(!(await page.getByRole('button', { name: '印刷する' }).isVisible()))
  assert.ok(!(await page.getByText(request).first().isVisible()))
  await printed(page, 'witnesses-printed')
  await page.emulateMedia({ media: null })

  await page.goto(origin)
  await page.getByText('立会い 2/2名').waitFor()
  await look(page, 'witnesses-today')
  await page.getByRole('link', { name: '手配を見る' }).click()
  await page.getByRole('button', { name: /山﨑さんの\s*番号を出し直す/ }).click()
  await page.getByText('山﨑さんへの知らせを読む').click()
  const again = await page.locator('pre').innerText()
  await page.getByRole('button', { name: '手配を取りやめる' }).click()
  await page.getByText('行けると答えた').waitFor()
  await look(page, 'witnesses-call-off')
  await page.getByRole('button', { name: '取りやめる', exact: true }).click()
  await page.getByRole('button', { name: '4名に立会いを頼む' }).waitFor()
  const [number] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}(?=）)/.exec(again)!
  await own.goto(`${origin}/come`)
  await own.getByLabel('受け取った番号').fill(number)
  await look(own, 'come-number')
  await own.getByRole('button', { name: '番号で開く' }).click()
  await own.getByText('この番号で開ける立会いのお願いはありません').waitFor()
  assert.deepEqual(broken, [])
  assert.deepEqual(wrong, [])
})

test('画面: 北斗市では、二人が来ても運用取扱者がいなければ、内規として足りないと出る', async t => {
  const { seat, signIn, origin, wrong, broken, rooms } = await approved(t, hokuto)
  const page = await seat()
  await signIn(page, '職員')
  await page.goto(`${origin + casePath}/witnesses`)
  await page.getByLabel('立会いの日').fill('2026/11/17')
  await page.getByLabel('始まる時刻').fill('10:00')
  await page.getByLabel('場所').fill('市民課 相談室')
  assert.equal(await page.getByLabel('端末を操作する人').inputValue(), '担当')
  await page.getByRole('button', { name: '3名に立会いを頼む' }).click()
  for (const person of ['課長', '職員']) {
    await page.getByRole('button', { name: new RegExp(`${person}さんは\\s*行ける$`) }).click()
    await until(async () => {
      const [now] = await rooms.gatherings.all()
      return now!.called.some(one => one.person === person && one.coming === true)
    })
  }
  await page.getByText('立会いに運用取扱者が加わっていません').waitFor()
  await look(page, 'witnesses-hokuto-short')
  await page.getByRole('button', { name: /担当さんは\s*行ける$/ }).click()
  await page.getByText('立会いはそろう見込みです').waitFor()
  assert.deepEqual(broken, [])
  assert.deepEqual(wrong, [])
})
