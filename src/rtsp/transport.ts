import { header, type Response } from './message.ts'
import { StreamFault } from './stream-end.ts'

/** What SETUP agreed on. */
export type Setup = {
  /** Said back in every later request; null where the camera gave none. */
  readonly session: string | null
  /** Session time-out in seconds (RFC 2326 12.37: 60 where unsaid). */
  readonly timeoutSeconds: number
  readonly carriage: Interleaved | OverUdp
}
/** Between the messages of the RTSP connection (RFC 2326 10.12). */
export type Interleaved = {
  readonly over: 'tcp'
  readonly mediaChannel: number
  readonly controlChannel: number
}
/** From the camera's ports to ours; what it did not tell is null. */
export type OverUdp = {
  readonly over: 'udp'
  readonly mediaPort: number | null
  readonly controlPort: number | null
  readonly source: number | null
}

/** The Transport field of a SETUP (RFC 2326 12.39): `firstPort` is ours where RTP is to come over UDP, else null. */
export const transportWanted = (firstPort: number | null): string =>
  firstPort === null
    ? 'RTP/AVP/TCP;unicast;interleaved=0-1'
    : `RTP/AVP;unicast;client_port=${firstPort}-${firstPort + 1}`

/** The answer to a SETUP for `transportWanted`. */
export function parseSetup(answer: Response, firstPort: number | null): Setup {
  const transport = header(answer.headers, 'transport') ?? transportWanted(firstPort)
  const carriage = firstPort === null ? interleaved(transport) : overUdp(transport)
  return { ...parseSession(answer), carriage }
}

/** A camera may choose other channels than those asked for. */
function interleaved(transport: string): Interleaved {
  if (!/^RTP\/AVPF?\/TCP/i.test(transport)) {
    throw new StreamFault(
      'unsupported',
      'RTP over the RTSP connection (TCP) is not offered; try --transport udp',
    )
  }
  const channels = /;\s*interleaved\s*=\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?/i.exec(transport)
  const mediaChannel = Number(channels?.[1] ?? 0)
  const controlChannel = Number(channels?.[2] ?? mediaChannel + 1)
  if (mediaChannel > 255 || controlChannel > 255 || mediaChannel === controlChannel) {
    throw new StreamFault('malformed', 'channels that do not exist')
  }
  return { over: 'tcp', mediaChannel, controlChannel }
}

/**
 * `source` and `destination` addresses are passed over: datagrams are taken from the host of the connection alone, and a
 * camera behind an address translation names its inner address.
 */
function overUdp(transport: string): OverUdp {
  if (!/^RTP\/AVPF?(\/UDP)?(;|$)/i.test(transport)) {
    throw new StreamFault('unsupported', 'RTP over UDP is not offered; try --transport tcp')
  }
  if (/;\s*multicast/i.test(transport)) {
    throw new StreamFault('unsupported', 'the camera offers multicast only')
  }
  const ports = /;\s*server_port\s*=\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?/i.exec(transport)
  const mediaPort = ports ? Number(ports[1]) : null
  const controlPort = mediaPort === null ? null : Number(ports?.[2] ?? mediaPort + 1)
  for (const port of [mediaPort, controlPort]) {
    if (port !== null && (port === 0 || port > 65_535)) {
      throw new StreamFault('malformed', 'ports that do not exist')
    }
  }
  const source = /;\s*ssrc\s*=\s*"?([0-9a-f]{1,8})\b/i.exec(transport)
  return {
    over: 'udp',
    mediaPort,
    controlPort,
    source: source ? Number.parseInt(source[1]!, 16) : null,
  }
}

function parseSession(answer: Response): Pick<Setup, 'session' | 'timeoutSeconds'> {
  const [id = '', ...parameters] = (header(answer.headers, 'session') ?? '').split(';')
  const session = id.trim()
  if (session !== '' && !/^[\x21-\x7e]{1,256}$/.test(session)) {
    throw new StreamFault('malformed', 'a session name that cannot be said back')
  }
  const timeout = parameters
    .map(text => /^\s*timeout\s*=\s*(\d{1,6})/i.exec(text)?.[1])
    .find(Boolean)
  return {
    session: session === '' ? null : session,
    timeoutSeconds: Math.max(2, Number(timeout ?? 60)),
  }
}
