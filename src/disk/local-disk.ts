import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import type { Disk, DurableFile, Steward } from './disk.ts'

const { O_CREAT, O_EXCL, O_RDWR, O_DSYNC } = constants
const zeros = new Uint8Array(1 << 20)

/** The machine's own disk. See `Disk` for what each call promises. */
export function localDisk(steward: Steward): Disk {
  const disk: Disk = {
    create: async path =>
      durable(path, await fs.open(path, O_CREAT | O_EXCL | O_RDWR | O_DSYNC, 0o600)),
    open: async path => durable(path, await fs.open(path, O_RDWR | O_DSYNC)),
    makeDirectory: async path => void (await fs.mkdir(path, { recursive: true, mode: 0o700 })),
    rename: fs.rename,
    remove: path => fs.unlink(path),
    syncDirectory: path => steward.syncDirectory(path),
    read: path => fs.readFile(path),
    size: async path => (await fs.stat(path)).size,
    list: path =>
      fs.readdir(path).then(
        names => names.sort(),
        error => {
          if (error.code === 'ENOENT') return []
          throw error
        },
      ),
    async readAt(path, offset, length) {
      const handle = await fs.open(path, 'r')
      try {
        const bytes = Buffer.allocUnsafe(length)
        let got = 0
        while (got < length) {
          const { bytesRead } = await handle.read(bytes, got, length - got, offset + got)
          if (bytesRead === 0) break
          got += bytesRead
        }
        return bytes.subarray(0, got)
      } finally {
        await handle.close()
      }
    },
    async release(path, offset, length) {
      try {
        await steward.punch(path, offset, length)
        return 'punched'
      } catch {
        await overwrite(disk, path, offset, length)
        return 'overwritten'
      }
    },
  }
  return disk
}

async function overwrite(disk: Disk, path: string, offset: number, length: number): Promise<void> {
  const file = await disk.open(path)
  try {
    for (let done = 0; done < length; done += zeros.length) {
      await file.write(zeros.subarray(0, Math.min(zeros.length, length - done)), offset + done)
    }
  } finally {
    await file.close()
  }
}

function durable(path: string, handle: fs.FileHandle): DurableFile {
  return {
    path,
    async write(bytes, position) {
      const parts = bytes instanceof Uint8Array ? [bytes] : [...bytes]
      const wanted = parts.reduce((sum, part) => sum + part.length, 0)
      const { bytesWritten } = await handle.writev(parts, position)
      if (bytesWritten !== wanted) {
        throw Object.assign(new Error(`short write: ${bytesWritten} of ${wanted} bytes`), {
          code: 'ESHORT',
        })
      }
    },
    close: () => handle.close(),
  }
}
