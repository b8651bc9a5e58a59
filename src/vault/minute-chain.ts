import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { rootOf } from '#tlog/tree.ts'
import { chainStart, commitKey, groupKey, notesGroup } from './keys.ts'
import { type Seal, sealOf } from './seal.ts'

/** How far a minute had come: what a failed write throws back to. */
export type MinuteMark = {
  readonly leaves: number
  readonly units: number
  readonly lastUs: number
}

/** One minute of one segment while it is written: its keys, its chain of tags, the leaves of its seal. */
export class MinuteChain {
  readonly minute: Minute
  readonly offset: number
  readonly ck: Buffer
  readonly notesKey: Buffer
  tag: Uint8Array
  units = 0
  gaps = 0
  firstKey = 0
  firstUs = 0
  lastUs = 0
  /** Since when this minute shows nothing that decodes alone; null while it does. */
  undecodableFromUs: number | null = null
  readonly #key: Uint8Array
  readonly #segment: Uint8Array
  #leaves = Buffer.alloc(32 * 256)
  #count = 0

  /** Takes over `key` and wipes it in the end. */
  constructor(
    minute: Minute,
    key: Uint8Array,
    header: Uint8Array,
    segment: Uint8Array,
    offset: number,
  ) {
    this.minute = minute
    this.offset = offset
    this.#key = key
    this.#segment = segment
    this.ck = commitKey(key, segment)
    this.notesKey = groupKey(key, segment, notesGroup)
    this.tag = chainStart(header, minute)
  }

  groupKey(group: number): Buffer {
    return groupKey(this.#key, this.#segment, group)
  }

  addLeaf(leaf: Uint8Array): void {
    if (32 * (this.#count + 1) > this.#leaves.length) {
      this.#leaves = Buffer.concat([this.#leaves, Buffer.alloc(this.#leaves.length)])
    }
    this.#leaves.set(leaf, 32 * this.#count++)
  }

  mark(): MinuteMark {
    return { leaves: this.#count, units: this.units, lastUs: this.lastUs }
  }

  /** The seal of what `mark` covers. */
  seal(camera: string, mark: MinuteMark, previous: Uint8Array): Seal {
    const leaves = Array.from({ length: mark.leaves }, (_, i) =>
      this.#leaves.subarray(32 * i, 32 * i + 32),
    )
    return sealOf({
      camera,
      segment: Buffer.from(this.#segment).toString('hex'),
      minute: this.minute,
      leaves: mark.leaves,
      units: mark.units,
      firstUs: mark.units > 0 ? this.firstUs : 0,
      lastUs: mark.lastUs,
      root: rootOf(sha256, leaves),
      ckHash: sha256(this.ck),
      previous,
    })
  }

  wipe(): void {
    this.#key.fill(0)
    this.ck.fill(0)
    this.notesKey.fill(0)
  }
}
