import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Fault, sentence } from '#fault/fault.ts'
import { headers, officeApp, type WebParts } from './app.ts'
import { Limits } from './limits.ts'
import { namesOf } from './origin.ts'
import { problems } from './problem.ts'

export type WebServer = { readonly port: number; close(): Promise<void> }

export type ServeParts = Omit<WebParts, 'names' | 'limits'> & {
  /** 0: any that is free. */
  readonly port: number
  /** Under which name people reach it besides this machine's own (`https://…`); null: none. */
  readonly origin: string | null
  /** The proxy behind that name says who called it (`X-Forwarded-For`), and is believed. */
  readonly isProxyTrusted?: boolean
  /** Reached from the building's network, too, under `origin`; absent: by this machine alone. */
  readonly lan?: LanDoor
  readonly nowMs: () => number
  readonly limits?: WebParts['limits']
  /** Of connections, for tests. */
  readonly patience?: Partial<Patience>
}

export type LanDoor = {
  readonly port: number
  /** PEM; asked again each day, for it ends. */
  readonly certificate: () => Promise<{ readonly chain: string; readonly key: string }>
}

/** How long a connection is waited for, ms, and how often that is looked at. */
export type Patience = {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly connectionsCheckingInterval: number
  /** Without a byte either way: whoever asks and does not read holds no connection for ever. */
  readonly silence: number
  readonly mostConnections: number
  /** And of one address in the building. */
  readonly mostOfAddress: number
}
const usual: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  silence: 600_000,
  mostConnections: 200,
  mostOfAddress: 40,
}
/** A call that goes on longer than this is broken off when the server closes. */
const patienceMs = 2000

/** Serves the office on this machine, and in the building where it was given a name there. Throws Fault 'Conflict' where the port is taken. */
export async function serveOffice({
  port,
  origin,
  isProxyTrusted = false,
  nowMs,
  lan,
  patience,
  ...parts
}: ServeParts): Promise<WebServer> {
  const limits = parts.limits ?? {
    address: new Limits({ burst: 200, aSecond: 50, nowMs }),
    person: new Limits({ burst: 100, aSecond: 20, nowMs }),
    pictures: new Limits({ burst: 120, aSecond: 60, nowMs }),
  }
  let names = namesOf(port, origin, isProxyTrusted)
  const app = officeApp({ ...parts, limits, names: () => names })
  const { silence, mostConnections, mostOfAddress, ...timeouts } = { ...usual, ...patience }
  const listener = getRequestListener(app.fetch, { errorHandler: unreadable })
  const options = { ...timeouts, maxHeaderSize: 16_384 }
  const server = createServer(options, listener)
  const door = lan ? await openLan(lan, options, listener) : null
  for (const one of [server, door?.server]) {
    if (!one) continue
    one.timeout = silence
    one.maxConnections = mostConnections
  }
  if (door) shareOut(door.server, mostOfAddress)
  try {
    await listening(server, port, '127.0.0.1')
    if (lan && door) await listening(door.server, lan.port, '::')
  } catch (error) {
    await door?.close()
    await closed(server)
    throw error
  }
  const at = (server.address() as AddressInfo).port
  names = namesOf(at, origin, isProxyTrusted)
  return {
    port: at,
    close: async () => {
      await Promise.all([closed(server), door?.close()])
    },
  }
}

const renewEveryMs = 24 * 60 * 60 * 1000

async function openLan(
  { certificate }: LanDoor,
  options: Pick<Patience, 'headersTimeout'>,
  listener: ReturnType<typeof getRequestListener>,
) {
  const { headersTimeout } = options
  const shown = async () => {
    const { chain: cert, key } = await certificate()
    return { cert, key, minVersion: 'TLSv1.2' as const }
  }
  const handshakeTimeout = headersTimeout
  const server = createSecureServer({ ...options, ...(await shown()), handshakeTimeout }, listener)
  const renewing = setInterval(() => {
    shown()
      .then(context => server.setSecureContext(context))
      // The one it has is still good for weeks.
      .catch(() => {})
  }, renewEveryMs)
  return {
    server,
    close: () => {
      clearInterval(renewing)
      return closed(server)
    },
  }
}

/** No one machine in the building takes all connections. */
function shareOut(server: Server, mostOfAddress: number): void {
  const open = new Map<string, number>()
  server.on('connection', socket => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = open.get(address)! - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
    if (count > mostOfAddress) socket.destroy()
  })
}

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((done, failed) => {
    server.once('error', error => failed(taken(port, error)))
    server.listen(port, host, done)
  })

const closed = (server: Server): Promise<void> =>
  new Promise(done => {
    server.close(() => done())
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), patienceMs)
    server.once('close', () => clearTimeout(late))
  })

/** What is no request of anybody's is told so as everything is told here. */
const unreadable = () =>
  new Response(JSON.stringify(problems.unreadable), {
    status: problems.unreadable.status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
  })

const taken = (port: number, cause: unknown) =>
  new Fault(
    'Conflict',
    sentence(`ポート ${port} は使われています。`, `port ${port} is taken`),
    sentence('TACHIAI_HTTP でほかの番号にしてください。', 'Choose another with TACHIAI_HTTP.'),
    cause,
  )
