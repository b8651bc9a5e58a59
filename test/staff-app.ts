/** The staff app in Debian's Chromium, before an office on a real database. */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Profile } from '#law/vocabulary/profile.ts'
import { appFiles } from '#web/app-files.ts'
import { builtApp } from '../src/web/app/build.mjs'
import { chromiumOptions } from './browser.ts'
import { atEnd } from './site.ts'
import { unlimited, webOffice } from './web-office.ts'

const root = join(import.meta.dirname, '..')
/** Where somebody can look at what was seen. */
const shelf = process.env.TACHIAI_SCREENS ?? join(root, 'coverage', 'screens')
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

export async function staffApp(t: TestContext, profile: Profile) {
  const app = appFiles(await builtApp({ development: true }))
  const limits = { address: unlimited, person: unlimited }
  const office = await webOffice(t, profile, limits, null, { app, host: 'localhost' })
  const browser = await chromium.launch(chromiumOptions)
  atEnd(t, () => browser.close())
  const { origin } = office
  /** What a page said or asked for that it should not have. */
  const wrong: string[] = []

  /** A browser of its own, with a security key that is touched at once. */
  async function seat(viewport = desktop): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'ja-JP', bypassCSP: false })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    watch(context, page)
    await securityKey(context, page)
    return page
  }

  function watch(context: BrowserContext, page: Page) {
    context.on('request', request => {
      const url = request.url()
      if (!url.startsWith(origin) && !url.startsWith('blob:')) wrong.push(`asked for ${url}`)
    })
    page.on('console', said => {
      const isRefusal = said.text().startsWith('Failed to load resource')
      if (['error', 'warning'].includes(said.type()) && !isRefusal) wrong.push(said.text())
    })
    page.on('pageerror', error => wrong.push(String(error)))
  }

  async function securityKey(context: BrowserContext, page: Page) {
    const client = await context.newCDPSession(page)
    await client.send('WebAuthn.enable')
    await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  }

  /** Signed in by the page itself, as people do. */
  async function signIn(page: Page, person: string, known?: Credentials): Promise<Credentials> {
    const words = known ?? (await office.enter(person))
    await page.goto(`${origin}/sign-in`)
    await page.getByLabel('ID番号').fill(words.loginId)
    await page.getByLabel('パスワード').fill(words.password)
    await page.getByRole('button', { name: '入る', exact: true }).click()
    await page.getByRole('heading', { name: '今日やること', level: 1 }).waitFor()
    return words
  }

  return { ...office, seat, signIn, wrong }
}

type Credentials = { readonly loginId: string; readonly password: string }

/** A picture of the whole page, on a desk and on a telephone, and what a checker of accessibility finds on either. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shelf, { recursive: true })
  for (const [kind, viewport] of [['phone', phone] as const, ['desk', desktop] as const]) {
    await page.setViewportSize(viewport)
    await page.evaluate('document.fonts.ready')
    await page.screenshot({ path: join(shelf, `${name}-${kind}.png`), fullPage: true })
    await staysWithin(page, `${name} ${kind}`)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  await staysWithin(page, `${name} 320 px`)
  await page.setViewportSize(desktop)
  await accessible(page, name)
}

/** The page as its printer gets it: an A4 sheet's width. */
export async function printed(page: Page, name: string): Promise<void> {
  mkdirSync(shelf, { recursive: true })
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.screenshot({ path: join(shelf, `${name}.png`), fullPage: true })
  await page.setViewportSize(desktop)
}

/** Nothing but a table's own window is wider than the screen. */
export async function staysWithin(page: Page, name: string): Promise<void> {
  const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  assert.ok((over as number) <= 0, `${name} is ${over} px too wide`)
}

export async function accessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axeSource)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
  }
  assert.deepEqual(
    found.violations.map(({ id, nodes }) => [
      id,
      nodes.map(node => [node.html, node.failureSummary]),
    ]),
    [],
    name,
  )
}
