import { StreamFault } from './stream-end.ts'

/** Header fields by lower-case name, in the order they came; the values are trimmed. */
export type Headers = ReadonlyMap<string, readonly string[]>

/** What came over the connection besides media: an answer to us, or a request by the camera. */
export type Message =
  | {
      readonly type: 'response'
      readonly status: number
      readonly headers: Headers
      readonly body: Uint8Array
    }
  | {
      readonly type: 'request'
      readonly method: string
      readonly headers: Headers
      readonly body: Uint8Array
    }

export type Response = Extract<Message, { type: 'response' }>

/** Start line and headers, without the empty line at the end (RFC 2326 4 to 7). `body` is filled by the reader. */
export function parseHead(text: string, body: Uint8Array): Message {
  const [start = '', ...lines] = text.split(/\r?\n/)
  const headers = parseHeaders(lines)
  const response = /^RTSP\/1\.\d ([1-5]\d\d)(?: |$)/.exec(start)
  if (response) return { type: 'response', status: Number(response[1]), headers, body }
  const request = /^([A-Z_]{1,24}) \S+ RTSP\/1\.\d$/.exec(start)
  if (request) return { type: 'request', method: request[1]!, headers, body }
  throw new StreamFault('malformed', 'a start line that is no RTSP')
}

function parseHeaders(lines: readonly string[]): Headers {
  const headers = new Map<string, string[]>()
  let values: string[] | undefined
  for (const line of lines) {
    if (/^[ \t]/.test(line) && values) {
      values.push(`${values.pop()} ${line.trim()}`)
      continue
    }
    const colon = line.indexOf(':')
    if (colon < 1) throw new StreamFault('malformed', 'a header line without a name')
    const name = line.slice(0, colon).trim().toLowerCase()
    values = headers.get(name)
    if (!values) {
      values = []
      headers.set(name, values)
    }
    values.push(line.slice(colon + 1).trim())
  }
  return headers
}

export function header(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.[0]
}

/** Content-Length in bytes, 0 where it is absent. One that is no number, or several that differ, is no RTSP. */
export function contentLength(headers: Headers): number {
  const values = headers.get('content-length')
  if (!values) return 0
  if (!values.every(value => value === values[0] && /^\d{1,15}$/.test(value))) {
    throw new StreamFault('malformed', 'a Content-Length that is no number')
  }
  return Number(values[0])
}
