import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'

/**
 * The newest checkpoint that this office has ever shown, beside the database and not in it: a database restored
 * from an older day does not know that it is old, and this file does.
 *
 * `put` returns when the note is on the medium under its name. A crash before leaves the one before, which was
 * shown too; nothing newer can have left the building, because a checkpoint is shown only after `put`.
 * Who can change this file can hide that the database is older; a checkpoint on paper still shows it.
 */
export type Seen = {
  get(): Promise<string | null>
  put(note: string): Promise<void>
}

export function seenOnDisk(disk: Disk, path: string): Seen {
  const fresh = `${path}.new`
  return {
    async get() {
      try {
        return (await disk.read(path)).toString('utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async put(note) {
      await disk.remove(fresh).catch(() => {})
      const file = await disk.create(fresh)
      await file.write(Buffer.from(note), 0).finally(() => file.close())
      await disk.rename(fresh, path)
      await disk.syncDirectory(dirname(path))
    },
  }
}
