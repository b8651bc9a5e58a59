import { type Refusal, refuse } from '#law/basis.ts'
import { importHouse } from '#law/imports.ts'
import type { DiskWatch } from '../space/watch.ts'

/** Null where a file of so many bytes fits on the disk without anything being given up for it. */
export async function roomForImport(
  watch: Pick<DiskWatch, 'roomFor'>,
  bytes: number,
): Promise<Refusal | null> {
  const room = await watch.roomFor()
  if (room === null || bytes <= room) return null
  return refuse(
    `ディスクの空きが ${Math.ceil((bytes - room) / 1e6).toLocaleString('ja')} MB 足りません`,
    importHouse.room,
    '取り込むファイルを減らすか、ディスクを大きくしてください。「tachiai disk」で空きを確かめられます',
  )
}
