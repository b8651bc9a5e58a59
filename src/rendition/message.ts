/**
 * How a keeper and the room that draws its pictures speak: messages, one behind the other, each
 *
 *   length of the head u32 · length of the body u32 · head (JSON, UTF-8) · body
 */
export type Message<Head> = { readonly head: Head; readonly body: Uint8Array }

export type Bounds = { readonly head: number; readonly body: number }

/** A minute of one camera with every unit named, and its bytes. */
export const toRoom: Bounds = { head: 8 << 20, body: 256 << 20 }
/** One picture. */
export const fromRoom: Bounds = { head: 4096, body: 16 << 20 }

const utf8 = new TextEncoder()

/** The first bytes of a message; its body follows them on the wire, part by part. */
export function messageHead(head: object, bodyBytes: number): Uint8Array {
  const text = utf8.encode(JSON.stringify(head))
  const bytes = new Uint8Array(8 + text.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, text.length)
  view.setUint32(4, bodyBytes)
  bytes.set(text, 8)
  return bytes
}

/** Broken off, too long, or no JSON: whoever sent it is not listened to any further. */
export class MessageFault extends Error {}
