import { type HouseRule, type Refusal, refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import { officersAmong } from '../own-posts.ts'

/** In answer to what the machine asks now: its own fresh bytes, and who of the office confirms. */
type Confirmed = { readonly nonce: string; readonly officers: readonly string[] }
/** What a camera is known by from now on: its key (SHA-256 of its certificate, hex) or how it proves itself. */
type Known = { readonly pin: string } | { readonly auth: 'none' | 'basic' | 'md5' | 'sha256' }

/** What people confirm of a recording machine. How many a time needs, the machine knows. */
export type MachineCommand =
  | Said<'ConfirmClock', Confirmed & { readonly toUs: number }>
  /** An older keyring was put back, and they know why. */
  | Said<'AcceptKeyring', Confirmed>
  | Said<
      'TrustCamera',
      Confirmed & { readonly camera: string; readonly known: Known; readonly reason: string }
    >
  | Said<'TakeCameraAway', Confirmed & { readonly camera: string; readonly reason: string }>
export type MachineEvent =
  | Happened<'ClockConfirmed', Confirmed & { readonly toUs: number }>
  | Happened<'KeyringLookedAt', Confirmed>
  | Happened<
      'CameraVouchedFor',
      Confirmed & { readonly camera: string; readonly known: Known; readonly reason: string }
    >
  | Happened<'CameraTakenAway', Confirmed & { readonly camera: string; readonly reason: string }>

export function decideMachine(
  { office }: Setting,
  command: MachineCommand,
): readonly MachineEvent[] | Refusal {
  const { type, atUs, by, nonce } = command
  const officers = officersAmong(office, command.officers, atUs)
  const basis = rules[type]
  const needed = type === 'AcceptKeyring' ? 2 : 1
  if (officers.length < needed || officers.length < command.officers.length) {
    return tooFew(needed, basis)
  }
  if (nonce.trim() === '') return notAsked()
  if ('reason' in command && command.reason.trim() === '') return noReason(basis)
  const said = { atUs, by, basis, nonce, officers }
  switch (command.type) {
    case 'ConfirmClock':
      return [{ type: 'ClockConfirmed', ...said, toUs: command.toUs }]
    case 'AcceptKeyring':
      return [{ type: 'KeyringLookedAt', ...said }]
    case 'TrustCamera': {
      const { camera, known, reason } = command
      return [{ type: 'CameraVouchedFor', ...said, camera, known, reason }]
    }
    case 'TakeCameraAway':
      return [{ type: 'CameraTakenAway', ...said, camera: command.camera, reason: command.reason }]
  }
}

const rules: Readonly<Record<MachineCommand['type'], HouseRule>> = {
  ConfirmClock: machineHouse.oneOfficer,
  AcceptKeyring: machineHouse.keyring,
  TrustCamera: machineHouse.camera,
  TakeCameraAway: machineHouse.camera,
}

const tooFew = (needed: number, basis: HouseRule): Refusal =>
  refuse(
    `この事務室の人${needed}名の確認が必要です`,
    basis,
    'いま職にある人が、自分で確かめて署名してください',
  )
const noReason = (basis: HouseRule): Refusal =>
  refuse('理由が書かれていません', basis, 'なぜそうするのかを書いてください')
const notAsked = (): Refusal =>
  refuse(
    '録画係が尋ねていることへの答えではありません',
    machineHouse.asked,
    'この画面を開き直してから、もう一度確かめてください',
  )
