import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { streamName } from '#acts/stream-name.ts'
import { things } from '#acts/things.ts'
import { deviceKeyHash } from '#desk/presence.ts'
import { profiles } from '#law/profiles/held.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { association } from '../../test/booked-office.ts'
import { startUs } from '../../test/scenario/hours.ts'
import { type Browser, webOffice } from '../../test/web-office.ts'
import { honoPath, officeApp } from './app.ts'
import { openApi } from './openapi.ts'
import { pages } from './pages.ts'
import type { Route } from './route.ts'
import { saidElsewhere } from './routes/acts.ts'
import { routes } from './routes.ts'
import { commands } from './said/commands.ts'

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`

describe('経路の表', () => {
  test('表にない経路はなく、表の経路はみなある', () => {
    const app = officeApp({ routes } as never)
    const registered = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    const known = routes.map(({ method, path }) => `${method} ${honoPath(path)}`)
    assert.deepEqual(registered.toSorted(), known.toSorted())
    assert.equal(new Set(known).size, known.length)
  })

  test('だれでも呼べるのは、だれにも同じ画面の枠と、入るための経路だけ', () => {
    const open = routes.filter(({ who }) => who === 'anybody')
    const still = open.filter(({ isStill }) => isStill).map(nameOf)
    assert.deepEqual(still, [...pages.map(path => `GET ${path}`), 'GET /assets/{name}'])
    assert.deepEqual(open.filter(({ isStill }) => !isStill).map(nameOf), [
      'POST /api/session',
      'POST /api/credentials/complete',
      'POST /api/first/asked',
      'POST /api/first',
      'POST /api/terminals/enrol',
      'POST /api/terminals/challenge',
      'POST /api/come',
      'POST /api/come/answer',
    ])
  })

  test('だれにも同じ経路は、入った人には閉ざされた経路ではない', () => {
    assert.ok(routes.every(({ isStill, who }) => !isStill || who === 'anybody'))
  })

  test('映像が出る経路は一つだけ。始めた画面の、名のある人だけが呼べる。鍵が出る経路はない', () => {
    const yielding = routes.filter(({ yields }) => yields !== 'nothing')
    assert.deepEqual(yielding.map(nameOf), ['POST /api/showings/{showing}/picture'])
    const [{ who, terminal }] = yielding as [Route]
    assert.ok(terminal)
    assert.ok(Array.isArray(who) && !who.includes('auditor') && !who.includes('guard'))
  })

  test('どの種類のどの行為にも経路がある', () => {
    const known = routes.map(nameOf)
    for (const { kind, type, ids } of commands) {
      const own = saidElsewhere[`${kind} ${type}`]
      const path = known.some(
        name => name.startsWith(`POST /api/acts/${kind}/`) && name.endsWith(`/${type}`),
      )
      assert.ok(own ? known.includes(own) : path, `${kind} ${type}`)
      assert.equal(ids, things[kind].ids)
    }
    assert.deepEqual(new Set(commands.map(({ kind }) => kind)), new Set(Object.keys(things)))
  })
})

test('役に就けること・外と結ぶこと・終わらせることは、だれの言葉でもよいものではない', () => {
  const managers = [
    'manager',
    'deputy',
    'chair',
    'president',
    'viceChair',
    'vicePresident',
    'mayor',
  ]
  const guarded = [
    ...[
      'WriteSeatCount',
      'SeatCommittee',
      'AppointManager',
      'EnterPost',
      'NameSection',
      'Transfer',
    ],
    ...['RevokeTerminal', 'ActivateAgreement', 'Spend', 'DisposeOfLine', 'SignContract'],
  ]
  for (const type of guarded) {
    const { who } = routes.find(({ path }) => path.endsWith(`/${type}`))!
    assert.ok(Array.isArray(who) && who.every(post => managers.includes(post)), type)
  }
  const auditors = routes.filter(
    ({ method, who }) => method !== 'GET' && Array.isArray(who) && who.includes('auditor'),
  )
  assert.deepEqual(auditors.map(nameOf).toSorted(), [
    'POST /api/acts/incident/{id}/ContainIncident',
    'POST /api/acts/incident/{id}/FindIncident',
    'POST /api/ledger/verify',
  ])
})

test('OpenAPI 3.1 は表と同じで、どの言葉も余りを受け付けない', () => {
  const { paths } = openApi(routes) as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: Body }>>
  }
  type Body = { content: Record<string, { schema: { additionalProperties?: boolean } }> }
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(told.toSorted(), routes.map(nameOf).toSorted())
  const operations = Object.values(paths).flatMap(methods => Object.values(methods))
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, routes.length)
  for (const { operationId, requestBody } of operations) {
    const schema = requestBody?.content['application/json']?.schema
    assert.ok(!schema || schema.additionalProperties === false, operationId)
  }
})

type Role = {
  readonly name: string
  readonly posts: readonly string[] | null
  readonly terminal: boolean
}

/** What the table says of a caller, written a second time. */
function expected({ who, terminal }: Route, role: Role): 401 | 403 | 'in' {
  if (who === 'anybody') return 'in'
  if (role.posts === null) return 401
  if (Array.isArray(who) && !role.posts.some(post => who.includes(post as Post))) return 403
  return terminal && !role.terminal ? 403 : 'in'
}

const terminalKey = '{"kty":"EC"}'

/** Everybody is there at once: one person for each post, one without any. */
async function peopled(t: Parameters<typeof webOffice>[0], profile: Profile) {
  const office = await webOffice(t, profile)
  const basis = profile.manager.by
  const posts = profile.posts.map(({ post }) => post)
  const people = [...posts.map(post => `役 ${post}`), '無役']
  const rule = { profile: profile.id, version: profile.version }
  const said = { atUs: startUs - 1, by: '前の人', basis }
  const note = async (stream: string, events: readonly object[]) => {
    const expected = await office.ledger.lastOf(stream)
    const entries = events.map(event => ({
      type: (event as { type: string }).type,
      basis,
      body: { event: { ...said, ...event } as never },
    }))
    await office.ledger.append([{ stream, expected, atUs: said.atUs, rule, by: '前の人', entries }])
  }
  const tenure = { of: null, unit: null, fromUs: 0, untilUs: null }
  await note(
    'appointment/main',
    posts.map(post => ({ type: 'PostEntered', person: `役 ${post}`, post, ...tenure })),
  )
  await note(
    'credential/main',
    people.flatMap(person => [
      { type: 'CredentialIssued', person, loginId: person },
      { type: 'CredentialCompleted', by: person },
    ]),
  )
  await note(streamName('terminal', '画面'), [
    {
      type: 'TerminalEnrolled',
      terminal: '画面',
      room: '事務室',
      deviceKey: terminalKey,
      keptBy: null,
    },
  ])
  await office.reread()
  const { sessions } = office.rooms
  const seat = async (
    person: string,
    held: readonly string[],
    terminal: string | null,
  ): Promise<Browser> => {
    const key = terminal && deviceKeyHash(terminalKey)
    const { token } = await sessions.begin({ person, posts: held, terminal, terminalKey: key })
    const browser = office.browser()
    browser.cookie = `__Host-tachiai=${token}`
    return browser
  }
  const actsAs = (post: string) => (profile.manager.is === post ? [post, 'manager'] : [post])
  const roles: (Role & { seat: () => Promise<Browser> })[] = [
    { name: '入っていない人', posts: null, terminal: false, seat: async () => office.browser() },
    { name: '役のない人', posts: [], terminal: false, seat: () => seat('無役', [], null) },
    ...posts.flatMap(post =>
      [null, '画面'].map(terminal => ({
        name: `${post}${terminal ? '（端末）' : ''}`,
        posts: actsAs(post),
        terminal: terminal !== null,
        seat: () => seat(`役 ${post}`, [post], terminal),
      })),
    ),
    {
      name: '時間の過ぎた人',
      posts: null,
      terminal: false,
      seat: async () => {
        const was = office.clock.us
        office.clock.us = was - 16 * 60_000_000
        const browser = await seat(`役 ${posts[0]}`, [posts[0]!], null)
        office.clock.us = was
        return browser
      },
    },
    {
      name: '役の終わった人',
      posts: null,
      terminal: false,
      seat: () => seat('無役', ['staff'], null),
    },
    {
      name: '別の鍵の端末の人',
      posts: null,
      terminal: false,
      seat: async () => {
        const { token } = await sessions.begin({
          person: '無役',
          posts: [],
          terminal: '画面',
          terminalKey: 'ab'.repeat(32),
        })
        const browser = office.browser()
        browser.cookie = `__Host-tachiai=${token}`
        return browser
      },
    },
  ]
  return { office, roles }
}

describe('経路の表 × 役', () => {
  for (const profile of profiles.map(one => (one.id === 'kai' ? association : one))) {
    test(`${profile.id}: 表のとおりの人だけが呼べる`, async t => {
      const { office, roles } = await peopled(t, profile)
      let calls = 0
      for (const role of roles) {
        let browser = await role.seat()
        for (const route of routes.filter(({ isStill }) => !isStill)) {
          const path = route.path.replaceAll(/\{\w+\}/g, 'x')
          // A member that no command has: whoever comes so far is told of it, and nothing happens.
          const answer =
            route.method === 'POST'
              ? await browser.post(path, { '': 0 })
              : await browser.send(route.method, path)
          calls++
          const wanted = expected(route, role)
          const gate = ['not-signed-in', 'not-yours', 'needs-terminal'].some(name =>
            String(answer.json.type).endsWith(`:${name}`),
          )
          const got = gate ? answer.status : 'in'
          assert.equal(got, wanted, `${role.name}: ${nameOf(route)} → ${answer.status}`)
          assert.ok(answer.status < 500, `${nameOf(route)}: ${answer.status}`)
          if (route.method === 'DELETE') browser = await role.seat()
        }
      }
      t.diagnostic(`${routes.length} routes × ${roles.length} roles = ${calls} calls`)
      assert.deepEqual(office.broken, [])
    })
  }
})
