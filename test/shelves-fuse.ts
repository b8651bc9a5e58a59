import type { Disk } from '#disk/disk.ts'
import type { Database, Queries } from '#postgres/database.ts'

/** The process died here. */
export class Crash extends Error {}

/** Burns down by one at every moment at which a process may die, and never comes back. */
export class Fuse {
  left: number
  constructor(left = Number.POSITIVE_INFINITY) {
    this.left = left
  }
  get burnt(): boolean {
    return this.left < 0
  }
  tick(): void {
    this.left -= 1
    if (this.left < 0) throw new Crash('the process died')
  }
}

/** A disk on which a process may die before, within and after each write. */
export function diskOn(disk: Disk, fuse: Fuse): Disk {
  const opened = async (opening: ReturnType<Disk['open']>) => {
    const file = await opening
    return {
      path: file.path,
      close: () => file.close(),
      async write(bytes: Uint8Array | readonly Uint8Array[], position: number) {
        const whole = bytes instanceof Uint8Array ? bytes : Buffer.concat(bytes)
        fuse.tick()
        try {
          fuse.tick()
        } catch (crash) {
          await file.write(whole.subarray(0, 90), position)
          throw crash
        }
        await file.write(whole, position)
        fuse.tick()
      },
    }
  }
  return {
    ...disk,
    open: path => opened(disk.open(path)),
    create: path => opened(disk.create(path)),
  }
}

export type Told = (sql: string, values: readonly unknown[]) => void

/** A database whose client may die before and after each statement; `told` hears all that is sent, rolled back or not. */
export function databaseOn(database: Database, fuse: Fuse, told: Told = () => {}): Database {
  const queries = (on: Queries): Queries => ({
    async query(sql, values = []) {
      fuse.tick()
      told(sql, values)
      const rows = await on.query(sql, values)
      fuse.tick()
      return rows as never
    },
  })
  return {
    ...queries(database),
    async transaction(work, options) {
      const result = await database.transaction(tx => work(queries(tx)), options)
      fuse.tick()
      return result
    },
    session: work => database.session(one => work(queries(one))),
    close: async () => {},
  }
}
