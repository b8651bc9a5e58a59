import { fstatSync, readSync } from 'node:fs'

/** A foreign file: bytes at places, nothing else of it is known. */
export type RandomAccess = {
  readonly size: number
  /** Exactly what is asked for as far as the file goes; fewer bytes only at its end. */
  read(at: number, length: number): Uint8Array
}

/** The file is not what it was when its reading began: somebody is still writing it. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged'
}

/** The file behind a descriptor, with a check that it stood still; it throws FileChanged. */
export function descriptorFile(fd: number): RandomAccess & { unchanged(): void } {
  const before = stampOf(fd)
  return {
    size: before.size,
    read(at, length) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, before.size - at)))
      for (let got = 0; got < bytes.length; ) {
        const more = readSync(fd, bytes, got, bytes.length - got, at + got)
        if (more === 0) throw new FileChanged('it became shorter')
        got += more
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
  read: (at, length) => bytes.slice(at, at + length),
})
