import type { Limits } from './limits.ts'
import { contentLength, type Message, parseHead } from './message.ts'
import { StreamFault } from './stream-end.ts'

/** Receives what a connection carries, in the order it came. */
export interface Receiver {
  /** Interleaved binary data (RFC 2326 10.12): `bytes[from] … bytes[to - 1]`, lent for the call. */
  frame(channel: number, bytes: Uint8Array, from: number, to: number): void
  message(message: Message): void
}

const dollar = 0x24
const frameHead = 4

/**
 * Takes a connection's bytes apart into messages and interleaved frames.
 *
 * A frame that lies whole within a read is passed on where it lies; only what straddles two reads is copied. It holds
 * at most one frame (64 KiB) or one message (`headBytes` + `bodyBytes`). Throws a StreamFault at the first byte that
 * cannot be RTSP; there is no way to find the next frame then, so the stream must end.
 */
export class MessageReader {
  readonly #limits: Pick<Limits, 'headBytes' | 'bodyBytes'>
  readonly #receiver: Receiver
  #held: Uint8Array = new Uint8Array(0)
  #heldBytes = 0
  /** Where the search for the end of the head goes on, so that a dripping peer costs no repeated search. */
  #searched = 0
  /** What the held message takes with its body, once its head is understood. */
  #wanted = 0
  #understood = false

  constructor(limits: Pick<Limits, 'headBytes' | 'bodyBytes'>, receiver: Receiver) {
    this.#limits = limits
    this.#receiver = receiver
  }

  /** `bytes[0] … bytes[end - 1]` may be overwritten as soon as the call returns. */
  read(bytes: Uint8Array, end: number): void {
    let at = this.#heldBytes > 0 ? this.#complete(bytes, end) : 0
    while (at < end) {
      const size = this.#take(bytes, at, end)
      if (size === 0) break
      at += size
    }
    if (at < end) this.#hold(bytes, at, end)
  }

  /** Passes on the item that begins at `at`; gives its size, 0 where its end has not come yet. */
  #take(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] !== dollar) return this.#takeText(bytes, at, end)
    const size = frameSize(bytes, at, end)
    if (at + size > end) return 0
    this.#receiver.frame(bytes[at + 1]!, bytes, at + frameHead, at + size)
    return size
  }

  /** Adds to the held item what it lacks; gives where the next item begins in `bytes`. */
  #complete(bytes: Uint8Array, end: number): number {
    if (this.#held[0] !== dollar) return this.#completeText(bytes, end)
    let at = 0
    for (;;) {
      const missing = frameSize(this.#held, 0, this.#heldBytes) - this.#heldBytes
      if (missing === 0) break
      const step = Math.min(missing, end - at)
      if (step === 0) return end
      this.#hold(bytes, at, at + step)
      at += step
    }
    const size = this.#heldBytes
    this.#heldBytes = 0
    this.#receiver.frame(this.#held[1]!, this.#held, frameHead, size)
    return at
  }

  #completeText(bytes: Uint8Array, end: number): number {
    const before = this.#heldBytes
    const room = this.#limits.headBytes + this.#limits.bodyBytes + frameHead - before
    this.#hold(bytes, 0, Math.min(end, room))
    const whole = this.#heldBytes >= this.#wanted
    const size = whole ? this.#takeText(this.#held, 0, this.#heldBytes) : 0
    if (size === 0) return end
    this.#heldBytes = 0
    return size - before
  }

  #takeText(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] === 0x0d || bytes[at] === 0x0a) return 1
    this.#refuseForeign(bytes, at, end)
    const head = endOfHead(bytes, at + Math.max(0, this.#searched - 3), end)
    if (head === -1) {
      this.#searched = end - at
      if (end - at > this.#limits.headBytes)
        throw new StreamFault('malformed', 'headers without end')
      return 0
    }
    if (head - at > this.#limits.headBytes) throw new StreamFault('malformed', 'headers too long')
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, head - at)
      .toString('latin1')
      .trimEnd()
    const { headers } = parseHead(text, noBody)
    const bodyBytes = contentLength(headers)
    if (bodyBytes > this.#limits.bodyBytes) throw new StreamFault('malformed', 'a body too long')
    if (head + bodyBytes > end) {
      this.#searched = head - at - 1
      this.#wanted = head + bodyBytes - at
      return 0
    }
    this.#searched = 0
    this.#wanted = 0
    this.#understood = true
    this.#receiver.message(parseHead(text, bytes.slice(head, head + bodyBytes)))
    return head + bodyBytes - at
  }

  /** Speaks up before an end of headers that a foreign protocol may never send. */
  #refuseForeign(bytes: Uint8Array, at: number, end: number): void {
    const last = Math.min(end, at + 8)
    for (let i = at; i < last; i++) {
      const byte = bytes[i]!
      if (byte === 0x2f || byte === 0x20) {
        if (i > at && !(i === at + 4 && startsHttp(bytes, at))) return
      } else if ((byte >= 0x41 && byte <= 0x5a) || byte === 0x5f) continue
      if (this.#understood) throw new StreamFault('malformed', 'bytes that are no RTSP')
      const http = startsHttp(bytes, at)
      throw new StreamFault('notRtsp', http ? 'the answer is HTTP' : 'the answer is not RTSP')
    }
  }

  #hold(bytes: Uint8Array, from: number, to: number): void {
    const size = this.#heldBytes + to - from
    if (size > this.#held.length) {
      const larger = new Uint8Array(Math.max(2048, 2 ** Math.ceil(Math.log2(size))))
      larger.set(this.#held.subarray(0, this.#heldBytes))
      this.#held = larger
    }
    this.#held.set(bytes.subarray(from, to), this.#heldBytes)
    this.#heldBytes = size
  }
}

const noBody = new Uint8Array(0)

/** Size of the frame at `at`, its head included; of the head alone while that is not complete. */
function frameSize(bytes: Uint8Array, at: number, end: number): number {
  return end - at < frameHead ? frameHead : frameHead + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
}

/** Behind the empty line that ends the headers; bare line feeds are taken too. */
function endOfHead(bytes: Uint8Array, from: number, end: number): number {
  for (
    let at = bytes.indexOf(0x0a, from);
    at !== -1 && at < end;
    at = bytes.indexOf(0x0a, at + 1)
  ) {
    if (bytes[at + 1] === 0x0a && at + 1 < end) return at + 2
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a && at + 2 < end) return at + 3
  }
  return -1
}

function startsHttp(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x48 && bytes[at + 1] === 0x54 && bytes[at + 2] === 0x54 && bytes[at + 3] === 0x50
  )
}
