import http from 'node:http'
import { OnvifProblem } from '#onvif/problem.ts'
import type { ServiceAddress } from '#onvif/service-address.ts'

export type HttpAnswer = {
  readonly status: number
  /** Values of WWW-Authenticate, in order. */
  readonly challenges: readonly string[]
  readonly body: Buffer
  /** The address that the connection went to. */
  readonly reached: string | null
}

export type HttpLimits = {
  /** From the first step of the connection to the last byte of the answer. */
  readonly wholeMs: number
  readonly bodyBytes: number
}
export const httpLimits: HttpLimits = { wholeMs: 8000, bodyBytes: 2 << 20 }

/**
 * One POST on a connection of its own. The whole answer has to be there within `wholeMs`, however it drips, and its
 * body within `bodyBytes`. Redirects are not followed. Rejects with an OnvifProblem.
 */
export function post(
  { host, port, path }: ServiceAddress,
  content: { readonly type: string; readonly body: string; readonly authorization?: string },
  limits: HttpLimits = httpLimits,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>()
  const body = Buffer.from(content.body)
  const request = http.request({
    host,
    port,
    path,
    method: 'POST',
    agent: false,
    maxHeaderSize: 16_384,
    headers: {
      'Content-Type': content.type,
      'Content-Length': body.length,
      'User-Agent': 'tachiai',
      ...(content.authorization ? { Authorization: content.authorization } : {}),
    },
  })
  const give = (problem: OnvifProblem) => {
    reject(problem)
    request.destroy()
  }
  const timer = setTimeout(
    () => give(new OnvifProblem('silence', 'no whole answer in time')),
    limits.wholeMs,
  )
  request.on('error', (error: NodeJS.ErrnoException) => give(ofConnection(error)))
  request.on('response', response => {
    const status = response.statusCode ?? 0
    if (status >= 300 && status < 400) return give(new OnvifProblem('redirected', `HTTP ${status}`))
    if (Number(response.headers['content-length'] ?? 0) > limits.bodyBytes) return give(tooLong)
    const parts: Buffer[] = []
    let bytes = 0
    response.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > limits.bodyBytes) return give(tooLong)
      parts.push(part)
    })
    response.on('error', error => give(ofConnection(error)))
    response.on('end', () =>
      resolve({
        status,
        challenges: response.headersDistinct['www-authenticate'] ?? [],
        body: Buffer.concat(parts),
        reached: response.socket.remoteAddress?.replace(/^::ffff:/, '') ?? null,
      }),
    )
  })
  request.end(body)
  return promise.finally(() => {
    clearTimeout(timer)
    request.destroy()
  })
}

const tooLong = new OnvifProblem('overLimit', 'an answer too long')

function ofConnection({ code = '' }: NodeJS.ErrnoException): OnvifProblem {
  if (code.startsWith('HPE_HEADER_OVERFLOW'))
    return new OnvifProblem('overLimit', 'headers too long')
  if (code.startsWith('HPE_')) return new OnvifProblem('notHttp', code)
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new OnvifProblem('notHttp', 'it hung up in the middle')
  }
  return new OnvifProblem('unreachable', code || 'no connection')
}
