/** What authenticators write (CTAP2 canonical CBOR, a part of RFC 8949): no tags, no floats, no endless items. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | CborMap
export type CborMap = ReadonlyMap<number | string, Cbor>

const deepest = 8
const most = 100

/** The item at the beginning, and where it ends; throws RangeError on anything else. */
export function readCbor(bytes: Uint8Array, at = 0): { readonly item: Cbor; readonly end: number } {
  const reader = new Reader(bytes, at)
  const item = reader.item(0)
  return { item, end: reader.at }
}

class Reader {
  at: number
  readonly #bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
  }

  item(depth: number): Cbor {
    if (depth > deepest) throw new RangeError('nested too deeply')
    const first = this.#view.getUint8(this.at++)
    const [major, minor] = [first >> 5, first & 31]
    if (major === 7) return this.#simple(minor)
    const count = this.#count(minor)
    switch (major) {
      case 0:
        return count
      case 1:
        return -1 - count
      case 2:
        return this.#taken(count)
      case 3:
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.#taken(count))
      case 4:
        return Array.from({ length: bounded(count) }, () => this.item(depth + 1))
      case 5:
        return this.#map(count, depth)
      default:
        throw new RangeError('a tag')
    }
  }

  #map(count: number, depth: number): CborMap {
    const map = new Map<number | string, Cbor>()
    for (let left = bounded(count); left > 0; left--) {
      const key = this.item(depth + 1)
      if ((typeof key !== 'number' && typeof key !== 'string') || map.has(key)) {
        throw new RangeError('a key')
      }
      map.set(key, this.item(depth + 1))
    }
    return map
  }

  #simple(minor: number): boolean | null {
    if (minor === 20) return false
    if (minor === 21) return true
    if (minor === 22) return null
    throw new RangeError('a simple value')
  }

  /** In its shortest form alone: otherwise one credential had several ways to be written. */
  #count(minor: number): number {
    if (minor < 24) return minor
    const size = { 24: 1, 25: 2, 26: 4 }[minor]
    if (size === undefined) throw new RangeError('a length')
    const at = this.at
    this.at += size
    const count =
      size === 1
        ? this.#view.getUint8(at)
        : size === 2
          ? this.#view.getUint16(at)
          : this.#view.getUint32(at)
    if (count < { 1: 24, 2: 0x100, 4: 0x10000 }[size]!) throw new RangeError('a longer form')
    return count
  }

  #taken(length: number): Uint8Array {
    const end = this.at + length
    if (end > this.#bytes.length) throw new RangeError('cut off')
    const taken = this.#bytes.slice(this.at, end)
    this.at = end
    return taken
  }
}

function bounded(count: number): number {
  if (count > most) throw new RangeError('too many')
  return count
}
