/** ISO/IEC 14496-12 4.2: a box is its size (u32), its name, its contents; all numbers are big-endian. */
export function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 8)
  const bytes = new Uint8Array(size)
  bytes.set(u32(size))
  bytes.set(text(name), 4)
  let at = 8
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** A box whose contents begin with a version and 24 bits of flags. */
export function fullBox(
  name: string,
  version: number,
  flags: number,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  return box(name, u32(version * 0x1000000 + flags), ...parts)
}

export function u8(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values)
}

export function u16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => {
    view.setUint16(i * 2, value)
  })
  return bytes
}

export function u32(...values: readonly number[]): Uint8Array {
  return u32Table(values, values.length)
}

export function u64(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => {
    view.setBigInt64(i * 8, BigInt(value))
  })
  return bytes
}

/** The first `count` of `values`, one u32 each. */
export function u32Table(values: ArrayLike<number>, count: number): Uint8Array {
  const bytes = new Uint8Array(count * 4)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < count; i++) view.setUint32(i * 4, values[i]!)
  return bytes
}

/** ASCII. */
export function text(letters: string): Uint8Array {
  return Uint8Array.from(letters, letter => letter.charCodeAt(0))
}
