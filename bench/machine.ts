import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly kernel: string
  /** Where footage was written: file system, device, what kind of disk the kernel takes it for. */
  readonly disk: string
  readonly node: string
  /** Null where it is not installed. */
  readonly ffmpeg: string | null
  readonly gstreamer: string | null
}

/** Where footage is written: a real disk can be named where the temporary directory is none. */
export const benchDirectory = (): string => process.env.TACHIAI_BENCH_DIR ?? tmpdir()

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? '?',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  kernel: `Linux ${release()}`,
  disk: diskUnder(benchDirectory()),
  node: process.version,
  ffmpeg: ffmpegVersion(),
  gstreamer: gstreamerVersion(),
})

export const ffmpegVersion = (): string | null =>
  said('ffmpeg', ['-version'], /^ffmpeg version ([^\s-]+)/)

/** Through Debian's Python, which the RTSP peer needs too. */
export const gstreamerVersion = (): string | null =>
  said(
    '/usr/bin/python3',
    ['-c', 'from gi.repository import Gst; Gst.init(None); print(Gst.version_string())'],
    /GStreamer (\S+)/,
  )

export type Load = {
  /** Runnable tasks over 1 min. */
  readonly average: number
  /** Share of all cores in use over one second, 0 … 1. */
  readonly busy: number
}

export async function loadNow(): Promise<Load> {
  const before = ticks()
  await pause(1000)
  const after = ticks()
  const idle = after.idle - before.idle
  const all = after.all - before.all
  return { average: loadavg()[0]!, busy: all > 0 ? 1 - idle / all : 0 }
}

/** Somebody else works here: what is measured next is theirs too. */
export const isBusy = ({ busy, average }: Load, { cores }: Machine): boolean =>
  busy > 0.25 || average > cores / 2

/** proc_stat(5): user nice system idle iowait irq softirq steal. */
function ticks(): { readonly idle: number; readonly all: number } {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/\s+/).slice(1, 9)
  const counts = fields.map(Number)
  return { idle: counts[3]! + counts[4]!, all: counts.reduce((sum, count) => sum + count, 0) }
}

function diskUnder(folder: string): string {
  const [source, type] = execFileSync('findmnt', ['-nro', 'SOURCE,FSTYPE', '-T', folder], {
    encoding: 'utf8',
  })
    .trim()
    .split(' ')
  if (!source?.startsWith('/dev/')) return `${type} (no disk)`
  const device = basename(realpathSync(source))
  const name = device.replace(/(?<=nvme\d+n\d+)p\d+$|(?<=^[a-z]+)\d+$/, '')
  return `${type} on ${device}${kindOf(name)}`
}

function kindOf(device: string): string {
  try {
    const rotates = readFileSync(`/sys/block/${device}/queue/rotational`, 'utf8').trim() === '1'
    if (device.startsWith('vd')) return ' (virtual disk)'
    return rotates ? ' (rotating disk)' : ' (solid state)'
  } catch {
    return ''
  }
}

function said(program: string, args: readonly string[], pattern: RegExp): string | null {
  try {
    const text = execFileSync(program, [...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return pattern.exec(text)?.[1] ?? null
  } catch {
    return null
  }
}
