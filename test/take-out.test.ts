import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { minuteUs, secondUs } from '#civil/minute.ts'
import { gapLog } from '#keeper/recording/gap-log.ts'
import { openRecorder } from '#keeper/recording/recorder.ts'
import { nineUs, trialCamera } from '#vault/trial-camera.ts'
import type { Writer } from '#vault/writer.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { drawClip } from './peer/clip.ts'
import { peerMissing, startPeer } from './peer/peer.ts'
import { packetsOf, picturesOf, vaultFor } from './take-out-footage.ts'

const directory = mkdtempSync(join(tmpdir(), 'tachiai-take-out-'))
after(() => rmSync(directory, { recursive: true }))

const monotonicUs = () => Math.round(performance.now() * 1000)

describe('from a camera nobody here wrote to a film', { skip: peerMissing() ?? false }, () => {
  for (const codec of ['h264', 'h265'] as const) {
    test(`${codec}: recorded over a minute's end, taken out, every picture is the camera's`, async t => {
      const clip = drawClip(directory, { codec, seconds: 2, gop: 60, size: '320x180' })
      const peer = await startPeer({ clip, codec })
      t.after(() => peer.kill())
      const vault = vaultFor(t)
      const sent: CapturedUnit[] = []
      const sealing = vault.writer()
      const writer = new Proxy(sealing, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (name === 'append') {
            return (unit: CapturedUnit) => {
              sent.push({ ...unit, bytes: Buffer.from(unit.bytes) })
              sealing.append(unit)
            }
          }
          return typeof value === 'function' ? value.bind(target) : value
        },
      }) as Writer
      // Time begins when the camera is connected: however long that takes, the first picture comes 2.5 s before the minute ends.
      let connectedUs = 0
      const keeperTime = (us: number) =>
        nineUs + minuteUs - 2.5 * secondUs + (connectedUs && Math.max(0, us - connectedUs))
      const recorder = openRecorder({
        access: () => ({ url: peer.url(0), credentials: () => null, allowBasic: false }),
        writer,
        gaps: gapLog(trialCamera, 0, () => {}),
        keeperTime,
        monotonicUs,
        random: () => 0.5,
        met: () => {
          connectedUs ||= monotonicUs()
        },
        doubted: () => {},
      })
      t.after(() => recorder.close())
      while (sent.length < 150) {
        await pause(20)
        assert.notEqual(recorder.state.state, 'failing', JSON.stringify(recorder.state))
        recorder.tick(keeperTime(monotonicUs()))
      }
      await recorder.close()
      assert.deepEqual(vault.losses, [])

      const all = await vault.take(sent[0]!.captureUs, sent.at(-1)!.captureUs + 1)
      assert.deepEqual([all.taken.leftOut, all.taken.leadInUnits], [0, 0])
      assert.equal(all.taken.units, sent.length)
      assert.equal(all.pictures.length, sent.length)
      assert.deepEqual(
        packetsOf(all.path),
        sent.map(({ bytes }) => bytes),
      )
      assert.deepEqual(all.pictures, decoded(sent, codec))
      const looped = picturesOf(clip)
      const start = looped.indexOf(all.pictures[0]!)
      assert.deepEqual(
        all.pictures,
        sent.map((_, i) => looped[(start + i) % looped.length]),
      )

      const second = sent.findIndex(({ captureUs }) => captureUs >= nineUs + minuteUs)
      assert.ok(second > 30 && second < 120)
      const { taken, pictures } = await vault.take(nineUs + minuteUs, nineUs + 2 * minuteUs)
      assert.deepEqual(pictures, all.pictures.slice(second))
      const key = sent.findLastIndex((unit, i) => unit.key && i <= second)
      assert.equal(taken.leadInUnits, second - key)
    })
  }
})

/** What FFmpeg makes of the units as they came, with start codes in place of lengths. */
function decoded(units: readonly CapturedUnit[], codec: 'h264' | 'h265'): string[] {
  const parts: Uint8Array[] = []
  for (const { bytes } of units) {
    const view = Buffer.from(bytes)
    for (let at = 0; at < view.length; ) {
      const end = at + 4 + view.readUInt32BE(at)
      parts.push(Buffer.of(0, 0, 0, 1), view.subarray(at + 4, end))
      at = end
    }
  }
  const path = join(directory, `sent.${codec === 'h264' ? 'h264' : 'hevc'}`)
  writeFileSync(path, Buffer.concat(parts))
  return picturesOf(path)
}
