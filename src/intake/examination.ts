/**
 * What a room found out about one foreign file before anything of it is taken. Everything here is the
 * word of a process that read hostile bytes: `readExamination` checks its shape, nothing checks its truth.
 */
export type Examination = {
  /** FFmpeg's short name of the container, `mp4`, `mov`, `mkv`, `webm`, `ts`, `avi` … */
  readonly container: string
  /** `h264` or `h265`; of any other codec FFmpeg's short name (`mpeg4`, `mjpeg` …). */
  readonly codec: string
  /** Of the whole source file, lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  readonly units: number
  readonly keyUnits: number
  /** From the first shown picture to the end of the last one, edit lists applied. */
  readonly durationUs: number
  readonly width: number
  readonly height: number
  readonly rotation: 0 | 90 | 180 | 270
  /** When the container says it was shot, µs since the epoch; a field that says 0, 1904 or 1970 says nothing. */
  readonly createdUs: readonly { readonly us: number; readonly field: string }[]
  /** Where the file breaks off; null where it is whole. */
  readonly truncated: { readonly atByte: number; readonly lostBytes: number } | null
  /** What an operator should know, each a name and where it counts something `:` and the number: `tracksLeftOut:1`. */
  readonly notes: readonly string[]
}

/** Why nothing can be taken from a file. */
export type Unreadable = { readonly unreadable: UnreadableReason; readonly detail: string }
export type UnreadableReason = (typeof unreadableReasons)[number]
export const unreadableReasons = [
  'empty',
  'notVideo',
  'noVideoTrack',
  'damaged',
  'changing',
  'medium',
  'overLimit',
] as const

/** A room that broke its word: nothing it said is used. */
export class IntakeFault extends Error {
  override readonly name = 'IntakeFault'
}

/** One line of JSON → what the room says; throws IntakeFault for anything that is not of the shape above. */
export function readExamination(line: string): Examination | Unreadable {
  const told = fieldsOf(line)
  if ('unreadable' in told) {
    const reason = unreadableReasons.find(reason => reason === told.unreadable)
    if (!reason) throw new IntakeFault('an unknown reason')
    return { unreadable: reason, detail: word(told.detail, 400) }
  }
  const { createdUs, truncated, notes, rotation } = told
  if (!Array.isArray(createdUs) || createdUs.length > 16) throw new IntakeFault('createdUs')
  if (!Array.isArray(notes) || notes.length > 32) throw new IntakeFault('notes')
  if (truncated === undefined) throw new IntakeFault('truncated')
  const turned = ([0, 90, 180, 270] as const).find(degrees => degrees === rotation)
  if (turned === undefined) throw new IntakeFault('rotation')
  return {
    container: name(told.container),
    codec: name(told.codec),
    sha256: digest(told.sha256),
    bytes: count(told.bytes),
    units: count(told.units),
    keyUnits: count(told.keyUnits),
    durationUs: count(told.durationUs),
    width: count(told.width, 65_535),
    height: count(told.height, 65_535),
    rotation: turned,
    createdUs: createdUs.map(claim => ({ us: instant(claim?.us), field: name(claim?.field) })),
    truncated:
      truncated === null
        ? null
        : {
            atByte: count((truncated as Fields).atByte),
            lostBytes: count((truncated as Fields).lostBytes),
          },
    notes: notes.map(note => word(note, 200)),
  }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(line: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new IntakeFault('not JSON')
  }
  if (typeof value !== 'object' || value === null) throw new IntakeFault('not an object')
  return value as Fields
}

function count(value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) {
    return value
  }
  throw new IntakeFault('not a count')
}

function instant(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new IntakeFault('not an instant')
}

function digest(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value
  throw new IntakeFault('not a digest')
}

function name(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:©/ -]{1,60}$/.test(value)) return value
  throw new IntakeFault('not a name')
}

function word(value: unknown, most: number): string {
  if (typeof value === 'string' && value.length <= most) return value
  throw new IntakeFault('not a text')
}
