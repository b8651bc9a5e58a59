import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { pages } from '#web/pages.ts'
import { wholeCase } from './booked-office.ts'
import { accessible, desktop, phone, staffApp, staysWithin } from './staff-app.ts'

/** 200 % is half as many CSS pixels for the same window. */
const windows = {
  desk: desktop,
  phone,
  '320 px': { width: 320, height: 640 },
  '200 %': { width: 640, height: 450 },
}

test('画面: 番号の要らないどの画面も、どの幅でも収まり、axe の違反がなく、Tab の止まる所が見える', async t => {
  const office = await staffApp(t, hokuto)
  const { seat, signIn, wrong, origin } = office
  await wholeCase(office, hokuto)
  await office.reread()
  const page = await seat()
  await signIn(page, '課長')
  const faults: string[] = []
  for (const path of pages.filter(path => !path.includes('{'))) {
    await page.setViewportSize(desktop)
    await page.goto(`${origin}${path}`)
    await page.waitForLoadState('networkidle')
    await page.locator('h1').first().waitFor()
    assert.equal(new URL(page.url()).pathname, path)
    for (const [name, size] of Object.entries(windows)) {
      await page.setViewportSize(size)
      const told = (error: Error) => faults.push(`${path} ${name}: ${error.message}`)
      await staysWithin(page, `${path} ${name}`).catch(told)
      await accessible(page, `${path} ${name}`).catch(told)
    }
    await page.setViewportSize(desktop)
    faults.push(...(await unseenStops(page)).map(html => `${path}: ${html}`))
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(wrong, [])
})

/** What the Tab key comes to and that has no size on the screen. */
async function unseenStops(
  page: Awaited<ReturnType<Awaited<ReturnType<typeof staffApp>>['seat']>>,
) {
  await page.evaluate('document.activeElement?.blur()')
  const unseen: string[] = []
  for (let stops = 0; stops < 150; stops++) {
    await page.keyboard.press('Tab')
    const at = (await page.evaluate(`(() => {
      const a = document.activeElement
      if (!a || a === document.body) return 'end'
      const { width, height } = (a.closest('label') ?? a).getBoundingClientRect()
      return width > 0 && height > 0 ? '' : a.outerHTML
    })()`)) as string
    if (at === 'end') return unseen
    if (at !== '') unseen.push(at)
  }
  return [...unseen, 'no end of stops']
}
