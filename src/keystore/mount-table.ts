/** One line of /proc/self/mountinfo (proc_pid_mountinfo(5)): what a file system says of itself. */
export type Mount = {
  readonly mountPoint: string
  readonly fileSystem: string
  /** `major:minor` as stat(2) reports it; major 0 where no block device stands behind. */
  readonly device: string
  /** Of the mount and of the file system, e.g. `rw`, `data=journal`, `upperdir=/var/lib/…`. */
  readonly options: readonly string[]
}

/** Lines that are not of this form are left out. */
export function parseMounts(mountinfo: string): readonly Mount[] {
  return mountinfo.split('\n').flatMap(line => {
    const fields = line.split(' ')
    const dash = fields.indexOf('-', 6)
    const [, , device, , mountPoint, options] = fields
    const [fileSystem, , superOptions] = fields.slice(dash + 1)
    if (dash < 0 || !device || !mountPoint || !options || !fileSystem) return []
    return {
      mountPoint: unescaped(mountPoint),
      fileSystem: unescaped(fileSystem),
      device,
      options: [...options.split(','), ...(superOptions ?? '').split(',')].map(unescaped),
    }
  })
}

/** The mount that an absolute path without links lies on; of several at one point the last covers the others. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined
  for (const mount of mounts) {
    const below = mount.mountPoint === '/' ? '/' : `${mount.mountPoint}/`
    if (path !== mount.mountPoint && !path.startsWith(below)) continue
    if (!found || mount.mountPoint.length >= found.mountPoint.length) found = mount
  }
  return found
}

const unescaped = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))
