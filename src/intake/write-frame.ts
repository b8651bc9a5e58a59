import { joined } from '#video/joined.ts'
import { codecs, type Frame, kinds, longestFrame, setKinds, unitHead } from './frames.ts'

/** A frame → its bytes on the wire. Throws RangeError for one that no reader would take. */
export function frameBytes(frame: Frame): Uint8Array {
  const body = bodyOf(frame)
  if (body.length + 1 > longestFrame) throw new RangeError(`a ${frame.kind} too long`)
  const bytes = new Uint8Array(5 + body.length)
  new DataView(bytes.buffer).setUint32(0, body.length + 1)
  bytes[4] = kinds.indexOf(frame.kind)
  bytes.set(body, 5)
  return bytes
}

function bodyOf(frame: Frame): Uint8Array {
  switch (frame.kind) {
    case 'hello':
      return utf8.encode(frame.token)
    case 'loss':
      return utf8.encode(frame.detail.slice(0, 400))
    case 'end':
      return u32(frame.units)
    case 'asShot': {
      const name = utf8.encode(frame.codec)
      return joined([Uint8Array.of(name.length), name, frame.extradata])
    }
    case 'sets': {
      const lists = setKinds.flatMap(kind => [
        u32(frame.sets[kind].length),
        ...frame.sets[kind].flatMap(nal => [u32(nal.length), nal]),
      ])
      return joined([Uint8Array.of(codecs.indexOf(frame.sets.codec)), ...lists])
    }
    case 'unit': {
      const head = new Uint8Array(unitHead)
      const view = new DataView(head.buffer)
      view.setUint32(0, frame.index)
      view.setBigInt64(4, BigInt(frame.ptsUs))
      view.setUint32(12, frame.durationUs)
      view.setUint8(16, frame.key ? 1 : 0)
      return joined([head, frame.bytes])
    }
  }
}

const utf8 = new TextEncoder()

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
