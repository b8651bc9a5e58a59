import { minuteOf, secondUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { sha256 } from '#hash/sha256.ts'
import type { CapturedUnit, ParameterSets } from '#video/access-unit.ts'
import { filesOf } from './catalogue.ts'
import type { Seal } from './seal.ts'
import {
  type Loss,
  type MinuteKeys,
  openWriter,
  type Writer,
  type WriterOptions,
} from './writer.ts'

/** For tests: one camera with made-up footage, keys that follow from the minute alone, and chance that can be repeated. */
export const trialRoot = '/data'
export const trialCamera = 'ca'.repeat(16)

export const trialKeys: MinuteKeys = minute => {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(minute)
  return sha256(Buffer.from('trial key'), number)
}

export function chance(seed: string): (length: number) => Uint8Array {
  let count = 0
  return length => sha256(Buffer.from(`${seed} ${count++}`)).subarray(0, length)
}

export const trialSets: ParameterSets = {
  codec: 'h264',
  vps: [],
  sps: [Buffer.from('67640028acd9', 'hex')],
  pps: [Buffer.from('68ebe3cb', 'hex')],
}

export const trialIdentity = {
  site: Buffer.alloc(16, 0x51),
  keeper: Buffer.alloc(16, 0x4b),
  camera: trialCamera,
  profileHash: Buffer.alloc(32, 0x50),
  limitRule: '168 h',
}
export const trialKnown = { ...trialIdentity, isCamera: (camera: string) => camera === trialCamera }

export type Trial = {
  readonly writer: Writer
  readonly losses: Loss[]
  readonly seals: Seal[]
  /** Everything handed to the writer. */
  readonly sent: CapturedUnit[]
  /** Hands over frames from an instant on; then waits until the writer has nothing to do. */
  feed(fromUs: number, seconds: number, options?: Feed): Promise<void>
}

export type Feed = {
  readonly framesPerSecond?: number
  /** Seconds from key frame to key frame; the first key frame comes at the first frame unless `begins` says in how many seconds. */
  readonly groupSeconds?: number
  readonly begins?: number
  readonly bytes?: number
}

export function trial(disk: Disk, options: Partial<WriterOptions> = {}, seed = 'trial'): Trial {
  const losses: Loss[] = []
  const seals: Seal[] = []
  const sent: CapturedUnit[] = []
  const writer = openWriter({
    disk,
    root: trialRoot,
    identity: () => trialIdentity,
    minuteKey: trialKeys,
    random: chance(seed),
    leadIn: 'oneMinute',
    onSeal: seal => void seals.push(seal),
    onFault: loss => void losses.push(loss),
    ...options,
  })
  writer.parameterSets(trialSets)
  return {
    writer,
    losses,
    seals,
    sent,
    async feed(fromUs, seconds, { framesPerSecond = 5, groupSeconds = 2, begins = 0, bytes } = {}) {
      const frames = Math.round(seconds * framesPerSecond)
      const group = Math.round(groupSeconds * framesPerSecond)
      const first = Math.round(begins * framesPerSecond)
      for (let i = 0; i < frames; i++) {
        const captureUs = fromUs + Math.round((i * secondUs) / framesPerSecond)
        const unit = frame(captureUs, (i - first) % group === 0, bytes)
        sent.push(unit)
        writer.append(unit)
        if (i % framesPerSecond === framesPerSecond - 1) await idle(writer)
      }
      await idle(writer)
    },
  }
}

/** A unit whose content follows from its capture time. */
export function frame(captureUs: number, key: boolean, bytes?: number): CapturedUnit {
  const seed = sha256(Buffer.from(`frame ${captureUs}`))
  const size = bytes ?? 20 + (seed[0]! % 40) + (key ? 60 : 0)
  const content = Buffer.alloc(size)
  for (let at = 0; at < size; at += 32) content.set(seed.subarray(0, Math.min(32, size - at)), at)
  return { bytes: content, captureUs, ptsTicks: Math.round(captureUs * 0.09) % 2 ** 40, key }
}

/** Lets the disk answer until the queue is empty or stuck. */
export async function idle(writer: Writer): Promise<void> {
  let before = -1
  for (let same = 0; same < 20; same = writer.pendingBytes === before ? same + 1 : 0) {
    before = writer.pendingBytes
    await new Promise(resolve => setImmediate(resolve))
  }
}

export const trialFiles = (disk: Disk) => filesOf(disk, trialRoot, trialCamera)
/** 2026-11-22 09:00 in Tokyo. */
export const nineUs = 1_795_305_600_000_000
export const nine = minuteOf(nineUs)
