import { basename, dirname, join } from 'node:path'
import type { Premises } from '#keeper/premises.ts'
import type { OfficePlace } from '#office/place.ts'

/**
 * The office of these premises: `$TACHIAI_OFFICE_DATA`, else a folder beside the keeper's, which is closed to every
 * other user; its shares beside the keeper's shares, in a folder that can belong to its own user.
 */
export function officePlace(premises: Premises, env: NodeJS.ProcessEnv): OfficePlace {
  const folder = env.TACHIAI_OFFICE_DATA || `${premises.directory}-office`
  return {
    site: premises.site,
    folder,
    keyring: join(folder, 'keyring'),
    shares: premises.shares.map(share => join(dirname(share), 'office', basename(share))),
    signingKey: join(folder, 'office.key'),
    seen: join(folder, 'seen'),
    database: join(folder, 'postgres'),
    door: join(folder, 'run', 'door'),
  }
}
