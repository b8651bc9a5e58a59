import { minuteOf, startUs } from '#civil/minute.ts'
import { decideHold } from '#domain/hold/hold-decision.ts'
import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { addHold } from '#keyring/hold.ts'
import { type Hold, inForce } from '#keyring/keyring.ts'
import { isRefusal } from '#law/basis.ts'
import { dueUnder } from '#law/retention.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import { hex, random } from '../hashing.ts'
import type { Keeper } from '../keeper.ts'
import type { HoldReport } from '../report.ts'
import { cameraNamed } from './camera-report.ts'
import { instantOf, textOf } from './reading.ts'

/** `hold.add`: the law decides; the keyring keeps exactly the minutes named. Only while the keeper knows nobody. */
export async function add(keeper: Keeper, order: Order): Promise<Outcome> {
  const camera = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const nowUs = keeper.nowUs()
  const fromMinute = minuteOf(instantOf(order, 'fromUs'))
  const toMinute = minuteOf(instantOf(order, 'toUs') + 59_999_999)
  const endsOn = textOf(order, 'endsOn')
  const decided = decideHold(keeper.profile, {
    fromMinute,
    toMinute,
    decidedBy: textOf(order, 'decidedBy'),
    ground: textOf(order, 'ground'),
    reason: textOf(order, 'reason'),
    document: textOf(order, 'document', { optional: true }),
    endsOn,
    nowUs,
    goneByUs: dueUnder(rulesFor(keeper.custody.keyring, camera), fromMinute).dueFromUs,
  })
  if (isRefusal(decided)) return { refusal: decided }
  const hold: Hold = {
    id: hex(random(16)),
    camera,
    fromMinute,
    toMinute,
    decidedBy: decided.decidedBy,
    ground: decided.ground,
    article: decided.article,
    reason: decided.reason,
    endsOnUs: decided.endsOnUs,
    addedUs: nowUs,
    unwitnessed: true,
  }
  await keeper.custody.change(keyring => ({ next: addHold(keyring, hold), result: undefined }))
  const { id, addedUs: _, unwitnessed: __, ...told } = hold
  await keeper.spool.append({ type: 'HoldAdded', hold: id, ...told, atConsole: true } as never)
  return { result: reportOf(keeper, hold) }
}

export async function list(keeper: Keeper): Promise<Outcome> {
  return { result: keeper.custody.keyring.holds.map(hold => reportOf(keeper, hold)) }
}

/** `hold.release`: minutes whose time has passed go in the same step. */
export async function release(keeper: Keeper, order: Order): Promise<Outcome> {
  const wanted = textOf(order, 'hold')
  const nowUs = keeper.nowUs()
  const found = keeper.custody.keyring.holds.filter(
    hold => wanted.length >= 4 && hold.id.startsWith(wanted) && inForce(hold, nowUs),
  )
  const hold = found[0]
  if (found.length !== 1 || !hold) {
    throw new Fault(
      'NotFound',
      sentence(`延長「${wanted}」はありません。`, `There is no hold "${wanted}".`),
    )
  }
  await keeper.eraser.releaseHold(hold.id, nowUs)
  const cause = textOf(order, 'reason')
  await keeper.spool.append({
    type: 'HoldReleased',
    hold: hold.id,
    camera: hold.camera,
    cause,
    atConsole: true,
  })
  return { result: { ...reportOf(keeper, hold), released: true } }
}

function reportOf(keeper: Keeper, hold: Hold): HoldReport {
  const { extension } = keeper.profile
  return {
    id: hold.id,
    camera: keeper.custody.keyring.cameras.get(hold.camera)?.about.name ?? hold.camera,
    fromUs: startUs(hold.fromMinute),
    toUs: startUs(hold.toMinute),
    decidedBy: hold.decidedBy,
    ground: hold.ground,
    reason: hold.reason,
    endsOnUs: hold.endsOnUs,
    released: !inForce(hold, keeper.nowUs()),
    basis: extension.by,
  }
}
