import type { Order, OrderHandler, Progress } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { Office } from './office.ts'

/** What an order of this name does; its result must go through JSON. */
export type OfficeOrder = (order: Order, progress: Progress) => Promise<unknown>
export type OfficeOrders = Readonly<Record<string, OfficeOrder>>

/** What the office itself can be asked at its door, beside what others bring (`more`). */
export function officeHandler(
  office: Pick<Office, 'report' | 'accept'>,
  more: OfficeOrders = {},
): OrderHandler {
  const orders: OfficeOrders = {
    ...more,
    status: () => office.report(),
    'keeper.accept': async ({ keeper, by, reason }) => {
      await office.accept(words(keeper), words(by), words(reason))
      return {}
    },
  }
  return async (order, progress) => {
    const does = Object.hasOwn(orders, order.order) ? orders[order.order] : undefined
    if (!does) throw unknown(String(order.order))
    return { result: await does(order, progress) }
  }
}

function words(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 1000) return value
  throw new Fault('Misconfigured', sentence('誰が、なぜかを書いてください。', 'say who, and why'))
}

const unknown = (name: string) =>
  new Fault(
    'NotFound',
    sentence(`「${name}」という依頼はありません。`, `there is no order ${name}`),
  )
