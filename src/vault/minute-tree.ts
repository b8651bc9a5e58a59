import { sha256 } from '#hash/sha256.ts'
import { TreeHead } from '#tlog/tree-head.ts'
import { VaultFault } from './fault.ts'
import type { Opened } from './open-minute.ts'
import type { Piece } from './pieces.ts'
import { type Seal, sealOf } from './seal.ts'
import { setsLeaf, unitLeaf } from './unit-table.ts'

/** A minute's tree, grown while the minute is read, so that its seal is checked without reading it twice. */
export class MinuteTree {
  readonly #ck: Uint8Array
  readonly #tree = new TreeHead(sha256)
  #units = 0
  #firstUs = 0
  #lastUs = 0

  readonly #camera: string

  /** `ck` stays the caller's. */
  constructor(camera: string, ck: Uint8Array) {
    this.#camera = camera
    this.#ck = ck
  }

  /** A record with what it says, in file order. */
  add({ head, plain }: Exclude<Opened, { kind: 'end' }>, piece: Piece): void {
    if (piece.kind === 'init') this.#tree.append(setsLeaf(this.#ck, head.firstUs, plain))
    if (piece.kind !== 'units') return
    for (const unit of piece.units) {
      this.#tree.append(unitLeaf(this.#ck, unit))
      if (this.#units === 0) this.#firstUs = unit.captureUs
      this.#lastUs = unit.captureUs
      this.#units += 1
    }
  }

  /** Throws VaultFault `tampered` where the seal was made over anything else. */
  mustBe(seal: Seal, path: string): void {
    const again = sealOf({
      camera: this.#camera,
      segment: seal.segment,
      minute: seal.minute,
      leaves: this.#tree.size,
      units: this.#units,
      firstUs: this.#firstUs,
      lastUs: this.#lastUs,
      root: this.#tree.root(),
      ckHash: sha256(this.#ck),
      previous: seal.previous,
    })
    if (Buffer.from(again.bytes).equals(seal.bytes)) return
    throw new VaultFault('tampered', 'the minute is not what was sealed', path)
  }
}
