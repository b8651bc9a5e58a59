import assert from 'node:assert/strict'
import { test } from 'node:test'
import { association } from './booked-office.ts'
import { look, staffApp } from './staff-app.ts'

test('画面: 番号を受け取った人が、パスワードを決めて入り、端末と鍵を登録する', async t => {
  const { seat, signIn, rooms, manager, origin, wrong, clock } = await staffApp(t, association)
  const page = await seat()
  await page.goto(origin)
  await page.getByRole('heading', { name: '入る', level: 1 }).waitFor()
  await look(page, 'sign-in')

  const by = { person: manager, terminal: null }
  const issue = { type: 'IssueCredential', person: '髙橋', loginId: 'takahashi' } as const
  const { code } = await rooms.accounts.issue(by, issue)
  await page.getByRole('link', { name: '受け取った番号で' }).click()
  await page.getByLabel('ID番号').fill('takahashi')
  await page.getByLabel('受け取った番号').fill(code!)
  await page.getByLabel('新しいパスワード ※必須').fill('みじかい')
  await page.getByRole('button', { name: 'このパスワードに決める' }).click()
  await page.getByText('10文字以上にしてください').waitFor()
  await look(page, 'set-password-wrong')
  const password = '七重浜の潮風はつめたい'
  await page.getByLabel('新しいパスワード ※必須').fill(password)
  await page.getByLabel('新しいパスワード（もう一度）').fill(password)
  await page.getByRole('button', { name: 'このパスワードに決める' }).click()
  await page.getByText('受け取った番号は、もう使えません').waitFor()

  clock.us += 1_000_000
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('ID番号').fill('takahashi')
  await page.getByLabel('パスワード').fill('ちがうパスワード')
  await page.getByRole('button', { name: '入る', exact: true }).click()
  await page.getByText('ID番号か、パスワードか').waitFor()
  await look(page, 'sign-in-refused')
  await signIn(page, '髙橋', { loginId: 'takahashi', password })

  await page.getByRole('link', { name: '髙橋（' }).click()
  await page.getByLabel('パスワード').fill(password)
  await look(page, 'keys-empty')
  await page.getByRole('button', { name: '鍵を登録する' }).click()
  await page.getByRole('heading', { name: 'セキュリティキー', level: 2 }).waitFor()
  await look(page, 'keys')

  const screen = { terminal: '端末2', room: '集会所2階', keptBy: null }
  const invited = await rooms.terminals.invite(by, screen)
  assert.ok('code' in invited, JSON.stringify(invited))
  await page.goto(`${origin}/screen`)
  await page.getByLabel('端末の番号').fill(invited.code)
  await page.getByRole('button', { name: 'この機械を登録する' }).click()
  await page.getByText('この機械は端末「端末2」（集会所2階）です').waitFor()
  await look(page, 'own-screen')
  clock.us += 1_000_000
  // By keyboard alone, as somebody does who sees no pointer.
  await page.goto(`${origin}/sign-in`)
  await page.getByText('この端末「端末2」').waitFor()
  await page.getByRole('heading', { name: '入る', level: 1 }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.type('takahashi')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText(password)
  await page.keyboard.press('Enter')
  await page.getByText('端末: 端末2').waitFor()
  await page.getByRole('link', { name: 'カメラ', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('録画しているカメラはありません').waitFor()
  await page.getByRole('button', { name: '出る' }).click()
  await page.getByRole('heading', { name: '入る', level: 1 }).waitFor()

  // An empty chair: what stood on the screen goes when the session has idled out.
  const left = await seat()
  await left.clock.install()
  await signIn(left, '髙橋', { loginId: 'takahashi', password })
  await left.clock.fastForward('14:00')
  assert.equal(new URL(left.url()).pathname, '/')
  await left.clock.fastForward('02:00')
  await left.getByRole('heading', { name: '入る', level: 1 }).waitFor()
  assert.deepEqual(wrong, [])
})
