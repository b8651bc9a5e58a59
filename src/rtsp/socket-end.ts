import type { StreamEnd } from './stream-end.ts'

export const byCamera: StreamEnd = { kind: 'closed', detail: 'the camera closed the connection' }

/** What an error of the socket means for the stream. `wasOpen`: the session had begun. */
export function endOfSocket(error: NodeJS.ErrnoException, wasOpen: boolean): StreamEnd {
  const code = error.code ?? 'unknown'
  if (wasOpen) return { kind: 'closed', detail: `the connection broke (${code})` }
  if (/^ERR_SSL_.*(VERSION_NUMBER|PACKET_LENGTH|UNEXPECTED_MESSAGE)|^ERR_SSL_HTTP/.test(code))
    return { kind: 'notRtsp', detail: `no TLS is spoken there (${code})` }
  if (/^ERR_SSL_|^EPROTO$/.test(code))
    return { kind: 'unsupported', detail: `no TLS 1.2 in common with the camera (${code})` }
  if (code === 'ECONNREFUSED') return { kind: 'refused', detail: 'nobody listens there' }
  return { kind: 'network', detail: `no way to the camera (${code})` }
}
