import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteOf } from '#civil/minute.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import type { AsShot } from '#video/access-unit.ts'
import { filesOf } from './catalogue.ts'
import { previousOf } from './previous.ts'
import { readMinute } from './read.ts'
import { scanSegment } from './scan.ts'
import { chance, trialCamera, trialIdentity, trialKeys, trialRoot } from './trial-camera.ts'
import { verifyMinute } from './verify.ts'
import { openWriter } from './writer.ts'

const beginUs = Date.UTC(2026, 10, 20, 0, 0, 50) * 1000

async function imported(importNumber: number, setup: AsShot) {
  const disk = memoryDisk()
  const writer = openWriter({
    disk,
    root: trialRoot,
    identity: () => ({ ...trialIdentity, importNumber }),
    minuteKey: trialKeys,
    random: chance('as shot'),
    leadIn: 'oneMinute',
    onSeal: () => {},
    onFault: loss => assert.fail(loss.kind),
  })
  writer.parameterSets(setup)
  for (let frame = 0; frame < 200; frame++) {
    const captureUs = beginUs + frame * 100_000
    const bytes = Buffer.from(`picture ${frame}`)
    writer.append({ bytes, captureUs, ptsTicks: frame * 9000, key: frame % 10 === 0 })
  }
  await writer.close()
  const [file] = await filesOf(disk, trialRoot, trialCamera)
  return { disk, map: await scanSegment(disk, file!.path, 'records') }
}

test('a codec kept as shot: name, setup and every packet come back, minute by minute', async () => {
  const setup: AsShot = {
    codec: 'asShot',
    name: 'mpeg4',
    extradata: Buffer.from('000001b0', 'hex'),
  }
  const { disk, map } = await imported(7, setup)
  assert.equal(map.header.importNumber, 7)
  let count = 0
  for (const minute of [minuteOf(beginUs), minuteOf(beginUs) + 1]) {
    for await (const piece of readMinute(disk, map, minute, trialKeys)) {
      if (piece.kind === 'init') assert.deepEqual(piece.sets, setup)
      if (piece.kind !== 'units') continue
      for (const { bytes } of piece.units) {
        assert.equal(Buffer.from(bytes).toString(), `picture ${count++}`)
      }
    }
    assert.ok((await verifyMinute(disk, map, minute, trialKeys)).seal)
  }
  assert.equal(count, 200)
})

test('a name longer than the format takes sets nothing up, and is never written', async () => {
  const long = { codec: 'asShot', name: 'x'.repeat(61), extradata: new Uint8Array(0) } as const
  const { disk, map } = await imported(1, long)
  for await (const piece of readMinute(disk, map, minuteOf(beginUs), trialKeys)) {
    assert.notEqual(piece.kind, 'init')
  }
})

test('what was brought in is not where the keeper’s own recording ends', async () => {
  const setup: AsShot = { codec: 'asShot', name: 'mjpeg', extradata: new Uint8Array(0) }
  const own = await imported(0, setup)
  assert.ok(await previousOf(own.disk, trialRoot, trialCamera))
  const foreign = await imported(1, setup)
  assert.equal(await previousOf(foreign.disk, trialRoot, trialCamera), null)
})
