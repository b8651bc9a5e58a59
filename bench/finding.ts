import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { firstMinute, type Minute, secondUs, startUs } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import type { Premises } from '#keeper/premises.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { recover } from '#keystore/keystore.ts'
import { dayFolder } from '#vault/paths.ts'
import type { Source } from '#vault/read-range.ts'
import { daysBack } from './archive.ts'
import type { Note } from './figures.ts'
import { firstFragment } from './first-fragment.ts'
import { type Line, type Measured, notRun, percentile } from './line.ts'
import { ffmpegVersion } from './machine.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'
import { type Clip, footageOf, framesPerSecond, sealClip } from './sealed-clip.ts'

/** A minute of the archive in whose file real footage stands around its beginning. */
type Sample = { readonly source: Source; readonly minute: Minute; readonly path: string }

/** Seconds from key frame to key frame: an ordinary camera, and one that saves. */
const groupSeconds = { short: 2, long: 20 } as const
type Group = keyof typeof groupSeconds

/** N4: the first fragment of random minutes of an archive, whose keeper has stopped. Replaces the hours it looks into by real ones. */
export async function findingLines(
  premises: Premises,
  plan: Plan,
  note: Note,
): Promise<readonly Line[]> {
  const groups = Object.keys(groupSeconds) as Group[]
  if (ffmpegVersion() === null) {
    const missing = notRun('ffmpeg makes the footage; not installed')
    return groups.flatMap(group => linesOf(group, plan, missing, missing))
  }
  const lines: Line[] = []
  const folder = await mkdtemp(join(runFolder(), 'clips-'))
  try {
    const { plain } = await recover(storeOf(premises, localDisk(ownSteward)))
    const keyring = decodeKeyring(plain)
    for (const group of groups) {
      note(text('映像を置く', 'placing real minutes in the archive'))
      const seconds = Math.max(10, groupSeconds[group])
      const gop = groupSeconds[group] * framesPerSecond
      const clip = footageOf(folder, { ...plan.clip, seconds, gop })
      const samples = await placed(premises, keyring, plan, clip, groupSeconds[group])
      note(text('開く', 'opening them'))
      const cold = await timesOf(samples, sample => forgetCached(sample.path))
      lines.push(...linesOf(group, plan, cold, await timesOf(samples, () => {})))
    }
    return lines
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of each. */
async function timesOf(
  samples: readonly Sample[],
  before: (sample: Sample) => void,
): Promise<readonly number[]> {
  const times: number[] = []
  for (const sample of samples) {
    before(sample)
    const began = performance.now()
    const fragment = await firstFragment(sample.source, sample.minute)
    times.push(performance.now() - began)
    if (fragment === null) throw new Error(`nothing decodes in ${sample.path}`)
  }
  return times
}

/** The kernel gives up what it holds of this file (posix_fadvise, by coreutils); names and sizes stay known to it. */
const forgetCached = (path: string): void =>
  void execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' })

/** Random minutes, each in an hour of its own; the group that is running when the minute begins began at random before it. */
async function placed(
  premises: Premises,
  keyring: Keyring,
  { archive, finding }: Plan,
  clip: Clip,
  group: number,
): Promise<readonly Sample[]> {
  const disk = localDisk(ownSteward)
  const cameras = [...keyring.cameras.keys()]
  const taken = new Set<string>()
  const samples: Sample[] = []
  while (samples.length < finding.minutes) {
    const camera = cameras[below(cameras.length)]!
    const day = daysBack(Date.now() * 1000, 1 + below(archive.days - 1))
    const hour = below(24)
    const folder = dayFolder(premises.directory, 'footage', camera, day)
    const key = `${folder} ${hour}`
    if (taken.has(key)) continue
    taken.add(key)
    const minute = firstMinute(day) + 60 * hour + 1 + below(58)
    const keys = (at: Minute) => minuteKeyOf(sha256, keyring, camera, at)
    const place = { disk, root: premises.directory, camera, keys }
    const [site, keeper] = [Buffer.from(premises.site, 'hex'), Buffer.from(premises.keeper, 'hex')]
    const hourIs = (name: string) => name.startsWith(String(hour).padStart(2, '0'))
    for (const name of readdirSync(folder).filter(hourIs)) rmSync(join(folder, name))
    const leadFrames = below(group * framesPerSecond)
    await sealClip({ ...place, site, keeper }, clip, {
      fromUs: startUs(minute) - Math.ceil((leadFrames * secondUs) / framesPerSecond),
      firstFrame: 0,
      frames: leadFrames + 3 * framesPerSecond,
    })
    const name = readdirSync(folder).find(hourIs)
    samples.push({ source: place, minute, path: join(folder, name!) })
  }
  return samples
}

const below = (end: number): number => Math.floor(Math.random() * end)

function linesOf(group: Group, plan: Plan, cold: Measured, warm: Measured): readonly Line[] {
  const { cameras, days } = plan.archive
  const seconds = groupSeconds[group]
  const line = (
    cache: 'cold' | 'warm',
    of: 'p99' | 'all',
    measured: Measured,
    ja: string,
    en: string,
  ): Line => ({
    figure: 'N4',
    key: `N4/${cameras}x${days}/${group}/${cache}/${of}`,
    what: text(
      `最初の断片（キーフレーム ${seconds} 秒ごと）${ja}`,
      `first fragment, key frame every ${seconds} s, ${en}`,
    ),
    unit: 'ms',
    better: 'lower',
    target: of === 'p99' ? { atMost: 150 } : null,
    digits: 1,
    ours: of === 'p99' && !('notRun' in measured) ? [percentile(measured, 0.99)] : measured,
    beside: [],
  })
  return [
    line('cold', 'p99', cold, '、未キャッシュ、p99', 'file not cached, p99'),
    line('cold', 'all', cold, '、未キャッシュ', 'file not cached'),
    line('warm', 'p99', warm, '、p99', 'p99'),
    line('warm', 'all', warm, '', 'all'),
  ]
}
