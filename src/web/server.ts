import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Fault, sentence } from '#fault/fault.ts'
import { officeApp, type WebParts } from './app.ts'
import { Limits } from './limits.ts'
import { namesOf } from './origin.ts'

export type WebServer = { readonly port: number; close(): Promise<void> }

export type ServeParts = Omit<WebParts, 'names' | 'limits'> & {
  /** 0: any that is free. */
  readonly port: number
  /** Under which name people reach it besides this machine's own (`https://…`); null: none. */
  readonly origin: string | null
  readonly nowMs: () => number
  readonly limits?: WebParts['limits']
}

const mostConnections = 200
/** A call that goes on longer than this is broken off when the server closes. */
const patienceMs = 2000

/** Serves the office on this machine alone. Throws Fault 'Conflict' where the port is taken. */
export async function serveOffice({
  port,
  origin,
  nowMs,
  ...parts
}: ServeParts): Promise<WebServer> {
  const limits = parts.limits ?? {
    address: new Limits({ burst: 200, aSecond: 50, nowMs }),
    person: new Limits({ burst: 100, aSecond: 20, nowMs }),
    pictures: new Limits({ burst: 120, aSecond: 60, nowMs }),
  }
  let names = namesOf(port, origin)
  const app = officeApp({ ...parts, limits, names: () => names })
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
  })
  if ('maxConnections' in server) server.maxConnections = mostConnections
  await new Promise<void>((done, failed) => {
    server.once('error', error => failed(taken(port, error)))
    server.listen(port, '127.0.0.1', done)
  })
  const at = (server.address() as AddressInfo).port
  names = namesOf(at, origin)
  return {
    port: at,
    close: () =>
      new Promise<void>(done => {
        server.close(() => done())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        const late = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections()
        }, patienceMs)
        server.once('close', () => clearTimeout(late))
      }),
  }
}

const taken = (port: number, cause: unknown) =>
  new Fault(
    'Conflict',
    sentence(`ポート ${port} は使われています。`, `port ${port} is taken`),
    sentence('TACHIAI_HTTP でほかの番号にしてください。', 'Choose another with TACHIAI_HTTP.'),
    cause,
  )
