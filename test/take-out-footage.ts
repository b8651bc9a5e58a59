/** Pictures that FFmpeg drew, sealed by the real writer on a real disk and taken out again. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import type { Seal } from '#vault/seal.ts'
import { chance, trialCamera, trialKeys, trialKnown } from '#vault/trial-camera.ts'
import { openWriter, type Writer, type WriterOptions } from '#vault/writer.ts'
import type { CapturedUnit, Codec, ParameterSets } from '#video/access-unit.ts'
import { accessUnits } from '#video/annex-b.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { byteStream, type ClipOptions, drawClip, presentationTicks } from './peer/clip.ts'

export type Shot = {
  readonly codec: Codec
  /** In order of decoding. */
  readonly units: readonly Uint8Array[]
  readonly ptsTicks: readonly number[]
  /** Of each unit's picture, as FFmpeg decodes the camera's own stream. */
  readonly pictures: readonly string[]
}

/** A test picture as a camera sends it. */
export function shoot(directory: string, options: ClipOptions): Shot {
  const codec = options.codec ?? 'h264'
  const clip = drawClip(directory, { size: '320x180', bitrate: '300k', ...options })
  const stream = byteStream(clip, codec)
  const path = `${clip}.${codec === 'h264' ? 'h264' : 'hevc'}`
  writeFileSync(path, stream)
  const units = accessUnits(codec, stream)
  const ptsTicks = presentationTicks(clip)
  const shown = picturesOf(path)
  assert.equal(units.length, ptsTicks.length)
  assert.equal(units.length, shown.length)
  assert.equal(new Set(shown).size, shown.length, 'every picture is another')
  const order = ptsTicks.toSorted((a, b) => a - b)
  return { codec, units, ptsTicks, pictures: ptsTicks.map(pts => shown[order.indexOf(pts)]!) }
}

/** Size and hash of every picture a player shows, in order. Whatever FFmpeg has to say fails the test. */
export function picturesOf(path: string): string[] {
  const quiet = ['-nostdin', '-v', 'error', '-i', path, '-autoscale', '0']
  const { stdout, stderr, status } = spawnSync(
    'ffmpeg',
    [...quiet, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  assert.deepEqual([stderr, status], ['', 0])
  return stdout
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(',').slice(4).join())
}

/** When each picture is shown, 90 kHz ticks. */
export const shownTicks = (path: string): number[] => csv(path, 'frame=pts').map(([pts]) => pts!)

/** The access units of an MP4 as FFprobe finds them, in file order, unshown ones too. */
export function packetsOf(path: string): Buffer[] {
  const file = readFileSync(path)
  return csv(path, 'packet=size,pos').map(([size, at]) => file.subarray(at!, at! + size!))
}

function csv(path: string, entries: string): number[][] {
  const args = ['-v', 'error', '-of', 'csv=p=0', '-show_entries', entries, path]
  const text = execFileSync('ffprobe', args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(',').map(Number))
}

/** A shot as the recorder dates it: by media time, never going back, from `atUs` on. */
export function captured(shot: Shot, atUs: number): CapturedUnit[] {
  const codec = shot.codec === 'h264' ? h264 : h265
  let lastUs = 0
  return shot.units.map((bytes, i) => {
    const ptsTicks = shot.ptsTicks[i]!
    lastUs = Math.max(lastUs, atUs + Math.floor((ptsTicks * 100) / 9))
    return { bytes, ptsTicks, captureUs: lastUs, key: codec.isKeyUnit(bytes) }
  })
}

export function setsOf({ codec, units }: Shot): ParameterSets {
  const { learnFrom, parameterSetsFrom } = codec === 'h264' ? h264 : h265
  return learnFrom(parameterSetsFrom([]), units[0]!)
}

/** A camera's footage on a disk of its own. */
export function vaultFor(t: TestContext, options: Partial<WriterOptions> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'tachiai-take-out-'))
  t.after(() => rmSync(root, { recursive: true }))
  const disk = localDisk(ownSteward)
  const seals: Seal[] = []
  const losses: unknown[] = []
  const source = { disk, root, camera: trialCamera, keys: trialKeys }
  let files = 0
  return {
    root,
    source,
    seals,
    losses,
    writer: (): Writer =>
      openWriter({
        disk,
        root,
        identity: () => trialKnown,
        minuteKey: trialKeys,
        random: chance(root),
        leadIn: 'oneMinute',
        onSeal: seal => void seals.push(seal),
        onFault: loss => void losses.push(loss),
        ...options,
      }),
    /** Takes out [fromUs, toUs) and tells what a player makes of it. */
    async take(fromUs: number, toUs: number, keys = trialKeys) {
      const path = join(root, `${files++}.mp4`)
      const taken = await takeOut({ ...source, keys, fromUs, toUs, path })
      return { path, taken, pictures: picturesOf(path) }
    },
  }
}

/** Hands over units no faster than the disk takes them. */
export async function feed(writer: Writer, units: readonly CapturedUnit[]): Promise<void> {
  for (const unit of units) {
    while (writer.pendingBytes > 4 << 20) await pause(1)
    writer.append(unit)
  }
}
