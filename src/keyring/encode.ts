import { type Json, jsonBytes } from './json.ts'
import { keyBytes } from './key-bytes.ts'
import type { CameraKeys, Keyring } from './keyring.ts'

export const magic: Uint8Array = new TextEncoder().encode('tachiai/keyring')
export const formatVersion = 1
/** Stands for the length of a secret where the camera has none. */
export const noSecret = 0xffffffff

/**
 * A keyring as bytes (design/keyring.md): equal keyrings, equal bytes. Written to the beginning of
 * `into` where that is given and large enough, else into a buffer of its own; returns the view over
 * what was written, which the caller wipes.
 */
export function encodeKeyring(keyring: Keyring, into?: Uint8Array): Uint8Array {
  const size = encodedBytes(keyring)
  const out = into && into.length >= size ? into.subarray(0, size) : keyBytes(size)
  const writer = new Writer(out)
  writer.raw(magic)
  writer.u8(formatVersion)
  writer.raw(keyring.site)
  writer.raw(keyring.keeper)
  writer.u8(keyring.demo ? 1 : 0)
  writer.json(keyring.settings)
  writer.list(keyring.rules)
  writer.list(keyring.holds)
  writer.u32(keyring.cameras.size)
  let previous = ''
  for (const [camera, keys] of keyring.cameras) {
    previous = following(previous, camera)
    writeCamera(writer, camera, keys)
  }
  return out
}

/** The number of bytes `encodeKeyring` writes. */
export function encodedBytes(keyring: Keyring): number {
  let size = magic.length + 1 + 16 + 16 + 1 + jsonSize(keyring.settings)
  size += listSize(keyring.rules) + listSize(keyring.holds) + 4
  for (const keys of keyring.cameras.values()) {
    size += 16 + jsonSize(keys.about) + listSize(keys.rules) + 4 + (keys.secret?.length ?? 0)
    size += 4 + keys.days.length + 2
    for (const [hold, leaves] of keys.heldLeaves) size += jsonSize(hold) + 4 + leaves.size * 36
  }
  return size
}

function writeCamera(writer: Writer, camera: string, keys: CameraKeys): void {
  writer.raw(Uint8Array.fromHex(camera))
  writer.json(keys.about)
  writer.list(keys.rules)
  writer.u32(keys.secret?.length ?? noSecret)
  if (keys.secret) writer.raw(keys.secret)
  writer.u32(keys.days.length)
  writer.raw(keys.days)
  writer.u16(keys.heldLeaves.size)
  let previousHold = ''
  for (const [hold, leaves] of keys.heldLeaves) {
    previousHold = following(previousHold, hold)
    writer.json(hold)
    writer.u32(leaves.size)
    for (const [minute, leaf] of leaves) {
      writer.u32(minute)
      writer.raw(leaf)
    }
  }
}

const jsonSize = (value: Json): number => 4 + jsonBytes(value).length
const listSize = (values: readonly Json[]): number =>
  values.reduce((size: number, value) => size + jsonSize(value), 4)

function following(previous: string, name: string): string {
  if (name > previous) return name
  throw new Error(`keyring out of order: ${name} after ${previous}`)
}

class Writer {
  readonly #out: Uint8Array
  #at = 0

  constructor(out: Uint8Array) {
    this.#out = out
  }

  u8(value: number): void {
    this.#out[this.#at++] = value
  }

  u16(value: number): void {
    if (value > 0xffff) throw new RangeError('keyring: more than 65535 in one place')
    this.u8(value >> 8)
    this.u8(value)
  }

  u32(value: number): void {
    this.u8(value >>> 24)
    this.u8(value >>> 16)
    this.u8(value >>> 8)
    this.u8(value)
  }

  raw(bytes: Uint8Array): void {
    this.#out.set(bytes, this.#at)
    this.#at += bytes.length
  }

  json(value: Json): void {
    const bytes = jsonBytes(value)
    this.u32(bytes.length)
    this.raw(bytes)
  }

  list(values: readonly Json[]): void {
    this.u32(values.length)
    for (const value of values) this.json(value)
  }
}
