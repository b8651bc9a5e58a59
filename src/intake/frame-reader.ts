import { joined } from '#video/joined.ts'
import { isWellFormed } from '#video/nal-units.ts'
import { IntakeFault } from './examination.ts'
import { codecs, type Frame, kinds, longestFrame, setKinds, unitHead } from './frames.ts'

/**
 * Takes a room's stream apart. It holds at most one frame; at the first byte that breaks the format, or
 * the order of frames, it throws IntakeFault and the stream is over: there is no finding the next frame.
 */
export class FrameReader {
  #parts: Uint8Array[] = []
  #held = 0
  #next = 0
  #ended = false
  #codec: 'nal' | 'asShot' | null = null
  #greeted = false

  /** Bytes of a frame whose end has not come. */
  get heldBytes(): number {
    return this.#held
  }

  /** The frames that are whole with these bytes, each with memory of its own. */
  *read(bytes: Uint8Array): Generator<Frame> {
    this.#parts.push(new Uint8Array(bytes))
    this.#held += bytes.length
    for (;;) {
      const length = this.#held < 4 ? null : u32(this.#front(4), 0)
      if (length === null) return
      if (length < 1 || length > longestFrame) throw new IntakeFault(`a frame of ${length} bytes`)
      if (this.#held < 4 + length) return
      const frame = this.#front(4 + length)
      this.#drop(4 + length)
      yield this.#checked(frameOf(frame[4]!, frame.slice(5, 4 + length)))
    }
  }

  /** To be called when the stream is over: it must have said so itself. */
  close(): void {
    if (!this.#ended || this.#held > 0) throw new IntakeFault('the stream broke off')
  }

  #checked(frame: Frame): Frame {
    if (this.#ended) throw new IntakeFault(`${frame.kind} after the end`)
    if (this.#greeted === (frame.kind === 'hello')) throw new IntakeFault('hello comes once, first')
    this.#greeted = true
    if (frame.kind === 'sets') this.#codec = 'nal'
    if (frame.kind === 'asShot') this.#codec = 'asShot'
    if (frame.kind === 'end') this.#ended = true
    if (frame.kind !== 'unit') return frame
    if (this.#codec === null) throw new IntakeFault('a unit of no codec')
    if (this.#codec === 'nal' && !isWellFormed(frame.bytes)) throw new IntakeFault('no NAL units')
    if (frame.bytes.length === 0) throw new IntakeFault('an empty unit')
    if (this.#next > 0 && frame.index !== this.#next) throw new IntakeFault('a unit out of order')
    this.#next = frame.index + 1
    return frame
  }

  /** At least `size` bytes at the front of one array; they are there. */
  #front(size: number): Uint8Array {
    const [first] = this.#parts
    if (first && first.length >= size) return first
    const whole = joined(this.#parts)
    this.#parts = [whole]
    return whole
  }

  #drop(size: number): void {
    const [first] = this.#parts
    this.#held -= size
    this.#parts[0] = first!.subarray(size)
    if (this.#parts[0].length === 0) this.#parts.shift()
  }
}

function frameOf(kind: number, body: Uint8Array): Frame {
  switch (kinds[kind]) {
    case 'hello':
      return { kind: 'hello', token: text(body, 200) }
    case 'loss':
      return { kind: 'loss', detail: text(body, 1600) }
    case 'end':
      if (body.length !== 4) throw new IntakeFault('end')
      return { kind: 'end', units: u32(body, 0) }
    case 'asShot': {
      const end = 1 + (body[0] ?? 0)
      const codec = text(body.subarray(1, end), 60)
      if (end > body.length || !/^[\w.-]+$/.test(codec)) throw new IntakeFault('a codec’s name')
      return { kind: 'asShot', codec, extradata: body.subarray(end) }
    }
    case 'sets':
      return setsOf(body)
    case 'unit':
      return unitOf(body)
    default:
      throw new IntakeFault(`a frame of kind ${kind}`)
  }
}

function unitOf(body: Uint8Array): Frame {
  if (body.length < unitHead || body[16]! > 1) throw new IntakeFault('a unit’s head')
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const ptsUs = Number(view.getBigInt64(4))
  if (!Number.isSafeInteger(ptsUs)) throw new IntakeFault('a time beyond all time')
  return {
    kind: 'unit',
    index: view.getUint32(0),
    ptsUs,
    durationUs: view.getUint32(12),
    key: body[16] === 1,
    bytes: body.subarray(unitHead),
  }
}

function setsOf(body: Uint8Array): Frame {
  const codec = codecs[body[0] ?? codecs.length]
  if (!codec) throw new IntakeFault('a codec of no number')
  let at = 1
  const number = (): number => {
    if (at + 4 > body.length) throw new IntakeFault('parameter sets cut short')
    at += 4
    return u32(body, at - 4)
  }
  const list = (): Uint8Array[] => {
    const count = number()
    if (count > 255) throw new IntakeFault('too many parameter sets')
    return Array.from({ length: count }, () => {
      const length = number()
      if (length > 65_535 || at + length > body.length) throw new IntakeFault('a parameter set')
      at += length
      return body.slice(at - length, at)
    })
  }
  const [vps, sps, pps] = setKinds.map(list) as [Uint8Array[], Uint8Array[], Uint8Array[]]
  if (at !== body.length) throw new IntakeFault('more than parameter sets')
  return { kind: 'sets', sets: { codec, vps, sps, pps } }
}

const u32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)

function text(bytes: Uint8Array, most: number): string {
  try {
    if (bytes.length <= most) return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {}
  throw new IntakeFault('not a text')
}
