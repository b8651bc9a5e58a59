import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { deviceKeyHash } from '#desk/presence.ts'
import { isRefusal } from '#law/basis.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { pages } from '#web/pages.ts'
import { commands } from '#web/said/commands.ts'
import { orderOf } from './acts.ts'
import { association, request } from './booked-office.ts'
import { settingOf } from './given.ts'
import { type Schema, schemaOf, wordsFor } from './said-words.ts'
import { waysOf } from './scenario/decided.ts'
import type { Step } from './scenario/desk.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary } from './scenario/ordinary.ts'
import { until } from './site.ts'
import { staffApp } from './staff-app.ts'
import type { Browser } from './web-office.ts'

/** What a browser would run, load or build if anybody took words for markup; with a mark to find it by. */
const markup = `印<img src=x onerror=alert(1)><svg onload=alert(2)><script>alert(3)</script>"'><a href="javascript:alert(4)">`
const longMarkup = `${markup}</textarea></title></script></style><iframe srcdoc="<script>alert(5)</script>"></iframe><base href="//example.org/"><meta http-equiv=refresh content="0;url=//example.org"><form action=//example.org><input autofocus onfocus=alert(6)><object data=x></object>{{7*7}}\${7*7}`
assert.ok(markup.length <= 200)

type Office = Awaited<ReturnType<typeof staffApp>>

const isFree = ({ type, pattern, format, minLength }: Schema) =>
  type === 'string' && !format && (!pattern || pattern.includes('\\t')) && !minLength

/** The same words with markup after everything that people write as they like. */
function marked(schema: Schema, said: unknown): unknown {
  if (typeof said === 'string') {
    if (!isFree(schema)) return said
    return `${said}${(schema.maxLength ?? 0) > 200 ? longMarkup : markup}`.slice(
      0,
      schema.maxLength,
    )
  }
  if (Array.isArray(said)) return said.map(one => marked(schema.items ?? {}, one))
  if (typeof said !== 'object' || said === null) return said
  const options = schema.anyOf ?? schema.oneOf ?? [schema]
  const own =
    options.find(
      ({ properties }) => properties && Object.keys(said).every(name => name in properties),
    ) ?? schema
  const of = typeof own.additionalProperties === 'object' ? own.additionalProperties : {}
  return Object.fromEntries(
    Object.entries(said).map(([name, one]) => [name, marked(own.properties?.[name] ?? of, one)]),
  )
}

const kinds: Readonly<Record<string, string>> = { takeOut: 'take-out' }

/** A case as it should go, with markup in every word that may be written freely; answers how many acts took it. */
async function markedCase({ books, room }: Office, profile: Profile, id: string, most: number) {
  const setting = settingOf(profile, officeFor(profile))
  const known = (act: Act) => profile.approval.acts.some(rule => rule.act === act)
  const ground = profile.grounds.list.find(({ acts }) => acts.includes('takeOut'))!
  const steps = ordinary(setting, ground.code, ground.acts.filter(known), waysOf(setting)[0]!)
  let taken = 0
  for (const step of steps.slice(0, most)) {
    const kind = kinds[step.to] ?? step.to
    const command = commands.find(one => one.kind === kind && one.type === step.command.type)!
    const { type, by, atUs, ...words } = step.command as Step['command'] & object
    const own = JSON.parse(JSON.stringify(words).replaceAll(request, id))
    const schema = schemaOf(command.words)
    for (const said of [marked(schema, own), own]) {
      const { outcome } = await books.act(
        orderOf(id, room, { ...step, command: { type, by, atUs, ...(said as object) } } as Step),
      )
      if (isRefusal(outcome)) continue
      if (said !== own && JSON.stringify(said).includes('印<img')) taken++
      break
    }
  }
  return taken
}

/** The manager, before the screen. */
async function seated(office: Office): Promise<Browser> {
  const own = office.browser()
  const of = {
    person: office.manager,
    posts: [],
    terminal: '端末1',
    terminalKey: deviceKeyHash('鍵'),
  }
  own.cookie = `__Host-tachiai=${(await office.rooms.sessions.begin(of)).token}`
  return own
}

/** Every command there is, said once or twice with nothing but markup; most are refused, and refusals are shown, too. */
async function saidEverywhere(own: Browser) {
  let taken = 0
  for (const [at, { kind, type, ids, words }] of commands.entries()) {
    if (['Transfer', 'RevokeTerminal', 'RevokeCredential', 'RotateCredential'].includes(type))
      continue
    const names = Array.from({ length: ids }, () => markup)
    const written = ({ maxLength = 0 }: Schema) =>
      fc.constant(maxLength > 200 ? longMarkup : markup)
    const path = ['', 'api', 'acts', kind, ...names.map(encodeURIComponent), type].join('/')
    for (const said of fc.sample(wordsFor(schemaOf(words), written), { numRuns: 2, seed: at })) {
      const answer = await own.post(path, said)
      assert.ok(answer.status < 500, `${path} ${answer.status}`)
      if (answer.status < 300) taken++
    }
  }
  return taken
}

/** What spreadsheets reckon, also after spaces and in full width. */
const formulas = ['=1+1', '＝1+1', '  =cmd|x!A1', '@SUM(A1)', '+1+1', '－1+1']

async function complained(own: Browser) {
  for (const [at, matter] of formulas.entries()) {
    const words = {
      id: `C-${at}`,
      kind: 'complaint',
      from: matter,
      contact: null,
      camera: null,
      matter,
    }
    const path = `/api/acts/complaint/C-${at}/ReceiveComplaint`
    assert.equal((await own.post(path, words)).status, 201)
  }
}

/** In the page, before anything of ours runs: whatever fires is noted. */
const watching = `
  globalThis.fired = []
  for (const name of ['alert', 'confirm', 'prompt', 'open']) globalThis[name] = words => fired.push(name + words)
  document.addEventListener('securitypolicyviolation', e => fired.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))
`
const injected = `[
  ...document.querySelectorAll('img[src="x"],svg[onload],iframe,object,embed,base,meta[http-equiv],a[href^="javascript"],form[action],[onerror],[onfocus],script:not([src])')
].map(one => one.outerHTML.slice(0, 200))`

test('画面: どの言葉に書かれた目印も、どの画面でも言葉のままで、何も動かない', async t => {
  const profile = association
  const office = await staffApp(t, profile)
  const begun = '令和8年度 第0043号'
  const whole = await markedCase(office, profile, request, Number.POSITIVE_INFINITY)
  const half = await markedCase(office, profile, begun, 6)
  await office.reread()
  const page = await office.seat()
  // So many screens on a machine with much else to do.
  page.setDefaultTimeout(120_000)
  await page.addInitScript(watching)
  await office.signIn(page, office.manager)
  const own = await seated(office)
  const taken = await saidEverywhere(own)
  await complained(own)
  await office.rooms.drafts.save(
    { person: markup, terminal: null },
    markup,
    JSON.stringify({
      name: longMarkup,
      organisation: longMarkup,
      purpose: longMarkup,
      kind: 'person',
      step: 1,
    }),
  )
  const misshapen = [
    '5',
    'null',
    '[]',
    '{"acts":null,"ranges":5,"name":{},"answers":[1],"entries":{"x":{}},"step":"x"}',
    '{"ranges":[null,{"cameras":[{}],"day":{}}],"acts":[{}],"__proto__":{"name":1}}',
  ]
  for (const [at, words] of misshapen.entries()) {
    await office.rooms.drafts.save({ person: '髙橋', terminal: null }, `下書き${at}`, words)
  }
  t.diagnostic(`${whole} and ${half} acts of the cases with markup, ${taken} others`)
  assert.ok(whole >= 3 && half >= 1, `${whole} ${half}`)
  assert.ok(taken >= 20, `${taken}`)

  const registers = profile.registers.list.map(({ id }) => id)
  const ids: Readonly<Record<string, readonly string[]>> = {
    '/requests/{id}': [request, begun, markup],
    '/registers/{id}': [...registers, markup],
  }
  const seen: string[] = []
  const fired: string[] = []
  const checked = async (at: string) => {
    fired.push(
      ...((await page.evaluate('fired.splice(0)')) as string[]).map(one => `${at}: ${one}`),
    )
    fired.push(...((await page.evaluate(injected)) as string[]).map(one => `${at}: ${one}`))
    if (((await page.evaluate('document.body.innerText')) as string).includes('印<img src=x'))
      seen.push(at)
  }
  for (const path of pages) {
    const values = path.includes('{') ? (ids[path] ?? [markup, request]) : ['']
    for (const value of values) {
      const at = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(value))
      await page.goto(`${office.origin}${at}?q=${encodeURIComponent(markup)}#${markup}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      await checked(at)
      for (const summary of await page.locator('summary:visible').all()) await summary.click()
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click()
        await checked(`${at} tab`)
      }
      await checked(`${at} unfolded`)
    }
  }
  assert.deepEqual(fired, [])

  // A link that somebody sent names a draft, and its word leads nowhere else.
  const asked: string[] = []
  page.on('request', request => {
    if (request.method() !== 'GET')
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
  for (const draft of ['../keys/x', '..', '../../api/session', '%2e%2e/session', '5', '{"a":1}']) {
    await page.goto(`${office.origin}/requests/new?draft=${encodeURIComponent(draft)}`)
    await page.getByRole('button', { name: '取っておいて、後で続ける' }).click()
    const isDone = `location.pathname === '/requests' || document.body.innerText.includes('思いがけない故障')`
    await until(async () => Boolean(await page.evaluate(isDone).catch(() => false)))
  }
  assert.ok(asked.length >= 5, asked.join())
  assert.ok(
    asked.every(one => /^POST \/api\/drafts\/[^/]+$/.test(one)),
    asked.join(),
  )
  assert.equal((await own.get('/api/session')).status, 200)

  // Taken along as CSV, no cell is anything that a spreadsheet would reckon.
  await page.goto(`${office.origin}/registers/complaintBook`)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSVにする' }).click(),
  ])
  const csv = readFileSync(await saved.path(), 'utf8')
  for (const formula of formulas) assert.ok(csv.includes(`"'${formula}`), formula)
  assert.doesNotMatch(csv, /(^|[,\n])"?\s*[=+\-@＝＋－＠]/m)
  assert.deepEqual(office.wrong, [])
  t.diagnostic(
    `markup read as words on ${seen.length} of the screens: ${[...new Set(seen)].map(decodeURIComponent).join(' ').slice(0, 1500)}`,
  )
  assert.ok(seen.length >= 5, seen.join())
  assert.deepEqual(office.broken, [])
})
