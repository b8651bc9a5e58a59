import type { Limits } from './limits.ts'

type Held = { readonly packet: Uint8Array; readonly arrivedUs: number }
type Window = Pick<Limits, 'windowPackets' | 'windowBytes' | 'windowUs'>

/** RFC 3550 A.1, MAX_DROPOUT: a jump further ahead than this is no loss, one further back no latecomer. */
const furthestJump = 3000

/**
 * Puts datagrams back into the order of their RTP sequence numbers and passes each on at most once.
 *
 * What comes in order is passed on at once. Behind a gap packets wait for what was overtaken, for `windowUs`, and no
 * more than `windowPackets` and `windowBytes` of them; then the gap is passed over, and whoever comes after sees it in
 * the numbers. The first packet waits too, for it may have overtaken others. A number far off counts only when its
 * successor follows (a camera that began to count anew).
 *
 * `windowPackets` divides 2^16.
 */
export class Reorder {
  readonly #limits: Window
  readonly #deliver: (packet: Uint8Array, arrivedUs: number) => void
  readonly #slots: (Held | undefined)[]
  #held = 0
  #heldBytes = 0
  /** Arrival of what waits longest. */
  #sinceUs = 0
  #next = -1
  #strayNext = -1

  /** Packets are kept as they are given: they belong to the window from then on. */
  constructor(limits: Window, deliver: (packet: Uint8Array, arrivedUs: number) => void) {
    this.#limits = limits
    this.#deliver = deliver
    this.#slots = new Array<Held | undefined>(limits.windowPackets).fill(undefined)
  }

  take(packet: Uint8Array, sequence: number, arrivedUs: number): void {
    if (this.#next === -1) this.#beginBefore(sequence)
    this.expire(arrivedUs)
    const ahead = (sequence - this.#next) & 0xffff
    const { windowPackets } = this.#limits
    if (ahead > furthestJump) {
      const isLate = ahead >= 0x10000 - furthestJump
      if (isLate || !this.#isBeginning(sequence)) return
      this.restart()
      this.#beginBefore(sequence)
    } else if (ahead === 0 && this.#held === 0) {
      this.#strayNext = -1
      this.#next = (sequence + 1) & 0xffff
      this.#deliver(packet, arrivedUs)
      return
    } else if (ahead >= windowPackets) {
      this.#advanceTo((sequence - windowPackets + 1) & 0xffff)
    }
    this.#strayNext = -1
    this.#hold(packet, sequence, arrivedUs)
    this.#drain()
  }

  /** Gives up waiting for what is overdue. */
  expire(nowUs: number): void {
    while (this.#held > 0 && nowUs - this.#sinceUs >= this.#limits.windowUs) this.#passOver()
  }

  /** Passes on what is held; the next packet begins a new row. */
  restart(): void {
    while (this.#held > 0) this.#passOver()
    this.#next = -1
    this.#strayNext = -1
  }

  #beginBefore(sequence: number): void {
    this.#next = (sequence - this.#limits.windowPackets / 2) & 0xffff
  }

  #isBeginning(sequence: number): boolean {
    if (sequence === this.#strayNext) return true
    this.#strayNext = (sequence + 1) & 0xffff
    return false
  }

  #hold(packet: Uint8Array, sequence: number, arrivedUs: number): void {
    const at = sequence % this.#slots.length
    if (this.#slots[at]) return
    this.#slots[at] = { packet, arrivedUs }
    if (this.#held === 0) this.#sinceUs = arrivedUs
    this.#held++
    this.#heldBytes += packet.length
    while (this.#heldBytes > this.#limits.windowBytes) this.#passOver()
  }

  /** Passes on what now stands in an unbroken row. */
  #drain(): void {
    const before = this.#held
    while (this.#held > 0 && this.#release());
    if (this.#held < before) this.#sinceUs = this.#longestWaiting()
  }

  /** Over the first gap and on to the next one. Something is held. */
  #passOver(): void {
    while (!this.#release()) this.#next = (this.#next + 1) & 0xffff
    while (this.#held > 0 && this.#release());
    this.#sinceUs = this.#longestWaiting()
  }

  #advanceTo(next: number): void {
    while (this.#next !== next) {
      if (!this.#release()) this.#next = (this.#next + 1) & 0xffff
    }
    this.#sinceUs = this.#longestWaiting()
  }

  /** Passes on the packet whose turn it is; false where it has not come. */
  #release(): boolean {
    const at = this.#next % this.#slots.length
    const held = this.#slots[at]
    if (!held) return false
    this.#slots[at] = undefined
    this.#held--
    this.#heldBytes -= held.packet.length
    this.#next = (this.#next + 1) & 0xffff
    this.#deliver(held.packet, held.arrivedUs)
    return true
  }

  #longestWaiting(): number {
    let earliestUs = Number.POSITIVE_INFINITY
    if (this.#held === 0) return earliestUs
    for (const held of this.#slots) {
      if (held && held.arrivedUs < earliestUs) earliestUs = held.arrivedUs
    }
    return earliestUs
  }
}
