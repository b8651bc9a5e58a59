import { setSettings } from '#keyring/changes.ts'
import type { JsonObject } from '#keyring/json.ts'
import type { Keyring } from '#keyring/keyring.ts'

/** 取込元媒体の消去: what an import leaves to people. It outlives the footage until somebody says it is done. */
export type Duty = {
  readonly id: string
  readonly camera: string
  /** What the medium is called: 「SDカード1」. */
  readonly medium: string
  readonly openedUs: number
  /** When its oldest picture falls due. */
  readonly dueUs: number
}

export const dutiesOf = (keyring: Keyring): readonly Duty[] =>
  (keyring.settings.duties as unknown as readonly Duty[] | undefined) ?? []

const withDuties = (keyring: Keyring, duties: readonly Duty[]): Keyring =>
  setSettings(keyring, { ...keyring.settings, duties: duties as unknown as JsonObject[] })

/** Opens a duty, or brings the date of an open one forward where this film is older. */
export function openDuty(keyring: Keyring, duty: Duty): Keyring {
  const open = dutiesOf(keyring)
  const known = open.find(({ id }) => id === duty.id)
  if (known && known.dueUs <= duty.dueUs) return keyring
  const others = open.filter(({ id }) => id !== duty.id)
  const earlier = known ? { ...known, dueUs: duty.dueUs } : duty
  return withDuties(keyring, [...others, earlier])
}

export const closeDuty = (keyring: Keyring, id: string): Keyring =>
  withDuties(
    keyring,
    dutiesOf(keyring).filter(duty => duty.id !== id),
  )
