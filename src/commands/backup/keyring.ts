import { dirname, join } from 'node:path'
import type { BackupFolder } from '#backup/folder-reader.ts'
import type { Disk } from '#disk/disk.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError, text } from '../command.ts'
import { restoredSite } from '../office-place.ts'
import { giveToOwner } from './owner.ts'

const siteAt = 16

/**
 * Puts the backup's sealed keyring back where there is none; one that is here is the same or newer and stays. It opens
 * only with the shares of its own version, and under the number of its own site: on a new machine that is written
 * beside it first. A crash in between leaves no keyring that counts. Throws OperatorError where a share is missing.
 */
export async function restoreKeyring(
  disk: Disk,
  backup: BackupFolder,
  { folder, keyring, site, shares }: OfficePlace,
): Promise<void> {
  if ((await disk.list(keyring)).includes('blob-0')) return
  const files = backup.below('office/keyring').toSorted((a, b) => (a.path < b.path ? 1 : -1))
  if (files.length === 0) throw none()
  for (const share of shares) {
    if ((await disk.size(share).catch(() => null)) === null) throw noShare(share)
  }
  await disk.makeDirectory(keyring)
  // blob-0 last: it is what makes a keyring founded.
  for (const file of files) {
    const bytes = Buffer.concat(await Array.fromAsync(backup.bytes(file)))
    const isBlob = bytes.subarray(0, 8).toString('latin1') === 'TACHIBLB'
    const bears = bytes.subarray(siteAt, siteAt + 16).toString('hex')
    if (isBlob && bears !== site) await write(disk, folder, restoredSite(folder), bears)
    const name = file.path.slice('office/keyring/'.length)
    await write(disk, folder, join(keyring, name), bytes)
  }
  await giveToOwner(folder, [keyring])
}

async function write(disk: Disk, folder: string, path: string, bytes: Uint8Array | string) {
  await disk.remove(path).catch(() => {})
  const file = await disk.create(path)
  await file.write(Buffer.from(bytes), 0).finally(() => file.close())
  await disk.syncDirectory(dirname(path))
  await giveToOwner(folder, [path])
}

const noShare = (share: string) =>
  new OperatorError(
    text(
      `事務室の鍵の片割れがありません: ${share}`,
      `The office's key share is not there: ${share}`,
    ),
    text(
      'そこに置いてから、もう一度実行してください。失われたのなら --without-contents（内容は戻りません）。',
      'Put it there and run this again. If it is lost: --without-contents.',
    ),
  )

const none = () =>
  new OperatorError(
    text('この控えには事務室の鍵束がありません。', 'There is no keyring of an office in it.'),
    text('--without-contents で戻せます。', 'Restore it with --without-contents.'),
  )
