import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import { CameraWriter } from './camera-writer.ts'
import type { Gap } from './gap.ts'
import type { Seal } from './seal.ts'

/**
 * The 32-byte key of a minute, or null where it cannot be derived (erased, or its day not yet drawn).
 * A fresh buffer at every call: the vault wipes it. A key of zeros is refused, so that a buffer handed out twice is noticed.
 */
export type MinuteKeys = (minute: Minute) => Uint8Array | null

export type SegmentIdentity = {
  /** 16 bytes each. */
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  /** 32 lower-case hex characters. */
  readonly camera: string
  /** 32 bytes: SHA-256 of the profile in force. */
  readonly profileHash: Uint8Array
  /** The rule of the limit at capture in words, at most 318 bytes of UTF-8. */
  readonly limitRule: string
  /** Of an import: which of the camera's, from 1. */
  readonly importNumber?: number
}

/** The end of what this camera wrote before; found by `previousOf`. */
export type Previous = {
  readonly segment: string
  readonly tag: Uint8Array
  /** Hash of the last seal, zeros where there was none. */
  readonly seal: Uint8Array
  /** Seals made now for a minute a crash left without one; the writer puts them into its first file. */
  readonly carried?: readonly Seal[]
}

/** Footage that came in and was not kept. `units` did not reach the disk for certain. */
export type Loss = {
  /** disk: a write failed. overflow: the disk could not keep up. noKey: the minute has no key. oversized: an impossible unit. */
  readonly kind: 'disk' | 'overflow' | 'noKey' | 'oversized'
  readonly fromUs: number
  readonly toUs: number
  readonly units: number
  readonly cause?: unknown
}

export type WriterOptions = {
  readonly disk: Disk
  /** The data directory; files go to `<root>/footage/<camera>/<day>/<hh>-<segment>.tachi`. */
  readonly root: string
  /** Asked once per segment. */
  readonly identity: () => SegmentIdentity
  readonly minuteKey: MinuteKeys
  readonly random: (length: number) => Uint8Array
  /** oneMinute: rules with a ceiling. withinDay: rules that count civil days. */
  readonly leadIn: 'oneMinute' | 'withinDay'
  /** A minute's seal is on the disk. In order; `previous` chains them. */
  readonly onSeal: (seal: Seal) => void
  /** Called once per loss; the file carries the same gap as soon as one can be written. */
  readonly onFault: (loss: Loss) => void
  readonly previous?: Previous
  /** Bytes that may wait for the disk; 16 MiB where left out. What comes beyond is lost up to the next key frame. */
  readonly maxPendingBytes?: number
}

/**
 * Writes one camera's footage; the only writer of the files it creates.
 *
 * The calls are synchronous and cheap, their order is the order in the file, none throws for a broken disk.
 * What a call took is on the disk at most 1 s of footage plus one write later; a kill loses no more than that.
 */
export interface Writer {
  /** What a decoder is set up with from the next unit on; begins a new run of `ptsTicks` after a gap or a change. The same sets again are ignored. */
  parameterSets(sets: DecoderSetup): void
  /** Copies the unit; the caller may use its buffer again at once. A capture time up to 2 s back is raised to the last one, further back a new segment begins. */
  append(unit: CapturedUnit): void
  /** Nothing was received in this time; what follows decodes from the next key frame. Stands in the file before the next unit. */
  gap(gap: Gap): void
  /** The wall clock stepped: what follows goes to a new segment. */
  cut(): void
  /** To be called about every 250 ms with keeper time: lets records older than 1 s go, seals a minute 5 s after its end, closes the file of a past hour, tries a broken disk again. Not called for imports. */
  tick(nowUs: number): void
  /** Bytes taken and not yet on the disk. */
  readonly pendingBytes: number
  /** The segment being written, which `releaseFootage` must not unlink. */
  readonly segment: string | null
  /** Writes what is pending, seal and footer; resolves also where the disk refuses (after `onFault`). No call may follow. */
  close(): Promise<void>
}

export const openWriter = (options: WriterOptions): Writer => new CameraWriter(options)
