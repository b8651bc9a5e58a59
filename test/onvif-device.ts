/**
 * An ONVIF device that does as it is told, well or badly: SOAP over HTTP and WS-Discovery on loopback. What the test
 * does not script is answered as an honest camera of profiles S and T would.
 */
import { createHash, randomBytes } from 'node:crypto'
import dgram from 'node:dgram'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type DeviceProfile = {
  readonly token: string
  readonly name: string
  readonly encoding: string
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly kbps: number
  readonly group: number
}
export const profilesOfACamera: readonly DeviceProfile[] = [
  {
    token: 'sub',
    name: 'Sub',
    encoding: 'H264',
    width: 640,
    height: 360,
    fps: 10,
    kbps: 512,
    group: 20,
  },
  {
    token: 'main',
    name: 'Main',
    encoding: 'H264',
    width: 1920,
    height: 1080,
    fps: 15,
    kbps: 4096,
    group: 30,
  },
  {
    token: 'jpeg',
    name: 'Snapshot',
    encoding: 'JPEG',
    width: 2560,
    height: 1440,
    fps: 1,
    kbps: 0,
    group: 0,
  },
]

export type Told = {
  readonly operation: string
  readonly body: string
  readonly headers: http.IncomingHttpHeaders
}
type Answer = (response: http.ServerResponse, told: Told) => void

export type DeviceScript = {
  readonly user?: string
  readonly password?: string
  /** How it wants the password proved; everything but its time asks for it. */
  readonly auth?: 'none' | 'token' | 'digest' | 'basic'
  readonly clockAheadUs?: number
  readonly profiles?: readonly DeviceProfile[]
  readonly media?: readonly (1 | 2)[]
  /** What it says its own host is. */
  readonly tells?: string
  readonly streamUrl?: (token: string) => string
  readonly name?: string
  /** By operation, `*` for all: instead of the honest answer. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** Spoils honest answers. */
  readonly spoil?: (body: string) => string | Buffer
  /** Instead of the honest answer to a probe; gets the question's id. */
  readonly matches?: (id: string) => readonly (string | Buffer)[]
}

export type OnvifDevice = {
  readonly port: number
  readonly probePort: number
  readonly told: readonly Told[]
  /** Key frames that were asked for, by profile. */
  readonly synchronised: readonly string[]
  onSynchronise(listener: () => unknown): void
  close(): Promise<void>
}

const ns = {
  s: 'http://www.w3.org/2003/05/soap-envelope',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tr2: 'http://www.onvif.org/ver20/media/wsdl',
  tt: 'http://www.onvif.org/ver10/schema',
  ter: 'http://www.onvif.org/ver10/error',
  d: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
  a: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
}
const prefixes = Object.entries(ns)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

/** An answer as an honest device writes it. */
export const envelope = (body: string, header = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${prefixes}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`

export const fault = (subcode: string, reason: string): string =>
  envelope(
    `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code>` +
      `<s:Reason><s:Text xml:lang="en">${reason}</s:Text></s:Reason></s:Fault>`,
  )

export const say =
  (body: string | Buffer, status = 200, headers: http.OutgoingHttpHeaders = {}): Answer =>
  response =>
    void response
      .writeHead(status, { 'Content-Type': 'application/soap+xml', ...headers })
      .end(body)

export async function onvifDevice(script: DeviceScript = {}): Promise<OnvifDevice> {
  const told: Told[] = []
  const synchronised: string[] = []
  const listeners: (() => unknown)[] = []
  const nonce = randomBytes(8).toString('hex')
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const [, operation = ''] = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(body) ?? []
      const one = { operation, body, headers: request.headers }
      told.push(one)
      const scripted = script.answers?.[operation] ?? script.answers?.['*']
      if (scripted) return scripted(response, one)
      const refusal = refusalOf(script, nonce, request, one)
      if (refusal) return refusal(response, one)
      if (operation === 'SetSynchronizationPoint') {
        synchronised.push(between(body, 'ProfileToken'))
        for (const listener of listeners) listener()
      }
      const { status, body: answer } = honest(script, port, one)
      say(script.spoil?.(answer) ?? answer, status)(response, one)
    })
  })
  server.on('connection', socket => socket.on('error', () => {}))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const probed = await answersProbes(script, port)
  return {
    port,
    probePort: probed.address().port,
    told,
    synchronised,
    onSynchronise: listener => void listeners.push(listener),
    async close() {
      if (!server.listening) return
      probed.close()
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}

function refusalOf(
  { user = '', password = '', auth = 'none', clockAheadUs = 0 }: DeviceScript,
  nonce: string,
  request: http.IncomingMessage,
  { operation, body }: Told,
): Answer | null {
  if (auth === 'none' || operation === 'GetSystemDateAndTime') return null
  if (auth === 'token') {
    const right = hasToken(body, user, password, Date.now() * 1000 + clockAheadUs)
    return right ? null : say(fault('ter:NotAuthorized', 'Sender not authorized'), 400)
  }
  const offer =
    auth === 'basic'
      ? 'Basic realm="c"'
      : `Digest realm="c", nonce="${nonce}", qop="auth", algorithm=MD5`
  const said = Buffer.from(request.headers.authorization ?? '', 'latin1').toString()
  const right = auth === 'digest' && hasDigest(said, user, password, `POST:${request.url}`)
  return right ? null : say('<html><br>Unauthorized</html>', 401, { 'WWW-Authenticate': offer })
}

/** As a strict device checks it: its own clock decides, ten seconds either way. */
function hasToken(body: string, user: string, password: string, nowUs: number): boolean {
  const created = between(body, 'Created')
  if (between(body, 'Username') !== user || created === '') return false
  const ageUs = nowUs - Temporal.Instant.from(created).epochMilliseconds * 1000
  const proof = createHash('sha1')
    .update(Buffer.from(between(body, 'Nonce'), 'base64'))
    .update(created)
    .update(password)
    .digest('base64')
  return Math.abs(ageUs) < 10_000_000 && proof === between(body, 'Password')
}

function hasDigest(said: string, user: string, password: string, what: string): boolean {
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(said)?.[1] ?? ''
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const secret = md5(`${user}:${field('realm')}:${password}`)
  const middle = [field('nonce'), field('nc'), field('cnonce'), 'auth'].join(':')
  return field('username') === user && field('response') === md5(`${secret}:${middle}:${md5(what)}`)
}

const between = (xml: string, name: string): string =>
  new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^<]*)</`).exec(xml)?.[1] ?? ''

type Honest = { readonly status: number; readonly body: string }
const good = (body: string): Honest => ({ status: 200, body })

function honest(script: DeviceScript, port: number, { operation, body }: Told): Honest {
  const { clockAheadUs = 0, profiles = profilesOfACamera, media = [1, 2] } = script
  const host = script.tells ?? `127.0.0.1:${port}`
  const second = body.includes(ns.tr2)
  const own = second ? 'tr2' : 'trt'
  switch (operation) {
    case 'GetSystemDateAndTime': {
      const now = Temporal.Instant.fromEpochMilliseconds(Date.now() + clockAheadUs / 1000)
      const { year, month, day, hour, minute, second } = now.toZonedDateTimeISO('UTC')
      return good(
        envelope(
          '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>' +
            `<tt:UTCDateTime><tt:Time><tt:Hour>${hour}</tt:Hour><tt:Minute>${minute}</tt:Minute><tt:Second>${second}</tt:Second></tt:Time>` +
            `<tt:Date><tt:Year>${year}</tt:Year><tt:Month>${month}</tt:Month><tt:Day>${day}</tt:Day></tt:Date></tt:UTCDateTime>` +
            '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
        ),
      )
    }
    case 'GetDeviceInformation':
      return good(
        envelope(
          `<tds:GetDeviceInformationResponse><tds:Manufacturer>みどり電機</tds:Manufacturer><tds:Model>${script.name ?? 'MD-200'}</tds:Model>` +
            '<tds:FirmwareVersion>1.2</tds:FirmwareVersion><tds:SerialNumber>7</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse>',
        ),
      )
    case 'GetServices':
      return good(
        envelope(
          `<tds:GetServicesResponse>${media
            .map(
              version =>
                `<tds:Service><tds:Namespace>${version === 1 ? ns.trt : ns.tr2}</tds:Namespace>` +
                `<tds:XAddr>http://${host}/onvif/media${version}</tds:XAddr>` +
                `<tds:Version><tt:Major>${version}</tt:Major><tt:Minor>0</tt:Minor></tds:Version></tds:Service>`,
            )
            .join('')}</tds:GetServicesResponse>`,
        ),
      )
    case 'GetProfiles':
      return good(
        envelope(
          `<${own}:GetProfilesResponse>${profiles.map(second ? profile2 : profile1).join('')}</${own}:GetProfilesResponse>`,
        ),
      )
    case 'GetStreamUri': {
      const token = between(body, 'ProfileToken')
      const url = script.streamUrl?.(token) ?? `rtsp://${host.split(':')[0]}:554/${token}`
      return good(
        envelope(
          second
            ? `<tr2:GetStreamUriResponse><tr2:Uri>${url}</tr2:Uri></tr2:GetStreamUriResponse>`
            : `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${url}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect></trt:MediaUri></trt:GetStreamUriResponse>`,
        ),
      )
    }
    case 'SetSynchronizationPoint':
      return good(envelope(`<${own}:SetSynchronizationPointResponse/>`))
    default:
      return { status: 400, body: fault('ter:ActionNotSupported', 'not here') }
  }
}

const size = ({ width, height }: DeviceProfile) =>
  `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`

const profile1 = (one: DeviceProfile): string =>
  `<trt:Profiles token="${one.token}" fixed="true"><tt:Name>${one.name}</tt:Name>` +
  `<tt:VideoEncoderConfiguration token="e"><tt:Name>e</tt:Name><tt:Encoding>${one.encoding}</tt:Encoding>${size(one)}` +
  `<tt:RateControl><tt:FrameRateLimit>${one.fps}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${one.kbps}</tt:BitrateLimit></tt:RateControl>` +
  `<tt:H264><tt:GovLength>${one.group}</tt:GovLength><tt:H264Profile>High</tt:H264Profile></tt:H264></tt:VideoEncoderConfiguration></trt:Profiles>`

const profile2 = (one: DeviceProfile): string =>
  `<tr2:Profiles token="${one.token}" fixed="true"><tr2:Name>${one.name}</tr2:Name><tr2:Configurations>` +
  `<tr2:VideoEncoder token="e" GovLength="${one.group}" Profile="High"><tt:Name>e</tt:Name><tt:Encoding>${one.encoding}</tt:Encoding>${size(one)}` +
  `<tt:RateControl ConstantBitRate="true"><tt:FrameRateLimit>${one.fps}</tt:FrameRateLimit><tt:BitrateLimit>${one.kbps}</tt:BitrateLimit></tt:RateControl>` +
  `</tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>`

async function answersProbes(script: DeviceScript, port: number): Promise<dgram.Socket> {
  const socket = dgram.createSocket('udp4')
  socket.on('message', (bytes, { address, port: back }) => {
    const id = between(bytes.toString(), 'MessageID')
    const answers = script.matches?.(id) ?? [matches(id, script, port)]
    for (const answer of answers) socket.send(answer, back, address)
  })
  await new Promise<void>(done => socket.bind(0, '127.0.0.1', done))
  return socket
}

/** ProbeMatches of one device. */
export function matches(id: string, script: DeviceScript, port: number): string {
  const scopes = [
    `name/${encodeURIComponent(script.name ?? '正門')}`,
    'hardware/MD-200',
    'location/%E5%8C%97%E5%8F%A3',
  ].map(scope => `onvif://www.onvif.org/${scope}`)
  return envelope(
    '<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>' +
      `<d:Types>tds:Device</d:Types><d:Scopes>${scopes.join(' ')}</d:Scopes>` +
      `<d:XAddrs>http://${script.tells ?? `127.0.0.1:${port}`}/onvif/device_service</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches>`,
    `<a:RelatesTo>${id}</a:RelatesTo>`,
  )
}
