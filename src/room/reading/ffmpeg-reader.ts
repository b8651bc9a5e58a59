import {
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVMediaType,
  AVSEEK_CUR,
  AVSEEK_END,
  AVSEEK_SET,
  AVSEEK_SIZE,
} from 'node-av/constants'
import {
  Packet as AvPacket,
  avGetCodecName,
  Dictionary,
  FormatContext,
  IOContext,
  Log,
  type Stream,
} from 'node-av/lib'
import type { DecoderSetup } from '#video/access-unit.ts'
import { configurationOf } from './configuration.ts'
import { type CreationClaim, type Film, type Framing, NoFilm, type Packet } from './film.ts'
import type { RandomAccess } from './random-access.ts'
import { instantOf } from './written-time.ts'

/** What FFmpeg may take a file for: containers of recorders. No playlists, no scripts, nothing that names other files. */
const containers: Readonly<Record<string, string>> = {
  avi: 'avi',
  asf: 'asf',
  mpeg: 'ps',
  flv: 'flv',
  h264: 'h264',
  hevc: 'h265',
  mpegts: 'ts',
  matroska: 'mkv',
  mov: 'mov',
  dhav: 'dhav',
}
/** FFmpeg knows two of them by longer names. */
const formats = [...Object.keys(containers), 'mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm'].join(',')
const readAtOnce = 64 * 1024

/** Everything else by FFmpeg: native code, so only behind the kernel's walls. Throws NoFilm. */
export async function openByFfmpeg(file: RandomAccess): Promise<Film> {
  Log.setLevel(AV_LOG_QUIET)
  const context = new FormatContext()
  context.allocContext()
  const input = inputOf(file)
  context.pb = input
  const close = async () => {
    // Before it is closed it must have let go of our input, which waits for this thread.
    context.pb = null
    await context.closeInput()
    input.freeContext()
  }
  try {
    return await filmIn(context, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function filmIn(context: FormatContext, close: () => Promise<void>): Promise<Film> {
  const allowed = Dictionary.fromObject({ format_whitelist: formats, protocol_whitelist: 'none' })
  const opened = await context.openInput('', null, allowed)
  if (opened < 0) throw new NoFilm('notVideo', 'no container known here')
  const found = await context.findStreamInfo(null)
  const streams = context.streams
  const typed = (type: AVMediaType) =>
    streams
      .filter(({ codecpar }) => codecpar.codecType === type)
      .toSorted((a, b) => area(b) - area(a))
  const videos = typed(AVMEDIA_TYPE_VIDEO)
  const [stream] = videos
  if (!stream || found < 0) throw new NoFilm('noVideoTrack', 'no video track')
  const format = context.iformat?.name?.split(',')[0] ?? ''
  return {
    container: containers[format] ?? format,
    ...setupOf(stream),
    width: stream.codecpar.width,
    height: stream.codecpar.height,
    rotation: rotationOf(stream),
    createdUs: claims({ ...context.metadata?.getAll(), ...stream.metadata?.getAll() }),
    notes: [
      ...(videos.length > 1 ? [`tracksLeftOut:${videos.length - 1}`] : []),
      ...(typed(AVMEDIA_TYPE_AUDIO).length > 0 ? ['soundLeftOut'] : []),
    ],
    countedTimes: format === 'mpegts' || format === 'mpeg',
    hiddenBeforeZero: false,
    packets: () => packetsOf(context, stream, close),
  }
}

const area = ({ codecpar }: Stream): number => codecpar.width * codecpar.height

function inputOf(file: RandomAccess): IOContext {
  const input = new IOContext()
  let at = 0
  const read = (length: number): Buffer | number => {
    const bytes = file.read(at, length)
    at += bytes.length
    return bytes.length === 0
      ? AVERROR_EOF
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }
  const seek = (offset: bigint, whence: number): bigint => {
    if (whence === AVSEEK_SIZE) return BigInt(file.size)
    const bases: Readonly<Record<number, number>> = {
      [AVSEEK_SET]: 0,
      [AVSEEK_CUR]: at,
      [AVSEEK_END]: file.size,
    }
    const base = bases[whence]
    const to = base === undefined ? -1 : base + Number(offset)
    if (to < 0) return -1n
    at = to
    return BigInt(at)
  }
  input.allocContextWithCallbacks(readAtOnce, 0, read, null, seek)
  return input
}

function setupOf({ codecpar }: Stream): { setup: DecoderSetup; framing: Framing } {
  const name = avGetCodecName(codecpar.codecId) ?? 'unknown'
  const extradata = new Uint8Array(codecpar.extradata ?? [])
  if (name === 'h264') return configurationOf('h264', extradata)
  if (name === 'hevc') return configurationOf('h265', extradata)
  return { setup: { codec: 'asShot', name, extradata }, framing: 'startCodes' }
}

/** The display matrix turns counter-clockwise in FFmpeg; a container says how to turn the picture clockwise. */
function rotationOf({ codecpar }: Stream): Film['rotation'] {
  const matrix = codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)
  if (!matrix || matrix.length < 36) return 0
  const angle = Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * (180 / Math.PI)
  const turned = (Math.round(angle / 90) * 90 + 360) % 360
  return ([0, 90, 180, 270] as const).find(degrees => degrees === turned) ?? 0
}

function claims(metadata: Readonly<Record<string, string>>): CreationClaim[] {
  const fields = ['creation_time', 'date', 'com.apple.quicktime.creationdate', 'ICRD', 'IDIT']
  return fields.flatMap(field => {
    const us = instantOf(metadata[field] ?? '')
    return us === null ? [] : [{ us, field }]
  })
}

async function* packetsOf(
  context: FormatContext,
  { index, timeBase }: Stream,
  close: () => Promise<void>,
): AsyncGenerator<Packet> {
  const us = (ticks: bigint): number =>
    Math.round((Number(ticks) * timeBase.num * 1e6) / timeBase.den)
  const packet = new AvPacket()
  packet.alloc()
  try {
    for (;;) {
      const result = await context.readFrame(packet)
      if (result === AVERROR_EOF) return
      if (result < 0) throw new Error(`FFmpeg stops reading: ${result}`)
      const { data, pts, dts } = packet
      if (packet.streamIndex === index && data && data.length > 0) {
        const time = pts === AV_NOPTS_VALUE ? dts : pts
        yield {
          ptsUs: time === AV_NOPTS_VALUE ? null : us(time),
          durationUs: Math.max(0, us(packet.duration)),
          key: packet.isKeyframe,
          bytes: new Uint8Array(data),
        }
      }
      packet.unref()
    }
  } finally {
    await close()
  }
}
