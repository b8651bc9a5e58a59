import { join } from 'node:path'
import type { Companion } from '#backup/take.ts'
import type { Disk } from '#disk/disk.ts'
import { type Premises, rooms, siteFile } from '#keeper/premises.ts'
import type { OfficePlace } from '#office/place.ts'

/**
 * What lies beside the database and belongs into a backup: sealed keyrings, the keeper's own record, where things
 * lie. Never a share, never `keeper.key` or `office.key`.
 */
export async function companionsOf(
  disk: Disk,
  premises: Premises,
  place: OfficePlace,
): Promise<readonly Companion[]> {
  const { keyring, spool } = rooms(premises.directory)
  const blobs = async (path: string, folder: string, steady: boolean) =>
    (await disk.list(folder))
      .filter(name => /^blob-[01]$/.test(name))
      .map(name => ({ path: `${path}/${name}`, source: join(folder, name), steady }))
  const chunks = (await disk.list(spool))
    .filter(name => /^\d{8}\.chunk$/.test(name))
    .map(name => ({ path: `keeper/spool/${name}`, source: join(spool, name), steady: false }))
  return [
    ...(await blobs('office/keyring', place.keyring, true)),
    { path: 'office/seen', source: place.seen, steady: false },
    { path: 'keeper/site.json', source: siteFile(premises.directory), steady: false },
    // Dead within minutes by design: the keeper's share changes with every erasure.
    ...(await blobs('keeper/keyring', keyring, false)),
    ...chunks,
  ]
}
