import type { Order } from '#door/door.ts'

/** People of the roster who signed exactly this order, and the SHA-256 (hex) of the order with their signatures. */
export type SignedBy = { readonly by: readonly string[]; readonly signed: string }

/** A symbol: no JSON that comes through a door has one, so nobody outside can claim to be it. */
const mark: unique symbol = Symbol('signed by')
type Marked = Order & { readonly [mark]?: SignedBy }

/** `by` of the order becomes who signed, whoever was named before. */
export const withSigners = (order: Order, signed: SignedBy): Order =>
  ({ ...order, by: signed.by, [mark]: signed }) as Marked

/** As an order's event says whose it is. `atConsole`: of whoever stood at the machine, before it knew anybody. */
export const orderedBy = (order: Order): SignedBy | { readonly atConsole: true } =>
  (order as Marked)[mark] ?? { atConsole: true }
