/** The viewing room in Chromium, before a recorder and an office that really run, with cameras that nobody here wrote. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { builtApp } from '../src/web/app/build.mjs'
import { chromiumOptions } from './browser.ts'
import { created, loginIdOf, type Person, passwordOf } from './scenario/person.ts'
import { atEnd, until } from './site.ts'
import { desktop } from './staff-app.ts'

export type Rooms = Awaited<ReturnType<typeof viewingRooms>>
/** A browser of its own, whose machine takes one security key at a time. */
export type Seat = {
  readonly context: BrowserContext
  readonly page: Page
  /** Somebody's own key is put in, and touched when it lights up. */
  readonly plugs: (person: Person) => Promise<void>
  /** Presses their own button, with their own key in the machine. */
  readonly signs: (person: Person, verb?: string) => Promise<void>
}

/** The screens that an office serves must be built before it starts. */
export const screensBuilt = (): Promise<string> => builtApp()

export async function viewingRooms(t: TestContext, origin: string) {
  const browser = await chromium.launch(chromiumOptions)
  atEnd(t, () => browser.close())
  /** What a page said or asked for that it should not have. */
  const wrong: string[] = []

  function watch(context: BrowserContext, page: Page) {
    context.on('request', request => {
      if (!request.url().startsWith(`${origin}/`)) wrong.push(`asked for ${request.url()}`)
    })
    page.on('console', said => {
      const isRefusal = said.text().startsWith('Failed to load resource')
      if (['error', 'warning'].includes(said.type()) && !isRefusal) wrong.push(said.text())
    })
    page.on('pageerror', error => wrong.push(String(error)))
  }

  async function seat(): Promise<Seat> {
    const context = await browser.newContext({ viewport: desktop, locale: 'ja-JP' })
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    watch(context, page)
    // What stood there when a test gave up.
    atEnd(t, async () => {
      if (!t.passed)
        t.diagnostic(await page.locator('body').innerText({ timeout: 5000 }).catch(String))
    })
    const devices = await context.newCDPSession(page)
    await devices.send('WebAuthn.enable')
    let plugged: string | null = null

    async function plugs({ key, origin }: Person): Promise<void> {
      if (plugged) await unplug(devices, plugged)
      const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          ...{ protocol: 'ctap2', transport: 'usb', hasResidentKey: true },
          ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
        },
      })
      const { credentialId, privateKey, signCount } = key.forBrowser()
      await devices.send('WebAuthn.addCredential', {
        authenticatorId,
        credential: {
          ...{ credentialId, privateKey, signCount, isResidentCredential: true },
          ...{ rpId: new URL(origin).hostname, userHandle: credentialId },
        },
      })
      plugged = authenticatorId
    }

    async function signs(person: Person, verb = '署名する'): Promise<void> {
      await plugs(person)
      const row = page.getByRole('listitem').filter({ hasText: person.name })
      await row.getByRole('button', { name: verb, exact: true }).click()
    }

    return { context, page, plugs, signs }
  }

  /** This browser becomes an enrolled screen, by the number that the manager gave out. */
  async function enrols({ page }: Seat, manager: Person, terminal: string, room: string) {
    const { code } = created(
      await manager.post('/api/terminals', { terminal, room, keptBy: null }),
    ).json
    await page.goto(`${origin}/screen`)
    await page.getByLabel('端末の番号').fill(code)
    await page.getByRole('button', { name: 'この機械を登録する' }).click()
    await page.getByText(`この機械は端末「${terminal}」`).waitFor()
  }

  async function signsIn({ page }: Seat, { name }: Person): Promise<void> {
    await page.goto(`${origin}/sign-in`)
    await page.getByLabel('ID番号').fill(loginIdOf(name))
    await page.getByLabel('パスワード').fill(passwordOf(name))
    await page.getByRole('button', { name: '入る', exact: true }).click()
    await page.getByRole('heading', { name: '今日やること', level: 1 }).waitFor()
  }

  return { seat, enrols, signsIn, wrong, origin }
}

const unplug = (devices: CDPSession, authenticatorId: string) =>
  devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })

/** What stands on the canvas: how many colours, and when it was taken; null: it is empty. */
export async function pictureOn(page: Page): Promise<{
  readonly colours: number
  readonly capturedUs: number
} | null> {
  const found = (await page.evaluate(`(() => {
    const canvas = document.querySelector('canvas')
    if (!canvas) return null
    const copy = new OffscreenCanvas(canvas.width, canvas.height)
    const drawing = copy.getContext('2d', { willReadFrequently: true })
    drawing.drawImage(canvas, 0, 0)
    const { data } = drawing.getImageData(0, 0, copy.width, copy.height)
    const colours = new Set()
    for (let at = 0; at < data.length; at += 404) {
      if (data[at + 3] > 0) colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2])
    }
    return { colours: colours.size, capturedUs: Number(canvas.dataset.capturedUs ?? 0) }
  })()`)) as { colours: number; capturedUs: number } | null
  return found && found.colours > 0 ? found : null
}

/** A picture really stands there; resolves with when it was taken. */
export async function shows(page: Page, capturedUs?: number): Promise<number> {
  let found: Awaited<ReturnType<typeof pictureOn>> = null
  await until(
    async () => {
      found = await pictureOn(page)
      return found !== null && (capturedUs === undefined || found.capturedUs === capturedUs)
    },
    () => `a picture of ${capturedUs ?? 'any time'}: ${JSON.stringify(found)}`,
  ).catch(async error => {
    throw new Error(`${error.message}\n${await page.locator('main').innerText()}`)
  })
  assert.ok(found!.colours > 10, `${found!.colours} colours`)
  return found!.capturedUs
}

/** Nothing of a picture stands anywhere on the page. */
export const isBlank = async (page: Page): Promise<boolean> => (await pictureOn(page)) === null

/** How long it took from pressing to the next picture on the canvas, ms. It is told, never held to anything. */
export async function timed(page: Page, pressing: () => Promise<unknown>): Promise<number> {
  await page.evaluate(`window.pictureCame = new Promise(done => {
    let pressedMs = 0
    const pressed = () => { pressedMs ||= performance.now() }
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, pressed, { capture: true, once: true })
    const taken = () => document.querySelector('canvas')?.dataset.capturedUs
    const before = taken()
    new MutationObserver((_, observer) => {
      if (!taken() || taken() === before) return
      observer.disconnect()
      done(performance.now() - pressedMs)
    }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['data-captured-us'] })
  }), null`)
  await pressing()
  return Math.round((await page.evaluate('window.pictureCame')) as number)
}

/** Nothing was put where a browser keeps things, besides the screen's own key. */
export async function keepsNothing(page: Page): Promise<void> {
  const kept = await page.evaluate(`(async () => ({
    caches: await caches.keys(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage).filter(name => !name.startsWith('tsr-scroll')),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))()`)
  assert.deepEqual(kept, {
    ...{ caches: [], local: [], session: [], databases: ['tachiai'], workers: 0 },
  })
}

/** By the Tab key alone to what is called so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab')
    const called = (await page.evaluate(`(() => {
      const { activeElement } = document
      if (!activeElement.matches('a, button, input, textarea, select, canvas, summary')) return ''
      const label = activeElement.labels?.[0]?.innerText
      return label ?? activeElement.getAttribute('aria-label') ?? activeElement.innerText ?? ''
    })()`)) as string
    if (called.includes(name)) return
  }
  throw new Error(`no key leads to ${name}: ${await page.locator('main').innerText()}`)
}
