import { canonicalJson } from '#canonical/json.ts'
import type { Minute } from '#civil/minute.ts'
import { minutesPerDay, nodeBytes, sizeOf, startOf } from './day-tree.ts'
import { type DayTrees, dayOfDate } from './day-trees.ts'
import { formatVersion, magic, noSecret } from './encode.ts'
import type { Json } from './json.ts'
import { copyKey } from './key-bytes.ts'
import type { CameraAbout, CameraKeys, Hold, Keyring, RuleEntry, Settings } from './keyring.ts'

/** Bytes that are no keyring this program writes. The message never quotes contents. */
export class KeyringFormatError extends Error {
  override readonly name = 'KeyringFormatError'
}

/**
 * Reads what `encodeKeyring` wrote, and nothing else: what it accepts encodes to the same bytes
 * again. Keys are copied; the caller wipes `bytes`. Throws KeyringFormatError for anything cut
 * short, too long, out of order or of another version. Whether the bytes are genuine is for the
 * seal of the blob to say, not for this reader.
 */
export function decodeKeyring(bytes: Uint8Array): Keyring {
  const reader = new Reader(bytes)
  const head = reader.take(magic.length)
  if (head.some((byte, at) => byte !== magic[at])) throw reader.fault('not a keyring')
  if (reader.u8() !== formatVersion) throw reader.fault('a version this program does not know')
  const site = reader.take(16).slice()
  const keeper = reader.take(16).slice()
  const flag = reader.u8()
  if (flag > 1) throw reader.fault('the demo flag is neither 0 nor 1')
  const settings = reader.object('organisation:string') as Settings
  const rules = readRules(reader)
  const holds = reader.list(holdShape) as unknown as Hold[]
  const cameras = new Map<string, CameraKeys>()
  let previous = ''
  for (let left = reader.u32(); left > 0; left--) {
    const camera = reader.take(16).toHex()
    previous = reader.following(previous, camera)
    cameras.set(camera, readCamera(reader))
  }
  if (!reader.atEnd) throw reader.fault('more bytes than a keyring')
  return { site, keeper, demo: flag === 1, settings, rules, holds, cameras }
}

const holdShape =
  'id:string camera:string fromMinute:number toMinute:number endsOnUs:number addedUs:number'

const readRules = (reader: Reader): RuleEntry[] =>
  reader.list('fromMinute:number profile:string version:string article:string') as RuleEntry[]

function readCamera(reader: Reader): CameraKeys {
  const about = reader.object('name:string url:string addedUs:number') as CameraAbout
  const rules = readRules(reader)
  const length = reader.u32()
  const secret = length === noSecret ? null : copyKey(reader.take(length))
  const days = reader.days()
  const heldLeaves = new Map<string, ReadonlyMap<Minute, Uint8Array>>()
  let previous = ''
  for (let left = reader.u16(); left > 0; left--) {
    const hold = reader.json()
    if (typeof hold !== 'string') throw reader.fault('a hold without its id')
    previous = reader.following(previous, hold)
    heldLeaves.set(hold, readLeaves(reader))
  }
  return { about, secret, rules, days, heldLeaves }
}

function readLeaves(reader: Reader): ReadonlyMap<Minute, Uint8Array> {
  const leaves = new Map<Minute, Uint8Array>()
  let previous = -1
  for (let left = reader.u32(); left > 0; left--) {
    const minute = reader.u32()
    if (minute <= previous) throw reader.fault('held minutes out of order')
    previous = minute
    leaves.set(minute, copyKey(reader.take(32)))
  }
  if (leaves.size === 0) throw reader.fault('a hold that keeps nothing')
  return leaves
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  fault(what: string): KeyringFormatError {
    return new KeyringFormatError(`keyring, byte ${this.#at}: ${what}`)
  }

  following(previous: string, name: string): string {
    if (name > previous) return name
    throw this.fault('entries out of order')
  }

  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw this.fault('cut short')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  u8(): number {
    return this.take(1)[0]!
  }

  u16(): number {
    return (this.u8() << 8) | this.u8()
  }

  u32(): number {
    return this.u16() * 0x10000 + this.u16()
  }

  json(): Json {
    const bytes = this.take(this.u32())
    let text: string
    let value: Json
    try {
      text = this.#text.decode(bytes)
      value = JSON.parse(text)
    } catch {
      throw this.fault('not JSON in UTF-8')
    }
    if (canonicalJson(value) !== text) throw this.fault('JSON not in its one form')
    return value
  }

  /** `shape` names members every such object has: `name:typeof`, set apart by spaces. */
  object(shape: string): Record<string, Json> {
    const value = this.json()
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw this.fault('not a JSON object')
    }
    const members = value as Record<string, Json>
    for (const member of shape.split(' ')) {
      const [name, type] = member.split(':') as [string, string]
      if (typeof members[name] !== type) throw this.fault(`no ${name}`)
    }
    return members
  }

  list(shape: string): Record<string, Json>[] {
    const list = []
    for (let left = this.u32(); left > 0; left--) list.push(this.object(shape))
    return list
  }

  days(): DayTrees {
    const end = this.u32() + this.#at
    const from = this.#at
    for (let previous = 0; this.#at < end; ) {
      const date = this.#date()
      if (date <= previous) throw this.fault('days out of order')
      previous = date
      this.#tree()
    }
    if (this.#at !== end) throw this.fault('days that end beyond their length')
    return copyKey(this.#bytes.subarray(from, end)) as DayTrees
  }

  #date(): number {
    const date = this.u32()
    try {
      dayOfDate(date)
    } catch {
      throw this.fault('not a date')
    }
    return date
  }

  #tree(): void {
    if (this.u16() !== 0) throw this.fault('a wrap field, which version 1 keeps empty')
    const nodes = this.u16()
    if (nodes === 0) throw this.fault('a day tree without nodes')
    const tree = this.take(nodes * nodeBytes)
    let end = 0
    for (let at = 0; at < tree.length; at += nodeBytes) {
      if (tree[at]! > 11) throw this.fault('a node below the leaves')
      const start = startOf(tree, at)
      if (start < end || start >= minutesPerDay) throw this.fault('a node out of its place')
      end = start + sizeOf(tree, at)
    }
  }
}
