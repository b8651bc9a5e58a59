import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readMoment, secondUs } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import type { Source } from '#vault/read-range.ts'
import type { MinuteKeys } from '#vault/writer.ts'
import type { Note } from './figures.ts'
import { type Line, notRun } from './line.ts'
import { ffmpegVersion } from './machine.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'
import { footageOf, framesPerSecond, sealClip } from './sealed-clip.ts'

const clipSeconds = 10
const fromUs = readMoment('2026-11-22 09:00')

type TakeOutPlan = Plan['takeOut'] & Plan['clip']

/** N5: a synthetic hour, sealed by the real writer, taken out as MP4 (decrypted, tags and seals verified); beside it FFmpeg copying that MP4. Runs alternate. */
export async function takeOutLines(plan: Plan, note: Note): Promise<readonly Line[]> {
  const { minutes, runs, size, bitrate } = { ...plan.takeOut, ...plan.clip }
  const version = ffmpegVersion()
  const line: Omit<Line, 'ours' | 'beside'> = {
    figure: 'N5',
    key: `N5/${minutes}`,
    what: text(
      `${minutes} 分（${size}、${bitrate}bit/s）の取出し、復号と検証を含む`,
      `${minutes} min of ${size} at ${bitrate}bit/s, decrypted and verified`,
    ),
    unit: 'MB/s',
    better: 'higher',
    target: { atLeast: 300 },
    digits: 0,
  }
  if (version === null) {
    return [{ ...line, ours: notRun('ffmpeg makes the footage; not installed'), beside: [] }]
  }
  const base = await mkdtemp(join(runFolder(), 'takeout-'))
  try {
    note(text('映像を作って封じる', 'making and sealing footage'))
    const source = await sealedFootage(base, { minutes, runs, size, bitrate })
    const range = { fromUs, toUs: fromUs + minutes * 60 * secondUs }
    const plain = join(base, 'plain.mp4')
    await takeOut({ ...source, ...range, path: plain })
    const bytes = (await stat(plain)).size
    const ours: number[] = []
    const ffmpeg: number[] = []
    for (let run = 0; run < runs; run++) {
      note(text(`${run + 1} / ${runs} 回目`, `run ${run + 1} of ${runs}`))
      ours.push(await speed(base, bytes, path => takeOut({ ...source, ...range, path })))
      ffmpeg.push(await speed(base, bytes, path => remux(plain, path)))
    }
    const who = `FFmpeg ${version} -c copy (nothing to decrypt or verify)`
    return [{ ...line, ours, beside: [{ who, measured: ffmpeg, ratio: { atLeast: 0.8 } }] }]
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

async function speed(
  base: string,
  bytes: number,
  write: (path: string) => Promise<unknown>,
): Promise<number> {
  const path = join(base, 'out.mp4')
  const began = performance.now()
  await write(path)
  const seconds = (performance.now() - began) / 1000
  await rm(path)
  return bytes / 1e6 / seconds
}

function remux(from: string, to: string): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-i', from, '-c', 'copy', to], { stdio: 'ignore' })
  return new Promise((done, failed) =>
    child.once('error', failed).once('exit', code => {
      if (code === 0) done()
      else failed(new Error(`ffmpeg ended with ${code}`))
    }),
  )
}

async function sealedFootage(
  base: string,
  { minutes, size, bitrate }: TakeOutPlan,
): Promise<Source> {
  const clip = footageOf(base, { size, bitrate, gop: 60, seconds: clipSeconds })
  const disk = localDisk(ownSteward)
  const secret = randomBytes(32)
  const keys: MinuteKeys = minute => sha256(secret, Buffer.from(`${minute}`))
  const camera = randomBytes(16).toString('hex')
  const place = { disk, root: base, camera, keys }
  const [site, keeper] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]
  const frames = minutes * 60 * framesPerSecond
  await sealClip({ ...place, site, keeper }, clip, { fromUs, firstFrame: 0, frames })
  return place
}
