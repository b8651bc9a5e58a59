import type { Codec, ParameterSets } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { plainName, StreamFault } from './stream-end.ts'

/** One `m=` section (RFC 8866 5.14) as far as a recorder asks. */
export type Media = {
  readonly kind: string
  readonly protocol: string
  readonly formats: readonly Format[]
  readonly control: string | undefined
}
export type Format = {
  readonly payloadType: number
  /** Upper case; '' where the type is dynamic and not mapped. */
  readonly encoding: string
  readonly clockRate: number
  /** fmtp parameters by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>
}
export type SessionDescription = {
  readonly control: string | undefined
  readonly medias: readonly Media[]
}

/** What is recorded: one video media in a form we take apart. `sets` may be incomplete; the rest comes in band. */
export type Video = {
  readonly codec: Codec
  readonly payloadType: number
  readonly control: string | undefined
  readonly sets: ParameterSets
}

/** Lenient: lines that are not understood are passed over, as cameras send many. */
export function parseSessionDescription(text: string): SessionDescription {
  const [session = [], ...medias] = sections(text)
  return { control: attribute(session, 'control'), medias: medias.map(parseMedia) }
}

/** Lines before the first `m=`, then the lines of each media. */
function sections(text: string): readonly (readonly string[])[] {
  const all: string[][] = [[]]
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith('m=')) all.push([])
    all.at(-1)!.push(line.trimEnd())
  }
  return all
}

function parseMedia(lines: readonly string[]): Media {
  const [kind = '', , protocol = '', ...types] = lines[0]!.slice(2).split(/\s+/)
  const formats = types.filter(type => /^\d{1,3}$/.test(type)).map(type => parseFormat(lines, type))
  return {
    kind: kind.toLowerCase(),
    protocol: protocol.toUpperCase(),
    formats,
    control: attribute(lines, 'control'),
  }
}

function parseFormat(lines: readonly string[], type: string): Format {
  const mapped = attribute(lines, 'rtpmap', type)?.split('/')
  const parameters = new Map<string, string>()
  for (const pair of attribute(lines, 'fmtp', type)?.split(';') ?? []) {
    const equals = pair.indexOf('=')
    if (equals < 1) continue
    parameters.set(pair.slice(0, equals).trim().toLowerCase(), pair.slice(equals + 1).trim())
  }
  return {
    payloadType: Number(type),
    encoding: (mapped?.[0] ?? fixedTypes.get(type) ?? '').trim().toUpperCase(),
    clockRate: Number(mapped?.[1] ?? 90_000),
    parameters,
  }
}

/** Video among the payload types that need no rtpmap (RFC 3551 6). */
const fixedTypes = new Map([
  ['26', 'JPEG'],
  ['31', 'H261'],
  ['32', 'MPV'],
  ['33', 'MP2T'],
  ['34', 'H263'],
])

function attribute(lines: readonly string[], name: string, type?: string): string | undefined {
  const start = `a=${name}:${type ?? ''}`
  for (const line of lines) {
    if (!line.startsWith(start)) continue
    const rest = line.slice(start.length)
    if (type === undefined) return rest.trim()
    if (/^\s/.test(rest)) return rest.trim()
  }
  return undefined
}

/**
 * The first video media that can be recorded; audio and metadata are never looked at. Throws a StreamFault:
 * `noVideo`, or `unsupported` with the name of what is offered instead.
 */
export function chooseVideo(description: SessionDescription): Video {
  const videos = description.medias.filter(media => media.kind === 'video')
  if (videos.length === 0) throw new StreamFault('noVideo', 'the session has no video')
  let obstacle = ''
  for (const media of videos) {
    for (const format of media.formats) {
      const codec = codecs.get(format.encoding)
      const found = codec ? unusual(media, format) : codecName(format.encoding)
      if (codec && found === null) {
        const { payloadType } = format
        return { codec, payloadType, control: media.control, sets: setsOf(codec, format) }
      }
      obstacle ||= found ?? ''
    }
  }
  throw new StreamFault('unsupported', `${obstacle || 'video without a format'} is not recorded`)
}

const codecs: ReadonlyMap<string, Codec> = new Map([
  ['H264', 'h264'],
  ['H265', 'h265'],
])

/** As the menus of cameras call it. */
function codecName(encoding: string): string {
  if (encoding === 'JPEG') return 'MJPEG'
  if (encoding === 'MP4V-ES') return 'MPEG-4 Visual'
  return plainName(encoding)
}

/** What keeps a H.264 or H.265 media from being recorded; null: nothing. */
function unusual({ protocol }: Media, { encoding, clockRate, parameters }: Format): string | null {
  if (protocol.includes('SAVP')) return `${encoding} in encrypted RTP (SRTP)`
  if (!/^RTP\/AVPF?(\/TCP)?$/.test(protocol)) return `${encoding} outside RTP`
  if (clockRate !== 90_000) return `${encoding} with another clock than 90 kHz`
  if (parameters.get('packetization-mode') === '2') return 'H264 in interleaved packets (mode 2)'
  if (Number(parameters.get('sprop-max-don-diff') ?? 0) > 0)
    return 'H265 with decoding order numbers'
  return null
}

/** RFC 6184 8.1 and RFC 7798 7.1. */
function setsOf(codec: Codec, { parameters }: Format): ParameterSets {
  const names =
    codec === 'h264' ? ['sprop-parameter-sets'] : ['sprop-vps', 'sprop-sps', 'sprop-pps']
  const nals = names
    .flatMap(name => parameters.get(name)?.split(',') ?? [])
    .map(text => new Uint8Array(Buffer.from(text.trim(), 'base64')))
    .filter(nal => nal.length > 0)
  return codec === 'h264' ? h264.parameterSetsFrom(nals) : h265.parameterSetsFrom(nals)
}
