import { secondUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { random } from '#keeper/hashing.ts'
import { type MinuteKeys, openWriter } from '#vault/writer.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import { accessUnits } from '#video/annex-b.ts'
import { isKeyUnit, learnFrom } from '#video/h264.ts'
import { byteStream, drawClip } from '../test/peer/clip.ts'

export const framesPerSecond = 30

/** Access units as a camera sends them, to be looped; begins with a key frame. */
export type Clip = { readonly units: readonly Uint8Array[]; readonly sets: ParameterSets }

/** Drawn by FFmpeg; `gop` in frames. */
export function footageOf(
  folder: string,
  clip: { readonly size: string; readonly bitrate: string; gop: number; seconds: number },
): Clip {
  const path = drawClip(folder, { ...clip, fps: framesPerSecond })
  const units = accessUnits('h264', byteStream(path, 'h264'))
  return { units, sets: learnFrom({ codec: 'h264', vps: [], sps: [], pps: [] }, units[0]!) }
}

export type Place = {
  readonly disk: Disk
  readonly root: string
  readonly camera: string
  readonly keys: MinuteKeys
  /** 16 bytes each. */
  readonly site: Uint8Array
  readonly keeper: Uint8Array
}

/** Seals frames of the looped clip with the real vault writer, as if they had come at 30 a second. */
export async function sealClip(
  { disk, root, camera, keys, site, keeper }: Place,
  { units, sets }: Clip,
  from: { readonly fromUs: number; readonly firstFrame: number; readonly frames: number },
): Promise<void> {
  const writer = openWriter({
    disk,
    root,
    identity: () => ({
      site,
      keeper,
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
  writer.parameterSets(sets)
  for (let frame = 0; frame < from.frames; frame++) {
    const bytes = units[(from.firstFrame + frame) % units.length]!
    writer.append({
      bytes,
      key: isKeyUnit(bytes),
      ptsTicks: (frame * 90_000) / framesPerSecond,
      captureUs: from.fromUs + Math.floor((frame * secondUs) / framesPerSecond),
    })
    while (writer.pendingBytes > 8 << 20) await new Promise(setImmediate)
  }
  await writer.close()
}
