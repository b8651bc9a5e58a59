import net from 'node:net'
import { media } from '#onvif/namespaces.ts'
import { hostInUrl, serviceAddress } from '#onvif/service-address.ts'
import { envelope, escaped, usernameToken } from '#onvif/soap-request.ts'
import { authorization, type Credentials } from '#rtsp/authorization.ts'
import { type Challenge, challengesOf } from '#rtsp/challenge.ts'
import { hex, random } from '../hashing.ts'
import type { OnvifRecord } from './onvif-record.ts'

export type SyncPointParts = {
  readonly onvif: OnvifRecord
  /** Asked for each proof; the bytes stay the giver's. */
  readonly credentials: () => Credentials | null
  /** What the camera's clock says: a proof that carries another time is refused. */
  readonly cameraUs: number
  readonly signal: AbortSignal
}

/** Connection, request and the head of the answer, each time. */
const wholeMs = 3000
const headBytes = 8192

type Proof = { readonly challenge: Challenge | null; readonly token: boolean }
type Head = { readonly status: number; readonly challenges: readonly string[] }

/**
 * Asks a camera for a key frame now: SetSynchronizationPoint (ONVIF Media 5.15, Media 2 5.8). The keeper says it
 * itself, so that no password leaves this process, and of the answer it reads the status line and the challenges alone:
 * no XML is parsed here. The password is proved as the camera asks (Digest, else WS-UsernameToken), at most twice.
 *
 * Resolves with null when the camera agreed, else with why not, in our own words.
 */
export async function askSyncPoint(parts: SyncPointParts): Promise<string | null> {
  let proof: Proof = { challenge: null, token: false }
  for (;;) {
    const head = await exchange(parts, proof)
    if (typeof head === 'string') return head
    if (head.status >= 200 && head.status < 300) return null
    const next = nextProof(proof, head)
    if (!next || !parts.credentials()) return `HTTP ${head.status}`
    proof = next
  }
}

/** What may help: a Digest it asks for, then a token; a redirect leads nowhere. */
function nextProof(said: Proof, { status, challenges }: Head): Proof | null {
  if (status < 400 || said.token) return null
  const digest = challengesOf(challenges).find(({ scheme }) => scheme === 'digest')
  if (status === 401 && said.challenge) return null
  if (status === 401 && digest) return { challenge: digest, token: false }
  return { ...said, token: true }
}

function exchange(parts: SyncPointParts, proof: Proof): Promise<Head | string> {
  const { promise, resolve } = Promise.withResolvers<Head | string>()
  const { host, port } = serviceAddress(parts.onvif.address)
  const socket = new net.Socket({ signal: parts.signal })
  const timer = setTimeout(() => resolve('no answer in time'), wholeMs)
  let held = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes.subarray(0, headBytes)])
    const head = headOf(held)
    if (head) resolve(head)
    else if (held.length >= headBytes) resolve('no HTTP in the answer')
  })
  socket.on('error', ({ code = 'no connection' }: NodeJS.ErrnoException) => resolve(code))
  socket.on('close', () => resolve('hung up'))
  socket.connect(port, host, () => {
    const request = requestBytes(parts, proof)
    socket.write(request, () => request.fill(0))
  })
  return promise.finally(() => {
    clearTimeout(timer)
    socket.destroy()
  })
}

function requestBytes(parts: SyncPointParts, proof: Proof): Uint8Array {
  const { onvif, cameraUs } = parts
  const credentials = parts.credentials()
  const { host, port, path } = serviceAddress(onvif.address)
  const namespace = media[onvif.version]
  const operation = 'SetSynchronizationPoint'
  const asked = `<${operation} xmlns="${namespace}"><ProfileToken>${escaped(onvif.profile)}</ProfileToken></${operation}>`
  const token = proof.token && credentials ? usernameToken(credentials, cameraUs, random(16)) : ''
  const body = Buffer.from(envelope(asked, token))
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${hostInUrl(host)}:${port}`,
    'User-Agent: tachiai',
    'Connection: close',
    `Content-Type: application/soap+xml; charset=utf-8; action="${namespace}/${operation}"`,
    `Content-Length: ${body.length}`,
  ].join('\r\n')
  const request = { method: 'POST', url: path }
  const value =
    proof.challenge && credentials
      ? authorization(proof.challenge, credentials, request, 1, hex(random(8)))
      : null
  const field = value ? [Buffer.from('\r\nAuthorization: '), value] : []
  const bytes = Buffer.concat([Buffer.from(head), ...field, Buffer.from('\r\n\r\n'), body])
  value?.fill(0)
  return bytes
}

/** Null while the head is not whole. A status of 0 stands for no HTTP. */
function headOf(bytes: Buffer): Head | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1 || end > headBytes) return null
  const [start = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(start)?.[1] ?? 0)
  const challenges = fields.flatMap(field => /^www-authenticate:(.*)$/i.exec(field)?.[1] ?? [])
  return { status, challenges }
}
