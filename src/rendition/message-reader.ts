import { joined } from '#video/joined.ts'
import { type Bounds, type Message, MessageFault } from './message.ts'

/**
 * Takes a stream of messages apart, holding one at most. Heads are whatever JSON came: the reader's user looks at them.
 * Throws MessageFault at the first message beyond its bounds or without a head of JSON; there is no next one then.
 */
export class MessageReader {
  readonly #bounds: Bounds
  #parts: Uint8Array[] = []
  #held = 0
  #wanted = 8

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  *read(bytes: Uint8Array): Generator<Message<unknown>> {
    this.#parts.push(bytes)
    this.#held += bytes.length
    while (this.#held >= this.#wanted) {
      const whole = joined(this.#parts)
      this.#parts = [whole]
      const view = new DataView(whole.buffer, whole.byteOffset, whole.length)
      const head = view.getUint32(0)
      const body = view.getUint32(4)
      if (head > this.#bounds.head || body > this.#bounds.body) {
        throw new MessageFault(`a message of ${head} and ${body} bytes`)
      }
      this.#wanted = 8 + head + body
      if (this.#held < this.#wanted) return
      yield { head: jsonIn(whole.subarray(8, 8 + head)), body: whole.slice(8 + head, this.#wanted) }
      this.#parts = [whole.subarray(this.#wanted)]
      this.#held -= this.#wanted
      this.#wanted = 8
    }
  }
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new MessageFault('no JSON')
  }
}
