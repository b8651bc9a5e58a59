import { type Refusal, refuse } from '#law/basis.ts'
import type { Profile, RetentionDecision } from '#law/profile.ts'
import type { Order } from '../door.ts'
import { Fault, sentence } from '../fault.ts'
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

/** `rtsp://` without credentials, or a Fault 'Misconfigured'. */
export function cameraAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'rtsp:' && url.hostname && !url.username && !url.password) return url.href
  throw new Fault(
    'Misconfigured',
    sentence(
      'カメラの住所は rtsp://… です（利用者名とパスワードは含めません）。',
      'A camera address is rtsp://… without user and password.',
    ),
  )
}

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

export const noAppendix = (profile: Profile): Refusal =>
  refuse(
    `${profile.appendix.name}に載っていないカメラは、新しく使い始められません`,
    profile.appendix.gate,
    '呼び名・設置場所・撮影区域を入力してください',
  )
