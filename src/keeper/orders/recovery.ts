import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import type { Keeper } from '../keeper.ts'
import { namesOf } from './reading.ts'
import { orderedBy } from './signed-by.ts'

/** `recovery.accept`: after a restored keyring image, two people say that they know of it. It resurrects nothing. */
export async function acceptRecovery(keeper: Keeper, order: Order): Promise<Outcome> {
  if (!keeper.rolledBack) {
    throw new Fault(
      'Conflict',
      sentence(
        '古い鍵束が戻された形跡はありません。',
        'No restored keyring is waiting for anybody.',
      ),
    )
  }
  const by = namesOf(order, 'by')
  if (by.length < 2) {
    return {
      refusal: refuse(
        '古い鍵束が戻されています。通常に戻すには二名の確認が必要です',
        machineHouse.keyring,
        '確認した二名を「--by」で挙げてください',
      ),
    }
  }
  await keeper.acceptRecovery(by, orderedBy(order))
  return { result: {} }
}
