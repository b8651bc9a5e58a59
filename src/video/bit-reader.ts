/**
 * Reads the bits of a parameter set (ISO/IEC 14496-10 7.2, ISO/IEC 23008-2 7.2), whose bytes come from a
 * camera and are believed in nothing: past the end every read gives 0 and `overrun` stays true.
 */
export class BitReader {
  overrun = false
  readonly #bytes: Uint8Array
  #bit: number

  /** `nal` with its header; `headerBytes` of it are passed over. At most `mostBytes` are looked at. */
  constructor(nal: Uint8Array, headerBytes: number) {
    this.#bytes = withoutEmulationPrevention(nal)
    this.#bit = headerBytes * 8
  }

  /** An unsigned number of `count` bits, at most 32. */
  bits(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + this.#next()
    return value
  }

  flag(): boolean {
    return this.#next() === 1
  }

  skip(count: number): void {
    this.#bit += count
    if (this.#bit > this.#bytes.length * 8) this.overrun = true
  }

  /** ue(v), ISO/IEC 14496-10 9.1; more than 31 leading zeros can only be damage. */
  ue(): number {
    let zeros = 0
    while (this.#next() === 0) {
      zeros++
      if (zeros > 31 || this.overrun) {
        this.overrun = true
        return 0
      }
    }
    return 2 ** zeros - 1 + this.bits(zeros)
  }

  se(): number {
    const code = this.ue()
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2
  }

  #next(): number {
    const byte = this.#bytes[this.#bit >> 3]
    if (byte === undefined) {
      this.overrun = true
      return 0
    }
    const value = (byte >> (7 - (this.#bit & 7))) & 1
    this.#bit++
    return value
  }
}

/** A real parameter set stays far below: full scaling lists make some 500 bytes. */
const mostBytes = 4096

function withoutEmulationPrevention(nal: Uint8Array): Uint8Array {
  const length = Math.min(nal.length, mostBytes)
  const plain = new Uint8Array(length)
  let written = 0
  let zeros = 0
  for (let i = 0; i < length; i++) {
    const byte = nal[i]!
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    zeros = byte === 0 ? zeros + 1 : 0
    plain[written++] = byte
  }
  return plain.subarray(0, written)
}
