import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Codec, ParameterSets } from '#video/access-unit.ts'
import { accessUnits } from '#video/annex-b.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { withoutFfmpeg } from '../../test/ffmpeg.ts'
import { closeMp4, openMp4, planMp4 } from './plan.ts'
import { UnitTable } from './unit-table.ts'

const directory = mkdtempSync(join(tmpdir(), 'mp4-'))
after(() => rmSync(directory, { recursive: true }))
const file = (name: string): string => join(directory, name)
const startUs = 1_790_000_000_000_000

/** Errors of FFmpeg are errors of ours: whatever it says, the test fails. */
function ffmpeg(...args: readonly string[]): string {
  const log = file('log')
  const err = openSync(log, 'w')
  const out = execFileSync('ffmpeg', ['-nostdin', '-y', '-v', 'error', ...args], {
    stdio: ['ignore', 'pipe', err],
    encoding: 'utf8',
  })
  assert.equal(readFileSync(log, 'utf8'), '')
  return out
}

function ffprobe(path: string, ...args: readonly string[]): string[] {
  const csv = execFileSync('ffprobe', ['-v', 'error', '-of', 'csv=p=0', ...args, path], {
    encoding: 'utf8',
  })
  return csv.split('\n').filter(line => line !== '')
}

type Shot = {
  readonly codec: Codec
  readonly units: readonly Uint8Array[]
  readonly ptsTicks: readonly number[]
  /** Path of the elementary stream. */
  readonly stream: string
}

/** A test picture as a camera would send it: access units in order of decoding with their presentation times. */
function shoot(
  name: string,
  codec: Codec,
  size: string,
  frames: number,
  ...options: string[]
): Shot {
  const encoder = codec === 'h264' ? 'libx264' : 'libx265'
  const quiet =
    codec === 'h265' && !options.includes('-x265-params') ? ['-x265-params', 'log-level=none'] : []
  ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=25`, '-c:v', encoder, '-preset', 'ultrafast'],
    ...['-pix_fmt', 'yuv420p', '-frames:v', String(frames), ...quiet, ...options],
    ...['-fps_mode', 'passthrough', '-video_track_timescale', '90000', file(`${name}.mp4`)],
  )
  const stream = file(`${name}.${codec}`)
  const filter = codec === 'h264' ? 'h264_mp4toannexb' : 'hevc_mp4toannexb'
  const format = codec === 'h264' ? 'h264' : 'hevc'
  ffmpeg('-i', file(`${name}.mp4`), '-c', 'copy', '-bsf:v', filter, '-f', format, stream)
  const units = accessUnits(codec, readFileSync(stream))
  const ptsTicks = ffprobe(file(`${name}.mp4`), '-show_entries', 'packet=pts').map(Number)
  assert.equal(units.length, frames)
  assert.equal(ptsTicks.length, frames)
  return { codec, units, ptsTicks, stream }
}

/** What the decoder gives for every picture, in order: size and hash. */
function pictures(path: string): string[] {
  const report = ffmpeg(
    '-i',
    path,
    '-autoscale',
    '0',
    '-fps_mode',
    'passthrough',
    '-f',
    'framemd5',
    '-',
  )
  return report
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(',').slice(4).join())
}

/** Presentation times as FFmpeg counts them through the edit list, ticks. */
function shownTicks(path: string): number[] {
  return ffprobe(path, '-show_entries', 'frame=pts').map(line => Number(line.split(',')[0]))
}

function tableOf(shot: Shot, units = new UnitTable(), at = startUs, hidden = 0): UnitTable {
  const codec = shot.codec === 'h264' ? h264 : h265
  let sets: ParameterSets = codec.parameterSetsFrom([])
  units.beginRun(at)
  shot.units.forEach((unit, i) => {
    const learnt = codec.learnFrom(sets, unit)
    if (learnt !== sets) units.useSets(learnt)
    sets = learnt
    units.add(unit.length, shot.ptsTicks[i]!, codec.isKeyUnit(unit), i >= hidden)
  })
  return units
}

function write(name: string, units: UnitTable, ...shots: readonly Shot[]): string {
  const { head } = planMp4(units)
  const payload = shots.flatMap(shot => shot.units)
  writeFileSync(file(name), Buffer.concat([head, ...payload]))
  return file(name)
}

const shots = {
  plain: () => shoot('plain', 'h264', '320x180', 60, '-bf', '0', '-g', '20'),
  pyramid: () =>
    shoot('pyramid', 'h264', '320x180', 60, '-bf', '3', '-b_strategy', '0', '-g', '24'),
  openGroups: () =>
    shoot(
      'open',
      'h265',
      '320x180',
      60,
      '-x265-params',
      'log-level=none:bframes=4:open-gop=1:keyint=20',
    ),
  hevc: () => shoot('hevc', 'h265', '320x180', 50, '-bf', '0', '-g', '25'),
  sliced: () => shoot('sliced', 'h264', '320x180', 20, '-slices', '4', '-x264-params', 'aud=1'),
} satisfies Record<string, () => Shot>

for (const [name, make] of Object.entries(shots)) {
  test(`${name}: decodes without a word, every picture equal to the camera's`, {
    skip: withoutFfmpeg,
  }, () => {
    const shot = make()
    const path = write(`${name}-out.mp4`, tableOf(shot), shot)
    assert.deepEqual(pictures(path), pictures(shot.stream))
    const sorted = shot.ptsTicks.toSorted((a, b) => a - b)
    assert.deepEqual(
      shownTicks(path),
      sorted.map(pts => pts - sorted[0]!),
    )
    assert.deepEqual(
      ffprobe(path, '-show_entries', 'packet=flags').map(flags => flags.startsWith('K')),
      shot.units.map(unit => (shot.codec === 'h264' ? h264 : h265).isKeyUnit(unit)),
    )
  })
}

test('the entry, the size and the capture time are told', { skip: withoutFfmpeg }, () => {
  const shot = shots.pyramid()
  const path = write('told.mp4', tableOf(shot), shot)
  assert.deepEqual(
    ffprobe(
      path,
      '-show_entries',
      'stream=codec_tag_string,width,height:format_tags=creation_time',
    ),
    ['avc1,320,180', '2026-09-21T14:13:20.000000Z'],
  )
})

test('in one pass: index behind the payload, the payload size put in afterwards', {
  skip: withoutFfmpeg,
}, () => {
  const shot = shots.pyramid()
  const units = tableOf(shot)
  const { tail, patch } = closeMp4(units)
  const bytes = Buffer.concat([openMp4(), ...shot.units, tail])
  bytes.set(patch.bytes, patch.at)
  writeFileSync(file('pass.mp4'), bytes)
  assert.deepEqual(pictures(file('pass.mp4')), pictures(shot.stream))
})

test('lead-in pictures are decoded and not shown, wherever the lead-in ends', {
  skip: withoutFfmpeg,
}, () => {
  for (const [make, ends] of [
    [shots.plain, [9]],
    [shots.pyramid, [1, 2, 3, 4, 5, 6, 23, 24, 25, 26, 30]],
    [shots.openGroups, [3, 11, 20, 21, 22]],
  ] as const) {
    const shot = make()
    const all = pictures(shot.stream)
    const sorted = shot.ptsTicks.toSorted((a, b) => a - b)
    for (const hidden of ends) {
      const units = tableOf(shot, new UnitTable(), startUs, hidden)
      const path = write('lead.mp4', units, shot)
      const latest = Math.max(...shot.ptsTicks.slice(0, hidden))
      const expected = all.slice(sorted.indexOf(latest) + 1)
      assert.deepEqual(pictures(path), expected, `${shot.stream} ${hidden}`)
      assert.equal(planMp4(units).presentation.pictures, expected.length)
      assert.equal(shownTicks(path)[0], 0)
    }
  }
})

test('what follows the last shown unit is not shown', { skip: withoutFfmpeg }, () => {
  const shot = shots.plain()
  const units = new UnitTable()
  units.beginRun(startUs)
  units.useSets(h264.learnFrom(h264.parameterSetsFrom([]), shot.units[0]!))
  shot.units.forEach((unit, i) => {
    units.add(unit.length, shot.ptsTicks[i]!, h264.isKeyUnit(unit), i >= 25 && i < 33)
  })
  assert.deepEqual(pictures(write('middle.mp4', units, shot)), pictures(shot.stream).slice(25, 33))
})

test('parameter sets change in mid-stream: two entries, both sizes decode', {
  skip: withoutFfmpeg,
}, () => {
  for (const [codec, tag] of [
    ['h264', 'avc3'],
    ['h265', 'hev1'],
  ] as const) {
    const small = shoot(`small-${codec}`, codec, '320x180', 30, '-g', '10')
    const large = shoot(`large-${codec}`, codec, '640x360', 70, '-g', '10', '-bf', '0')
    const units = tableOf(small)
    tableOf(large, units, startUs + 5_000_000)
    tableOf(small, units, startUs + 10_000_000)
    assert.equal(units.sets.length, 2)
    const path = write(`change-${codec}.mp4`, units, small, large, small)
    const once = pictures(small.stream)
    assert.deepEqual(pictures(path), [...once, ...pictures(large.stream), ...once])
    assert.equal(ffprobe(path, '-show_entries', 'stream=codec_tag_string')[0], tag)
    const shown = shownTicks(path)
    assert.equal(shown[30], 450_000)
    assert.equal(shown[100], 900_000)
  }
})

test('parameter sets from the session alone: none in the units, they stand in the entry', {
  skip: withoutFfmpeg,
}, () => {
  const shot = shots.plain()
  const bare = shot.units.map(unit => withoutSets(unit))
  const units = new UnitTable()
  units.beginRun(startUs)
  units.useSets(h264.learnFrom(h264.parameterSetsFrom([]), shot.units[0]!))
  bare.forEach((unit, i) => {
    units.add(unit.length, shot.ptsTicks[i]!, h264.isKeyUnit(unit))
  })
  const path = write('bare.mp4', units, { ...shot, units: bare })
  assert.deepEqual(pictures(path), pictures(shot.stream))
})

function withoutSets(unit: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = []
  for (let at = 0; at < unit.length; ) {
    const end = at + 4 + new DataView(unit.buffer, unit.byteOffset).getUint32(at)
    const type = h264.nalType(unit[at + 4]!)
    if (type !== h264.nalTypes.sps && type !== h264.nalTypes.pps) kept.push(unit.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

test('an uneven frame rate and time stamps across 2^32 keep every distance', {
  skip: withoutFfmpeg,
}, () => {
  const shot = shoot(
    'uneven',
    'h264',
    '320x180',
    40,
    '-vf',
    "select='not(mod(n\\,3))+not(mod(n\\,5))'",
    '-bf',
    '2',
  )
  const late = { ...shot, ptsTicks: shot.ptsTicks.map(pts => pts + 2 ** 32 - 60_000) }
  const path = write('uneven.mp4', tableOf(late), late)
  const sorted = shot.ptsTicks.toSorted((a, b) => a - b)
  assert.ok(new Set(sorted.map((pts, i) => pts - (sorted[i - 1] ?? 0))).size > 2)
  assert.deepEqual(
    shownTicks(path),
    sorted.map(pts => pts - sorted[0]!),
  )
  assert.deepEqual(pictures(path), pictures(shot.stream))
})

test('sixteen hours in the year 2046: times of 64 bits', { skip: withoutFfmpeg }, () => {
  const shot = shots.plain()
  const slow = { ...shot, ptsTicks: shot.ptsTicks.map(pts => pts * 25_000) }
  const path = write(
    'slow.mp4',
    tableOf(slow, new UnitTable(), startUs + 20 * 31_557_600e6, 5),
    slow,
  )
  const shown = shownTicks(path)
  assert.equal(shown.length, 60 - 5)
  assert.equal(shown.at(-1), 54 * 90_000_000)
  assert.deepEqual(pictures(path), pictures(shot.stream).slice(5))
  assert.match(ffprobe(path, '-show_entries', 'format_tags=creation_time')[0]!, /^2046-09-/)
})

test('a picture of oblong samples: the display is told', { skip: withoutFfmpeg }, () => {
  const shot = shoot('oblong', 'h264', '352x288', 5, '-vf', 'setsar=12/11')
  const path = write('oblong.mp4', tableOf(shot), shot)
  assert.deepEqual(ffprobe(path, '-show_entries', 'stream=width,sample_aspect_ratio'), [
    '352,12:11',
  ])
})

test('beyond 4 GiB: the last group is found and decodes', { skip: withoutFfmpeg }, () => {
  const shot = shots.plain()
  const padBytes = 64 * 1024 * 1024
  const pads = 65
  const units = new UnitTable()
  units.beginRun(startUs)
  units.useSets(h264.learnFrom(h264.parameterSetsFrom([]), shot.units[0]!))
  for (let i = 0; i < pads; i++) units.add(padBytes, i * 3600, true)
  const padding = Buffer.from(shot.units[0]!)
  const filler = Buffer.of(0, 0, 0, 0, h264.nalTypes.filler, 0xff)
  filler.writeUInt32BE(padBytes - padding.length - 4)
  shot.units.forEach((unit, i) => {
    units.add(
      unit.length,
      shot.ptsTicks[i]! - shot.ptsTicks[0]! + pads * 3600,
      h264.isKeyUnit(unit),
    )
  })
  for (const inOnePass of [false, true]) {
    const path = file('large.mp4')
    const sparse = openSync(path, 'w')
    const plan = inOnePass
      ? { head: openMp4(), ...closeMp4(units) }
      : { ...planMp4(units), tail: null, patch: null }
    let at = writeSync(sparse, plan.head, 0, plan.head.length, 0)
    for (let i = 0; i < pads; i++) {
      // A picture and a filler NAL unit, most of which is a hole in the file.
      writeSync(sparse, padding, 0, padding.length, at)
      writeSync(sparse, filler, 0, filler.length, at + padding.length)
      at += padBytes
    }
    assert.ok(at > 2 ** 32)
    for (const unit of shot.units) at += writeSync(sparse, unit, 0, unit.length, at)
    const { tail, patch } = plan
    if (tail) writeSync(sparse, tail, 0, tail.length, at)
    if (patch) writeSync(sparse, patch.bytes, 0, patch.bytes.length, patch.at)
    const seconds = (pads * 3600 + shot.ptsTicks[40]! - shot.ptsTicks[0]!) / 90_000
    const report = ffmpeg(
      '-ss',
      String(seconds),
      '-i',
      path,
      '-fps_mode',
      'passthrough',
      '-f',
      'framemd5',
      '-',
    )
    const hashes = report
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => line.split(',').slice(4).join())
    assert.deepEqual(hashes, pictures(shot.stream).slice(40))
  }
})
