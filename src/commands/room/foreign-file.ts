import type { Socket } from 'node:net'
import {
  type Examination,
  IntakeFault,
  readExamination,
  type Unreadable,
} from '#intake/examination.ts'
import type { RoomEnd } from './guard.ts'
import { openRoom } from './room.ts'

/** `javascript` reads without native code; `ffmpeg` what that one cannot. */
export type ReaderName = 'javascript' | 'ffmpeg'

/** What a room says of a file, and which reader said it: the same one has to deliver it. */
export type ExaminedFile =
  | { readonly examination: Examination; readonly reader: ReaderName }
  | Unreadable

/**
 * Examines the regular file behind a descriptor, in a room of its own for each reader that is tried. Never throws for
 * what a file contains: a reader that crashes, hangs or lies makes the file unreadable. `progress` hears bytes read.
 */
export async function examineFile(
  descriptor: number,
  sizeBytes: number,
  progress: (readBytes: number) => void = () => {},
): Promise<ExaminedFile> {
  const without = await examineWith('javascript', descriptor, sizeBytes, progress)
  if (!isForAnother(without)) return without
  const again = await examineWith('ffmpeg', descriptor, sizeBytes, progress)
  return isForAnother(again) ? { unreadable: 'damaged', detail: again.anotherReader } : again
}

/**
 * The first reader is given up early, for there is another: on a damaged Matroska file mediabunny 1.61 goes round in
 * circles (its search for the next element never passes the last 8 bytes).
 */
const beforeTheOther = 15

type ForAnother = { readonly anotherReader: string }
const isForAnother = (told: ExaminedFile | ForAnother): told is ForAnother =>
  'anotherReader' in told

async function examineWith(
  reader: ReaderName,
  descriptor: number,
  sizeBytes: number,
  progress: (readBytes: number) => void,
): Promise<ExaminedFile | ForAnother> {
  const room = await openRoom({
    task: 'examine',
    descriptors: [descriptor],
    asked: { reader },
    ...(reader === 'ffmpeg' ? { addons: true } : { limits: { silentCpuSeconds: beforeTheOther } }),
  })
  const { last, end } = await listen(room, sizeBytes, progress)
  if (end.end !== 'done' || last === null) return roomFailed(reader, end)
  try {
    if (anotherReaderIn(last)) return { anotherReader: 'the container is damaged' }
    const told = readExamination(last)
    return 'unreadable' in told ? told : { examination: told, reader }
  } catch (error) {
    if (!(error instanceof IntakeFault)) throw error
    return { anotherReader: 'the reader’s answer made no sense' }
  }
}

/** What killed one reader may be nothing to the other; what killed both is the file's own. */
function roomFailed(reader: ReaderName, end: RoomEnd): ExaminedFile | ForAnother {
  if (reader === 'ffmpeg' && end.end === 'killed') {
    return { unreadable: 'overLimit', detail: `the reader was stopped: ${end.cause}` }
  }
  return {
    anotherReader: end.end === 'died' ? `the reader broke: ${end.how}` : 'the reader stopped',
  }
}

/** How a delivery ended: all its units said, or why not. The keeper alone knows what arrived. */
export type Delivered =
  | { readonly units: number }
  /** The keeper wanted no more; it says why itself. */
  | { readonly hungUp: true }
  | Unreadable

/**
 * Lets a room say a file to the keeper, from a unit on, through a connection of which this process keeps no hold;
 * `examined.reader` must be the one that examined it.
 */
export async function deliverFile(
  descriptor: number,
  keeper: Socket,
  asked: { readonly reader: ReaderName; readonly token: string; readonly from: number },
  examination: Examination,
  progress: (sentBytes: number) => void = () => {},
): Promise<Delivered> {
  const room = await openRoom({
    task: 'deliver',
    descriptors: [descriptor, keeper],
    asked,
    ...(asked.reader === 'ffmpeg' ? { addons: true } : {}),
  })
  const { last, end } = await listen(room, sentAtMost(examination), progress)
  const told = last === null ? null : parsed(last)
  if (end.end === 'done' && typeof told?.delivered === 'number') return { units: told.delivered }
  if (end.end === 'done' && told?.hungUp === true) return { hungUp: true }
  if (end.end === 'done' && last !== null && told?.unreadable) {
    const unreadable = readExamination(last)
    if ('unreadable' in unreadable) return unreadable
  }
  const detail = end.end === 'killed' ? end.cause : end.end === 'died' ? end.how : 'no answer'
  return { unreadable: 'overLimit', detail: `the reader was stopped: ${detail}` }
}

/** Each unit's frame, its head, and the lengths before its NAL units. */
const sentAtMost = ({ bytes, units }: Examination): number => bytes * 4 + units * 64 + 1e6

type Listened = { readonly last: string | null; readonly end: RoomEnd }

/** A room that says again and again that it goes on, and does not, is stopped. */
const leastProgress = 1024 * 1024

async function listen(
  room: Awaited<ReturnType<typeof openRoom>>,
  mostBytes: number,
  progress: (bytes: number) => void,
): Promise<Listened> {
  let last: string | null = null
  let heard = 0
  for await (const line of room.lines) {
    const bytes = parsed(line)?.readBytes
    if (typeof bytes !== 'number') {
      last = line
      continue
    }
    if (bytes < heard + leastProgress || bytes > mostBytes) room.kill()
    heard = bytes
    progress(bytes)
  }
  return { last, end: await room.ended }
}

const anotherReaderIn = (line: string): boolean => typeof parsed(line)?.anotherReader === 'string'

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
