import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { minuteOf, readMoment } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { openRendition } from '#commands/room/rendition.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Footage } from '#keeper/rendition/footage.ts'
import type { StartRoom } from '#keeper/rendition/room-line.ts'
import { Screen } from '#keeper/rendition/screen.ts'
import type { Piece } from '#vault/pieces.ts'
import { readRange } from '#vault/read-range.ts'
import type { MinuteKeys } from '#vault/writer.ts'
import type { Note } from './figures.ts'
import { type Line, type Measured, notRun, percentile } from './line.ts'
import { ffmpegVersion } from './machine.ts'
import type { Plan } from './plan.ts'
import { cpuSecondsOf } from './processes.ts'
import { runFolder } from './run-folder.ts'
import { footageOf, framesPerSecond, sealClip } from './sealed-clip.ts'

const fromUs = readMoment('2026-11-22 09:00')
const camera = randomBytes(16).toString('hex')
const border = {
  above: ['閲覧のみ　令和8年度 第0042号（第1回）', '立会い 髙橋 一郎・山﨑 次郎　操作 濵田 三郎'],
  below: ['東門前'],
  line: '令和8年度 第0042号　髙橋 一郎　山﨑 次郎　濵田 三郎',
}

type Shown = {
  readonly first: number[]
  readonly steps: number[]
  readonly back: number[]
  /** Pictures for each second of CPU that the room used. */
  readonly speed: number[]
}

/** N12: from a session that begins to its first picture, steps, and how fast pictures come; beside it FFmpeg making bare JPEGs. */
export async function roomLines({ room, clip: shape }: Plan, note: Note): Promise<readonly Line[]> {
  if (ffmpegVersion() === null) {
    return linesOf(shape.size, notRun('ffmpeg makes the footage; not installed'), notRun(''))
  }
  const base = await mkdtemp(join(runFolder(), 'room-'))
  try {
    note(text('一分を封じる', 'sealing a minute'))
    const clip = footageOf(base, { ...shape, gop: 60, seconds: 10 })
    const footage = await sealedMinute(base, clip, room.seconds)
    const shown: Shown = { first: [], steps: [], back: [], speed: [] }
    const bare: number[] = []
    for (let run = 0; run < room.runs; run++) {
      note(text(`映す ${run + 1} / ${room.runs}`, `showing, run ${run + 1} of ${room.runs}`))
      await session(footage, room.pictures, shown)
      bare.push(bareJpegs(base, shape.size, room.pictures))
    }
    return linesOf(shape.size, shown, bare)
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

async function sealedMinute(
  root: string,
  clip: Parameters<typeof sealClip>[1],
  seconds: number,
): Promise<Footage> {
  const disk = localDisk(ownSteward)
  const secret = randomBytes(32)
  const keys: MinuteKeys = minute => sha256(secret, Buffer.from(`${minute}`))
  const [site, keeper] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]
  const frames = seconds * framesPerSecond
  const place = { disk, root, camera, keys }
  await sealClip({ ...place, site, keeper }, clip, { fromUs, firstFrame: 0, frames })
  return {
    async read(_camera, minute) {
      const pieces: Piece[] = []
      for await (const piece of readRange(place, minute, minute + 1)) pieces.push(piece)
      return pieces
    },
    stateOf: () => 'open',
    nameOf: String,
  }
}

async function session(footage: Footage, pictures: number, shown: Shown): Promise<void> {
  const minute = minuteOf(fromUs)
  let pid = 0
  const startRoom: StartRoom = async () => {
    const room = await openRendition()
    pid = room.pid
    return room
  }
  const began = performance.now()
  const screen = new Screen({ footage, startRoom, border: () => border })
  const timed = async (picture: number): Promise<number> => {
    const at = performance.now()
    const found = await screen.picture(camera, minute, picture)
    if (!found?.jpeg) throw new Error(`no picture ${picture}`)
    return performance.now() - at
  }
  try {
    await timed(0)
    shown.first.push(performance.now() - began)
    const before = cpuSecondsOf(pid)
    for (let picture = 1; picture <= pictures; picture++) shown.steps.push(await timed(picture))
    shown.speed.push(pictures / (cpuSecondsOf(pid) - before))
    // A jump, then step by step back.
    await timed(pictures + 55)
    for (let back = 1; back <= 30; back++) shown.back.push(await timed(pictures + 55 - back))
  } finally {
    screen.close()
  }
}

/** Pictures a CPU-second: the same clip decoded and encoded by FFmpeg on one thread, without a border. */
function bareJpegs(folder: string, size: string, pictures: number): number {
  const clip = join(folder, `h264-${size}-${framesPerSecond}-10-60-0.mp4`)
  const quiet = ['-nostdin', '-v', 'error', '-threads', '1', '-i', clip]
  const made = ['-frames:v', `${Math.min(pictures, 300)}`, '-c:v', 'mjpeg', '-q:v', '3']
  const words = [...quiet, ...made, '-threads', '1', '-f', 'null', '-']
  const { status, stderr } = spawnSync('bash', ['-c', timed, '-', 'ffmpeg', ...words], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}`)
  const [user, system] = stderr.trim().split(' ').map(Number)
  return Math.min(pictures, 300) / (user! + system!)
}
/** The shell's own account of what its child used. */
const timed = 'TIMEFORMAT="%U %S"; time "$@"'

function linesOf(size: string, shown: Shown | { notRun: string }, bare: Measured): readonly Line[] {
  const of = (name: keyof Shown): Measured => ('notRun' in shown ? shown : shown[name])
  const p99 = (name: keyof Shown): Measured =>
    'notRun' in shown ? shown : [percentile(shown[name], 0.99)]
  const line = (
    key: string,
    ja: string,
    en: string,
    more: Pick<Line, 'ours' | 'target'>,
  ): Line => ({
    ...{ figure: 'N12', key: `N12/${size}/${key}`, what: text(ja, en) },
    ...{ unit: 'ms', better: 'lower', digits: 1, beside: [], ...more },
  })
  return [
    line('first', '始まりから最初の一コマ', 'from the beginning to the first picture', {
      ours: of('first'),
      target: { atMost: 1500 },
    }),
    line('step', '一コマ進む、p99', 'one picture on, p99', {
      ours: p99('steps'),
      target: { atMost: 150 },
    }),
    line('back', '飛んだ先から一コマ戻る、p99', 'one picture back behind a jump, p99', {
      ours: p99('back'),
      target: { atMost: 150 },
    }),
    {
      ...line('speed', `${size} を描く速さ`, `drawing ${size}`, {
        ours: of('speed'),
        target: { atLeast: 15 },
      }),
      ...{ unit: 'pictures/CPU-s', better: 'higher', digits: 0 },
      beside: [{ who: 'FFmpeg, no names, no walls', measured: bare, ratio: null }],
    },
  ]
}
