/** Films as other programs make them, by FFmpeg, each once for all tests of a process. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let folder: string | null = null
const here = (): string => {
  if (folder === null) {
    const made = mkdtempSync(join(tmpdir(), 'tachiai-films-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

const ffmpeg = (words: readonly string[]): void =>
  void execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...words])

const picture = (seconds: number, size = '320x240') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc=s=${size}:r=25:d=${seconds}`,
]
const sound = ['-f', 'lavfi', '-i', 'sine=d=2']
const encoders: Readonly<Record<string, readonly string[]>> = {
  h264: ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25', '-pix_fmt', 'yuv420p'],
  h265: [
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-x265-params', 'log-level=error:bframes=2:keyint=25'],
  ],
}

const made = new Map<string, string>()
const once = (name: string, make: (path: string) => void): string => {
  const known = made.get(name)
  if (known) return known
  mkdirSync(here(), { recursive: true })
  const path = join(here(), name)
  make(path)
  made.set(name, path)
  return path
}

/** Two seconds with sound, B-frames, a key frame each second: `film('h264', 'mp4')`. */
export const film = (codec: string, extension: string, ...more: readonly string[]): string =>
  once(`${[codec, ...more].join('').replaceAll(/\W/g, '')}.${extension}`, path => {
    if (extension === 'mp4' && more.length === 0) {
      ffmpeg([...picture(2), ...sound, ...encoders[codec]!, '-c:a', 'aac', path])
    } else {
      ffmpeg(['-i', film(codec, 'mp4'), '-c', 'copy', ...more, path])
    }
  })

/** What FFmpeg makes of its test picture with these words. */
export const shot = (name: string, ...words: readonly string[]): string =>
  once(name, path => ffmpeg([...picture(2), ...words, path]))

export const fromFfmpeg = (name: string, ...words: readonly string[]): string =>
  once(name, path => ffmpeg([...words, path]))

export const h264 = encoders.h264!

/** The NAL units FFmpeg takes out of a film, as a byte stream. */
export const byteStream = (path: string, codec: string): Uint8Array => {
  const format = codec === 'h264' ? 'h264' : 'hevc'
  const words = ['-v', 'error', '-i', path, '-map', '0:v:0', '-c', 'copy', '-f', format, '-']
  return execFileSync('ffmpeg', words, { maxBuffer: 1 << 28 })
}

/** Presentation times and key flags of a film's video packets in decoding order, as FFmpeg's own prober reads them. */
export const probed = (path: string): { pts: number; key: boolean }[] =>
  execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0'],
    ...['-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path],
  ])
    .toString()
    .trim()
    .split('\n')
    .map(line => line.split(','))
    .filter(([, flags]) => flags)
    .map(([pts, flags]) => ({ pts: Number(pts), key: flags!.startsWith('K') }))

export const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path))
