import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chromium, type Page } from 'playwright-core'
import { association } from './booked-office.ts'
import { chromiumOptions } from './browser.ts'
import { atEnd } from './site.ts'
import { webOffice } from './web-office.ts'

/** A blank page under a name, as if that server had sent it. */
async function pageAt(page: Page, address: string): Promise<void> {
  await page.route(`${address}/blank`, route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }),
  )
  await page.goto(`${address}/blank`)
}

const ask = (page: Page, method: string, url: string, body?: object) =>
  page.evaluate(
    async ([method, url, body]) => {
      try {
        const headers = body === null ? {} : { 'content-type': 'application/json' }
        const init = { method, headers, ...(body === null ? {} : { body }), credentials: 'include' }
        return (await fetch(url as string, init as RequestInit)).status
      } catch {
        return 0
      }
    },
    [method, url, body ? JSON.stringify(body) : null] as const,
  )

test('Chromium: localhostで __Host- のクッキーが働き、ほかのページからは何もできない', async t => {
  const { enter, server } = await webOffice(t, association)
  const words = { ...(await enter('会長')), terminal: null }
  const browser = await chromium.launch(chromiumOptions)
  atEnd(t, () => browser.close())
  const context = await browser.newContext()
  const own = `http://localhost:${server.port}`
  const page = await context.newPage()
  await pageAt(page, own)
  assert.equal(await ask(page, 'GET', '/api/session'), 401)
  assert.equal(await ask(page, 'POST', '/api/session', words), 201)
  assert.equal(await ask(page, 'GET', '/api/session'), 200)
  const cookies = await context.cookies(own)
  const session = cookies.find(({ name }) => name === '__Host-tachiai')
  assert.ok(session?.httpOnly && session.secure && session.sameSite === 'Strict')
  assert.equal(await page.evaluate('document.cookie'), '')

  // Another page in the same browser, of the same machine even: it reads nothing, and its words change nothing.
  const foreign = await context.newPage()
  await pageAt(foreign, 'http://localhost:9')
  assert.equal(await ask(foreign, 'GET', `${own}/api/session`), 0)
  assert.equal(await ask(foreign, 'DELETE', `${own}/api/session`), 0)
  const form = `<form method="post" enctype="text/plain" action="${own}/api/keys/challenge"><input name="x"></form>`
  const [posted] = await Promise.all([
    foreign.waitForResponse(answer => answer.url().startsWith(own)),
    foreign.evaluate(
      `document.body.innerHTML = ${JSON.stringify(form)}; document.forms[0].submit()`,
    ),
  ])
  assert.equal(posted.status(), 403)
  assert.equal(await ask(page, 'GET', '/api/session'), 200)
  assert.equal(await ask(page, 'DELETE', '/api/session'), 200)
  assert.equal(await ask(page, 'GET', '/api/session'), 401)
})
