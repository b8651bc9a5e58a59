import type { Minute } from '#civil/minute.ts'
import type { SegmentHeader } from './segment-header.ts'

/** Where a minute's records stand in a file. The chain is verified when they are read. */
export type MinutePlace = {
  readonly minute: Minute
  readonly offset: number
  readonly length: number
  /** All of it has been given back to the file system. */
  readonly released: boolean
}

/** A sealed file as it lies there. `minutes` ascend and each stands once. */
export type SegmentMap = {
  readonly path: string
  readonly header: SegmentHeader
  /** The 512 bytes of the header. */
  readonly headerBytes: Uint8Array
  readonly sizeBytes: number
  readonly minutes: readonly MinutePlace[]
  /** It ends with a footer: the writer closed it. */
  readonly closed: boolean
  /** Bytes that are no records, with the reason; in a file without footer the last of them may be a torn tail. */
  readonly damage: readonly { readonly offset: number; readonly length: number }[]
}
