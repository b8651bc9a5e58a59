import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { association } from './booked-office.ts'
import { keepsCameras } from './keeps-cameras.ts'
import { look, staffApp } from './staff-app.ts'

/** What differs between the two is what their documents ask; the steps of the test are the same. */
type Case = {
  readonly profile: Profile
  readonly word: string
  readonly counter: string
  readonly ground: string
  readonly paper: string | null
  readonly members: readonly string[]
}

const cases: readonly Case[] = [
  {
    profile: association,
    word: '申請',
    counter: '操作',
    ground: '法令の定め',
    paper: '画像データ等の提出を求める文書',
    members: ['会長', '副会長', '髙橋'],
  },
  {
    profile: hokuto,
    word: '求め',
    counter: '担当',
    ground: '捜査機関の公文書による要請',
    paper: '捜査機関の公文書',
    members: ['課長'],
  },
]

const addKey = async (page: Page, password: string) => {
  await page.getByRole('link', { name: /（.*）$/ }).click()
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: '鍵を登録する' }).click()
  await page.getByRole('heading', { name: 'セキュリティキー', level: 2 }).waitFor()
}

for (const { profile, word, counter, ground, paper, members } of cases) {
  test(`${profile.called}: 受付から承認まで、画面だけで進む`, async t => {
    const office = await staffApp(t, profile)
    const { seat, signIn, wrong, origin } = office
    await keepsCameras(office)
    const page = await seat()
    await signIn(page, counter)
    if (profile.committee) await look(page, 'today')

    await page.getByRole('link', { name: '受付と承認' }).click()
    await page.getByText(`進んでいる${word}はありません`).waitFor()
    if (profile.committee) await look(page, 'requests-empty')
    await page.getByRole('link', { name: `${word}を受け付ける` }).click()
    await page.getByRole('button', { name: '次へ' }).click()
    await page.getByText('どれかを選んでください').waitFor()
    if (profile.committee) await look(page, 'reception-1-missing')
    await page.getByLabel('求めている人').selectOption({ label: '警察・検察などの捜査機関' })
    await page.getByLabel('所属機関・団体').fill('北海道函館方面函館中央警察署 刑事第一課')
    await page.getByLabel('職名').fill('巡査部長')
    await page.getByLabel('氏名').fill('𠮷田 葛󠄀城')
    await page.getByLabel('連絡先').fill('0138-00-0000（内線123）')
    await page.getByLabel('閲覧', { exact: true }).check()
    await page
      .getByLabel('目的')
      .fill('令和8年11月14日に市内通学路で発生した交通ひき逃げ事件の捜査のため')
    await page.getByRole('button', { name: '次へ' }).click()

    await page.getByRole('heading', { name: '2 根拠' }).waitFor()
    await page.getByLabel(ground).check()
    for (const yes of await page.getByLabel('はい').all()) await yes.check()
    for (const facts of await page.getByLabel('そう言える事実').all())
      await facts.fill('ひき逃げの捜査')
    for (const field of await page.getByLabel('根拠の法令').all()) {
      await field.fill('刑事訴訟法第197条第2項')
    }
    await look(page, `${profile.id}-reception-2`)
    await page.getByRole('button', { name: '次へ' }).click()

    await page.getByRole('heading', { name: '3 どの映像' }).waitFor()
    await page.getByLabel('七重浜小学校 正門前').check()
    if (profile.committee) await page.getByLabel('公民館').check()
    await page.getByLabel('撮影の日').fill('令和８年１１月１４日')
    await page.getByText('令和8年11月14日（土・2026年）').waitFor()
    await page.getByLabel('何時から').fill('15:42')
    await page.getByLabel('何時まで').fill('15時43分')
    await page.getByText('消去まで 残り').waitFor()
    if (profile.committee) await look(page, 'reception-3')

    // Whatever was written so far is kept: another page goes on with it.
    await page.getByRole('button', { name: '取っておいて' }).click()
    await page.getByText('続きを書く').waitFor()
    if (profile.committee) await look(page, 'draft')
    await page.getByRole('link', { name: '続きを書く' }).click()
    await page.getByRole('button', { name: '受け付けて番号を取る' }).click()
    await page.getByRole('heading', { name: '令和8年度 第0001号', level: 1 }).waitFor()
    await look(page, `${profile.id}-case-incomplete`)

    for (const name of [`書面による${word}`, ...(paper ? [paper] : [])]) {
      const button = page.getByRole('button', { name: `${name}を受け取った` })
      if ((await button.count()) === 0) continue
      const form = page.locator('form', { has: button })
      await form.getByLabel('文書の日付').fill('R8.11.14')
      await form.getByLabel('写し').setInputFiles({
        name: '写し.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.4 写し'),
      })
      await button.click()
      await button.waitFor({ state: 'detached' })
    }
    const proof = page.getByLabel('確かめたもの')
    if ((await proof.count()) > 0) {
      await proof.first().fill('警察手帳')
      await page.getByRole('button', { name: '確かめた', exact: true }).click()
    }
    await page.getByText('すべて適合').waitFor()
    await look(page, `${profile.id}-case-ready`)
    if (profile.committee) {
      await page.getByRole('button', { name: 'この内容で採決にかける' }).click()
      await page.getByRole('heading', { name: '採決', exact: true }).waitFor()
    }

    for (const member of members) {
      const own = await seat()
      const { password } = await signIn(own, member)
      await addKey(own, password)
      await own.goto(`${origin}/requests`)
      await own.getByRole('link', { name: '令和8年度 第0001号' }).click()
      await own.getByLabel(profile.committee ? '承認する' : '承認', { exact: true }).check()
      if (member === members[0]) await look(own, `${profile.id}-deciding`)
      await own.getByRole('button', { name: 'この判断で' }).click()
      await own.getByText(`署名: 令和8年度 第0001号`).waitFor()
      if (profile.committee && member === members[0]) await look(own, 'signing')
      await own.getByRole('button', { name: '署名する', exact: true }).click()
      await own.getByRole('dialog').waitFor({ state: 'detached' })
      await own.context().close()
    }
    await page.reload()
    await page.getByRole('heading', { name: '決定（閲覧）' }).waitFor()
    await look(page, `${profile.id}-approved`)
    assert.deepEqual(office.broken, [])
    assert.deepEqual(wrong, [])
  })
}
