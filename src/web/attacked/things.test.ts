import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { association, request } from '../../../test/booked-office.ts'
import { startUs } from '../../../test/scenario/hours.ts'
import { caseOffice, pathOf, wordsOf } from '../../../test/web-case.ts'
import { type Answered, type Browser, keeperHere } from '../../../test/web-office.ts'
import type { Route } from '../route.ts'
import { routes } from '../routes.ts'

type Office = Awaited<ReturnType<typeof caseOffice>>

/** People of whom the office knows, and whom no case is any business of. */
const bystanders = { 無役: [], 警備: ['guard'], 請負: ['contractor'], 監査: ['auditor'] } as const

async function withBystanders({ ledger, reread, rooms, browser }: Office, basis: never) {
  const said = { atUs: startUs - 1, by: '前の人', basis }
  const note = async (stream: string, events: readonly { readonly type: string }[]) => {
    const expected = await ledger.lastOf(stream)
    const entries = events.map(event => ({
      type: event.type,
      basis,
      body: { event: { ...said, ...event } as never },
    }))
    await ledger.append([{ stream, expected, atUs: said.atUs, rule: null, by: null, entries }])
  }
  const tenure = { of: null, unit: null, fromUs: 0, untilUs: null }
  const people = Object.entries(bystanders)
  await note(
    'appointment/main',
    people.flatMap(([person, posts]) =>
      posts.map(post => ({ type: 'PostEntered', person, post, ...tenure })),
    ),
  )
  await note(
    'credential/main',
    people.flatMap(([person]) => [
      { type: 'CredentialIssued', person, loginId: person },
      { type: 'CredentialCompleted', by: person },
    ]),
  )
  await reread()
  const roles: { posts: readonly string[] | null; who: string; own: Browser }[] = [
    { who: 'だれでもない人', posts: null, own: browser() },
  ]
  for (const [who, posts] of people) {
    const own = browser()
    const { token } = await rooms.sessions.begin({
      person: who,
      posts,
      terminal: null,
      terminalKey: null,
    })
    own.cookie = `__Host-tachiai=${token}`
    roles.push({ who, posts, own })
  }
  return roles
}

/** People were asked to come, whatever the document says of witnesses. */
async function gatheringIn({ database }: Office): Promise<string> {
  await database.app.query(
    `insert into desk.gathering
     (id, request, act, operator, from_us, minutes, place, answer_by_us, by, asked_at_us)
     values ('手配', $1, 'viewing', '担当', $2, 30, '公民館', $2, '担当', $2)`,
    [request, startUs],
  )
  return '手配'
}

/** Ids of what is really there, for every word of every path. */
async function realIds(office: Office): Promise<(route: Route) => string | null> {
  const { rooms, seat, manager, keys, ledger } = office
  const own = await seat(manager)
  assert.equal((await own.post('/api/drafts/下書き', { words: '{}' })).status, 200)
  const gathering = await gatheringIn(office)
  const headers = { 'content-type': 'application/octet-stream' }
  const request1 = encodeURIComponent(request)
  const paper = await own.send(
    'POST',
    `/api/papers/request/${request1}`,
    new Uint8Array(9),
    headers,
  )
  assert.equal(paper.status, 201, JSON.stringify(paper.json))
  const known = new Map<string, readonly string[]>()
  for (const [, streams] of (await rooms.desk.world()).files.entries()) {
    for (const { kind, ids } of Object.values(streams)) known.set(kind, ids)
  }
  const { size } = await ledger.head()
  const named: Record<string, string> = {
    ...{ register: rooms.desk.parts.profile.registers.list[0]!.id, year: '2026' },
    ...{
      index: String(size - 1),
      actId: 'x',
      key: keys.get(manager)!.id,
      sha256: paper.json.sha256,
    },
  }
  return ({ path }) => {
    const kind = path.split('/')[3]!
    const ids = path.startsWith('/api/cases/')
      ? [request]
      : path.startsWith('/api/drafts/')
        ? ['下書き']
        : path.startsWith('/api/gatherings/')
          ? [gathering]
          : (known.get(kind) ?? [])
    let missing = false
    const real = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const nth = /^id(\d*)$/.exec(name)
      const found = nth ? ids[Number(nth[1] || 1) - 1] : named[name]
      if (found === undefined) missing = true
      return encodeURIComponent(found ?? 'x')
    })
    return missing ? null : real
  }
}

const asked = (own: Browser, { method }: Route, path: string): Promise<Answered> =>
  method === 'POST' ? own.post(path, { '': 0 }) : own.send(method, path)

describe('ほかの人の、ほかの件の番号', () => {
  for (const profile of [association, sakai]) {
    test(`${profile.id}: かかわりのない人には、あるものもないものも同じ言葉で断り、何も起きない`, async t => {
      const office = await caseOffice(t, profile)
      for (const step of office.steps) await office.take(step)
      const roles = await withBystanders(office, profile.manager.by as never)
      const real = await realIds(office)
      const before = (await office.ledger.head()).size
      let [calls, held] = [0, 0]
      for (const route of routes.filter(({ path, isStill }) => path.includes('{') && !isStill)) {
        const path: string | null = real(route)
        if (path === null) continue
        held++
        const none = route.path.replaceAll(/\{\w+\}/g, 'ない')
        for (const { who, posts, own } of roles) {
          if (posts?.some(post => route.who.includes(post as Post))) continue
          const there: Answered = await asked(own, route, path)
          const notThere: Answered = await asked(own, route, encodeURI(none))
          calls++
          const at: string = `${who}: ${route.method} ${path}`
          assert.equal(there.status, posts === null ? 401 : 403, at)
          assert.deepEqual(there.json, notThere.json, at)
        }
      }
      t.diagnostic(`${held} routes with real ids, ${calls} calls`)
      assert.ok(held > 40, `${held}`)
      assert.equal((await office.ledger.head()).size, before)
      assert.deepEqual(office.broken, [])
    })
  }

  test('同じ役の同僚でも、ほかの人の鍵・署名待ち・書きかけの署名には届かない', async t => {
    const office = await caseOffice(t, association)
    const { steps, take, seat, keys } = office
    const at = steps.findIndex(({ command }) => command.type === 'Vote')
    for (const step of steps.slice(0, at)) await take(step)
    const vote = steps[at]!
    const voter = vote.command.by
    const own = await seat(voter)
    const { actId } = (await own.post(pathOf(vote), wordsOf(vote))).json
    const other = await seat(office.people.find(one => one !== voter)!)
    const act = `/api/signing/${actId}`
    const proof = { grade: 'C', terminalSignature: 'x', password: `合言葉は${voter}の十文字` }
    const refused = [
      await other.get(act),
      await other.post(act, { person: voter, proof }),
      await other.delete(act),
      await other.delete(`/api/keys/${encodeURIComponent(keys.get(voter)!.id)}`),
    ]
    for (const { status } of refused) assert.equal(status, 404)
    assert.equal((await own.get(act)).status, 200)
    assert.equal((await own.get('/api/keys')).json.keys.length, 1)
    assert.equal((await other.get('/api/keys')).json.keys.length, 1)
  })

  test('資格の記録は、証明の中身としても、管理責任者のほかには開かない', async t => {
    const { ledger, seat, manager, people } = await caseOffice(t, association)
    const [chair, member] = [await seat(manager), await seat('操作')]
    assert.ok(people.includes('操作'))
    const numbers = new Map(
      (await ledger.streams()).map(({ stream, name }) => [stream, name] as const),
    )
    let guarded = 0
    for await (const { index, stream } of ledger.leaves()) {
      const path = `/api/ledger/proof/${index}?contents=1`
      const isCredential = numbers.get(stream)!.startsWith('credential/')
      assert.equal(
        (await member.get(path)).status,
        isCredential ? 403 : 200,
        String(numbers.get(stream)),
      )
      if (!isCredential) continue
      guarded++
      assert.equal((await member.get(`/api/ledger/proof/${index}`)).status, 200)
      assert.equal((await chair.get(path)).status, 200)
    }
    assert.ok(guarded > 0)
  })
})

describe('署名を、ほかの場で使う', () => {
  test('立会人は、その端末の前で署名する。ほかの所からはできない', async t => {
    const office = await caseOffice(t, association)
    const { steps, take, seat, speaker, keys, browser } = office
    const at = steps.findIndex(({ command }) => command.type === 'Open')
    for (const step of steps.slice(0, at)) await take(step)
    const open = steps[at]!
    office.clock.us = Math.max(office.clock.us, open.command.atUs)
    const own = await seat(speaker(open))
    const pending = await own.post(pathOf(open), wordsOf(open))
    assert.equal(pending.status, 202, JSON.stringify(pending.json))
    const { actId, checkpoint, people } = pending.json
    assert.equal(people[0].statement.keeper, keeperHere)
    const path = `/api/signing/${actId}`
    for (const { person, statement } of people) {
      const proof = () => keys.get(person)!.cosign(statement, checkpoint).proof
      const words = {
        loginId: `id-${person}`,
        password: `合言葉は${person}の十文字`,
        terminal: null,
      }
      const home = browser()
      assert.equal((await home.post('/api/session', words)).status, 201)
      const remote = await home.post(path, { person, proof: proof() })
      assert.equal(remote.status, 409, JSON.stringify(remote.json))
      assert.match(remote.json.detail, /別の端末での署名/)
    }
    let last = pending
    for (const { person, statement } of people) {
      const { proof } = keys.get(person)!.cosign(statement, checkpoint)
      last = await own.post(path, { person, proof })
    }
    assert.equal(last.status, 201, JSON.stringify(last.json))
    // What was signed for this session opens no other.
    const again = await own.post(path, {
      person: people[0].person,
      proof: keys.get(people[0].person)!.cosign(people[0].statement, checkpoint).proof,
    })
    assert.equal(again.status, 404)
  })
})
