import type { VerifyingKey } from '#signing/key-file.ts'
import { contentOf, type Frame, frameAt, isSigned } from './frame.ts'

/**
 * What stands in a chunk file, in the file's order. `garbled` is a place that holds bytes but no event of
 * this keeper: a torn tail, rot, or somebody's pen. Zeros after the last frame are no item.
 */
export type Item =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly content: Record<string, unknown> }
  | { readonly kind: 'garbled'; readonly at: number; readonly end: number }

/**
 * - every: each frame's own signature is checked.
 * - linked: a frame is vouched for by the hash in the frame behind it, and only the last of such a run by
 *   its signature. As safe (the signature covers the hash that covers them all), and 50 times as fast.
 */
export type Strictness = 'every' | 'linked'

export function* scan(bytes: Buffer, key: VerifyingKey, strictness: Strictness): Generator<Item> {
  let at = 0
  while (true) {
    const run = runFrom(bytes, at, key, strictness)
    for (const item of run) yield item
    at = run.at(-1)?.frame.end ?? at
    const rest = lastByte(bytes, at)
    if (rest <= at) return
    const next = nextSigned(bytes, at + 1, key)
    yield { kind: 'garbled', at, end: next ?? rest }
    if (next === null) return
    at = next
  }
}

type FrameItem = Extract<Item, { kind: 'frame' }>

function runFrom(
  bytes: Buffer,
  at: number,
  key: VerifyingKey,
  strictness: Strictness,
): FrameItem[] {
  const run: FrameItem[] = []
  for (let place = at; ; ) {
    const frame = frameAt(bytes, place)
    const content = frame && contentOf(frame)
    if (!frame || !content) break
    const before = run.at(-1)
    // Where nothing links on to the frame before, only that frame's signature can speak for it.
    const linked = before !== undefined && vouchesFor(frame, before)
    if (before && !linked && !isSigned(before.frame, key)) break
    if (strictness === 'every' && !isSigned(frame, key)) break
    run.push({ kind: 'frame', frame, content })
    place = frame.end
  }
  while (run.length > 0 && strictness === 'linked' && !isSigned(run.at(-1)!.frame, key)) run.pop()
  return run
}

/** An opening frame stands outside the chain: it names the same previous hash as the event behind it. */
const vouchesFor = (frame: Frame, before: FrameItem): boolean =>
  'n' in before.content && frame.previous.equals(before.frame.hash)

const start = Buffer.from('{"')

/** The place of the next frame that carries this keeper's signature, searched byte by byte. */
function nextSigned(bytes: Buffer, from: number, key: VerifyingKey): number | null {
  for (let json = from + 36; ; json += 1) {
    json = bytes.indexOf(start, json)
    if (json < 0) return null
    const frame = frameAt(bytes, json - 36)
    if (frame && contentOf(frame) && isSigned(frame, key)) return frame.at
  }
}

const zeros = Buffer.alloc(1 << 16)

/** The end of the last byte that is not zero, at or after `from`; `from` where there is none. */
export function lastByte(bytes: Buffer, from: number): number {
  let end = bytes.length
  while (end > from) {
    const begin = Math.max(from, end - zeros.length)
    if (!bytes.subarray(begin, end).equals(zeros.subarray(0, end - begin))) break
    end = begin
  }
  while (end > from && bytes[end - 1] === 0) end -= 1
  return end
}
