import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { doorPath, type Premises } from '#keeper/premises.ts'
import { spoolPath } from '#keeper/spool-door.ts'
import type { OfficePlace } from '#office/place.ts'

/**
 * The office of these premises: `$TACHIAI_OFFICE`, else a folder beside the keeper's, which is closed to every
 * other user; its shares beside the keeper's shares, in a folder that can belong to its own user.
 */
export function officePlace(premises: Premises, env: NodeJS.ProcessEnv): OfficePlace {
  const folder = env.TACHIAI_OFFICE || officeFolder(premises.directory)
  return {
    site: siteRestored(folder) ?? premises.site,
    folder,
    keyring: join(folder, 'keyring'),
    shares: premises.shares.map(share => join(dirname(share), 'office', basename(share))),
    signingKey: join(folder, 'office.key'),
    seen: join(folder, 'seen'),
    database: join(folder, 'postgres'),
    door: doorPath(folder),
    spools: [spoolPath(doorPath(premises.directory))],
  }
}

/** Where the office of a data directory lies by itself. */
export const officeFolder = (data: string): string => `${data}-office`

/** Beside a restored keyring: the number of the site it was made for, where that is not this one. */
export const restoredSite = (folder: string): string => join(folder, 'site')

function siteRestored(folder: string): string | null {
  try {
    const site = readFileSync(restoredSite(folder), 'utf8').trim()
    return /^[0-9a-f]{32}$/.test(site) ? site : null
  } catch {
    return null
  }
}

/** This machine only records; its office is another, or none. */
export const withoutOffice = (env: NodeJS.ProcessEnv): boolean => env.TACHIAI_OFFICE === 'none'
