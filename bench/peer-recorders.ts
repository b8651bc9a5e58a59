import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ffmpegVersion, gstreamerVersion } from './machine.ts'
import type { Plan } from './plan.ts'
import { measureWindows, type Used } from './processes.ts'
import { runFolder } from './run-folder.ts'

/** Somebody else's recorder, recording the same streams into MP4 files of 10 s on core 1. */
export type PeerRecorder = {
  readonly who: string
  /** Why it cannot run here; null: it can. */
  readonly missing: string | null
  readonly record: (plan: Plan['recording'], urls: readonly string[]) => Promise<readonly Used[]>
}

export function peerRecorders(): readonly PeerRecorder[] {
  const [ffmpeg, gstreamer] = [ffmpegVersion(), gstreamerVersion()]
  return [
    {
      who: `FFmpeg ${ffmpeg ?? ''} -c copy, a process per camera`.replace('  ', ' '),
      missing: ffmpeg === null ? 'not installed' : null,
      record: (plan, urls) =>
        measuring(plan, out => urls.map((url, n) => onCore1('ffmpeg', ...ffmpegCopy(url, out, n)))),
    },
    {
      who: `GStreamer ${gstreamer ?? ''} splitmuxsink, one process`.replace('  ', ' '),
      missing: gstreamer === null ? 'not installed' : null,
      record: (plan, urls) =>
        measuring(plan, out => [
          onCore1(join(import.meta.dirname, 'gstreamer-recorder'), out, ...urls),
        ]),
    },
  ]
}

/** What Frigate starts for each camera, but for the names. */
const ffmpegCopy = (url: string, out: string, n: number): readonly string[] => [
  ...['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-an', '-c', 'copy'],
  ...['-f', 'segment', '-segment_time', '10', '-segment_format', 'mp4', '-reset_timestamps', '1'],
  join(out, `${n}-%d.mp4`),
]

const onCore1 = (program: string, ...args: readonly string[]): ChildProcess =>
  spawn('taskset', ['-c', '1', program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })

async function measuring(
  plan: Plan['recording'],
  start: (out: string) => readonly ChildProcess[],
): Promise<readonly Used[]> {
  const out = await mkdtemp(join(runFolder(), 'peer-'))
  const children = start(out)
  let said = ''
  for (const { stderr } of children)
    stderr?.on('data', text => (said = `${said}${text}`.slice(-500)))
  const mustRun = () => {
    const gone = children.filter(({ exitCode }) => exitCode !== null).length
    if (gone === 0) return
    throw new Error(
      `${gone} of ${children.length} ended by themselves: ${said.trim().split('\n').at(-1)}`,
    )
  }
  try {
    await pause(plan.warmUpSeconds * 1000)
    mustRun()
    const used = await measureWindows(
      plan,
      children.map(({ pid }) => pid!),
    ).catch(error => {
      mustRun()
      throw error
    })
    mustRun()
    return used
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await rm(out, { recursive: true, force: true })
  }
}
