import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { builtApp } from '../src/web/app/build.mjs'
import { association, wholeCase } from './booked-office.ts'
import { keepsCameras } from './keeps-cameras.ts'
import { accessible, look, staffApp, staysWithin } from './staff-app.ts'

test('画面: 記録簿・カメラ・規程を見て、探し、確かめ、持ち出す', async t => {
  const office = await staffApp(t, hokuto)
  const { seat, signIn, wrong, origin } = office
  await wholeCase(office, hokuto)
  await office.reread()
  await office.ledger.sign()
  const page = await seat()
  await signIn(page, '課長')

  await page.getByRole('link', { name: '記録簿' }).click()
  await page.getByText('いま全部を確かめる').click()
  await page.getByText('改ざんはありません').waitFor()
  await look(page, 'registers')
  await page.getByRole('link', { name: '防犯カメラ画像閲覧等記録簿' }).click()
  await page.getByRole('table').waitFor()
  await look(page, 'register')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSVにする' }).click(),
  ])
  const csv = readFileSync(await saved.path(), 'utf8')
  assert.ok(csv.startsWith('\ufeff"番号","') && csv.includes('令和8年度 第0042号'))
  await page.getByLabel('探す言葉').fill('どこにもない言葉')
  await page.getByRole('button', { name: '探す' }).click()
  await page.getByText('見つかりません').waitFor()

  // Words of a keeper that nobody enrolled: a verifier would say so.
  await keepsCameras(office)
  await page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: '記録簿' }).click()
  await page.getByText('いま全部を確かめる').click()
  await page.getByText('合わない記録があります').waitFor()
  await page.getByRole('link', { name: 'カメラ', exact: true }).click()
  await page.getByRole('table').waitFor()
  await look(page, 'cameras')
  assert.equal(await page.locator('img, video, canvas').count(), 0)

  await page.getByRole('link', { name: '規程', exact: true }).click()
  await page.getByRole('heading', { name: '第6条' }).waitFor()
  await look(page, 'document')
  await page.getByLabel('文の中を探す').fill('立会い')
  await page.getByRole('heading', { name: '第1条' }).waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'ID番号と端末' }).click()
  await page.getByLabel('だれの').fill('職員')
  await page.getByLabel('ID番号 ※必須').fill('shokuin')
  await page.getByRole('button', { name: '番号を出す', exact: true }).click()
  await page.getByText('この番号は今だけ見えます').waitFor()
  await look(page, 'credentials')

  await page.goto(`${origin}/ない`)
  await page.goto(`${origin}/requests/${encodeURIComponent('令和8年度 第9999号')}`)
  await page.getByText('そのページや記録はありません').waitFor()
  await look(page, 'not-there')
  assert.deepEqual(wrong, [])
})

test('画面: どの部品も、狭い画面・2倍の文字・キーボードだけで使える', async t => {
  const { seat, origin, wrong } = await staffApp(t, association)
  const page = await seat()
  await page.goto(`${origin}/sign-in`)
  // The page of components is none of the table's: it is gone to from within.
  await page.evaluate(
    `history.pushState(null, '', '/components'); dispatchEvent(new PopStateEvent('popstate'))`,
  )
  await page.getByRole('heading', { name: '部品', level: 1 }).waitFor()
  await look(page, 'components')
  await page.setViewportSize({ width: 320, height: 640 })
  await staysWithin(page, '320 px')
  await accessible(page, '320 px')
  // 200 %: half as many CSS pixels for the same window, and text twice as large besides.
  await page.setViewportSize({ width: 640, height: 450 })
  await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
  await staysWithin(page, '200 %')
  await page.evaluate(`document.documentElement.style.fontSize = ''`)

  await page.setViewportSize({ width: 1280, height: 900 })
  const opener = page.getByRole('button', { name: '対話を開く' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await look(page, 'components-dialog')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await opener.evaluate(button => button.matches(':focus')), true)
  await page.getByRole('tab', { name: '進んでいるもの' }).focus()
  await page.keyboard.press('ArrowRight')
  assert.equal(
    await page.getByRole('tab', { name: '終わったもの' }).getAttribute('aria-selected'),
    'true',
  )

  // Every stop of the Tab key can be seen.
  await page.getByRole('link', { name: '本文へ' }).focus()
  let stops = 0
  for (; stops < 80; stops++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(
      `(() => { const a = document.activeElement; if (a === document.body) return 'end'; const r = a.closest('label')?.getBoundingClientRect() ?? a.getBoundingClientRect(); return r.width > 0 && r.height > 0 ? '' : a.outerHTML })()`,
    )
    if (at === 'end') break
    assert.equal(at, '')
  }
  assert.ok(stops > 30, `${stops} stops`)

  // Names come out in our own typeface, every character of them.
  const client = await page.context().newCDPSession(page)
  await client.send('DOM.enable')
  await client.send('CSS.enable')
  const { root } = await client.send('DOM.getDocument')
  const { nodeId } = await client.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: '#hard',
  })
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId })
  assert.deepEqual(
    fonts.filter(({ isCustomFont }) => !isCustomFont),
    [],
  )
  assert.deepEqual(wrong, [])
})

test('画面の枠と部品: だれにも同じもので、枠は残らず、部品は変わらない', async t => {
  const { origin } = await staffApp(t, association)
  const shell = await fetch(`${origin}/requests/new`)
  assert.equal(shell.status, 200)
  assert.equal(shell.headers.get('cache-control'), 'no-store')
  assert.equal(shell.headers.get('set-cookie'), null)
  const policy = shell.headers.get('content-security-policy')!
  assert.doesNotMatch(policy, /unsafe|http|\*|data:/)
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(part), part)
  }
  const html = await shell.text()
  assert.equal(await (await fetch(`${origin}/`)).text(), html)
  assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|https?:/)
  const names = [...html.matchAll(/\/assets\/([\w.-]+)/g)].map(([, name]) => name!)
  assert.ok(names.length >= 3)
  for (const name of names) {
    const part = await fetch(`${origin}/assets/${name}`)
    assert.equal(part.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(part.headers.get('x-content-type-options'), 'nosniff')
    assert.notEqual(part.headers.get('content-type'), 'application/octet-stream')
  }
  for (const name of ['none.js', '..%2findex.html', '%2e%2e%2f%2e%2e%2fcurrent']) {
    assert.equal((await fetch(`${origin}/assets/${name}`)).status, 404, name)
  }
})

/** A piece of the build with everything that it needs at once. */
function withImports(assets: string, name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known
  known.add(name)
  const code = readFileSync(join(assets, name), 'utf8')
  for (const [, next] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) {
    withImports(assets, next!, known)
  }
  return known
}

test('画面: 入って今日やることを読むまでの分は 130 kB（gzip）まで', async t => {
  const assets = join(await builtApp(), 'assets')
  const names = readdirSync(assets).filter(name => name.endsWith('.js'))
  const sizeOf = (some: Iterable<string>) =>
    [...some].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0)
  const first = new Set(
    ['index-', 'sign-in-', 'today-'].flatMap(start =>
      names.filter(name => name.startsWith(start)).flatMap(name => [...withImports(assets, name)]),
    ),
  )
  t.diagnostic(`${sizeOf(first)} bytes to the first screens, ${sizeOf(names)} for every screen`)
  assert.ok(first.size > 5 && sizeOf(first) <= 130_000, `${sizeOf(first)} bytes`)
})
