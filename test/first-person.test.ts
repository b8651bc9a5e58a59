import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { chromium, type Page } from 'playwright-core'
import { builtApp } from '../src/web/app/build.mjs'
import { chromiumOptions } from './browser.ts'
import { siteWithOffice } from './office-site.ts'
import { atEnd, until } from './site.ts'
import { look } from './staff-app.ts'

/** A machine that somebody has just set up, nobody's yet, and a browser before it. */
async function freshMachine(t: TestContext, profile: string) {
  await builtApp({})
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  await site.init(profile)
  const run = await site.start(['run'])
  const first = async () => (await site.json(['account', 'first', '--by', '設置 花子'])).value
  await until(
    async () => typeof (await first())?.address === 'string',
    () => run.said(),
  )
  const browser = await chromium.launch(chromiumOptions)
  atEnd(t, () => browser.close())
  const { address, code } = await first()
  const page = await (await browser.newContext({ locale: 'ja-JP' })).newPage()
  page.setDefaultTimeout(60_000)
  const wrong: string[] = []
  page.on('pageerror', error => wrong.push(String(error)))
  page.on('request', request => {
    if (!request.url().startsWith(address)) wrong.push(request.url())
  })
  await page.goto(`${address}/`)
  await page.getByRole('link', { name: '設置した人の番号で' }).click()
  return { site, page, address, code, wrong, first }
}

const types = (page: Page, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).fill(value)
const password = '集会所の桜は四月に咲く'

async function isMyself(page: Page, name: string) {
  await types(page, '名前 ※必須', name)
  await types(page, 'ID番号 ※必須', 'first')
  await types(page, 'パスワード ※必須', password)
  await types(page, 'パスワードをもう一度 ※必須', password)
}

async function comesIn(page: Page) {
  await page.getByRole('button', { name: 'この内容で届けて始める' }).click()
  await page.getByRole('heading', { name: '入れるようになりました' }).waitFor()
  await page.getByRole('link', { name: '入る' }).click()
  await types(page, 'ID番号 ※必須', 'first')
  await types(page, 'パスワード ※必須', password)
  await page.getByRole('button', { name: '入る', exact: true }).click()
  await page.getByRole('heading', { name: '今日やること', level: 1 }).waitFor()
}

test('画面: 町内会の会長が、設置した人の番号で、委員会を届けて入り、設定を続ける', async t => {
  const { page, address, code, wrong, site } = await freshMachine(t, 'kai')
  await look(page, 'first-empty')
  await types(page, '受け取った番号 ※必須', 'ZZZZ-ZZZZ-ZZZZ')
  await page.getByRole('button', { name: '番号を確かめる' }).click()
  await page.getByText('受け取った番号が違います').waitFor()
  await types(page, '受け取った番号 ※必須', code)
  await page.getByRole('button', { name: '番号を確かめる' }).click()
  await page.getByRole('heading', { name: '3. ', exact: false }).waitFor()
  await isMyself(page, '会長 髙橋')
  await types(page, '委員の人数 ※必須', '5')
  const people = ['会長 髙橋', '副会長 山﨑', '𠮷田', '葛󠄀城', '操作 栁']
  for (const [at, person] of people.entries()) {
    await page.getByLabel(`委員${at + 1}の名前`).fill(person)
  }
  await page.getByLabel('委員1の役').selectOption({ label: '会長' })
  await look(page, 'first-committee')
  await page.getByRole('button', { name: 'この内容で届けて始める' }).click()
  // The document wants a vice president on it.
  await page.getByText('副会長').last().waitFor()
  await page.getByText('運用基準').first().waitFor()
  await page.getByLabel('委員2の役').selectOption({ label: '副会長' })
  for (const at of [3, 4, 5]) await page.getByLabel(`委員${at}の役`).selectOption('member')
  await comesIn(page)

  await page.goto(`${address}/setup`)
  await page.getByRole('heading', { name: 'はじめの設定', level: 1 }).waitFor()
  await look(page, 'setup')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '名簿を書き出す' }).click(),
  ])
  assert.equal(saved.suggestedFilename(), 'founding-roster.json')
  assert.deepEqual(wrong, [])

  const again = await site.json(['account', 'first', '--by', '設置 花子'])
  assert.equal(again.code, 1, 'nobody else comes in by this way')
  await page.goto(`${address}/first`)
  await types(page, '受け取った番号 ※必須', code)
  await page.getByRole('button', { name: '番号を確かめる' }).click()
  await page.getByText('受け取った番号が違います').waitFor()
})

test('画面: 市の課長が、何のための画像かを書いて入る', async t => {
  const { page, code, wrong } = await freshMachine(t, 'kawasaki')
  await types(page, '受け取った番号 ※必須', code)
  await page.getByRole('button', { name: '番号を確かめる' }).click()
  await page.getByRole('heading', { name: '3. ', exact: false }).waitFor()
  await isMyself(page, '課長')
  await types(page, '課の名 ※必須', '総務局総務課')
  await types(page, '何のための画像か ※必須', '庁舎の安全管理')
  await page.getByLabel('ほかの職員').fill('担当\n職員\n')
  await look(page, 'first-section')
  await comesIn(page)
  await page.getByRole('link', { name: /^課長（.*管理責任者/ }).waitFor()
  assert.deepEqual(wrong, [])
})
