import type { AccessUnit, Codec } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { StreamFault } from './stream-end.ts'

const slabBytes = 256 * 1024

/**
 * Puts one access unit after the other together, each NAL unit behind its length.
 *
 * Units lie one behind the other in a slab; a finished unit is the receiver's for good, and a slab lives as long as
 * one of its units. So a picture's bytes are copied once, from the read buffer to where they stay.
 */
export class UnitBuilder {
  readonly #nals: typeof h264 | typeof h265
  readonly #mostBytes: number
  #slab: Uint8Array<ArrayBuffer>
  #start = 0
  #at = 0
  /** Where the length of the NAL unit being written stands; -1: none. */
  #nalAt = -1
  #ticks = 0
  #headMayBeLost = false

  /** A picture is in it, so that it may end. */
  hasPicture = false
  /** Something of it did not come; it will not be delivered. */
  damaged = false
  /** Between `begin` and `finish`. */
  isOpen = false
  /** It brings parameter sets. */
  hasSets = false
  /** Monotonic arrival of its first packet. */
  arrivedUs = 0
  key = false

  constructor(codec: Codec, mostBytes: number) {
    this.#nals = codec === 'h264' ? h264 : h265
    this.#mostBytes = mostBytes
    this.#slab = new Uint8Array(Buffer.allocUnsafeSlow(slabBytes).buffer)
  }

  /** `headMayBeLost`: packets are missing right before; without the picture's first slice it counts as damaged. */
  begin(ticks: number, arrivedUs: number, headMayBeLost: boolean): void {
    this.#at = this.#start
    this.#nalAt = -1
    this.#ticks = ticks
    this.#headMayBeLost = headMayBeLost
    this.arrivedUs = arrivedUs
    this.isOpen = true
    this.hasPicture = this.damaged = this.hasSets = this.key = false
  }

  /** The picture that this unit's parameter sets and SEI go before has another time. */
  retime(ticks: number): void {
    this.#ticks = ticks
  }

  damage(): void {
    this.damaged = true
  }

  /** A whole NAL unit. */
  nal(bytes: Uint8Array, from: number, to: number): void {
    this.#openNal(to - from)
    this.#append(bytes, from, to)
    this.#closeNal()
  }

  /** The first fragment of a NAL unit, whose one or two header bytes are given apart (-1: no second). */
  firstFragment(
    header: number,
    header2: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): void {
    this.#openNal(2 + to - from)
    this.#slab[this.#at++] = header
    if (header2 !== -1) this.#slab[this.#at++] = header2
    this.#append(bytes, from, to)
  }

  /** A later fragment. Without a first one it is the rest of something lost. */
  nextFragment(bytes: Uint8Array, from: number, to: number): void {
    if (this.#nalAt === -1) {
      this.damage()
      return
    }
    this.#reserve(to - from)
    this.#append(bytes, from, to)
  }

  lastFragment(): void {
    if (this.#nalAt !== -1) this.#closeNal()
  }

  /** The unit, if every byte that came for it is there. */
  finish(): AccessUnit | null {
    this.isOpen = false
    if (this.#nalAt !== -1 || this.damaged || !this.hasPicture) return null
    const bytes = new Uint8Array(this.#slab.buffer, this.#start, this.#at - this.#start)
    this.#start = this.#at
    return { bytes, ptsTicks: this.#ticks, key: this.key }
  }

  #openNal(size: number): void {
    if (this.#nalAt !== -1) this.damage()
    this.#reserve(4 + size)
    this.#nalAt = this.#at
    this.#at += 4
  }

  #closeNal(): void {
    const at = this.#nalAt
    const slab = this.#slab
    const size = this.#at - at - 4
    slab[at] = size >>> 24
    slab[at + 1] = size >>> 16
    slab[at + 2] = size >>> 8
    slab[at + 3] = size
    this.#nalAt = -1
    const header = slab[at + 4]!
    if (!this.#mayStand(header)) this.damage()
    else if (this.#nals.isPicture(header)) {
      if (!this.hasPicture) {
        this.key = this.#nals.isKey(header)
        if (this.#headMayBeLost && !this.#nals.beginsPicture(slab, at + 4)) this.damage()
      }
      this.hasPicture = true
    } else if (this.#isSet(header)) this.hasSets = true
  }

  /** A packet type of RFC 6184 or RFC 7798 is no NAL unit, and must not pass for one inside another packet. */
  #mayStand(header: number): boolean {
    const type = this.#nals.nalType(header)
    return this.#nals === h264 ? type >= 1 && type <= 23 : type < 48
  }

  #isSet(header: number): boolean {
    const { nalTypes, nalType } = this.#nals
    const type = nalType(header)
    return (
      type === nalTypes.sps || type === nalTypes.pps || ('vps' in nalTypes && type === nalTypes.vps)
    )
  }

  #append(bytes: Uint8Array, from: number, to: number): void {
    this.#slab.set(bytes.subarray(from, to), this.#at)
    this.#at += to - from
  }

  #reserve(size: number): void {
    const used = this.#at - this.#start
    if (used + size > this.#mostBytes) {
      throw new StreamFault('overShare', `a picture of more than ${this.#mostBytes} bytes`)
    }
    if (this.#at + size <= this.#slab.length) return
    const bytes = Math.max(slabBytes, Math.min(2 * (used + size), this.#mostBytes))
    const slab = new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer)
    slab.set(this.#slab.subarray(this.#start, this.#at))
    this.#at = used
    if (this.#nalAt !== -1) this.#nalAt -= this.#start
    this.#start = 0
    this.#slab = slab
  }
}
