import fc from 'fast-check'

/** How a subject's inputs are taken apart: joined again, the pieces give the whole. */
export type Pieces = (whole: Uint8Array) => readonly Uint8Array[]

export type Mutations = {
  /** Real inputs, which mutations begin with. */
  readonly real: readonly Uint8Array[]
  /** By default the whole is one piece. */
  readonly pieces?: Pieces
  /** By default one behind the other; where a format has lengths, with lengths that fit. */
  readonly join?: (pieces: readonly Uint8Array[]) => Uint8Array
  /** What the format's own readers look for. */
  readonly words?: readonly (string | Uint8Array)[]
  readonly most?: number
}

const onPieces = ['drop', 'double', 'exchange', 'move', 'splice', 'end', 'flood'] as const
const onBytes = ['flip', 'set', 'cut', 'insert', 'word', 'number', 'repeat'] as const
type Change = {
  readonly what: (typeof onPieces)[number] | (typeof onBytes)[number]
  readonly piece: number
  readonly other: number
  readonly at: number
  readonly value: number
}

/**
 * Real inputs, changed a few times: pieces left out, doubled, exchanged, moved, taken from another input; bytes flipped,
 * set, cut, inserted; numbers at their edges; the format's own words where they do not belong. Shrinks to
 * fewer and smaller changes of the same input. No change at all is a case too.
 */
export function mutated({
  real,
  pieces = whole => [whole],
  join = Buffer.concat,
  words = [],
  most = 6,
}: Mutations): fc.Arbitrary<Uint8Array> {
  const all = real.map(pieces)
  const dictionary = words.map(word => Buffer.from(word as string))
  const change: fc.Arbitrary<Change> = fc.record({
    what: fc.constantFrom(...onBytes, ...onPieces),
    piece: fc.nat(0xffff),
    other: fc.nat(0xffff),
    // Lengths, types and flags stand in front.
    at: fc.oneof(fc.nat(24), fc.nat(0xffff)),
    value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(0xffff)),
  })
  return fc
    .tuple(fc.nat(all.length - 1), fc.array(change, { maxLength: most }))
    .map(([which, changes]) => {
      let now = [...all[which]!]
      for (const change of changes) now = changed(now, change, all, dictionary)
      return new Uint8Array(join(now))
    })
}

/** A change may make an input larger, but not without end. */
const mostBytes = 4 << 20

function changed(
  pieces: readonly Uint8Array[],
  { what, piece: n, other: m, at, value }: Change,
  all: readonly (readonly Uint8Array[])[],
  words: readonly Uint8Array[],
): Uint8Array[] {
  const now = [...pieces]
  if (now.length === 0) return now
  const i = n % now.length
  const j = m % now.length
  const piece = now[i]!
  switch (what) {
    case 'drop':
      return now.toSpliced(i, 1 + (value % 3))
    case 'double':
      return now.toSpliced(i, 0, piece)
    case 'exchange':
      return now.with(i, now[j]!).with(j, piece)
    case 'move':
      return now.toSpliced(i, 1).toSpliced(j, 0, piece)
    case 'splice': {
      const from = all[value % all.length]!
      return now.toSpliced(i, 0, ...from.slice(m % from.length).slice(0, 1 + (at % 8)))
    }
    case 'end':
      return now.slice(0, i)
    case 'flood': {
      const times = Math.min(1 + (value % 400), Math.floor(mostBytes / (1 + piece.length)))
      return now.toSpliced(i, 0, ...Array<Uint8Array>(times).fill(piece))
    }
    default:
      return now.with(i, changedBytes(piece, what, at, value, words))
  }
}

function changedBytes(
  bytes: Uint8Array,
  what: (typeof onBytes)[number],
  place: number,
  value: number,
  words: readonly Uint8Array[],
): Uint8Array {
  const at = bytes.length === 0 ? 0 : place % bytes.length
  const copy = Buffer.from(bytes)
  const [head, tail] = [copy.subarray(0, at), copy.subarray(at)]
  const length = 1 + (value % 64)
  switch (what) {
    case 'flip':
      if (copy.length > 0) copy[at]! ^= 1 << (value & 7)
      return copy
    case 'set':
      if (copy.length > 0) copy[at] = value
      return copy
    case 'cut':
      return Buffer.concat([head, tail.subarray(length)])
    case 'insert':
      return Buffer.concat([head, Buffer.alloc(length, value >> 8), tail])
    case 'word':
      return Buffer.concat([
        head,
        words[value % Math.max(1, words.length)] ?? Buffer.alloc(0),
        tail,
      ])
    case 'number': {
      const size = [1, 2, 4, 8][value & 3]!
      if (tail.length < size) return copy
      const edges = [0n, 1n, 0x7fn, 0x80n, 0xffn, -1n, -2n, 0x7fffn, 0x10000n, 1n << 31n, 1n << 53n]
      const edge = Buffer.alloc(8)
      edge.writeBigInt64BE(edges[(value >> 2) % edges.length]!)
      edge.copy(copy, at, 8 - size)
      return copy
    }
    case 'repeat': {
      const part = tail.subarray(0, length)
      const times = Math.min(1 + (value >> 4), Math.floor(65_536 / (1 + part.length)))
      return Buffer.concat([head, ...Array<Uint8Array>(times).fill(part), tail])
    }
  }
}
