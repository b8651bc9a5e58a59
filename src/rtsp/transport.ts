import { header, type Response } from './message.ts'
import { StreamFault } from './stream-end.ts'

/** What SETUP agreed on. */
export type Setup = {
  /** Said back in every later request; null where the camera gave none. */
  readonly session: string | null
  /** Session time-out in seconds (RFC 2326 12.37: 60 where unsaid). */
  readonly timeoutSeconds: number
  readonly mediaChannel: number
  readonly controlChannel: number
}

export const transportWanted = 'RTP/AVP/TCP;unicast;interleaved=0-1'

/** The answer to a SETUP for `transportWanted`. A camera may choose other channels than those asked for. */
export function parseSetup(answer: Response): Setup {
  const transport = header(answer.headers, 'transport') ?? transportWanted
  if (!/^RTP\/AVPF?\/TCP/i.test(transport)) {
    throw new StreamFault('unsupported', 'RTP over the RTSP connection (TCP) is not offered')
  }
  const channels = /;\s*interleaved\s*=\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?/i.exec(transport)
  const mediaChannel = Number(channels?.[1] ?? 0)
  const controlChannel = Number(channels?.[2] ?? mediaChannel + 1)
  if (mediaChannel > 255 || controlChannel > 255 || mediaChannel === controlChannel) {
    throw new StreamFault('malformed', 'channels that do not exist')
  }
  return { ...parseSession(answer), mediaChannel, controlChannel }
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
