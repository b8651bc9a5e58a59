import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { text } from '#commands/command.ts'
import type { Note } from './figures.ts'
import { type Measured, notRun } from './line.ts'
import { ffmpegVersion } from './machine.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'

const kinds = {
  'plain MP4': [],
  'fragmented MP4': [
    '-movflags',
    '+frag_keyframe+empty_moov+default_base_moof',
    '-flush_packets',
    '1',
  ],
} as const

export type FfmpegCrashes = {
  readonly who: string
  /** Seconds at each kill. */
  readonly lost: Measured
  /** Files of which nothing can be read. */
  readonly unreadable: Measured
}

/** FFmpeg `-c copy` from the same camera, killed in the same way: what ffprobe can still read. */
export async function ffmpegCrashes(
  { kills, longestMs }: Plan['crash'],
  url: string,
  note: Note,
): Promise<readonly FfmpegCrashes[]> {
  const version = ffmpegVersion()
  if (version === null) {
    const missing = notRun('not installed')
    return [{ who: 'FFmpeg -c copy', lost: missing, unreadable: missing }]
  }
  const base = await mkdtemp(join(runFolder(), 'ffkill-'))
  try {
    const found = Object.keys(kinds).map(kind => ({ kind, lost: [] as number[], unreadable: 0 }))
    for (let kill = 0; kill < kills; kill++) {
      note(text(`FFmpeg、${kill} / ${kills} 回`, `FFmpeg, ${kill} of ${kills} kills`))
      const longMs = 500 + Math.random() * longestMs
      await Promise.all(
        found.map(async one => {
          const options = kinds[one.kind as keyof typeof kinds]
          const path = join(base, `${kill}-${options.length}.mp4`)
          const written = await recordAndKill(url, options, path, longMs)
          const readable = await readableSeconds(path)
          one.lost.push(Math.max(0, written - readable))
          if (readable === 0) one.unreadable += 1
        }),
      )
    }
    return found.map(({ kind, lost, unreadable }) => ({
      who: `FFmpeg ${version} -c copy into ${kind}, of ${kills}`,
      lost,
      unreadable: [unreadable],
    }))
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

/** Resolves to the seconds of footage FFmpeg said it had taken in (`-progress`) when it was killed. */
async function recordAndKill(
  url: string,
  options: readonly string[],
  path: string,
  longMs: number,
): Promise<number> {
  const input = ['-analyzeduration', '1000000', '-rtsp_transport', 'tcp', '-i', url]
  const progress = ['-v', 'error', '-stats_period', '0.1', '-progress', 'pipe:1']
  const args = [...progress, ...input, '-an', '-c', 'copy', ...options, path]
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = new Promise<void>(done => child.once('close', () => done()))
  let seconds = 0
  const begun = new Promise<void>(done => {
    child.stdout.on('data', text => {
      const said = [...`${text}`.matchAll(/^out_time_us=(\d+)$/gm)].at(-1)
      seconds = Math.max(seconds, Number(said?.[1] ?? 0) / 1e6)
      if (seconds > 0) done()
    })
  })
  await Promise.race([begun, gone, pause(15_000)])
  await pause(longMs)
  child.kill('SIGKILL')
  await gone
  return seconds
}

async function readableSeconds(path: string): Promise<number> {
  const args = ['-v', 'quiet', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time']
  try {
    const { stdout } = await promisify(execFile)('ffprobe', [...args, '-of', 'csv=p=0', path])
    const times = stdout.split('\n').map(Number.parseFloat).filter(Number.isFinite)
    return times.length > 0 ? Math.max(...times) : 0
  } catch {
    return 0
  }
}
