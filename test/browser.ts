import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { profiles } from '#law/profiles/held.ts'
import type { Answer } from '#verification/answer.ts'
import { verifierPage } from '#verifier/page.ts'
import type { Files } from './exported.ts'

/** Debian's Chromium with the page for outsiders, opened from a file as a citizen would. */
export type PageInBrowser = {
  readonly page: Page
  /** Everything the page asked the network or the disk for, besides itself. */
  readonly requests: readonly string[]
  /** The verdict on a folder or a single file; `brought`: checkpoints pasted before. */
  verdict(files: Files, brought?: string): Promise<Answer>
  close(): Promise<void>
}

/** Debian's, alone with itself. */
export const chromiumOptions = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
}

export async function openInBrowser(): Promise<PageInBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-page-'))
  const file = join(folder, '検証.html')
  writeFileSync(file, await verifierPage(profiles))
  const browser: Browser = await chromium.launch(chromiumOptions)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  // A machine with much else to do takes its time over the deciders.
  page.setDefaultTimeout(180_000)
  const requests: string[] = []
  page.on('request', request => requests.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  requests.length = 0
  let count = 0
  return {
    page,
    requests,
    async verdict(files, brought = '') {
      const place = join(folder, String(++count))
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(place, path)), { recursive: true })
        writeFileSync(join(place, path), bytes)
      }
      await page.evaluate(
        `document.getElementById('verdict').textContent = ''
         document.getElementById('brought').value = ${JSON.stringify(brought)}`,
      )
      const isFolder = files.size > 1
      const [single] = files.keys()
      await page
        .locator(isFolder ? '#folder' : '#file')
        .setInputFiles(isFolder ? place : join(place, single!))
      const said = page.locator('#verdict:not(:empty)')
      await said.waitFor({ state: 'attached' })
      rmSync(place, { recursive: true })
      return JSON.parse((await said.textContent())!)
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true })
    },
  }
}
