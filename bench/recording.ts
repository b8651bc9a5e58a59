import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { drawClip } from '../test/peer/clip.ts'
import { peerMissing, startPeer } from '../test/peer/peer.ts'
import { measure, pin, type Used } from './processes.ts'
import { recorded } from './recorded.ts'
import { median, notRun, type Row, spread } from './report.ts'
import { addCameras, foundSite, withRecording } from './site.ts'

const framesPerSecond = 30

export type Plan = {
  readonly streams: readonly number[]
  readonly warmUpSeconds: number
  readonly windows: number
  readonly windowSeconds: number
  readonly size: string
  readonly bitrate: string
}

/** N1 and N2: recording, sealed, beside FFmpeg `-c copy`, one process for each camera; source on core 0, recorder on core 1. */
export async function recordingRows(plan: Plan): Promise<readonly Row[]> {
  const missing = peerMissing()
  if (missing) return [row('N1', `${plan.streams} streams`, notRun(missing), notRun(missing))]
  const clips = await mkdtemp(join(tmpdir(), 'tachiai-clips-'))
  try {
    const { size, bitrate } = plan
    const clip = drawClip(clips, { size, fps: framesPerSecond, seconds: 10, gop: 60, bitrate })
    const rows: Row[] = []
    for (const streams of plan.streams) rows.push(...(await oneSize(plan, clip, streams)))
    return rows
  } finally {
    await rm(clips, { recursive: true, force: true })
  }
}

async function oneSize(plan: Plan, clip: string, streams: number): Promise<readonly Row[]> {
  const peer = await startPeer({ clip, cameras: streams, fps: framesPerSecond })
  pin(peer.process.pid!, '0')
  try {
    const urls = Array.from({ length: streams }, (_, camera) => peer.url(camera))
    const ours = await tachiai(plan, urls)
    const ffmpeg = streams <= 32 ? await ffmpegCopies(plan, urls) : null
    const ratio = ffmpeg
      ? median(perStreamHour(ours.used, streams)) / median(perStreamHour(ffmpeg, streams))
      : null
    const { units, missing, unitBytes, fileBytes, writtenBytes } = ours
    const whole = (100 * units) / (units + missing)
    return [
      row(
        'N1',
        `${streams} × ${plan.size} at ${plan.bitrate}bit/s: CPU-s per stream-hour; RSS MB per stream; frames`,
        `${spread(perStreamHour(ours.used, streams))}; ${megabytes(ours.used, streams)}; ${whole.toFixed(3)} % of ${units + missing}`,
        ffmpeg
          ? `FFmpeg -c copy: ${spread(perStreamHour(ffmpeg, streams))}; ${megabytes(ffmpeg, streams)}; ratio ${ratio!.toFixed(2)}`
          : notRun('FFmpeg beside so many streams on one core'),
      ),
      {
        number: 'N2',
        what: `${streams} streams: bytes on disk / stream bytes; bytes handed to the disk / stream bytes`,
        target: '≤ 1.02',
        ours: `${(fileBytes / unitBytes).toFixed(4)}; ${(writtenBytes / ours.windowBytes).toFixed(2)}`,
        peer: '—',
      },
    ]
  } finally {
    await peer.kill()
  }
}

async function tachiai(plan: Plan, urls: readonly string[]) {
  const site = await foundSite()
  try {
    const run = await withRecording(site, async (keeper, client) => {
      pin(keeper.pid, '1')
      await addCameras(client, urls)
      await pause(plan.warmUpSeconds * 1000)
      return windows(plan, [keeper.pid])
    })
    const found = await recorded(site.premises, framesPerSecond)
    const writtenBytes = run.reduce((sum, { writtenBytes }) => sum + writtenBytes, 0)
    const seconds = run.reduce((sum, { seconds }) => sum + seconds, 0)
    const windowBytes = (found.unitBytes / (found.units / framesPerSecond / urls.length)) * seconds
    return { used: run, ...found, writtenBytes, windowBytes }
  } finally {
    await site.remove()
  }
}

async function ffmpegCopies(plan: Plan, urls: readonly string[]): Promise<readonly Used[]> {
  const out = await mkdtemp(join(process.env.TACHIAI_BENCH_DIR ?? tmpdir(), 'tachiai-ffmpeg-'))
  const children = urls.map((url, index) => {
    const segments = [
      '-f',
      'segment',
      '-segment_time',
      '10',
      '-segment_format',
      'mp4',
      '-reset_timestamps',
      '1',
    ]
    const args = [
      '-v',
      'error',
      '-rtsp_transport',
      'tcp',
      '-i',
      url,
      '-an',
      '-c',
      'copy',
      ...segments,
    ]
    return spawn('taskset', ['-c', '1', 'ffmpeg', ...args, join(out, `${index}-%d.mp4`)], {
      stdio: 'ignore',
    })
  })
  try {
    await pause(plan.warmUpSeconds * 1000)
    return await windows(
      plan,
      children.map(({ pid }) => pid!),
    )
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await rm(out, { recursive: true, force: true })
  }
}

async function windows(plan: Plan, pids: readonly number[]): Promise<readonly Used[]> {
  const used: Used[] = []
  for (let window = 0; window < plan.windows; window++)
    used.push(await measure(pids, plan.windowSeconds))
  return used
}

const perStreamHour = (used: readonly Used[], streams: number): readonly number[] =>
  used.map(({ cpuSeconds, seconds }) => (cpuSeconds / seconds / streams) * 3600)

const megabytes = (used: readonly Used[], streams: number): string =>
  spread(used.map(({ rssBytes }) => rssBytes / streams / 1e6))

const row = (number: string, what: string, ours: string, peer: string): Row => ({
  number,
  what,
  target: '≤ 12; ≤ 8 at 32 streams; 100.000 %; ratio ≤ 0.55',
  ours,
  peer,
})
