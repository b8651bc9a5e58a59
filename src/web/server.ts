import { createServer } from 'node:http'
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
  readonly nowMs: () => number
  readonly limits?: WebParts['limits']
  /** Of connections, for tests. */
  readonly patience?: Partial<Patience>
}

/** How long a connection is waited for, ms, and how often that is looked at. */
export type Patience = {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly connectionsCheckingInterval: number
  /** Without a byte either way: whoever asks and does not read holds no connection for ever. */
  readonly silence: number
  readonly mostConnections: number
}
const usual: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  silence: 600_000,
  mostConnections: 200,
}
/** A call that goes on longer than this is broken off when the server closes. */
const patienceMs = 2000

/** Serves the office on this machine alone. Throws Fault 'Conflict' where the port is taken. */
export async function serveOffice({
  port,
  origin,
  isProxyTrusted = false,
  nowMs,
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
  const { silence, mostConnections, ...timeouts } = { ...usual, ...patience }
  const listener = getRequestListener(app.fetch, { errorHandler: unreadable })
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 }, listener)
  server.timeout = silence
  server.maxConnections = mostConnections
  await new Promise<void>((done, failed) => {
    server.once('error', error => failed(taken(port, error)))
    server.listen(port, '127.0.0.1', done)
  })
  const at = (server.address() as AddressInfo).port
  names = namesOf(at, origin, isProxyTrusted)
  return {
    port: at,
    close: () =>
      new Promise<void>(done => {
        server.close(() => done())
        server.closeIdleConnections()
        const late = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.once('close', () => clearTimeout(late))
      }),
  }
}

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
