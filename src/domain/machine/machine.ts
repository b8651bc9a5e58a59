import { type HouseRule, type Refusal, refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import { runs } from '../office.ts'

/**
 * What people confirm of a recording machine, each in answer to what it asks now (`nonce`, its own fresh bytes): which time
 * it is; that an older keyring was put back and they know why. How many a time needs, the machine knows.
 */
export type MachineCommand =
  | Said<
      'ConfirmClock',
      { readonly toUs: number; readonly nonce: string; readonly officers: readonly string[] }
    >
  | Said<'AcceptKeyring', { readonly nonce: string; readonly officers: readonly string[] }>
export type MachineEvent =
  | Happened<
      'ClockConfirmed',
      { readonly toUs: number; readonly nonce: string; readonly officers: readonly string[] }
    >
  | Happened<'KeyringLookedAt', { readonly nonce: string; readonly officers: readonly string[] }>

/** Who works in the office, whatever camera the machine records. */
const ownPosts: readonly Post[] = [
  ...(['president', 'vicePresident', 'chair', 'viceChair', 'member'] as const),
  ...(['manager', 'deputy', 'operator', 'staff'] as const),
]

export function decideMachine(
  { office }: Setting,
  command: MachineCommand,
): readonly MachineEvent[] | Refusal {
  const { atUs, by, nonce } = command
  const officers = [...new Set(command.officers)].filter(person =>
    office.tenures.some(
      one => one.person === person && ownPosts.includes(one.post) && runs(one, atUs),
    ),
  )
  const isClock = command.type === 'ConfirmClock'
  const basis = isClock ? machineHouse.oneOfficer : machineHouse.keyring
  const needed = isClock ? 1 : 2
  if (officers.length < needed || officers.length < command.officers.length) {
    return tooFew(needed, basis)
  }
  if (nonce.trim() === '') return notAsked()
  return command.type === 'ConfirmClock'
    ? [{ type: 'ClockConfirmed', atUs, by, basis, toUs: command.toUs, nonce, officers }]
    : [{ type: 'KeyringLookedAt', atUs, by, basis, nonce, officers }]
}

const tooFew = (needed: number, basis: HouseRule): Refusal =>
  refuse(
    `この事務室の人${needed}名の確認が必要です`,
    basis,
    'いま職にある人が、自分で確かめて署名してください',
  )
const notAsked = (): Refusal =>
  refuse(
    '録画係が尋ねていることへの答えではありません',
    machineHouse.asked,
    'この画面を開き直してから、もう一度確かめてください',
  )
