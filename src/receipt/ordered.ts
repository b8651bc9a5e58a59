import { Sight } from '#acts/sight.ts'
import { readStreamName } from '#acts/stream-name.ts'
import type { World } from '#acts/world.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import { keeps } from '#domain/hold/hold.ts'
import type { HoldEvent } from '#domain/hold/words.ts'
import type { MachineEvent } from '#domain/machine/machine.ts'
import type { ProfileAdopted } from '#domain/profile/adoption.ts'
import type { Refusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import type { Retention } from '#law/retention.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { encodeLeaf, isRecord } from '#leaf/leaf.ts'
import { leafHash, type Sha256 } from '#tlog/tree.ts'
import type { Ground } from './ground.ts'
import type { NamedEvent } from './opening.ts'
import type { Receipt } from './receipt.ts'
import { another, notInForce, notOrdered, spent } from './refusals.ts'

/** What an act of the office orders of a keeper. */
export type Command =
  | ({ readonly kind: 'hold' } & Omit<Held, 'type' | 'atUs' | 'by' | 'basis'>)
  | { readonly kind: 'releaseHold'; readonly id: string; readonly reason: string }
  | { readonly kind: 'period'; readonly rule: Retention }
  | { readonly kind: 'eraseEarly'; readonly range: FootageRange; readonly reason: string }
  | ({ readonly kind: 'clock'; readonly toUs: number } & Confirmed)
  | ({ readonly kind: 'keyring' } & Confirmed)
  | ({ readonly kind: 'trust' } & Vouched)
  | ({ readonly kind: 'takeAway' } & Omit<Vouched, 'known'>)
  | { readonly kind: 'profile'; readonly document: Profile; readonly fromUs: number }
/** In answer to the keeper's own fresh bytes. */
type Confirmed = { readonly nonce: string; readonly officers: readonly string[] }
type Vouched = Pick<
  Extract<MachineEvent, { type: 'CameraVouchedFor' }>,
  'nonce' | 'officers' | 'camera' | 'known' | 'reason'
>
type Held = Extract<HoldEvent, { type: 'Held' }>

export type Ordered = {
  /** The hash of its leaf, hex: what is burnt. */
  readonly id: string
  readonly command: Command
  readonly profile: Profile
}

/** The acts that a keeper is shown, by the type of their leaf. */
export const ordering: readonly string[] = [
  'Held',
  'HoldReleased',
  'PeriodDecided',
  'EarlyErasureDecided',
  'ClockConfirmed',
  'KeyringLookedAt',
  'CameraVouchedFor',
  'CameraTakenAway',
  'ProfileAdopted',
]

/**
 * What a proven and re-decided act orders, where it still stands as everything later has left it. It may come late: a
 * keeper that was switched off is shown it when it is back.
 */
export function orderedBy(
  sha256: Sha256,
  events: readonly NamedEvent[],
  world: World,
  { stream, n }: Receipt['act'],
  ground: Ground,
): Ordered | Refusal {
  const found = events.find(event => event.stream === stream && event.leaf.n === n)
  const profile = found?.leaf.rule && ground.profileOf(found.leaf.rule, found.leaf.atUs)
  const event = isRecord(found?.body?.event) ? found.body.event : null
  if (!found || !profile || !event || event.type !== found.leaf.type) return notOrdered()
  const id = leafHash(sha256, encodeLeaf(found.leaf)).toHex()
  if (ground.isBurnt(id)) return spent()
  const sight = new Sight(world, profile)
  switch (found.leaf.type) {
    case 'Held': {
      const { type: _, atUs: __, by: ___, basis: ____, ...held } = event as unknown as Held
      const stands = sight
        .state('hold', 'main')
        .holds.some(one => one.id === held.id && keeps(one, ground.nowUs))
      return stands ? { id, profile, command: { kind: 'hold', ...held } } : notInForce()
    }
    case 'HoldReleased': {
      const command = {
        kind: 'releaseHold',
        id: String(event.id),
        reason: String(event.reason),
      } as const
      return { id, profile, command }
    }
    case 'PeriodDecided': {
      const { rules } = sight.state('period', 'main')
      const isLatest = rules.at(-1)?.fromUs === found.leaf.atUs
      const rule = event.rule as unknown as Retention
      return isLatest ? { id, profile, command: { kind: 'period', rule } } : notInForce()
    }
    case 'EarlyErasureDecided': {
      const range = event.range as unknown as FootageRange
      return { id, profile, command: { kind: 'eraseEarly', range, reason: String(event.reason) } }
    }
    case 'ClockConfirmed':
    case 'KeyringLookedAt':
    case 'CameraVouchedFor':
    case 'CameraTakenAway': {
      const [machine] = readStreamName(stream)?.ids ?? []
      if (machine !== ground.keeper) return another(receiptHouse.thisKeeper)
      return { id, profile, command: ofMachine(event as unknown as MachineEvent) }
    }
    case 'ProfileAdopted': {
      const { document, fromUs } = event as unknown as ProfileAdopted
      return { id, profile, command: { kind: 'profile', document, fromUs } }
    }
    default:
      return notOrdered()
  }
}

function ofMachine(event: MachineEvent): Command {
  const { nonce, officers } = event
  switch (event.type) {
    case 'ClockConfirmed':
      return { kind: 'clock', toUs: event.toUs, nonce, officers }
    case 'KeyringLookedAt':
      return { kind: 'keyring', nonce, officers }
    case 'CameraVouchedFor': {
      const { camera, known, reason } = event
      return { kind: 'trust', nonce, officers, camera, known, reason }
    }
    case 'CameraTakenAway':
      return { kind: 'takeAway', nonce, officers, camera: event.camera, reason: event.reason }
  }
}
