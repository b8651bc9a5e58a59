import { join } from 'node:path'
import type { BackupFolder } from '#backup/folder-reader.ts'
import type { Disk } from '#disk/disk.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError, text } from '../command.ts'
import { giveToOwner } from './owner.ts'

const siteAt = 16

/**
 * Puts the backup's sealed keyring back where there is none; one that is here is the same or newer and stays. It opens
 * only with the shares of its own version. Throws OperatorError where it belongs to another site.
 */
export async function restoreKeyring(
  disk: Disk,
  backup: BackupFolder,
  { folder, keyring, site }: OfficePlace,
): Promise<void> {
  if ((await disk.list(keyring)).includes('blob-0')) return
  await disk.makeDirectory(keyring)
  // blob-0 last: it is what makes a keyring founded.
  const files = backup.below('office/keyring').toSorted((a, b) => (a.path < b.path ? 1 : -1))
  if (files.length === 0) throw none()
  for (const file of files) {
    const bytes = Buffer.concat(await Array.fromAsync(backup.bytes(file)))
    const isBlob = bytes.subarray(0, 8).toString('latin1') === 'TACHIBLB'
    if (isBlob && bytes.subarray(siteAt, siteAt + 16).toString('hex') !== site) throw anotherSite()
    const path = join(keyring, file.path.slice('office/keyring/'.length))
    await disk.remove(path).catch(() => {})
    const written = await disk.create(path)
    await written.write(bytes, 0).finally(() => written.close())
    await giveToOwner(folder, [path])
    await disk.syncDirectory(keyring)
  }
  await giveToOwner(folder, [keyring])
}

const none = () =>
  new OperatorError(
    text('この控えには事務室の鍵束がありません。', 'There is no keyring of an office in it.'),
    text('--without-contents で戻せます。', 'Restore it with --without-contents.'),
  )

const anotherSite = () =>
  new OperatorError(
    text(
      'この控えの鍵束は、ほかの設置のものです（site.json の番号が違います）。',
      "The keyring in it bears another site's number than site.json here.",
    ),
    text(
      '内容なしで戻すなら --without-contents。',
      'Without its contents it can be restored: --without-contents.',
    ),
  )
