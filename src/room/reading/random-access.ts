import { fstatSync, readSync } from 'node:fs'

/** A foreign file: bytes at places, nothing else of it is known. */
export type RandomAccess = {
  readonly size: number
  /** Exactly what is asked for as far as the file goes; fewer bytes only at its end. Never throws: see `failed`. */
  read(at: number, length: number): Uint8Array
  /**
   * Why some read did not give the file's bytes (it gave zeros in their place), so that nothing that came from this
   * file may be used. Readers fetch ahead and call from native code; an error thrown at them goes nowhere.
   */
  readonly failed: Error | null
}

/** The file is not what it was when its reading began: somebody is still writing it. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged'
}

/** The medium does not give the file's bytes (a worn card, a cable). */
export class MediumFailed extends Error {
  override readonly name = 'MediumFailed'
}

/** The file behind a descriptor. `unchanged` throws FileChanged where it did not stand still since this call. */
export function descriptorFile(fd: number): RandomAccess & { unchanged(): void } {
  const before = stampOf(fd)
  let failed: Error | null = null
  return {
    size: before.size,
    get failed() {
      return failed
    },
    read(at, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, before.size - at)))
      try {
        for (let got = 0; got < bytes.length; ) {
          const more = readSync(fd, bytes, got, bytes.length - got, at + got)
          if (more === 0) throw new FileChanged('it became shorter')
          got += more
        }
      } catch (error) {
        failed ??=
          error instanceof FileChanged ? error : new MediumFailed(`at byte ${at}: ${error}`)
        bytes.fill(0)
      }
      return bytes
    },
    unchanged() {
      const after = stampOf(fd)
      if (after.size !== before.size) throw new FileChanged('its length changed')
      if (after.written !== before.written) throw new FileChanged('it was written to')
    },
  }
}

function stampOf(fd: number): { readonly size: number; readonly written: string } {
  const { size, mtimeNs, ctimeNs } = fstatSync(fd, { bigint: true })
  return { size: Number(size), written: `${mtimeNs} ${ctimeNs}` }
}

/** Bytes in memory as a file; for tests. */
export const memoryFile = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  failed: null,
  read: (at, length) => bytes.slice(at, at + length),
})
