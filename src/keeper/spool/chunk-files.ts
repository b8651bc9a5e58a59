import { join } from 'node:path'
import type { Disk, DurableFile } from '#disk/disk.ts'
import type { VerifyingKey } from '#signing/key-file.ts'
import { contentOf, frameAt, isSigned } from './frame.ts'
import { lastByte } from './scan.ts'

/** What a chunk file says first, signed, outside the chain: where it continues and what came before it. */
export type Opening = {
  readonly type: 'ChunkOpened'
  readonly format: 1
  readonly chunk: number
  /** The number of the first event that is written here. */
  readonly first: number
  /**
   * - start: the very first file.
   * - full: the file before it was full and everything in it had been acknowledged.
   * - fault: a write failed in the file before it; what it holds from `first` on is repeated here.
   */
  readonly after: 'start' | 'full' | 'fault'
  /** Keeper time of the last event before `first`. */
  readonly atUs: number
  /** The newest event of each type before `first`, so that no search goes through all files. */
  readonly lastOf: Readonly<Record<string, number>>
}

/** The files of a spool: `00000001.chunk` …, each written with zeros to its full size before it is used. */
export type ChunkFiles = {
  list(): Promise<readonly number[]>
  read(chunk: number): Promise<Buffer>
  /** Its opening where the file is there and begins with one, intact; else null. */
  opening(chunk: number): Promise<(Opening & { readonly previous: Buffer }) | null>
  open(chunk: number): Promise<DurableFile>
  /** Makes the file, or finishes one that a crash left short; returns when all its space and its name are durable. */
  prepare(chunk: number): Promise<void>
  remove(chunks: readonly number[]): Promise<void>
}

const name = /^(\d{8})\.chunk$/
export const fileOf = (chunk: number): string => `${String(chunk).padStart(8, '0')}.chunk`
const zeros = Buffer.alloc(1 << 20)
const longestOpening = 16 << 10

export function chunkFiles(options: {
  readonly disk: Disk
  readonly directory: string
  readonly key: VerifyingKey
  readonly chunkBytes: number
}): ChunkFiles {
  const { disk, directory, key, chunkBytes } = options
  const path = (chunk: number) => join(directory, fileOf(chunk))
  const list = async () =>
    (await disk.list(directory)).flatMap(file => {
      const number = name.exec(file)?.[1]
      return number === undefined ? [] : [Number(number)]
    })
  return {
    list,
    read: chunk => disk.read(path(chunk)),
    open: chunk => disk.open(path(chunk)),
    async opening(chunk) {
      if (!(await list()).includes(chunk)) return null
      const bytes = await disk.readAt(path(chunk), 0, longestOpening)
      const frame = frameAt(bytes, 0)
      const content = frame && isSigned(frame, key) ? contentOf(frame) : null
      if (content?.type !== 'ChunkOpened') return null
      return { ...(content as Opening), previous: frame!.previous }
    },
    async prepare(chunk) {
      const there = (await list()).includes(chunk)
      const size = there ? await disk.size(path(chunk)) : 0
      // A file in use keeps its size: only an empty one is a preparation that broke off.
      const whole = there && (size >= chunkBytes || lastByte(await disk.read(path(chunk)), 0) > 0)
      if (whole) return disk.syncDirectory(directory)
      const file = there ? await disk.open(path(chunk)) : await disk.create(path(chunk))
      try {
        for (let at = size; at < chunkBytes; at += zeros.length) {
          await file.write(zeros.subarray(0, Math.min(zeros.length, chunkBytes - at)), at)
        }
      } finally {
        await file.close()
      }
      await disk.syncDirectory(directory)
    },
    async remove(chunks) {
      for (const chunk of chunks) await disk.remove(path(chunk))
      await disk.syncDirectory(directory)
    },
  }
}
