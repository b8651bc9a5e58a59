import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Front, frontPage, frontStyle } from './front-page.ts'

export type FrontDoor = { readonly address: string; close(): Promise<void> }

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/**
 * Serves the demo's page to this machine, on `port` or, where that is taken, on any. It has passwords of made-up people
 * on it, and a name that somebody else's page made point here is turned away.
 */
export async function openFrontDoor(
  port: number,
  front: () => Front,
  newNumber: () => Promise<string>,
): Promise<FrontDoor> {
  let number: string | null = null
  let own = ''
  const server = createServer((asked, answer) => {
    const { host, origin } = asked.headers
    if (host !== own) return sends(answer, 421, 'text/plain', '')
    if (asked.method === 'GET' && asked.url === '/style.css') {
      return sends(answer, 200, 'text/css', frontStyle)
    }
    if (asked.method === 'GET' && asked.url === '/') {
      return sends(answer, 200, 'text/html', frontPage({ ...front(), number }))
    }
    if (asked.method !== 'POST' || asked.url !== '/number' || origin !== `http://${own}`) {
      return sends(answer, 404, 'text/plain', '')
    }
    newNumber()
      .then(given => {
        number = given
        answer.writeHead(303, { ...headers, location: '/' }).end()
      })
      .catch(() => sends(answer, 503, 'text/plain', 'まだ用意ができていません。'))
  })
  await listening(server, port).catch(() => listening(server, 0))
  own = `localhost:${(server.address() as AddressInfo).port}`
  return {
    address: `http://${own}`,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const listening = (server: ReturnType<typeof createServer>, port: number) =>
  new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      done()
    })
  })

function sends(answer: ServerResponse, status: number, type: string, body: string): void {
  answer.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(body)
}
