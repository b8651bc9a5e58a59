import { u64 } from '#leaf/bytes.ts'

/** Where sealed bytes belong (design/ledger.md): associated data of their sealing. */
const label = (text: string) => new TextEncoder().encode(text)
const body = label('tachiai/body/v1')
const attachment = label('tachiai/attachment/v1')
const projected = label('tachiai/projected/v1')

export const bodyPlace = (stream: number, n: number): Uint8Array =>
  Buffer.concat([body, u64(stream), u64(n)])
/** A part of `parts` may not be taken for another, nor a paper for one that was cut short. */
export const attachmentPlace = (id: Uint8Array, part: number, parts: number): Uint8Array =>
  Buffer.concat([attachment, id, u64(part), u64(parts)])
export const projectedPlace = (name: string): Uint8Array =>
  Buffer.concat([projected, Buffer.from(name)])
