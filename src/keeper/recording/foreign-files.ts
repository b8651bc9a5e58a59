import { relative } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import { catalogue, type Known, quarantine } from '#vault/catalogue.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Premises } from '../premises.ts'
import type { Spool } from '../spool/spool.ts'

type Parts = {
  readonly disk: Disk
  readonly premises: Premises
  readonly custody: Custody
  readonly spool: Spool
}

/** What makes a file in the footage folder ours. */
export const knownFiles = ({ premises, custody }: Pick<Parts, 'premises' | 'custody'>): Known => ({
  site: Buffer.from(premises.site, 'hex'),
  keeper: Buffer.from(premises.keeper, 'hex'),
  isCamera: camera => custody.keyring.cameras.has(camera),
})

/**
 * Moves what nobody's footage it is out of the way, with an event for each: identity lies on the disk, and
 * an unknown file is never given to a camera of ours. Nothing is destroyed.
 */
export async function quarantineForeign(parts: Parts): Promise<void> {
  const { disk, premises, spool } = parts
  const { foreign } = await catalogue(disk, premises.directory, knownFiles(parts), 'names')
  for (const { path, why } of foreign) {
    const bytes = await disk.size(path).catch(() => 0)
    await quarantine(disk, premises.directory, path)
    await spool.append({
      type: 'FileQuarantined',
      path: relative(premises.directory, path),
      cause: why,
      bytes,
    })
  }
}
