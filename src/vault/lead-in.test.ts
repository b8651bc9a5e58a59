import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstMinute, type Minute, minuteOf } from '#civil/minute.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { groupKey } from './keys.ts'
import { readLeadIn } from './lead-in.ts'
import { MinuteAtHand, openMinute } from './open-minute.ts'
import { readMinute } from './read.ts'
import { openRecord, tagBytes } from './record.ts'
import { scanSegment } from './scan.ts'
import type { SegmentMap } from './segment-map.ts'
import { frame, nine, nineUs, trial, trialFiles, trialKeys, trialRoot } from './trial-camera.ts'
import { walkRecords } from './walk.ts'

const secondUs = 1_000_000

async function recorded(
  fromUs: number,
  seconds: number,
  groupSeconds: number,
  leadIn: 'oneMinute' | 'withinDay',
) {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk, { leadIn })
  await one.feed(fromUs, seconds, { groupSeconds, framesPerSecond: 2 })
  await one.writer.close()
  const files = await trialFiles(disk)
  const maps: SegmentMap[] = []
  for (const { path } of files) maps.push(await scanSegment(disk, path))
  const locate = async (id: string) => files.find(({ segment }) => segment === id)?.path ?? null
  const alone = async (minute: Minute) => {
    const map = maps.find(({ minutes }) => minutes.some(place => place.minute === minute))!
    const found = {
      leadIn: [] as CapturedUnit[],
      units: [] as CapturedUnit[],
      gaps: [] as unknown[],
    }
    for await (const piece of readMinute(disk, map, minute, trialKeys, locate)) {
      if (piece.kind === 'leadIn') found.leadIn.push(...piece.units)
      if (piece.kind === 'units') found.units.push(...piece.units)
      if (piece.kind === 'gap') {
        const { fromUs, toUs, cause } = piece.gap
        found.gaps.push([cause, fromUs / secondUs - minute * 60, toUs / secondUs - minute * 60])
      }
    }
    return found
  }
  return { disk, maps, alone }
}

const beginsWithKey = ({ leadIn, units }: { leadIn: CapturedUnit[]; units: CapturedUnit[] }) =>
  [...leadIn, ...units][0]!.key

test('a minute that begins inside a group decodes with its lead-in, also over the hour', async () => {
  const { alone } = await recorded(nineUs + 3575 * secondUs, 100, 40, 'oneMinute')
  const found = await alone(nine + 60)
  assert.equal(found.leadIn.length, 50)
  assert.ok(beginsWithKey(found))
  assert.deepEqual(found.gaps, [])
  for (const unit of found.leadIn) {
    assert.ok(Buffer.from(unit.bytes).equals(frame(unit.captureUs, unit.key).bytes))
  }
})

test('内規: under a ceiling a lead-in reaches 45 s back and no further; the rest is told', async () => {
  const { alone } = await recorded(nineUs + 30 * secondUs, 200, 130, 'oneMinute')
  assert.equal((await alone(nine + 1)).leadIn.length, 60)
  const late = await recorded(nineUs + 14 * secondUs, 100, 130, 'oneMinute')
  assert.equal((await late.alone(nine + 1)).leadIn.length, 0)
  assert.deepEqual((await late.alone(nine + 1)).gaps, [['undecodable', 0, 53.5]])
  const third = await alone(nine + 2)
  assert.equal(third.leadIn.length, 0)
  assert.deepEqual(third.gaps, [['undecodable', 0, 40]])
})

test('内規: where days are counted a lead-in reaches the whole group, never over midnight', async () => {
  const midnightUs = firstMinute('2026-11-23') * 60 * secondUs
  const { alone } = await recorded(midnightUs - 170 * secondUs, 300, 230, 'withinDay')
  const midnight = minuteOf(midnightUs)
  assert.equal((await alone(midnight - 1)).leadIn.length, 220)
  const first = await alone(midnight)
  assert.equal(first.leadIn.length, 0)
  assert.deepEqual(first.gaps, [['undecodable', 0, 59.5]])
  assert.deepEqual((await alone(midnight + 1)).gaps, [])
  assert.ok(beginsWithKey(await alone(midnight + 1)))
})

test('a lead-in gives away keys of the group alone: not the minute, not its other groups, not its notes', async () => {
  const { disk, maps } = await recorded(nineUs + 5 * secondUs, 300, 130, 'withinDay')
  let leadIns = 0
  for (const map of maps) {
    for (const { minute } of map.minutes) {
      const at = new MinuteAtHand(map, minute, trialKeys)
      for await (const opened of openMinute(disk, map, minute, at)) {
        if (opened.kind !== 'leadIn') continue
        for (const part of readLeadIn(opened.plain)!) {
          leadIns += 1
          const key = trialKeys(part.minute)!
          assert.ok(!opened.plain.includes(key))
          const segment = Buffer.from(part.segment)
          assert.ok(Buffer.from(part.key).equals(groupKey(key, segment, part.group)))
          assert.ok(part.group > 0)
          const place = map.minutes.find(one => one.minute === part.minute)!
          const end = place.offset + place.length
          let tag: Uint8Array = Buffer.alloc(tagBytes)
          for await (const found of walkRecords(disk, map.path, place.offset, end)) {
            const { head, record, offset } = found!
            const opens = openRecord(part.key, record, tag) !== null
            const within = offset >= part.offset && offset < part.offset + part.length
            if (opens) assert.ok(within && head.kind === 'units' && head.group === part.group)
            if (offset > part.offset && within) assert.ok(opens)
            tag = record.subarray(record.length - tagBytes)
          }
        }
      }
    }
  }
  assert.ok(leadIns >= 2)
})

test('a lead-in whose footage is gone is told, and the minute itself still opens', async () => {
  const { disk, maps } = await recorded(nineUs + 3575 * secondUs, 100, 40, 'oneMinute')
  const pieces: string[] = []
  let units = 0
  for await (const piece of readMinute(disk, maps[1]!, nine + 60, trialKeys)) {
    pieces.push(piece.kind === 'gap' ? piece.gap.cause : piece.kind)
    if (piece.kind === 'units') units += piece.units.length
  }
  assert.deepEqual(pieces.slice(0, 2), ['init', 'leadInMissing'])
  assert.equal(units, 120)
})
