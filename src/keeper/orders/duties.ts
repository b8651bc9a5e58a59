import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { closeDuty, type Duty, dutiesOf } from '../importing/duties.ts'
import type { Keeper } from '../keeper.ts'
import { namesOf, textOf } from './reading.ts'

export type DutyReport = Duty & { readonly cameraName: string; readonly overdue: boolean }

/** `duty.list`: what is still to be done, the most urgent first. */
export async function list(keeper: Keeper): Promise<Outcome> {
  return { result: { duties: dutyReports(keeper), basis: keeper.profile.imports.sourceMedium } }
}

export function dutyReports(keeper: Keeper): readonly DutyReport[] {
  const { keyring } = keeper.custody
  return dutiesOf(keyring)
    .map(duty => ({
      ...duty,
      cameraName: keyring.cameras.get(duty.camera)?.about.name ?? duty.camera,
      overdue: duty.dueUs <= keeper.nowUs(),
    }))
    .sort((a, b) => a.dueUs - b.dueUs)
}

/** `duty.done`: somebody answers for having erased the medium, and says how. */
export async function done(keeper: Keeper, order: Order): Promise<Outcome> {
  const wanted = textOf(order, 'duty')
  const how = textOf(order, 'how')
  const by = namesOf(order, 'by')
  const found = dutiesOf(keeper.custody.keyring).filter(
    ({ id }) => wanted.length >= 4 && id.startsWith(wanted),
  )
  const duty = found[0]
  if (found.length !== 1 || !duty) {
    throw new Fault(
      'NotFound',
      sentence(`務め「${wanted}」はありません。`, `There is no duty "${wanted}".`),
      sentence('「tachiai duty list」で確かめてください。', 'See "tachiai duty list".'),
    )
  }
  if (by.length === 0 || how === '') {
    throw new Fault(
      'Misconfigured',
      sentence('消去した人の名前と、消去の方法を書いてください。', 'Say who erased it, and how.'),
    )
  }
  await keeper.custody.change(keyring => ({
    next: closeDuty(keyring, duty.id),
    result: undefined,
  }))
  await keeper.spool.append({ type: 'DutyDone', duty: duty.id, by, how, atConsole: true })
  return { result: duty }
}
