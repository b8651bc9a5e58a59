/** What stands in the pictures that a room drew, and in those that FFmpeg decodes by itself. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import type { Border } from '#rendition/film.ts'
import { layoutOf } from '#room/rendition/layout.ts'

export const size = { width: 320, height: 180 }

/** A frame's brightness, a byte a pixel. */
export type Grey = Uint8Array

const raw = (input: readonly string[], filter: string, bytes?: Uint8Array): Grey[] => {
  const args = ['-v', 'error', ...input, '-vf', `${filter}format=gray`, '-f', 'rawvideo']
  const out = execFileSync('ffmpeg', [...args, '-fps_mode', 'passthrough', '-'], {
    maxBuffer: 1 << 30,
    ...(bytes ? { input: bytes } : {}),
  })
  const pixels = size.width * size.height
  assert.equal(out.length % pixels, 0)
  return Array.from({ length: out.length / pixels }, (_, at) =>
    out.subarray(at * pixels, (at + 1) * pixels),
  )
}

/** The pictures of a stream, in the order in which they are shown. */
export const greysOf = (path: string): Grey[] => raw(['-i', path], '')

/** The picture inside a drawn one's border. */
export function inside(jpegs: readonly Uint8Array[], border: Border): Grey[] {
  const { top } = layoutOf(border, size.width, size.height, '')
  const crop = `crop=${size.width}:${size.height}:0:${top},`
  return raw(['-f', 'image2pipe', '-c:v', 'mjpeg', '-i', '-'], crop, Buffer.concat(jpegs))
}

/** Pixels that are looked at; no divisor of a row's length. */
const every = 7

/** Mean difference of brightness, 0 to 255. */
export function difference(one: Grey, other: Grey): number {
  let sum = 0
  for (let at = 0; at < one.length; at += every) sum += Math.abs(one[at]! - other[at]!)
  return (sum * every) / one.length
}

/** Which of them it is, and how far from it. */
export function nearest(wanted: Grey, among: readonly Grey[]): { at: number; off: number } {
  const offs = among.map(one => difference(wanted, one))
  const off = Math.min(...offs)
  return { at: offs.indexOf(off), off }
}
