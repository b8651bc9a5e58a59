import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { CrashPlan } from './crash.ts'
import { ffmpegVersion, spread } from './report.ts'

const kinds = {
  'plain MP4': [],
  'fragmented MP4': [
    '-movflags',
    '+frag_keyframe+empty_moov+default_base_moof',
    '-flush_packets',
    '1',
  ],
} as const

/** FFmpeg `-c copy` from the same camera, killed in the same way: what ffprobe can still read. Null without FFmpeg. */
export async function ffmpegCrashes({ kills, longestMs }: CrashPlan, url: string) {
  if (!ffmpegVersion()) return null
  const base = await mkdtemp(join(process.env.TACHIAI_BENCH_DIR ?? tmpdir(), 'tachiai-ffkill-'))
  try {
    const lost = new Map<string, number[]>()
    const unreadable = new Map<string, number>()
    for (let kill = 0; kill < kills; kill++) {
      const longMs = 500 + Math.random() * longestMs
      await Promise.all(
        Object.entries(kinds).map(async ([kind, options]) => {
          const path = join(base, `${kill}-${options.length}.mp4`)
          const written = await recordAndKill(url, options, path, longMs)
          const readable = await readableSeconds(path)
          lost.set(kind, [...(lost.get(kind) ?? []), Math.max(0, written - readable)])
          if (readable === 0) unreadable.set(kind, (unreadable.get(kind) ?? 0) + 1)
        }),
      )
    }
    return Object.keys(kinds)
      .map(kind => {
        const nothing = unreadable.get(kind) ?? 0
        return `FFmpeg ${kind}: ${spread(lost.get(kind)!, 2)} s lost, nothing readable in ${nothing} of ${kills}`
      })
      .join('; ')
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
