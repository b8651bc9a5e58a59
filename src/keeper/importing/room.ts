import { statfs } from 'node:fs/promises'
import { type Refusal, refuse } from '#law/basis.ts'
import { importHouse } from '#law/imports.ts'
import { type Premises, siteFile } from '../premises.ts'

/** Left free for recording and for the keyring, whatever is brought in. */
const reserveBytes = 512 << 20

/** Null where a file of so many bytes fits on the disk beside what is recorded. */
export async function roomForImports(premises: Premises, bytes: number): Promise<Refusal | null> {
  const { bavail, bsize } = await statfs(siteFile(premises.directory))
  const lacking = bytes + reserveBytes - bavail * bsize
  if (lacking <= 0) return null
  return refuse(
    `ディスクの空きが${Math.ceil(lacking / 1e6)} MB足りません`,
    importHouse.room,
    '取り込むファイルを減らすか、ディスクを大きくしてください',
  )
}
