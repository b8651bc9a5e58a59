import type { Order, OrderHandler, Outcome } from '#door/door.ts'
import { refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'

/** What the office decides and shows by receipt, once the keeper knows its people. */
const byReceipt: readonly string[] = [
  ...['hold.add', 'hold.release', 'retention.decide'],
  ...['clock.accept', 'recovery.accept', 'camera.trust', 'camera.remove'],
]

/**
 * At the machine anybody can say any name. That is taken as it is, and recorded as said there (`atConsole`), only while the keeper knows
 * nobody; from the founding of its roster on these orders come with the proof and the signatures of the act behind them.
 */
export const afterFounding =
  (handle: OrderHandler, isFounded: () => boolean): OrderHandler =>
  async (order: Order, progress) =>
    byReceipt.includes(order.order) && isFounded() ? notHere() : handle(order, progress)

const notHere = (): Outcome => ({
  refusal: refuse(
    '名簿を認めた録画係は、この指示を、署名された決定の証明でだけ受け取ります',
    rosterHouse.byAct,
    '事務室の画面で決め、署名してください。決まれば、録画係に届きます',
  ),
})
