export type RtspRequest = {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
}

const largestHead = 16_384
const largestBody = 65_536

/**
 * Takes RTSP requests (RFC 2326 §6) out of a byte stream; interleaved packets and bodies are passed over.
 * Throws RangeError at what is no RTSP or larger than a request has reason to be.
 */
export class RequestReader {
  #bytes = Buffer.alloc(0)

  push(chunk: Uint8Array): RtspRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    const requests: RtspRequest[] = []
    for (;;) {
      const request = this.#take()
      if (request === 'wanting') return requests
      if (request !== 'passed') requests.push(request)
    }
  }

  #take(): RtspRequest | 'wanting' | 'passed' {
    while (this.#bytes[0] === 0x0d || this.#bytes[0] === 0x0a) this.#bytes = this.#bytes.subarray(1)
    if (this.#bytes[0] === 0x24) return this.#passPacket()
    const end = this.#bytes.indexOf('\r\n\r\n')
    if (end < 0 && this.#bytes.length > largestHead) throw new RangeError('request without end')
    if (end < 0) return 'wanting'
    const request = parse(this.#bytes.toString('utf8', 0, end))
    const body = Number(request.headers.get('content-length') ?? 0)
    if (!Number.isInteger(body) || body < 0 || body > largestBody) {
      throw new RangeError('content length out of bounds')
    }
    if (this.#bytes.length < end + 4 + body) return 'wanting'
    this.#bytes = this.#bytes.subarray(end + 4 + body)
    return request
  }

  #passPacket(): 'wanting' | 'passed' {
    if (this.#bytes.length < 4) return 'wanting'
    const length = 4 + this.#bytes.readUInt16BE(2)
    if (this.#bytes.length < length) return 'wanting'
    this.#bytes = this.#bytes.subarray(length)
    return 'passed'
  }
}

function parse(head: string): RtspRequest {
  const [first = '', ...lines] = head.split('\r\n')
  const [, method, url] = /^([A-Z_]+) (\S+) RTSP\/1\.0$/.exec(first) ?? []
  if (!method || !url) throw new RangeError('not an RTSP request')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { method, url, headers: new Map(headers) }
}
