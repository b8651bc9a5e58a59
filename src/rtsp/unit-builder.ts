import type { AccessUnit, Codec } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { StreamFault } from './stream-end.ts'

const roomBytes = 256 * 1024
/** A room that one large picture made larger is given up with it. */
const mostKeptBytes = 2 << 20

/**
 * Puts one access unit after the other together, each NAL unit behind its length.
 *
 * All units of a stream are put together in the same room: a finished one stands until the next begins. Memory that
 * is new for each picture costs more than recording it: the collector runs for what lies outside its heap, too.
 */
export class UnitBuilder {
  readonly #nals: typeof h264 | typeof h265
  readonly #mostBytes: number
  #room: Uint8Array<ArrayBuffer>
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
    this.#room = newRoom(roomBytes)
  }

  /** `headMayBeLost`: packets are missing right before; without the picture's first slice it counts as damaged. */
  begin(ticks: number, arrivedUs: number, headMayBeLost: boolean): void {
    if (this.#room.length > mostKeptBytes) this.#room = newRoom(roomBytes)
    this.#at = 0
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
    this.#room[this.#at++] = header
    if (header2 !== -1) this.#room[this.#at++] = header2
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

  /** The unit, if every byte that came for it is there; its bytes stand until the next `begin`. */
  finish(): AccessUnit | null {
    this.isOpen = false
    if (this.#nalAt !== -1 || this.damaged || !this.hasPicture) return null
    const bytes = this.#room.subarray(0, this.#at)
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
    const room = this.#room
    const size = this.#at - at - 4
    room[at] = size >>> 24
    room[at + 1] = size >>> 16
    room[at + 2] = size >>> 8
    room[at + 3] = size
    this.#nalAt = -1
    const header = room[at + 4]!
    if (!this.#mayStand(header)) this.damage()
    else if (this.#nals.isPicture(header)) {
      if (!this.hasPicture) {
        this.key = this.#nals.isKey(header)
        if (this.#headMayBeLost && !this.#nals.beginsPicture(room, at + 4)) this.damage()
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
    this.#room.set(bytes.subarray(from, to), this.#at)
    this.#at += to - from
  }

  #reserve(size: number): void {
    const wanted = this.#at + size
    if (wanted > this.#mostBytes) {
      throw new StreamFault('overShare', `a picture of more than ${this.#mostBytes} bytes`)
    }
    if (wanted <= this.#room.length) return
    const room = newRoom(Math.max(roomBytes, Math.min(2 * wanted, this.#mostBytes)))
    room.set(this.#room.subarray(0, this.#at))
    this.#room = room
  }
}

const newRoom = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer)
