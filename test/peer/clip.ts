import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Codec } from '#video/access-unit.ts'

export type ClipOptions = {
  readonly codec?: Codec
  readonly size?: string
  readonly fps?: number
  readonly seconds?: number
  readonly gop?: number
  readonly bFrames?: number
  readonly bitrate?: string
}

/** Draws a moving test picture into `directory` and gives the path of the clip. */
export function drawClip(directory: string, options: ClipOptions = {}): string {
  const { codec = 'h264', size = '640x360', fps = 30, seconds = 3, gop = 30, bFrames = 0 } = options
  const { bitrate = '1M' } = options
  const path = join(directory, `${codec}-${size}-${fps}-${seconds}-${gop}-${bFrames}.mp4`)
  const picture = `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`
  const encoder =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-bf', `${bFrames}`]
      : ['-c:v', 'libx265', '-x265-params', `log-level=none:bframes=${bFrames}`]
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-pix_fmt', 'yuv420p'],
    ...[...encoder, '-preset', 'veryfast', '-b:v', bitrate, '-g', `${gop}`, path],
  ])
  return path
}

/** A clip's packets in coding order, as FFmpeg reads them: access units as a byte stream with start codes. */
export function byteStream(clip: string, codec: Codec): Buffer {
  const name = codec === 'h264' ? 'h264' : 'hevc'
  const filter = `${name}_mp4toannexb,${name}_metadata=aud=insert`
  const args = ['-v', 'error', '-i', clip, '-an', '-c:v', 'copy', '-bsf:v', filter, '-f', name, '-']
  return execFileSync('ffmpeg', args, { maxBuffer: 1 << 30 })
}

/** Presentation times of a clip's pictures in coding order, 90 kHz ticks. */
export function presentationTicks(clip: string): number[] {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time']
  const text = execFileSync('ffprobe', [...args, '-of', 'csv=p=0', clip], { encoding: 'utf8' })
  return text
    .trim()
    .split('\n')
    .map(time => Math.round(Number(time.replace(',', '')) * 90_000))
}

/** A byte stream's NAL units by access unit; each begins with a delimiter. */
export function unitsOf(stream: Uint8Array, codec: Codec): Uint8Array[][] {
  const units: Uint8Array[][] = []
  for (const nal of nalsOf(stream)) {
    const isDelimiter = codec === 'h264' ? (nal[0]! & 31) === 9 : ((nal[0]! >> 1) & 63) === 35
    if (isDelimiter) units.push([])
    units.at(-1)?.push(nal)
  }
  return units
}

function nalsOf(stream: Uint8Array): Uint8Array[] {
  const starts: number[] = []
  for (let at = stream.indexOf(1); at !== -1; at = stream.indexOf(1, at + 1)) {
    if (at >= 2 && stream[at - 1] === 0 && stream[at - 2] === 0) starts.push(at + 1)
  }
  return starts.map((start, i) => {
    let end = i + 1 < starts.length ? starts[i + 1]! - 3 : stream.length
    while (end > start && stream[end - 1] === 0) end--
    return stream.subarray(start, end)
  })
}
