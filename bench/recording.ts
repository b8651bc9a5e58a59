import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from '#commands/command.ts'
import { drawClip } from '../test/peer/clip.ts'
import { peerMissing, startPeer } from '../test/peer/peer.ts'
import type { Note } from './figures.ts'
import { type Beside, type Line, type Measured, notRun } from './line.ts'
import { type OurRecording, recordHere } from './our-recording.ts'
import { peerRecorders } from './peer-recorders.ts'
import { missingRecorders } from './peers.ts'
import type { Plan } from './plan.ts'
import { pin, type Used } from './processes.ts'
import { runFolder } from './run-folder.ts'

export const framesPerSecond = 30

/** N1 and N2: recording, sealed, and peers recording the same streams; source on core 0, recorder on core 1. */
export async function recordingLines(plan: Plan, note: Note): Promise<readonly Line[]> {
  const missing = peerMissing()
  if (missing) {
    return plan.recording.streams.flatMap(streams =>
      linesOf(plan, streams, notRun(missing), () => []),
    )
  }
  const clips = await mkdtemp(join(runFolder(), 'clips-'))
  try {
    const clip = drawClip(clips, { ...plan.clip, fps: framesPerSecond, seconds: 10, gop: 60 })
    const lines: Line[] = []
    for (const streams of plan.recording.streams) {
      lines.push(...(await atOnce(plan, clip, streams, note)))
    }
    return lines
  } finally {
    await rm(clips, { recursive: true, force: true })
  }
}

async function atOnce(
  plan: Plan,
  clip: string,
  streams: number,
  note: Note,
): Promise<readonly Line[]> {
  const peer = await startPeer({ clip, cameras: streams, fps: framesPerSecond })
  pin(peer.process.pid!, '0')
  const saying = (who: string) =>
    note(text(`カメラ ${streams} 台、${who}`, `${streams} streams, ${who}`))
  try {
    const urls = Array.from({ length: streams }, (_, camera) => peer.url(camera))
    saying('Tachiai')
    const ours = await recordHere(plan.recording, urls, framesPerSecond)
    const theirs: { who: string; used: readonly Used[] | { notRun: string } }[] = []
    for (const { who, missing, record } of peerRecorders()) {
      if (streams > plan.recording.peersUpTo) continue
      saying(who)
      // A peer that breaks costs only itself.
      const used = missing
        ? notRun(missing)
        : await record(plan.recording, urls).catch(({ message }: Error) => notRun(message))
      theirs.push({ who, used })
    }
    return linesOf(plan, streams, ours, valuesOf => [
      ...theirs.map(({ who, used }) => ({
        who,
        measured: 'notRun' in used ? used : valuesOf(used),
        ratio: null,
      })),
      ...(streams === plan.recording.streams[0] ? missingRecorders() : []),
    ])
  } finally {
    await peer.kill()
  }
}

type ValuesOf = (used: readonly Used[]) => readonly number[]

function linesOf(
  plan: Plan,
  streams: number,
  ours: OurRecording | { readonly notRun: string },
  beside: (valuesOf: ValuesOf) => readonly Beside[],
): readonly Line[] {
  const cpu: ValuesOf = used =>
    used.map(({ cpuSeconds, seconds }) => (cpuSeconds / seconds / streams) * 3600)
  const memory: ValuesOf = used => used.map(({ rssBytes }) => rssBytes / streams / 1e6)
  const of = (values: (recording: OurRecording) => readonly number[]): Measured =>
    'notRun' in ours ? ours : values(ours)
  const subject = text(`カメラ ${streams} 台: `, `${streams} streams: `)
  const what = (ja: string, en: string) => text(subject.ja + ja, subject.en + en)
  const { size, bitrate } = plan.clip
  const halfOfFfmpeg = (one: Beside): Beside =>
    one.who.startsWith('FFmpeg') ? { ...one, ratio: { atMost: 0.55 } } : one
  const line = { figure: 'N1', better: 'lower', digits: 1, target: null, beside: [] } as const
  const [files, written] = [4, 2]
  return [
    {
      ...line,
      key: `N1/${streams}/cpu`,
      what: what(
        `CPU（${size}、${bitrate}bit/s、1 台 1 時間）`,
        `CPU of an hour of one (${size}, ${bitrate}bit/s)`,
      ),
      unit: 'CPU-s',
      target: { atMost: 12 },
      ours: of(({ used }) => cpu(used)),
      beside: beside(cpu).map(halfOfFfmpeg),
    },
    {
      ...line,
      key: `N1/${streams}/memory`,
      what: what('メモリー（1 台あたり）', 'memory of one (RSS)'),
      unit: 'MB',
      target: streams === 32 ? { atMost: 8 } : null,
      ours: of(({ used }) => memory(used)),
      beside: beside(memory).filter(({ measured }) => !('notRun' in measured)),
    },
    {
      ...line,
      key: `N1/${streams}/frames`,
      what: what('録れたコマ', 'frames kept'),
      unit: '%',
      better: 'higher',
      digits: 3,
      target: { atLeast: 100 },
      ours: of(({ units, missing }) => [(100 * units) / (units + missing)]),
    },
    {
      ...line,
      figure: 'N2',
      key: `N2/${streams}/files`,
      what: what('ファイル ÷ 映像', 'bytes of files / of the stream'),
      unit: '×',
      digits: files,
      target: { atMost: 1.02 },
      ours: of(({ fileBytes, unitBytes }) => [fileBytes / unitBytes]),
    },
    {
      ...line,
      figure: 'N2',
      key: `N2/${streams}/written`,
      what: what('ディスクへ渡した量 ÷ 映像', 'bytes handed to the disk / of the stream'),
      unit: '×',
      digits: written,
      ours: of(({ writtenBytes, windowBytes }) => [writtenBytes / windowBytes]),
    },
  ]
}
