import { minuteOf } from '#civil/minute.ts'
import { appendRule } from '#keyring/changes.ts'
import { addHold } from '#keyring/hold.ts'
import { type Hold, inForce } from '#keyring/keyring.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { ruleInForce } from '#law/profile.ts'
import { dueUnder } from '#law/retention.ts'
import type { Command, Ordered } from '#receipt/ordered.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import { profileHash } from '../found.ts'
import type { Keeper } from '../keeper.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import { isRecordable } from '../rulebook/recordable.ts'
import { trust } from './camera-acquaintance.ts'
import { remove } from './cameras.ts'
import { shortestUs } from './clock.ts'

type Parts = Keeper
type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/**
 * What an act of the office orders, done to the keyring. A crash anywhere leaves it to be shown again: each is known by its
 * receipt, so that doing it again changes nothing but a second line in the spool.
 */
export async function carryOut(
  keeper: Parts,
  { id, command, profile }: Ordered,
): Promise<Refusal | null> {
  if (profile.id !== keeper.profile.id) return otherRule()
  switch (command.kind) {
    case 'hold':
      return hold(keeper, command, id)
    case 'releaseHold':
      return release(keeper, command, id)
    case 'period':
      return period(keeper, command, id)
    case 'eraseEarly':
      return eraseEarly(keeper, command, id)
    case 'trust':
      return trustCamera(keeper, command, id)
    case 'takeAway':
      return takeAway(keeper, command, id)
    case 'clock':
      return setClock(keeper, command, id)
    case 'profile':
      return adoptProfile(keeper, command, id)
    case 'keyring':
      if (!keeper.rolledBack) return nothingAsked()
      await keeper.acceptRecovery(command.officers, { receipt: id })
      return null
  }
}

async function hold(keeper: Parts, command: Of<'hold'>, receipt: string): Promise<Refusal | null> {
  const { custody, spool, profile, nowUs } = keeper
  const { camera, fromMinute, toMinute, decidedBy, ground, reason, endsOnUs } = command
  if (!custody.keyring.cameras.has(camera)) return noCamera()
  const known = custody.keyring.holds.some(one => one.receipt === receipt)
  const { dueFromUs } = dueUnder(rulesFor(custody.keyring, camera), fromMinute)
  // The office may have been slow: what is gone is not held, and nobody is told that it is.
  if (!known && dueFromUs <= nowUs()) return goneAlready(profile.retention.by)
  const held: Hold = {
    ...{
      id: receipt.slice(0, 32),
      camera,
      fromMinute,
      toMinute,
      decidedBy,
      ground,
      reason,
      endsOnUs,
    },
    ...{ article: profile.extension.by.cite, addedUs: nowUs(), receipt, called: command.id },
  }
  if (!known) {
    await custody.change(keyring => ({ next: addHold(keyring, held), result: undefined }))
  }
  const { addedUs: _, id, called: __, ...told } = held
  await spool.append({ type: 'HoldAdded', hold: id, ...told, receipt } as never)
  return null
}

async function release(
  { custody, spool, eraser, nowUs }: Parts,
  { id, reason }: Of<'releaseHold'>,
  receipt: string,
): Promise<Refusal | null> {
  const found = custody.keyring.holds.find(one => one.called === id)
  // One that this keeper never had, or that ended by itself, keeps nothing: there is nothing to end.
  if (!found) return null
  if (inForce(found, nowUs())) await eraser.releaseHold(found.id, nowUs())
  const { camera } = found
  await spool.append({ type: 'HoldReleased', hold: found.id, camera, cause: reason, receipt })
  return null
}

async function period(
  { custody, spool, profile, nowUs }: Parts,
  { rule }: Of<'period'>,
  receipt: string,
): Promise<Refusal | null> {
  if (rule.kind !== 'minimumNecessary' || !rule.decided) return otherRule()
  const entry = { ...ruleInForce(profile, minuteOf(nowUs()) + 1, rule), receipt }
  const known = custody.keyring.rules.some(one => one.receipt === receipt)
  if (!known) {
    await custody.change(keyring => ({ next: appendRule(keyring, entry), result: undefined }))
  }
  const { hours, reason, decidedBy, decidedOn, writtenIn } = rule.decided
  await spool.append({
    ...{ type: 'RetentionDecided', hours, article: entry.article, reason, decidedBy, decidedOn },
    writtenIn: 'manual' in writtenIn ? writtenIn.manual : writtenInCase(writtenIn),
    receipt,
  })
  return null
}

/** Comes into force by itself on its day: this keeper is then opened anew under it. */
async function adoptProfile(
  { profiles, spool }: Parts,
  { document, fromUs }: Of<'profile'>,
  receipt: string,
): Promise<Refusal | null> {
  if (profiles.entries.some(one => one.receipt === receipt)) return null
  if (!isRecordable(document)) return otherRule()
  const head = await profiles.write({ profile: document, fromUs, receipt })
  await spool.append({
    ...{ type: 'ProfileChanged', profile: document.id, version: document.version },
    ...{ profileHash: Buffer.from(profileHash(document)).toString('hex'), head, receipt },
    ...{ fromMinute: minuteOf(fromUs), article: document.effectiveFrom.at(-1)!.by.cite },
  })
  profiles.told(receipt)
  return null
}

async function eraseEarly(
  { custody, spool, eraser, nowUs }: Parts,
  { range, reason }: Of<'eraseEarly'>,
  receipt: string,
): Promise<Refusal | null> {
  const { camera, fromMinute, toMinute } = range
  if (!custody.keyring.cameras.has(camera)) return noCamera()
  const whole = { camera, from: fromMinute, to: toMinute, bytes: 0 }
  await eraser.giveUp([{ ...whole, reason: 'order' }], nowUs())
  await spool.append({ type: 'ErasureOrdered', ...range, reason, receipt })
  return null
}

async function trustCamera(
  keeper: Parts,
  { camera, known, reason }: Of<'trust'>,
  receipt: string,
): Promise<Refusal | null> {
  if (!isRecorded(keeper, camera)) return noCamera()
  await trust(keeper, { order: 'camera.trust', camera, reason, ...known }, { receipt })
  return null
}

async function takeAway(
  keeper: Parts,
  { camera, reason }: Of<'takeAway'>,
  receipt: string,
): Promise<Refusal | null> {
  if (!isRecorded(keeper, camera)) return noCamera()
  await remove(keeper, { order: 'camera.remove', camera, reason }, { receipt })
  return null
}

const isRecorded = ({ custody }: Parts, camera: string): boolean =>
  activeCameras(custody.keyring).some(([id]) => id === camera)

/** One officer, or two where the jump exceeds the retention: the clock itself asks. */
async function setClock(
  keeper: Parts,
  { toUs, officers }: Of<'clock'>,
  receipt: string,
): Promise<Refusal | null> {
  const retentionUs = shortestUs(keeper)
  const accepted = keeper.clock.accept({ toUs, by: officers, retentionUs, whose: { receipt } })
  if (isRefusal(accepted)) return accepted
  await keeper.spool.append(accepted)
  await keeper.routine.clockStepped()
  return null
}

/** As it is written where a ただし書 decides. */
export const writtenInCase = ({
  circumstance,
  purpose,
}: {
  readonly circumstance: string
  readonly purpose: string
}): string => `${circumstance}／${purpose}`

const otherRule = (): Refusal =>
  refuse('この録画係の規程による決定ではありません', receiptHouse.decidedAgain, look)
const nothingAsked = (): Refusal =>
  refuse('古い鍵束が戻された形跡はありません', machineHouse.asked, look)
const noCamera = (): Refusal =>
  refuse('この録画係のカメラではありません', receiptHouse.thisKeeper, look)
const goneAlready = (by: Refusal['basis']): Refusal =>
  refuse(
    'その映像は、保存の期限が来て消えています',
    by,
    '消えたものは延ばせません。延長の記録を終えてください',
  )
const look = '管理責任者に知らせてください。録画は続いています'
