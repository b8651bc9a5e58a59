import { canonicalJson } from '#canonical/json.ts'
import type { Order, OrderHandler, Outcome } from '#door/door.ts'
import { refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { isRecord } from '#leaf/leaf.ts'
import { orderedBy, type SignedBy, withSigners } from './signed-by.ts'

/**
 * A later time for what is brought in lengthens its life. Once a keeper knows its people, whoever noted a camera's clock error
 * and whoever confirmed it sign exactly that, for that camera (`import.correct`); every film it is said of is then taken, as long
 * as this process lives.
 */
export function corrections(handle: OrderHandler) {
  const vouched = new Map<string, SignedBy>()

  function correct(order: Order): Outcome {
    const { notedBy, confirmedBy } = isRecord(order.clockError) ? order.clockError : {}
    const signed = orderedBy(order)
    const isBoth = 'by' in signed && [notedBy, confirmedBy].every(one => isAmong(signed.by, one))
    if (!isBoth) return notBoth()
    vouched.set(keyOf(order), signed)
    return { result: {} }
  }

  return {
    /** Carries out what people signed. */
    handle: (async (order, progress) =>
      order.order === 'import.correct' ? correct(order) : handle(order, progress)) as OrderHandler,
    /** An import as it may be taken; what must be signed first; or the order itself where it corrects nothing. */
    before(order: Order): Order {
      if (order.order !== 'import.take' || !isRecord(order.clockError)) return order
      const { camera, clockError } = order
      const signed = vouched.get(keyOf(order))
      return signed ? withSigners(order, signed) : { order: 'import.correct', camera, clockError }
    },
  }
}

const keyOf = ({ camera, clockError }: Order) => canonicalJson({ camera, clockError })
const isAmong = (by: readonly string[], name: unknown) => by.some(one => one === name)

const notBoth = (): Outcome => ({
  refusal: refuse(
    'カメラ時計のずれを書き留めた人と、確かめた人の、両方の署名が要ります',
    rosterHouse.correction,
    '二人とも、名簿の名のとおりに書き、それぞれ自分の鍵で署名してください',
  ),
})
