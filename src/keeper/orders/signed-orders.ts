import { randomBytes } from 'node:crypto'
import { canonicalJson } from '#canonical/json.ts'
import { type CoSignature, coSignatureIn } from '#cosign/cosignature.ts'
import type { Order, OrderHandler, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import type { Asked } from '#roster/confirmation.ts'
import { corrections } from './corrections.ts'
import { withSigners } from './signed-by.ts'

/** What changes whom or what a machine trusts, and must be possible at the machine itself. */
const signable: readonly string[] = [
  ...['camera.trust', 'camera.remove'],
  ...['clock.accept', 'recovery.accept', 'import.correct'],
]

/** Long enough to fetch somebody and to carry a file, short enough that no signature lies in store. */
const freshMs = 30 * 60_000
/** Asking many times makes none old before its time. */
const most = 16

export type SignedOrdersParts = {
  /** Carries an order out, whoever it is from. */
  readonly handle: OrderHandler
  readonly isFounded: () => boolean
  /** Of a new address alone: whether it is one of these orders. */
  readonly changesTrust: (address: Order) => boolean
  /** Whose signatures these are, by the keeper's own roster. */
  readonly confirm: (
    asked: Asked,
    signed: readonly CoSignature[],
  ) => Promise<readonly string[] | Refusal>
  readonly refused: (order: string, refusal: Refusal) => void
  readonly nowMs?: () => number
}

/** What `order.asked` says, and what is written into a file to be signed elsewhere. */
export type AskedOrders = { readonly asked: readonly Asked[] }

/**
 * Once a keeper knows its people, such an order is not carried out but remembered, under fresh bytes; `order.enter` brings
 * signatures over exactly that, and then it is. It lives in this process alone: a restart, half an hour, or having been
 * carried out once makes every signature for it worthless.
 */
export function signedOrders(parts: SignedOrdersParts, others: OrderHandler): OrderHandler {
  const { isFounded, changesTrust, confirm, refused, nowMs = () => performance.now() } = parts
  const { handle, before } = corrections(parts.handle)
  let remembered: readonly (Asked & { readonly atMs: number })[] = []
  const fresh = () => {
    remembered = remembered.filter(({ atMs }) => nowMs() - atMs <= freshMs)
    return remembered
  }

  function ask({ id: _, by: __, ...order }: Order): Outcome {
    const nonce = randomBytes(16).toString('base64url')
    remembered = [...fresh(), { nonce, order, atMs: nowMs() }].slice(-most)
    const refusal = unsigned()
    refused(String(order.order), refusal)
    return { refusal }
  }

  async function enter({ nonce, signed }: Order, ...rest: Rest): Promise<Outcome> {
    const cosigned = Array.isArray(signed) && signed.length <= 10 ? signed.map(coSignatureIn) : []
    if (cosigned.length === 0 || cosigned.includes(null)) throw odd()
    const known = fresh().find(one => one.nonce === nonce)
    if (!known) return { refusal: notAsked() }
    // Taken away before anything is awaited: entered twice at once, it is carried out once.
    remembered = remembered.filter(one => one !== known)
    const outcome = await carried(known, cosigned as readonly CoSignature[], ...rest)
    // Refused, it can be signed again, by more people.
    if ('refusal' in outcome) remembered = [...remembered, known].slice(-most)
    return outcome
  }

  async function carried(
    { nonce, order }: Asked,
    signed: readonly CoSignature[],
    ...rest: Rest
  ): Promise<Outcome> {
    const by = await confirm({ nonce, order }, signed)
    if (isRefusal(by)) {
      refused('order.enter', by)
      return { refusal: by }
    }
    const hash = sha256(new TextEncoder().encode(canonicalJson({ nonce, order, signed }))).toHex()
    return handle(withSigners(order as Order, { by, signed: hash }), ...rest)
  }

  return async (given, progress) => {
    const order = isFounded() ? before(given) : given
    if (order.order === 'order.enter') return enter(order, progress)
    if (order.order === 'order.asked') {
      const asked = fresh().map(({ nonce, order }) => ({ nonce, order }))
      return { result: { asked } satisfies AskedOrders }
    }
    const isSignable =
      signable.includes(order.order) || (order.order === 'camera.address' && changesTrust(order))
    return isFounded() && isSignable ? ask(order) : others(order, progress)
  }
}
type Rest = [Parameters<OrderHandler>[1]]

const unsigned = (): Refusal =>
  refuse(
    '名簿を認めた録画係は、この指示を、名簿にある人の署名とともにだけ受け取ります',
    rosterHouse.atConsole,
    '事務室の画面で決めて署名するか、三十分のうちに「tachiai order ask FILE」で書き出したものに署名してもらい「tachiai order enter FILE」で入れてください',
  )
const notAsked = (): Refusal =>
  refuse(
    '録画係がいま尋ねている指示ではありません（済んだか、三十分を過ぎたか、起動し直しました）',
    rosterHouse.atConsole,
    '指示をもう一度出し、「tachiai order ask FILE」からやり直してください',
  )
const odd = () =>
  new Fault(
    'Misconfigured',
    sentence('署名の書き方が違います。', 'These are no signatures of an order.'),
    sentence(
      '「tachiai order ask」で書き出したものへの署名を、そのまま使ってください。',
      'Use what was signed of the file that "tachiai order ask" wrote, as it is.',
    ),
  )
