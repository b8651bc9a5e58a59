import {
  CustomSource,
  EncodedPacketSink,
  Input,
  type InputFormat,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from 'mediabunny'
import type { DecoderSetup } from '#video/access-unit.ts'
import { configurationOf } from './configuration.ts'
import { AnotherReader, type Film, type Framing, NoFilm, type Packet } from './film.ts'
import { matroskaFacts } from './matroska-facts.ts'
import { mp4Facts } from './mp4-facts.ts'
import type { RandomAccess } from './random-access.ts'

/** Containers by the name FFmpeg gives them. */
const names = new Map<InputFormat, string>([
  [MP4, 'mp4'],
  [QTFF, 'mov'],
  [MATROSKA, 'mkv'],
  [WEBM, 'webm'],
  [MPEG_TS, 'ts'],
])

/** MP4, MOV, MKV, WebM and TS by mediabunny: no native code touches the file. Throws AnotherReader or NoFilm. */
export async function openInJavaScript(file: RandomAccess): Promise<Film> {
  const input = new Input({
    source: new CustomSource({
      getSize: () => file.size,
      read: (from, to) => file.read(from, to - from),
      prefetchProfile: 'fileSystem',
    }),
    formats: [...names.keys()],
  })
  const { container, tracks, sound } = await heading(input)
  const facts = factsOf(container, file)
  if (tracks.length === 0) throw new NoFilm('noVideoTrack', 'no video track')
  const track = await largest(tracks)
  const codec = await track.getCodec()
  if (codec === null) throw new AnotherReader('a codec that mediabunny does not know')
  const config = await track.getDecoderConfig()
  const { setup, framing } = setupOf(codec, recordOf(config?.description))
  return {
    container,
    setup,
    framing: framing === 'startCodes' && container !== 'ts' ? { lengthBytes: 4 } : framing,
    width: await track.getCodedWidth(),
    height: await track.getCodedHeight(),
    rotation: await track.getRotation(),
    createdUs: facts.createdUs,
    notes: [
      ...facts.notes,
      ...(tracks.length > 1 ? [`tracksLeftOut:${tracks.length - 1}`] : []),
      ...(sound ? ['soundLeftOut'] : []),
    ],
    countedTimes: container === 'ts',
    hiddenBeforeZero: facts.edited,
    packets: () => packetsOf(track),
  }
}

async function heading(input: Input) {
  try {
    const container = names.get(await input.getFormat()) ?? 'mp4'
    const tracks = await input.getVideoTracks()
    const sound = (await input.getAudioTracks()).length > 0
    return { container, tracks, sound }
  } catch (error) {
    if (error instanceof UnsupportedInputFormatError) throw new AnotherReader(error.message)
    throw new AnotherReader(`${error}`)
  }
}

/** mediabunny 1.61 holds on to whole pictures of a transport stream as places to seek to: memory grows with the file. */
const longestStream = 256 * 1024 * 1024

function factsOf(container: string, file: RandomAccess) {
  if (container === 'mkv' || container === 'webm') {
    const { createdUs, endByElements, unbroken } = matroskaFacts(file)
    if (!unbroken)
      throw new AnotherReader('mediabunny does not end behind bytes that are no element')
    if (endByElements > file.size) throw new AnotherReader('mediabunny leaves out a cut cluster')
    return { createdUs, notes: [], edited: false }
  }
  if (container === 'ts') {
    if (file.size > longestStream)
      throw new AnotherReader('mediabunny keeps what it read of a stream')
    return { createdUs: [], notes: [], edited: false }
  }
  const { createdUs, severalEdits, edited, hasMovie } = mp4Facts(file)
  if (!hasMovie)
    throw new NoFilm('damaged', 'the index (moov) is missing: the recording was cut off')
  const notes = severalEdits ? ['furtherEditsLeftOut'] : []
  return { createdUs, notes, edited }
}

async function largest(tracks: readonly InputVideoTrack[]): Promise<InputVideoTrack> {
  let best = tracks[0]!
  let area = -1
  for (const track of tracks) {
    const own = (await track.getCodedWidth()) * (await track.getCodedHeight())
    if (own > area) {
      best = track
      area = own
    }
  }
  return best
}

function setupOf(codec: string, record: Uint8Array): { setup: DecoderSetup; framing: Framing } {
  if (codec === 'avc') return configurationOf('h264', record)
  if (codec === 'hevc') return configurationOf('h265', record)
  return { setup: { codec: 'asShot', name: codec, extradata: record }, framing: 'startCodes' }
}

function recordOf(description: VideoDecoderConfig['description']): Uint8Array {
  if (description === undefined) return new Uint8Array(0)
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description)
}

async function* packetsOf(track: InputVideoTrack): AsyncGenerator<Packet> {
  const sink = new EncodedPacketSink(track)
  for (
    let packet = await sink.getFirstPacket();
    packet !== null;
    packet = await sink.getNextPacket(packet)
  ) {
    yield {
      ptsUs: Math.round(packet.timestamp * 1e6),
      durationUs: Math.round(packet.duration * 1e6),
      key: packet.type === 'key',
      bytes: packet.data,
    }
  }
}
