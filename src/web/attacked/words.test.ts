import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deviceKeyHash } from '#desk/presence.ts'
import { Fault } from '#fault/fault.ts'
import { profiles } from '#law/profiles/held.ts'
import { association, request, wholeCase } from '../../../test/booked-office.ts'
import { nearMiss, schemaOf, wordsFor } from '../../../test/said-words.ts'
import { type Answered, webOffice } from '../../../test/web-office.ts'
import type { Route } from '../route.ts'
import { routes } from '../routes.ts'

/** What no answer may hold: where it broke, how it is stored, where it lies. */
const insides =
  /\bat .+:\d+:\d+\)?|node_modules|\.[cm]?[jt]s\b|\b(select|insert|update|delete)\b.+\b(from|into|set)\b|\bSQLSTATE|pg_|postgres|relation "|\/(tmp|home|var|usr|etc|root)\/|TypeError|RangeError|undefined/i

const id = fc.constantFrom(
  request,
  '1',
  'x',
  'no1',
  'main',
  '髙橋',
  '__proto__',
  '%',
  'a/b',
  '"\'`<',
)

/** What something is called by is mostly one that is there. */
const named = ({ minLength }: { readonly minLength?: number }) => (minLength ? id : null)

function told(answer: Answered, route: Route, said: string): void {
  const at = `${route.method} ${route.path} ${said.slice(0, 300)} → ${answer.status}`
  assert.ok(answer.status < 500 || answer.status === 503, at)
  if (answer.status < 400) return
  assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/, at)
  assert.match(answer.json.type, /^urn:tachiai:problem:/, at)
  assert.equal(answer.json.status, answer.status, at)
  // What was said comes back in the names of members that are none, and in nothing else.
  const { members: _, ...problem } = answer.json
  assert.doesNotMatch(JSON.stringify(problem), insides, at)
}

/** As many more as somebody who looks for holes has time for. */
const runs = Number(process.env.TACHIAI_FUZZ_RUNS ?? 5)
const documents = profiles.map(one => (one.id === 'kai' ? association : one))

for (const [nth, profile] of documents.entries()) {
  test(`${profile.id}: どの経路も、言葉がひとつ違うだけで壊れず、中身を漏らさず、困りごととして答える`, async t => {
    const office = await webOffice(t, profile)
    await wholeCase(office, profile)
    await office.reread()
    await office.enter(office.manager)
    const seat = async () => {
      const browser = office.browser()
      const of = { person: office.manager, posts: [], terminal: '端末1' }
      const begun = { ...of, terminalKey: deviceKeyHash('鍵') }
      browser.cookie = `__Host-tachiai=${(await office.rooms.sessions.begin(begun)).token}`
      return browser
    }
    let [calls, inside, taken] = [0, 0, 0]
    const asking = routes.filter(({ isStill }) => !isStill)
    for (const [at, route] of asking.entries()) {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      const ids = fc.array(id, { minLength: names.length, maxLength: names.length })
      const right = route.body ? wordsFor(schemaOf(route.body), named) : fc.constant({})
      const body = fc.oneof(
        nearMiss(right),
        right.map(words => JSON.stringify(words)),
      )
      const samples = fc.sample(fc.tuple(ids, body), {
        numRuns: route.body ? runs : 2,
        seed: at + 10_000 * nth,
      })
      for (const [values, text] of samples) {
        const path = names.reduce(
          (so, name, n) => so.replace(`{${name}}`, encodeURIComponent(values[n]!)),
          route.path,
        )
        const browser = await seat()
        const answer = await browser.send(
          route.method,
          path,
          route.method === 'POST' ? text : undefined,
          route.method === 'POST' ? { 'content-type': 'application/json' } : {},
        )
        told(answer, route, text)
        calls++
        if (![401, 403].includes(answer.status)) inside++
        if (answer.status < 300) taken++
      }
    }
    // Whatever was taken, nothing can no longer be read: what is recorded stays for years.
    const own = await seat()
    const read = async (path: string) => {
      const answer = await own.get(path)
      assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.json)}`)
      return answer.json
    }
    for (const { path, method } of asking) {
      if (method !== 'GET' || path.includes('{')) continue
      const { things = [], cases = [], registers = [] } = await read(path)
      const kind = path.split('/')[3]
      for (const { ids } of things) {
        await read(`/api/things/${kind}/${ids.map(encodeURIComponent).join('/')}`)
      }
      for (const one of cases) await read(`/api/cases/${encodeURIComponent(one.id)}`)
      for (const one of path === '/api/registers' ? registers : [])
        await read(`/api/registers/${one.id}`)
    }
    t.diagnostic(`${calls} calls, ${inside} past the door, ${taken} taken`)
    assert.ok(inside > calls / 2, `${inside} of ${calls}`)
    const unforeseen = office.broken.filter(
      error => !(error instanceof Fault && error.kind === 'Unavailable'),
    )
    assert.deepEqual(unforeseen, [])
  })
}
