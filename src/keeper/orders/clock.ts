import { minuteOf } from '#civil/minute.ts'
import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { isRefusal } from '#law/basis.ts'
import { dueUnder, limitUs } from '#law/retention.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Keeper } from '../keeper.ts'
import type { ClockConsequence, ClockReport } from '../report.ts'
import { instantOf, namesOf } from './reading.ts'
import { orderedBy } from './signed-by.ts'

export const show = async (keeper: Keeper): Promise<Outcome> => ({ result: clockReport(keeper) })

export const clockReport = ({ clock, premises }: Keeper): ClockReport => ({
  nowUs: clock.nowUs(),
  state: clock.state,
  sources: clock.plausible,
  movable: premises.demo,
})

/** What accepting another time would take at once: said before anybody confirms. */
export async function consequence(keeper: Keeper, order: Order): Promise<Outcome> {
  const toUs = instantOf(order, 'us')
  const { keyring } = keeper.custody
  const due = [...keyring.cameras.keys()].map(camera => minutesDue(keyring, camera, toUs))
  const result: ClockConsequence = {
    toUs,
    minutes: due.reduce((sum, minutes) => sum + minutes, 0),
    cameras: due.filter(minutes => minutes > 0).length,
    officersNeeded: keeper.clock.officersNeeded(toUs, shortestUs(keeper)),
  }
  return { result }
}

/** `clock.accept`: an officer's word sets keeper time (two where the jump exceeds the retention). */
export async function accept(keeper: Keeper, order: Order): Promise<Outcome> {
  const accepted = keeper.clock.accept({
    toUs: instantOf(order, 'us'),
    by: namesOf(order, 'by'),
    retentionUs: shortestUs(keeper),
    whose: orderedBy(order),
  })
  if (isRefusal(accepted)) return { refusal: accepted }
  await keeper.spool.append(accepted)
  await keeper.routine.clockStepped()
  return show(keeper)
}

/** `clock.move`: only in a directory whose keyring `demo` created. */
export async function move(keeper: Keeper, order: Order): Promise<Outcome> {
  if (!keeper.custody.keyring.demo) {
    throw new Fault(
      'Conflict',
      sentence('時計を動かせるのはデモだけです。', 'Only the clock of a demo can be moved.'),
      sentence(
        '日時の確認は「tachiai clock accept」です。',
        'To confirm a time: "tachiai clock accept".',
      ),
    )
  }
  await keeper.spool.append(keeper.clock.move(instantOf(order, 'us')))
  await keeper.routine.clockStepped()
  return show(keeper)
}

function minutesDue(keyring: Keyring, camera: string, atUs: number): number {
  const rules = rulesFor(keyring, camera)
  let minutes = 0
  for (const [from, to] of liveMinutes(keyring, camera)) {
    for (let minute = from; minute < to; minute++) {
      if (dueUnder(rules, minute).dueFromUs > atUs) return minutes
      minutes += 1
    }
  }
  return minutes
}

/** The shortest life that any rule in force gives to footage of now; without a camera there is none to lose. */
export function shortestUs({ custody: { keyring }, clock }: Keeper): number {
  const nowUs = clock.nowUs()
  const lives = [...keyring.cameras.keys()].map(camera => {
    const { by } = dueUnder(rulesFor(keyring, camera), minuteOf(nowUs))
    return limitUs(by.retention, minuteOf(nowUs)) - nowUs
  })
  return Math.min(...lives)
}
