import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import { minuteUs, secondUs } from '#civil/minute.ts'
import type { RoomEnd } from '#commands/room/guard.ts'
import { openRendition } from '#commands/room/rendition.ts'
import type { Room } from '#commands/room/room.ts'
import type { Footage } from '#keeper/rendition/footage.ts'
import type { StartRoom } from '#keeper/rendition/room-line.ts'
import { Screen } from '#keeper/rendition/screen.ts'
import { chance, nine, nineUs, trialCamera } from '#vault/trial-camera.ts'
import type { AsShot, CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import { type Grey, greysOf, inside, nearest } from './drawn.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import type { ClipOptions } from './peer/clip.ts'
import { footageIn, ownRooms } from './rendition.ts'
import { captured, feed, setsOf, shoot, vaultFor } from './take-out-footage.ts'

const directory = mkdtempSync(join(tmpdir(), 'tachiai-rendition-'))
after(() => rmSync(directory, { recursive: true }))

const border = {
  above: ['閲覧のみ　令和8年度 第0042号（第1回）', '立会い 髙橋・山﨑　操作 𠮷田　見る人 葛󠄀城'],
  below: ['東門前'],
  line: '令和8年度 第0042号　髙橋　山﨑　𠮷田',
}

/** What one camera sent: pictures as FFmpeg decodes them by itself, and the units they came in. */
type Sent = {
  readonly sets: DecoderSetup
  readonly units: readonly CapturedUnit[]
  readonly pictures: readonly Grey[]
}

function clip(options: ClipOptions, fromUs: number): Sent {
  const shot = shoot(directory, { seconds: 4, gop: 45, ...options })
  const { codec = 'h264', gop = 45, bFrames = 0 } = options
  const path = join(directory, `${codec}-320x180-30-4-${gop}-${bFrames}.mp4`)
  return { sets: setsOf(shot), units: captured(shot, fromUs), pictures: greysOf(path) }
}

/** MPEG-4 part 2 out of an AVI, as older recorders write it. */
function cardClip(fromUs: number): Sent {
  const path = join(directory, 'card.avi')
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=15:duration=3']
  const quiet = ['-v', 'error', '-y']
  execFileSync('ffmpeg', [...quiet, ...picture, '-c:v', 'mpeg4', '-g', '20', '-b:v', '600k', path])
  const file = readFileSync(path)
  const entries = 'packet=dts_time,size,pos,flags'
  const csv = execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    entries,
    '-of',
    'csv=p=0',
    path,
  ])
  const units = csv
    .toString()
    .trim()
    .split('\n')
    .map((line): CapturedUnit => {
      const [seconds, size, at, flags] = line.split(',')
      const from = Number(at)
      const ptsTicks = Math.round(Number(seconds) * 90_000)
      return {
        bytes: file.subarray(from, from + Number(size)),
        ...{ ptsTicks, key: flags!.startsWith('K') },
        captureUs: fromUs + Math.round((ptsTicks * 100) / 9),
      }
    })
  const sets: AsShot = { codec: 'asShot', name: 'mpeg4', extradata: new Uint8Array() }
  return { sets, units, pictures: greysOf(path) }
}

type Shown = {
  /** A gap is said before this unit. */
  readonly gapAt?: number
  readonly line?: string
  readonly startRoom?: StartRoom
  readonly reading?: (minute: number) => unknown
}

/** Sealed, and on a screen. */
async function shown(t: TestContext, { sets, units }: Sent, more: Shown = {}) {
  const { gapAt, line = border.line, startRoom = ownRooms(t), reading } = more
  const { source, writer: open } = vaultFor(t)
  const writer = open()
  writer.parameterSets(sets)
  for (const [at, unit] of units.entries()) {
    const { captureUs } = unit
    if (at === gapAt) writer.gap({ fromUs: captureUs - 1, toUs: captureUs, cause: 'camera' })
    await feed(writer, [unit])
  }
  await writer.close()
  const sealed = footageIn(source)
  const footage: Footage = {
    ...sealed,
    read(camera, minute) {
      reading?.(minute)
      return sealed.read(camera, minute)
    },
  }
  const screen = new Screen({ footage, startRoom, border: () => ({ ...border, line }) })
  t.after(() => screen.close())
  return screen
}

const inOrder = (units: readonly CapturedUnit[]) =>
  units.toSorted((a, b) => a.ptsTicks - b.ptsTicks)

async function jpeg(screen: Screen, minute: number, picture: number): Promise<Uint8Array> {
  const found = await screen.picture(trialCamera, minute, picture)
  assert.ok(found?.jpeg, `picture ${picture} of ${minute}`)
  return found.jpeg
}

const clips: Readonly<Record<string, ClipOptions>> = {
  'H.264': {},
  'H.264 with B-frames': { bFrames: 3 },
  'H.265': { codec: 'h265' },
  'H.265, open groups': { codec: 'h265', gop: 18, bFrames: 4 },
}

describe('a room draws what was sealed, picture by picture', { skip: withoutFfmpeg }, () => {
  for (const [name, options] of Object.entries(clips)) {
    test(`${name}: every picture of a minute that begins inside a group, in any order`, async t => {
      const sent = clip(options, nineUs + minuteUs - 2.2 * secondUs)
      const screen = await shown(t, sent)
      const order = inOrder(sent.units)
      const second = order.findIndex(({ captureUs }) => captureUs >= nineUs + minuteUs)
      assert.ok(second > 40 && !order[second]!.key)
      for (const [minute, expected, first] of [
        [nine, order.slice(0, second), 0],
        [nine + 1, order.slice(second), second],
      ] as const) {
        const listed = await screen.minute(trialCamera, minute)
        const times = expected.map(({ captureUs }) => captureUs)
        assert.deepEqual(listed.pictures, times)
        await walked(screen, minute, times.length, (grey, picture) =>
          isPicture(grey, sent.pictures, first + picture),
        )
      }
    })
  }

  test('as shot: MPEG-4 of a card', async t => {
    const sent = cardClip(nineUs)
    const screen = await shown(t, sent)
    const { pictures } = await screen.minute(trialCamera, nine)
    assert.equal(pictures.length, 45)
    await walked(screen, nine, 45, (grey, picture) => isPicture(grey, sent.pictures, picture))
  })

  test('behind a gap nothing is shown before the next key frame, and the gap is said', async t => {
    const sent = clip({}, nineUs)
    const screen = await shown(t, sent, { gapAt: 20 })
    const { pictures, gaps } = await screen.minute(trialCamera, nine)
    assert.equal(gaps.filter(({ cause }) => cause === 'camera').length, 1)
    const times = sent.units.map(({ captureUs }) => captureUs)
    assert.deepEqual(pictures, [...times.slice(0, 20), ...times.slice(45)])
    const [grey] = inside([await jpeg(screen, nine, 20)], border)
    isPicture(grey!, sent.pictures, 45)
  })

  test('asked for again, a picture has its moving line elsewhere: every pixel is seen', async t => {
    const screen = await shown(t, clip({}, nineUs))
    const jpegs = [await jpeg(screen, nine, 7), await jpeg(screen, nine, 7)]
    const [first, again] = inside(jpegs, border)
    const [plain] = inside(
      [await jpeg(await shown(t, clip({}, nineUs), { line: '' }), nine, 7)],
      border,
    )
    const covered = (grey: Grey) =>
      grey.map((value, at) => (Math.abs(value - plain![at]!) > 6 ? 1 : 0))
    const [one, other] = [covered(first!), covered(again!)]
    const many = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0)
    assert.ok(many(one) > 100 && many(other) > 100, 'it stands there')
    assert.equal(many(one.map((mark, at) => mark & other[at]!)), 0, 'never twice in one place')
  })
})

describe('a bitstream that breaks its reader', { skip: withoutFfmpeg }, () => {
  test('costs a room at most: the minute beside it is drawn', async t => {
    const good = clip({}, nineUs + minuteUs)
    for (const seed of [1, 2, 3]) {
      const random = chance(`hostile ${seed}`)
      const bent = clip({}, nineUs).units.map(unit => ({
        ...unit,
        bytes: bend(unit.bytes, random),
      }))
      const screen = await shown(t, { ...good, units: [...bent, ...good.units] })
      const { pictures } = await screen.minute(trialCamera, nine)
      assert.ok(pictures.length > 0)
      for (let at = 0; at < pictures.length; at += 9) {
        const found = await screen.picture(trialCamera, nine, at)
        assert.equal(found?.captureUs, pictures[at])
      }
      const { pictures: whole } = await screen.minute(trialCamera, nine + 1)
      const [grey] = inside([await jpeg(screen, nine + 1, whole.length - 1)], border)
      isPicture(grey!, good.pictures, whole.length - 1)
    }
  })

  test('a minute that kills its room twice is given to no other; the minute beside it is', async t => {
    const rooms: Room[] = []
    const startRoom: StartRoom = async () => {
      const room = await openRendition()
      t.after(() => room.kill())
      rooms.push(room)
      return room
    }
    const sent = clip({}, nineUs + minuteUs - secondUs)
    const screen = await shown(t, sent, {
      startRoom,
      reading: minute => minute === nine && rooms.at(-1)?.kill(),
    })
    const { pictures } = await screen.minute(trialCamera, nine)
    const found = await screen.picture(trialCamera, nine, 0)
    assert.deepEqual(found, { captureUs: pictures[0], jpeg: null })
    // Two to draw it, and one more where the first was lost already when it was listed.
    const killed = rooms.length
    assert.ok(killed === 2 || killed === 3, `${killed} rooms`)
    const [grey] = inside([await jpeg(screen, nine + 1, 3)], border)
    isPicture(grey!, sent.pictures, 33)
    assert.equal(rooms.length, killed + 1)
  })
})

test('the room goes with the session', async () => {
  const ended: Promise<RoomEnd>[] = []
  const startRoom: StartRoom = async () => {
    const room = await openRendition()
    ended.push(room.ended)
    return room
  }
  const footage: Footage = { read: async () => [], stateOf: () => 'open', nameOf: String }
  const screen = new Screen({ footage, startRoom, border: () => border })
  assert.deepEqual(await screen.minute(trialCamera, nine), { pictures: [], gaps: [] })
  screen.close()
  assert.equal(ended.length, 1)
  assert.ok(await ended[0])
  await assert.rejects(screen.minute(trialCamera, nine + 1))
})

/** Forwards, backwards, jumps: what a hand at the keys does. */
async function walked(
  screen: Screen,
  minute: number,
  many: number,
  is: (grey: Grey, picture: number) => void,
) {
  const middle = many >> 1
  const walk = [
    ...Array(Math.min(many, 50)).keys(),
    ...[many - 1, many - 2, 0, middle, middle - 1, middle - 2, 3, 2, 1],
  ]
  const jpegs = []
  for (const picture of walk) jpegs.push(await jpeg(screen, minute, picture))
  for (const [at, grey] of inside(jpegs, border).entries()) is(grey, walk[at]!)
}

function isPicture(grey: Grey, among: readonly Grey[], wanted: number): void {
  const { at, off } = nearest(grey, among)
  assert.equal(at, wanted)
  assert.ok(off < 4, `off by ${off}`)
}

/** Some bytes behind the lengths are others. */
function bend(bytes: Uint8Array, random: (length: number) => Uint8Array): Uint8Array {
  const bent = Uint8Array.from(bytes)
  for (const at of random(6)) bent[5 + ((at * 977) % Math.max(1, bent.length - 5))] = at
  return bent
}
