import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { type Present, presentBy } from '#desk/presence.ts'
import { AtOnce } from './at-once.ts'
import { callerAddress, isThisMachine } from './caller.ts'
import { deviceCookie, deviceIn, noSession, sessionCookie, tokenIn } from './cookie.ts'
import { KnownTokens } from './known-tokens.ts'
import type { Limits } from './limits.ts'
import { isOurHost, isOurPage, isOurReading, type Names } from './origin.ts'
import { isAllPlain, isLine } from './plain.ts'
import { malformed, type Problem, problemOf, problems, tooSoon } from './problem.ts'
import type { Rooms } from './rooms.ts'
import type { Answer, Call, Route } from './route.ts'
import { isPlainTarget } from './target.ts'
import { refuseCaller } from './who.ts'

export type WebParts = {
  readonly rooms: Rooms
  readonly routes: readonly Route[]
  readonly names: () => Names
  readonly limits: {
    readonly address: Limits
    readonly person: Limits
    /** Of a session on a screen: as fast as pictures are played. */
    readonly pictures: Limits
  }
  /** What broke, for the operator; never a body or a secret. */
  readonly broke?: (error: unknown) => void
}
type Env = { Bindings: HttpBindings }
type Asked = Context<Env>

/** A body of words is at most this long. */
const longestWords = 256 << 10

/** A browser asks for six things at once. */
const mostAtOnce = 16

/** A word of a path or of a question. */
const longestWord = 300

export const headers: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** What the staff app may do: run its own parts and talk to us. Nothing inline, nothing from elsewhere. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** `{id}` of the table as Hono writes it. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/**
 * The office over HTTP: what stands in the table, and nothing else. Each call goes through the same gates in the same
 * order: our name, our page, how often, who, then what it says.
 */
export function officeApp(parts: WebParts): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    await next()
    // Whoever came by the given name once comes by https alone from now on.
    const isByName = c.req.header('host')?.toLowerCase() === parts.names().given
    if (isByName) c.res.headers.set('strict-transport-security', 'max-age=2592000')
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })
  const gates = { known: new KnownTokens(), atOnce: new AtOnce(mostAtOnce) }
  for (const route of parts.routes) {
    app.on(route.method, honoPath(route.path), c => answered(parts, gates, route, c))
  }
  app.notFound(c => refusal(c, problems.notThere))
  app.onError((error, c) => {
    if (error instanceof TooLarge) return refusal(c, problems.tooLarge)
    const problem = problemOf(error)
    if (problem.status >= 500) parts.broke?.(error)
    return refusal(c, problem)
  })
  return app
}

async function answered(
  parts: WebParts,
  { known, atOnce }: { readonly known: KnownTokens; readonly atOnce: AtOnce },
  route: Route,
  c: Asked,
): Promise<Response> {
  const header = (name: string) => c.req.header(name)
  const { incoming } = c.env
  const names = parts.names()
  const from = incoming.socket.remoteAddress ?? ''
  if (!isOurHost(names, header, isThisMachine(from))) return refusal(c, problems.otherHost)
  if (!isPlainTarget(route.path, incoming.url!)) return refusal(c, problems.notThere)
  const isFromUs =
    route.isStill || (route.method === 'GET' ? isOurReading(header) : isOurPage(names, header))
  if (!isFromUs) return refusal(c, problems.otherSite)
  const { limits } = parts
  const address = callerAddress(names, header, from)
  const token = route.isStill ? null : tokenIn(header('cookie'))
  const wasIn = known.has(token)
  const waitMs = wasIn ? 0 : limits.address.take(address)
  if (waitMs > 0) return late(c, waitMs)
  const { desk, sessions } = parts.rooms
  const present = token === null ? null : await presentBy(desk, sessions, token)
  known.note(token, present !== null)
  const own = route.path.startsWith('/api/showings/') ? limits.pictures : limits.person
  // Whoever is not in, or no longer, is counted by their address, whatever they ask for.
  const ownWaitMs = present
    ? own.take(present.actor.person)
    : wasIn
      ? limits.address.take(address)
      : 0
  if (ownWaitMs > 0) return late(c, ownWaitMs)
  if (present) {
    const { person } = present.actor
    if (!atOnce.enter(person)) return late(c, 1000)
    c.env.outgoing.once('close', () => atOnce.leave(person))
  }
  const refused = refuseCaller(route, present)
  if (refused) return refusal(c, refused)
  const words = Object.values({ ...c.req.param(), ...c.req.query() })
  if (!words.every(word => word.length <= longestWord && isLine(word))) {
    return refusal(c, problems.notThere)
  }
  const said = await bodyOf(route, c)
  if ('problem' in said) return refusal(c, said.problem)
  return answer(c, await route.does(callOf(parts, route, c, present, said.body, address)))
}

function callOf(
  { rooms, routes }: WebParts,
  route: Route,
  c: Asked,
  present: Present | null,
  body: unknown,
  address: string,
): Call {
  return {
    rooms,
    routes,
    body,
    address,
    path: name => c.req.param(name) ?? '',
    query: name => c.req.query(name),
    header: name => c.req.header(name),
    device: deviceIn(c.req.header('cookie')),
    bytes: () => boundedBytes(c, route.fileBytes ?? 0),
    get present() {
      if (!present) throw new TypeError(`${route.path} is for anybody`)
      return present
    },
    maybePresent: present,
  }
}

type Said = { readonly body: unknown } | { readonly problem: Problem }

async function bodyOf(route: Route, c: Asked): Promise<Said> {
  const type = c.req.header('content-type') ?? ''
  // No form of any page can send either: a browser asks first, and is told no.
  if (route.fileBytes && !/^application\/octet-stream$/i.test(type)) {
    return { problem: problems.notBytes }
  }
  if (!route.body) return { body: null }
  if (!/^application\/json\s*(;|$)/i.test(type)) return { problem: problems.notJson }
  const bytes = await boundedBytes(c, longestWords)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { problem: problems.unreadable }
  }
  if (!isAllPlain(value)) return { problem: problems.notPlain }
  const read = route.body.safeParse(value)
  if (read.success) return { body: read.data }
  const members = read.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ at: path.map(String).join('.'), says: message }))
  return { problem: malformed(members) }
}

/** Never more than is allowed is held in memory, whatever the length says. */
async function boundedBytes(c: Asked, most: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw new TooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of c.req.raw.body ?? []) {
    length += part.length
    if (length > most) throw new TooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export class TooLarge extends Error {}

function answer(c: Asked, given: Answer): Response {
  if ('problem' in given) {
    if (given.retryAfterS !== undefined) c.header('retry-after', String(given.retryAfterS))
    return refusal(c, given.problem)
  }
  if ('picture' in given) {
    c.header('content-type', 'image/jpeg')
    c.header('tachiai-captured-us', String(given.captureUs))
    c.header('tachiai-picture', String(given.number))
    return c.body(Buffer.from(given.picture))
  }
  if ('file' in given) {
    c.header('content-type', given.mediaType)
    c.header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(given.name)}`,
    )
    return c.body(Buffer.from(given.file))
  }
  if ('shell' in given) {
    c.header('content-type', 'text/html; charset=utf-8')
    c.header('content-security-policy', pagePolicy)
    return c.body(Buffer.from(given.shell))
  }
  if ('asset' in given) {
    c.header('content-type', given.asset.mediaType)
    c.header('cache-control', 'public, max-age=31536000, immutable')
    return c.body(Buffer.from(given.asset.bytes))
  }
  const { json, status = 200, session, device } = given
  if (session !== undefined) {
    c.header('set-cookie', session === null ? noSession : sessionCookie(session))
  }
  if (device !== undefined) c.header('set-cookie', deviceCookie(device), { append: true })
  return c.json(json as object, status)
}

function late(c: Asked, waitMs: number): Response {
  c.header('retry-after', String(Math.ceil(waitMs / 1000)))
  return refusal(c, tooSoon(waitMs))
}

function refusal(c: Asked, problem: Problem): Response {
  c.header('content-type', 'application/problem+json; charset=utf-8')
  return c.body(JSON.stringify(problem), problem.status as 400)
}
