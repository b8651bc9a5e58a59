import { lchown, stat } from 'node:fs/promises'

/** What root wrote into a folder of somebody else is theirs to read. */
export async function giveToOwner(folder: string, paths: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(folder)
  for (const path of paths) await lchown(path, uid, gid)
}
