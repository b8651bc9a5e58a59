/** Writes the syntax elements of H.264 (clause 7.2, 9.1) most significant bit first into a buffer that grows. */
export class BitWriter {
  #buffer: Uint8Array
  #length = 0
  #pending = 0
  #pendingBits = 0

  constructor(capacity = 1024) {
    this.#buffer = new Uint8Array(capacity)
  }

  /** u(n): the low `count` bits of `value`, 0 ≤ count ≤ 24. */
  bits(value: number, count: number): void {
    this.#pending = (this.#pending << count) | (value & ((1 << count) - 1))
    this.#pendingBits += count
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8
      this.#byte((this.#pending >> this.#pendingBits) & 0xff)
    }
    this.#pending &= (1 << this.#pendingBits) - 1
  }

  /** u(32), for the clock fields of the VUI. */
  word(value: number): void {
    this.bits(value >>> 16, 16)
    this.bits(value & 0xffff, 16)
  }

  /** ue(v): unsigned Exp-Golomb, value < 65535. */
  ue(value: number): void {
    const length = 32 - Math.clz32(value + 1)
    this.bits(0, length - 1)
    this.bits(value + 1, length)
  }

  /** se(v): signed Exp-Golomb. */
  se(value: number): void {
    this.ue(value > 0 ? 2 * value - 1 : -2 * value)
  }

  /** Fills the byte begun with zeros. */
  align(): void {
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits)
  }

  /** Copies whole bytes; the writer must stand on a byte boundary. */
  bytes(source: Uint8Array): void {
    this.#reserve(source.length)
    this.#buffer.set(source, this.#length)
    this.#length += source.length
  }

  /** Ends the RBSP (stop bit and alignment); the bytes are a view, good until the next write. */
  finish(): Uint8Array {
    this.bits(1, 1)
    this.align()
    return this.#buffer.subarray(0, this.#length)
  }

  /** Begins anew in the same buffer. */
  restart(): void {
    this.#length = 0
    this.#pending = 0
    this.#pendingBits = 0
  }

  #byte(value: number): void {
    if (this.#length === this.#buffer.length) this.#reserve(1)
    this.#buffer[this.#length++] = value
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return
    const wider = new Uint8Array(2 * (this.#length + more))
    wider.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = wider
  }
}
