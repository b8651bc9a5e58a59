import { text, UsageError } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { byOnvif } from './onvif.ts'
import type { Values } from './options.ts'
import { secretOf } from './secret.ts'

/** How a camera is reached: fields of the orders `camera.add` and `camera.test`. */
export type Reach = {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly allowBasic: boolean
  readonly transport?: string
  readonly pin?: string
  /** Of a camera that speaks ONVIF: where to ask it for a key frame, and how far its clock is off. */
  readonly onvif?: {
    readonly address: string
    readonly version: 1 | 2
    readonly profile: string
    readonly aheadOfWallUs?: number
  }
}

/** Makes of an address of one scheme, password apart, what the keeper connects to. */
type Resolve = (url: URL, terminal: Terminal, values: Values) => Promise<Reach>

/** What a person may type as a camera's address, by scheme; whatever it is, the keeper is told where its stream is. */
const schemes: Readonly<Record<string, Resolve>> = {
  'rtsp:': stream,
  'rtsps:': stream,
  'onvif:': byOnvif,
}

/** The typed address with what it takes to use it; asks for user and password. */
export async function reachOf(target: string, terminal: Terminal, values: Values): Promise<Reach> {
  const way = wayOf(values)
  const url = typed(target, Object.keys(schemes))
  return { ...(await schemes[url.protocol]!(url, terminal, values)), ...way }
}

/** The address of a stream itself, as a camera's record has it. */
export const streamUrl = (target: string): URL => typed(target, ['rtsp:', 'rtsps:'])

/** What the person says about the way to the camera, as fields of an order. */
export function wayOf(values: Values): Pick<Reach, 'transport' | 'pin'> {
  const pin = pinOf(values)
  return {
    ...(values.transport === undefined ? {} : { transport: values.transport }),
    ...(pin ? { pin } : {}),
  }
}

/** A fingerprint as programs print it, with colons or spaces and in any case. */
export function pinOf({ pin }: Values): string | undefined {
  const digits = pin?.replace(/[\s:]/g, '').toLowerCase()
  if (digits === undefined || /^[0-9a-f]{64}$/.test(digits)) return digits
  throw new UsageError(
    text('--pin は 16 進数 64 桁（SHA-256）です。', '--pin has 64 hexadecimal digits (SHA-256).'),
  )
}

function typed(target: string, allowed: readonly string[]): URL {
  const url = URL.canParse(target) ? new URL(target) : null
  if (!url || !allowed.includes(url.protocol)) {
    const begins = allowed.map(scheme => `${scheme}//`)
    throw new UsageError(
      text(
        `カメラの住所は ${begins.join(' か ')} で始まります。`,
        `A camera address begins with ${begins.join(' or ')}`,
      ),
    )
  }
  // It would already stand in `ps` and in the shell's history.
  if (url.password) {
    throw new UsageError(
      text(
        'パスワードはコマンド行に書かないでください（画面と履歴に残ります）。あとで聞きます。このパスワードは変更をお勧めします。',
        'Do not write the password on the command line: it stays in ps and history. You will be asked. Consider changing it now.',
      ),
    )
  }
  return url
}

async function stream(url: URL, terminal: Terminal, values: Values): Promise<Reach> {
  const secret = await secretOf(terminal, values.user ?? (url.username || undefined))
  url.username = ''
  return { url: url.href, ...secret, allowBasic: values['allow-basic'] === true }
}
