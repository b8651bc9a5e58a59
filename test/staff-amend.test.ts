import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { atEnd } from './site.ts'
import { look, staffApp } from './staff-app.ts'

test('画面: 改正した規程を読み込み、比べ、二名で署名して当てはめる', async t => {
  const { seat, signIn, origin, wrong, enter } = await staffApp(t, nishinari)
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-'))
  atEnd(t, () => rmSync(folder, { recursive: true }))
  const file = (document: object, name: string) => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(document))
    return path
  }
  const page = await seat()
  const { password } = await signIn(page, '課長')
  await page.getByRole('link', { name: /（.*）$/ }).click()
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: '鍵を登録する' }).click()
  await page.getByRole('heading', { name: 'セキュリティキー', level: 2 }).waitFor()
  await enter('担当')

  await page.goto(`${origin}/document`)
  await page.getByRole('link', { name: '改正を当てはめる' }).click()
  const chosen = page.getByLabel('改正した規程')
  const { retention: _, ...torn } = nishinari
  await chosen.setInputFiles(file(torn, '一.json'))
  await page.getByRole('button', { name: '読み込んで比べる' }).click()
  await page.getByText('1か所を直してください').waitFor()
  await look(page, 'amend-wrong')

  const rule = { kind: 'civilDays', days: 5 }
  const retention = { ...nishinari.retention, rule }
  await chosen.setInputFiles(
    file({ ...nishinari, version: '令和9年4月1日改正', retention }, '二.json'),
  )
  await page.getByRole('button', { name: '読み込んで比べる' }).click()
  await page.getByRole('heading', { name: '2. いまの版と比べる' }).waitFor()
  assert.match(await page.locator('main').innerText(), /令和9年4月1日改正/)
  await page.getByLabel('施行の日').fill('R9.4.1')
  await page.getByLabel('ともに署名する人').fill('担当')
  await page.getByRole('button', { name: '二名で署名して当てはめる' }).click()
  await page.getByText('改正を決めた書面が書かれていません').waitFor()
  await look(page, 'amend')
  await page.getByLabel('改正を決めた書面').fill('令和9年3月10日 区長決裁')
  await page.getByRole('button', { name: '二名で署名して当てはめる' }).click()
  await page.getByText('署名: 令和9年4月1日改正を当てはめる').waitFor()
  const both = page.getByRole('dialog').getByRole('listitem')
  assert.deepEqual(await both.count(), 2)
  await both.filter({ hasText: '課長' }).getByRole('button', { name: '署名する' }).click()
  await page.getByText('署名済み').waitFor()
  await look(page, 'amend-signing')
  await page.goto(`${origin}/document`)
  await page.getByRole('heading', { name: '規程', level: 1 }).waitFor()
  assert.equal(await page.getByText('施行前').count(), 0, 'one signature puts nothing in force')
  assert.deepEqual(wrong, [])
})
