import type { Minute } from '#civil/minute.ts'
import type { SegmentHeader } from './segment-header.ts'

/** Where a minute's records stand in a file. The chain is verified when they are read. */
export type MinutePlace = {
  readonly minute: Minute
  readonly offset: number
  readonly length: number
  /** The minute was closed: its own seal must stand at its end. Only the last of a segment that broke off lacks one. */
  readonly sealed: boolean
  /** All of it has been given back to the file system. Known only where the records were walked; a footer does not say. */
  readonly released: boolean
}

/** A sealed file as it lies there. `minutes` ascend and each stands once. */
export type SegmentMap = {
  readonly path: string
  readonly header: SegmentHeader
  /** The 512 bytes of the header. */
  readonly headerBytes: Buffer
  readonly sizeBytes: number
  readonly minutes: readonly MinutePlace[]
  /** It ends with a sound footer: the writer closed it. */
  readonly closed: boolean
  /** Bytes that are no records; in a file without footer the last of them may be a torn tail. */
  readonly damage: readonly Span[]
}

export type Span = { readonly offset: number; readonly length: number }

export const placeOf = (map: SegmentMap, minute: Minute): MinutePlace | undefined =>
  map.minutes.find(place => place.minute === minute)
