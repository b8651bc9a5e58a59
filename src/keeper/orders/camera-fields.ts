import type { Order } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import type { RecordingProfile, RetentionDecision } from '#law/profile.ts'
import { cameraAddress as address } from '#rtsp/address.ts'
import { isEncrypted } from '../recording/access.ts'
import { textOf } from './reading.ts'

/** `user:password` of an order as bytes, null where it names no user; the caller wipes it. */
export function secretOf(order: Order): Uint8Array | null {
  const user = textOf(order, 'user', { optional: true })
  const password = order.password
  if (user === '') return null
  if (user.includes(':') || (password !== undefined && typeof password !== 'string')) {
    throw new Fault(
      'Misconfigured',
      sentence('利用者名が読めません。', 'The camera user cannot be read.'),
    )
  }
  return Buffer.from(`${user}:${password ?? ''}`)
}

/** `rtsp://` or `rtsps://` without credentials, or a Fault 'Misconfigured'. */
export function cameraAddress(text: string): string {
  try {
    return address(text).url
  } catch {
    throw misconfigured(
      'カメラの住所は rtsp://… か rtsps://… です（利用者名とパスワードは含めません）。',
      'A camera address is rtsp://… or rtsps://… without user and password.',
    )
  }
}

/** `before` where an order does not say; datagrams cannot be encrypted. */
export function transportOf(
  order: Order,
  url: string,
  before: 'tcp' | 'udp' = 'tcp',
): 'tcp' | 'udp' {
  const { transport = isEncrypted(url) ? 'tcp' : before } = order
  if (transport !== 'tcp' && transport !== 'udp') {
    throw misconfigured('転送方法は tcp か udp です。', 'The transport is tcp or udp.')
  }
  if (transport === 'udp' && isEncrypted(url)) {
    throw misconfigured(
      'rtsps:// の映像は UDP では送れません（暗号化できないため）。--transport udp を外してください。',
      'rtsps:// cannot send its pictures over UDP, where nothing would encrypt them. Leave out --transport udp.',
    )
  }
  return transport
}

/** The key that a camera over TLS must show; undefined where the order names none. */
export function pinOf({ pin }: Order): string | undefined {
  if (pin === undefined || pin === null) return undefined
  if (typeof pin === 'string' && /^[0-9a-f]{64}$/.test(pin)) return pin
  throw misconfigured(
    '鍵の指紋は 16 進数 64 桁です。',
    'The fingerprint of a key has 64 hexadecimal digits.',
  )
}

/** Where and how an order says a camera is to be reached, that was reached by `before`. */
export function elsewhere(order: Order, before?: 'tcp' | 'udp') {
  const url = cameraAddress(textOf(order, 'url'))
  const pin = pinOf(order)
  return { url, transport: transportOf(order, url, before), ...(pin ? { pin } : {}) }
}

/** What has no stream cannot be looked for. */
export const withoutStream = (name: string) =>
  new Fault(
    'Conflict',
    sentence(
      `「${name}」は映像を取り込むだけのカメラで、住所がありません。`,
      `"${name}" is a camera whose footage is imported; it has no address.`,
    ),
  )

const misconfigured = (ja: string, en: string) => new Fault('Misconfigured', sentence(ja, en))

/** The 別紙 entry of an order, empty where it says nothing. */
export function appendixOf(order: Order) {
  const { place = '', area = '', purpose = '' } = (order.appendix ?? {}) as Record<string, unknown>
  const word = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 400) : '')
  return { place: word(place), area: word(area), purpose: word(purpose) }
}

export const nameTaken = (name: string) =>
  new Fault(
    'Conflict',
    sentence(
      `「${name}」という名前のカメラはもうあります。`,
      `There is a camera "${name}" already.`,
    ),
  )

/** A document that leaves the period to a person: the camera waits for the decision (内規). */
export const noPeriod = ({ gate }: RetentionDecision): Refusal =>
  refuse(
    '保存期間が定められていないため、新しいカメラを使い始められません',
    gate,
    '「tachiai retention decide」で保存期間を定めてください',
  )

export const noAppendix = (profile: RecordingProfile): Refusal =>
  refuse(
    `${profile.cameras.appendix.name}に載っていないカメラは、新しく使い始められません`,
    profile.cameras.appendix.gate,
    '呼び名・設置場所・撮影区域を入力してください',
  )
