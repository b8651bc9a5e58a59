import type { RelyingParty } from '#cosign/client-data.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { ofTheOffice } from '#domain/office.ts'
import { keysOf } from '#entrance/keys.ts'
import type { Alteration } from '#roster/change.ts'
import type { Desk } from './desk.ts'
import { tenuresOf } from './posts.ts'
import { keyIn } from './terminals.ts'

export type Founding = Extract<Alteration, { kind: 'found' }>

/**
 * What somebody carries to the keeper's console once the people have their keys: whoever works in this office now and can
 * sign, with posts and keys. The keeper believes it by what is compared there, key by key, and never because we say so.
 */
export async function foundingRoster(
  desk: Desk,
  relyingParty: RelyingParty,
  /** Signing by ID and password before an enrolled screen is to count, too: then those without a key belong to it as well. */
  gradeC: boolean,
): Promise<Founding> {
  const { database, ledger } = desk.parts
  const setting = await desk.setting()
  const nowUs = desk.nowUs()
  const names = [...new Set(setting.office.tenures.map(({ person }) => person))].toSorted()
  const people = await Promise.all(
    names
      .filter(person => ofTheOffice(setting.office, person, nowUs))
      .map(async person => ({
        person,
        posts: tenuresOf(setting, person, nowUs),
        credentials: (await keysOf(database, person)).map(({ id, key, attachment }) => ({
          ...{ id, attachment },
          key: JSON.parse(key) as CredentialKey,
        })),
      })),
  )
  return {
    kind: 'found',
    people: people.filter(({ credentials }) => gradeC || credentials.length > 0),
    ledger: ledger.origin.key,
    relyingParty,
    gradeC,
    terminals: await screensOf(desk),
    envelopes: [],
  }
}

/** The enrolled screens with their keys: a signature by password is one of the screen's, too. */
async function screensOf(desk: Desk): Promise<Founding['terminals']> {
  const screens = (await desk.sight()).every('terminal')
  return screens.flatMap(screen => {
    const key = screen.status === 'enrolled' ? keyIn(screen.deviceKey) : null
    return screen.status === 'enrolled' && key ? [{ terminal: screen.terminal, key }] : []
  })
}
