import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMoment, secondUs } from '#civil/minute.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { random, sha256 } from '#keeper/hashing.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import type { Source } from '#vault/read-range.ts'
import { type MinuteKeys, openWriter } from '#vault/writer.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import { accessUnits } from '#video/annex-b.ts'
import { isKeyUnit, learnFrom } from '#video/h264.ts'
import { byteStream, drawClip } from '../test/peer/clip.ts'
import { ffmpegVersion, median, notRun, type Row, spread } from './report.ts'

const framesPerSecond = 30
const clipSeconds = 10
const fromUs = readMoment('2026-11-22 09:00')

export type TakeOutPlan = {
  readonly minutes: number
  readonly runs: number
  readonly size: string
  readonly bitrate: string
}

/** N5: a synthetic hour, sealed by the real writer, taken out as MP4 (decrypted, tags and seals verified); beside it FFmpeg copying that MP4. Runs alternate. */
export async function takeOutRows(plan: TakeOutPlan): Promise<readonly Row[]> {
  const what = `${plan.minutes} min of ${plan.size} at ${plan.bitrate}bit/s taken out: MB/s (decrypted, verified, written)`
  const row = { number: 'N5', what, target: '≥ 300 MB/s and ≥ 0.8 × FFmpeg' }
  if (!ffmpegVersion()) {
    const why = notRun('ffmpeg is not installed (it makes the footage)')
    return [{ ...row, ours: why, peer: why }]
  }
  const base = await mkdtemp(join(process.env.TACHIAI_BENCH_DIR ?? tmpdir(), 'tachiai-takeout-'))
  try {
    const source = await sealedFootage(base, plan)
    const range = { fromUs, toUs: fromUs + plan.minutes * 60 * secondUs }
    const plain = join(base, 'plain.mp4')
    await takeOut({ ...source, ...range, path: plain })
    const bytes = (await stat(plain)).size
    const ours: number[] = []
    const ffmpeg: number[] = []
    for (let run = 0; run < plan.runs; run++) {
      ours.push(await speed(base, bytes, path => takeOut({ ...source, ...range, path })))
      ffmpeg.push(await speed(base, bytes, path => remux(plain, path)))
    }
    const ratio = (median(ours) / median(ffmpeg)).toFixed(2)
    return [
      {
        ...row,
        ours: `${spread(ours, 0)}; ratio ${ratio}`,
        peer: `FFmpeg -c copy of the plain MP4 (nothing to decrypt or verify): ${spread(ffmpeg, 0)}`,
      },
    ]
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
  const clip = drawClip(base, {
    size,
    fps: framesPerSecond,
    seconds: clipSeconds,
    gop: 60,
    bitrate,
  })
  const units = accessUnits('h264', byteStream(clip, 'h264'))
  const none: ParameterSets = { codec: 'h264', vps: [], sps: [], pps: [] }
  const disk = localDisk(ownSteward)
  const secret = randomBytes(32)
  const keys: MinuteKeys = minute => sha256(secret, Buffer.from(`${minute}`))
  const camera = randomBytes(16).toString('hex')
  const writer = openWriter({
    disk,
    root: base,
    identity: () => ({
      site: Buffer.alloc(16, 1),
      keeper: Buffer.alloc(16, 2),
      camera,
      profileHash: Buffer.alloc(32),
      limitRule: 'bench',
    }),
    minuteKey: keys,
    random,
    leadIn: 'oneMinute',
    onSeal: () => {},
    onFault: ({ kind }) => {
      throw new Error(`footage lost: ${kind}`)
    },
  })
  writer.parameterSets(learnFrom(none, units[0]!))
  for (let frame = 0; frame < minutes * 60 * framesPerSecond; frame++) {
    const bytes = units[frame % units.length]!
    writer.append({
      bytes,
      key: isKeyUnit(bytes),
      ptsTicks: (frame * 90_000) / framesPerSecond,
      captureUs: fromUs + Math.floor((frame * secondUs) / framesPerSecond),
    })
    while (writer.pendingBytes > 8 << 20) await new Promise(setImmediate)
  }
  await writer.close()
  return { disk, root: base, camera, keys }
}
