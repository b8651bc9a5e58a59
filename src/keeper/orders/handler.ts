import type { Order, OrderHandler, Outcome, Progress } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { check } from '../inspection/check.ts'
import { erasureReport } from '../inspection/erasure-report.ts'
import { rememberedIn } from '../inspection/ledger-memory.ts'
import { status } from '../inspection/status.ts'
import { uptime } from '../inspection/uptime.ts'
import type { Keeper } from '../keeper.ts'
import * as acquaintance from './camera-acquaintance.ts'
import * as cameras from './cameras.ts'
import { addCard } from './card-camera.ts'
import * as clock from './clock.ts'
import * as disk from './disk.ts'
import * as duties from './duties.ts'
import * as holds from './holds.ts'
import { considerImport, take } from './imports.ts'
import { acceptRecovery } from './recovery.ts'
import { decide } from './retention.ts'

type Answer = (keeper: Keeper, order: Order, progress: Progress) => Promise<Outcome>

/** Every order the door knows. None of them can yield a picture or a key. */
const orders: Readonly<Record<string, Answer>> = {
  status: async keeper => ({ result: await status(keeper) }),
  check: async (keeper, order, progress) => ({
    result: await check(keeper, progress, rememberedIn(order)),
  }),
  erasure: async (keeper, order) => ({ result: await erasureReport(keeper, order) }),
  uptime: async (keeper, order, progress) => ({ result: await uptime(keeper, order, progress) }),
  'camera.add': cameras.add,
  'camera.card': addCard,
  'camera.list': cameras.list,
  'camera.test': cameras.test,
  'camera.move': cameras.move,
  'camera.password': cameras.password,
  'camera.trust': (keeper, order) => acquaintance.trust(keeper, order),
  'camera.address': acquaintance.address,
  'camera.remove': (keeper, order) => cameras.remove(keeper, order),
  'hold.add': holds.add,
  'hold.list': holds.list,
  'hold.release': holds.release,
  'retention.decide': decide,
  'clock.show': clock.show,
  'clock.consequence': clock.consequence,
  'clock.accept': clock.accept,
  'clock.move': clock.move,
  'import.consider': considerImport,
  'import.take': take,
  disk: disk.show,
  'disk.plan': disk.plan,
  'duty.list': duties.list,
  'duty.done': duties.done,
  'recovery.accept': acceptRecovery,
}
export const orderNames: readonly string[] = Object.keys(orders)

/** `more`: what beside the keeper's own orders is asked at its door. */
export const handler =
  (
    keeper: Keeper,
    more: Readonly<Record<string, (order: Order) => Promise<Outcome>>> = {},
  ): OrderHandler =>
  async (order, progress) => {
    const own = Object.hasOwn(orders, order.order) ? orders[order.order] : undefined
    const further = Object.hasOwn(more, order.order) ? more[order.order] : undefined
    const answer: Answer | undefined = own ?? (further && ((_, order) => further(order)))
    if (!answer) {
      throw new Fault('NotFound', sentence('知らない指示です。', 'The keeper knows no such order.'))
    }
    const outcome = await answer(keeper, order, progress)
    if ('refusal' in outcome) keeper.countRefusal(order.order, outcome.refusal)
    return outcome
  }
