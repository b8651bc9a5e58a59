import { randomBytes } from 'node:crypto'
import type { ClockPair } from './control-packets.ts'
import { u32 } from './rtp-packet.ts'

/** What a receiver reports about one source of RTP (RFC 3550 6.4, A.1, A.3, A.8). */
export class Reception {
  #source = -1
  #base = 0
  #highest = 0
  #cycles = 0
  #received = 0
  #expectedBefore = 0
  #receivedBefore = 0
  #transit = Number.NaN
  #jitter = 0
  #report: (ClockPair & { readonly arrivedUs: number }) | null = null

  /** A packet in its order, each once: what came too late counts as lost, a row that begins anew begins a report. */
  packet(bytes: Uint8Array, arrivedUs: number): void {
    const sequence = (bytes[2]! << 8) | bytes[3]!
    const stamp = u32(bytes, 4)
    const source = u32(bytes, 8)
    const isBehind = ((sequence - this.#highest) & 0xffff) >= 0x8000
    if (source !== this.#source || isBehind) this.#begin(source, sequence)
    if (sequence < this.#highest) this.#cycles += 0x10000
    this.#highest = sequence
    this.#received++
    const transit = (Math.round(arrivedUs * 0.09) - stamp) | 0
    if (!Number.isNaN(this.#transit)) {
      const apart = Math.abs((transit - this.#transit) | 0)
      this.#jitter += (apart - this.#jitter) / 16
    }
    this.#transit = transit
  }

  senderReport(report: ClockPair, arrivedUs: number): void {
    this.#report = { ...report, arrivedUs }
  }

  /** A reception block of 24 bytes; null before the first packet. */
  block(nowUs: number): Buffer | null {
    if (this.#source === -1) return null
    const expected = this.#cycles + this.#highest - this.#base + 1
    const lost = Math.min(0x7fffff, Math.max(-0x800000, expected - this.#received))
    const expectedNow = expected - this.#expectedBefore
    const lostNow = expectedNow - (this.#received - this.#receivedBefore)
    this.#expectedBefore = expected
    this.#receivedBefore = this.#received
    const fraction = lostNow <= 0 ? 0 : Math.min(255, Math.floor((256 * lostNow) / expectedNow))
    const block = Buffer.alloc(24)
    block.writeUInt32BE(this.#source, 0)
    block.writeUInt32BE(((fraction << 24) | (lost & 0xffffff)) >>> 0, 4)
    block.writeUInt32BE((this.#cycles + this.#highest) % 2 ** 32, 8)
    block.writeUInt32BE(Math.min(0xffff_ffff, Math.floor(this.#jitter)), 12)
    if (this.#report?.ssrc === this.#source) {
      const sinceUs = Math.max(0, nowUs - this.#report.arrivedUs)
      block.writeUInt32BE(this.#report.ntpMiddle, 16)
      block.writeUInt32BE(Math.min(0xffff_ffff, Math.floor((sinceUs * 65_536) / 1e6)), 20)
    }
    return block
  }

  #begin(source: number, sequence: number): void {
    this.#source = source
    this.#base = this.#highest = sequence
    this.#cycles = this.#received = this.#expectedBefore = this.#receivedBefore = 0
    this.#transit = Number.NaN
    this.#jitter = 0
  }
}

/** Who reports: a number and a name of no meaning, new for each stream (RFC 7022 4.2). */
export type Reporter = { readonly source: number; readonly name: string }
export const newReporter = (random: (bytes: number) => Uint8Array = randomBytes): Reporter => ({
  source: Buffer.from(random(4)).readUInt32BE(0),
  name: Buffer.from(random(12)).toString('base64'),
})

/** A compound packet of a receiver report and its sender's name (RFC 3550 6.1, 6.4.2, 6.5). */
export function receiverReport({ source, name }: Reporter, block: Buffer | null): Uint8Array {
  const report = Buffer.alloc(8)
  report.writeUInt16BE(block ? 0x81c9 : 0x80c9, 0)
  report.writeUInt16BE(block ? 7 : 1, 2)
  report.writeUInt32BE(source, 4)
  // One item CNAME (1), then at least one zero byte, up to a whole word.
  const words = 2 + Math.ceil((2 + name.length + 1) / 4)
  const description = Buffer.alloc(4 * words)
  description.writeUInt16BE(0x81ca, 0)
  description.writeUInt16BE(words - 1, 2)
  description.writeUInt32BE(source, 4)
  description[8] = 1
  description[9] = name.length
  description.write(name, 10, 'latin1')
  return Buffer.concat([report, ...(block ? [block] : []), description])
}
