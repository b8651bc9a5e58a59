import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filmNotes, unreadableText } from '#commands/room/film-notes.ts'
import { type Examination, readExamination, type Unreadable } from '#intake/examination.ts'
import type { ForeignUnit, Frame } from '#intake/frames.ts'
import { deliver } from '#room/reading/deliver.ts'
import { examine } from '#room/reading/examine.ts'
import { AnotherReader } from '#room/reading/film.ts'
import { memoryFile } from '#room/reading/random-access.ts'
import { readers } from '#room/reading/readers.ts'
import { nalsOf } from '#video/annex-b.ts'
import { nalEnd } from '#video/nal-units.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { byteStream, bytesOf, film, fromFfmpeg, h264, probed, shot } from './foreign-files.ts'

/** As the command goes about it, in one process: the reader without native code first. */
async function examined(bytes: Uint8Array): Promise<Examination | Unreadable> {
  const told = await examine(memoryFile(bytes), readers.javascript!).catch(error => {
    if (!(error instanceof AnotherReader)) throw error
    return examine(memoryFile(bytes), readers.ffmpeg!)
  })
  const asSaid = readExamination(JSON.stringify(told))
  assert.deepEqual(asSaid, told)
  if ('unreadable' in told) assert.ok(unreadableText[told.unreadable].ja)
  else assert.equal(filmNotes(told).length, told.notes.length + (told.truncated ? 1 : 0))
  return told
}

async function whole(path: string): Promise<Examination> {
  const told = await examined(bytesOf(path))
  assert.ok('units' in told, `${path}: ${JSON.stringify(told)}`)
  return told
}

async function delivered(bytes: Uint8Array, reader: string, from = 0): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of deliver(memoryFile(bytes), readers[reader]!, { token: 't', from })) {
    frames.push(frame)
  }
  return frames
}

const unitsOf = (frames: readonly Frame[]): ForeignUnit[] =>
  frames.filter(frame => frame.kind === 'unit')

/** Each NAL unit as its type and its digest, so that a difference can be read. */
function nalsIn(units: readonly ForeignUnit[], codec: string): string[] {
  const nals: string[] = []
  for (const { bytes } of units) {
    for (let at = 0, end = nalEnd(bytes, 0); end !== -1; at = end, end = nalEnd(bytes, at)) {
      nals.push(named(bytes.subarray(at + 4, end), codec))
    }
  }
  return nals
}

function named(nal: Uint8Array, codec: string): string {
  const type = codec === 'h264' ? nal[0]! & 31 : (nal[0]! >> 1) & 63
  return `${type} ${nal.length} ${createHash('sha256').update(nal).digest('hex').slice(0, 16)}`
}

const nalsInStream = (bytes: Uint8Array, codec: string): string[] =>
  [...nalsOf(bytes)].map(nal => named(nal, codec))

/**
 * FFmpeg writes a configuration record's units before key frames: parameter sets, and for H.265 the message that
 * the encoder put among them; so these are compared only where the container has no such record.
 */
const isInRecord = (codec: string) => (nal: string) =>
  codec === 'h264' ? /^[78] /.test(nal) : /^(32|33|34|39) /.test(nal)

const skip = withoutFfmpeg

for (const codec of ['h264', 'h265']) {
  for (const [name, extension, ...more] of [
    ['mp4', 'mp4'],
    ['mov', 'mov'],
    ['mkv', 'mkv'],
    ['ts', 'ts'],
    ['mp4', 'frag.mp4', '-movflags', 'frag_keyframe+empty_moov'],
  ] as const) {
    for (const reader of ['javascript', 'ffmpeg']) {
      test(`${codec} in ${extension}, read by ${reader}: every NAL unit as FFmpeg takes it out`, {
        skip,
      }, async () => {
        const path = film(codec, extension, ...more)
        const file = memoryFile(bytesOf(path))
        const told = await examine(file, readers[reader]!)
        assert.ok('units' in told, JSON.stringify(told))
        assert.equal(told.codec, codec)
        if (reader === 'javascript') assert.equal(told.container, name)
        const { container: _, ...same } = told
        assert.deepEqual(same, {
          codec,
          sha256: createHash('sha256').update(bytesOf(path)).digest('hex'),
          bytes: file.size,
          units: 50,
          keyUnits: 2,
          durationUs: told.durationUs,
          width: 320,
          height: 240,
          rotation: 0,
          createdUs: [],
          truncated: null,
          notes: ['soundLeftOut'],
        })
        assert.ok(Math.abs(told.durationUs - 2e6) < 2000, `${told.durationUs}`)

        const units = unitsOf(await delivered(bytesOf(path), reader))
        const theirs = nalsInStream(byteStream(path, codec), codec)
        const inRecord = isInRecord(codec)
        const compared = (nals: string[]) =>
          extension === 'ts' ? nals : nals.filter(nal => !inRecord(nal))
        assert.deepEqual(compared(nalsIn(units, codec)), compared(theirs))

        const packets = probed(path)
        const first = Math.min(...packets.map(({ pts }) => pts))
        for (const [i, { ptsUs, key }] of units.entries()) {
          assert.ok(Math.abs(ptsUs - (packets[i]!.pts - first) * 1e6) < 2, `unit ${i}: ${ptsUs}`)
          assert.equal(key, packets[i]!.key)
        }
      })
    }
  }
}

test('a delivery taken up again says exactly what the first one would have said', {
  skip,
}, async () => {
  const bytes = bytesOf(film('h264', 'ts'))
  const all = await delivered(bytes, 'javascript')
  assert.deepEqual(all[0], { kind: 'hello', token: 't' })
  assert.equal(all[1]!.kind, 'sets')
  for (const from of [1, 25, 49, 50]) {
    const rest = await delivered(bytes, 'javascript', from)
    assert.deepEqual(unitsOf(rest), unitsOf(all).slice(from))
    assert.deepEqual(rest.at(-1), { kind: 'end', units: 50 })
    if (from < 50) assert.deepEqual(rest[1], all[1])
  }
})

test('other codecs are taken as shot, packet by packet', { skip }, async () => {
  for (const [name, codec, container, ...words] of [
    ['m4.avi', 'mpeg4', 'avi', '-c:v', 'mpeg4'],
    ['jpeg.avi', 'mjpeg', 'avi', '-c:v', 'mjpeg'],
    ['wmv.asf', 'wmv2', 'asf', '-c:v', 'wmv2'],
    ['m2.mpg', 'mpeg2video', 'ps', '-c:v', 'mpeg2video', '-bf', '2'],
    ['m4.mp4', 'mpeg4', 'mov', '-c:v', 'mpeg4'],
    ['vp9.webm', 'vp9', 'webm', '-c:v', 'libvpx-vp9', '-cpu-used', '8', '-deadline', 'realtime'],
    ['sorenson.flv', 'flv1', 'flv', '-c:v', 'flv1'],
  ] as const) {
    const path = shot(name, ...words)
    const told = await whole(path)
    assert.deepEqual([told.codec, told.container, told.units], [codec, container, 50], name)
    assert.ok(Math.abs(told.durationUs - 2e6) < 50_000, `${name}: ${told.durationUs}`)
    assert.deepEqual([told.width, told.height], [320, 240], name)
    const reader = name === 'vp9.webm' ? 'javascript' : 'ffmpeg'
    const [, first, ...frames] = await delivered(bytesOf(path), reader)
    assert.ok(first?.kind === 'asShot' && first.codec === codec)
    assert.equal(unitsOf(frames).length, 50)
  }
})

test('H.264 in AVI, in FLV and as a bare byte stream: byte for byte, too', { skip }, async () => {
  const source = film('h264', 'mp4')
  const raw = fromFfmpeg('raw.264', '-i', source, '-c', 'copy', '-an', '-f', 'h264')
  for (const [path, container] of [
    [fromFfmpeg('h264.avi', '-i', source, '-c', 'copy', '-an'), 'avi'],
    [fromFfmpeg('h264.flv', '-i', source, '-c', 'copy', '-an'), 'flv'],
    [raw, 'h264'],
  ] as const) {
    const told = await whole(path)
    assert.deepEqual([told.codec, told.container, told.units], ['h264', container, 50])
    const other = (nal: string) => !isInRecord('h264')(nal) && !/^9 /.test(nal)
    const units = unitsOf(await delivered(bytesOf(path), 'ffmpeg'))
    assert.deepEqual(
      nalsIn(units, 'h264').filter(other),
      nalsInStream(byteStream(source, 'h264'), 'h264').filter(other),
      container,
    )
  }
})

const surveillance =
  process.env.TACHIAI_VTEST ?? join(import.meta.dirname, '../../shared/media/vtest.avi')

test('a clip of a real camera', {
  skip: existsSync(surveillance) ? false : 'no vtest.avi of the OpenCV samples (TACHIAI_VTEST)',
}, async () => {
  const told = await whole(surveillance)
  assert.deepEqual(
    [told.codec, told.container, told.units, told.width, told.height],
    ['msmpeg4v3', 'avi', 795, 768, 576],
  )
  assert.equal(told.durationUs, 79_500_000)
})

test('times: an edit list hides what is before it, a changing rate stays, a turn is told', {
  skip,
}, async () => {
  const source = film('h264', 'mp4')
  const cut = fromFfmpeg('cut.mp4', '-ss', '0.5', '-i', source, '-c', 'copy', '-an')
  const told = await whole(cut)
  assert.ok(told.notes.some(note => note.startsWith('hiddenByEditList:')))
  const units = unitsOf(await delivered(bytesOf(cut), 'javascript'))
  assert.equal(units.length, told.units)
  assert.ok(units[0]!.key && units[0]!.ptsUs < -400_000, `${units[0]!.ptsUs}`)
  assert.ok(units.some(({ ptsUs }) => ptsUs === 0))
  assert.ok(Math.abs(told.durationUs - 1.5e6) < 45_000, `${told.durationUs}`)

  const varying = shot(
    'varying.mp4',
    '-vf',
    'select=lt(n\\,10)+not(mod(n\\,5))',
    '-vsync',
    'vfr',
    ...h264,
  )
  const rates = await whole(varying)
  assert.ok(rates.notes.includes('variableFrameRate'))
  assert.deepEqual(
    unitsOf(await delivered(bytesOf(varying), 'javascript')).length,
    probed(varying).length,
  )

  for (const [name, words] of [
    // FFmpeg counts the other way round.
    ['turned.mp4', ['-metadata:s:v:0', 'rotate=270']],
    ['turned.mov', ['-metadata:s:v:0', 'rotate=90']],
  ] as const) {
    const turned = fromFfmpeg(name, '-i', source, '-c', 'copy', '-an', ...words)
    for (const reader of ['javascript', 'ffmpeg']) {
      const told = await examine(memoryFile(bytesOf(turned)), readers[reader]!)
      assert.ok('units' in told)
      assert.equal(told.rotation, name === 'turned.mp4' ? 90 : 270, `${name} ${reader}`)
    }
  }
})

test('an open group begins where the container says that a decoder can', { skip }, async () => {
  const open = shot('open.mp4', ...h264, '-x264-params', 'open-gop=1:keyint=10:bframes=2')
  const told = await whole(open)
  assert.equal(told.keyUnits, probed(open).filter(({ key }) => key).length)
  assert.ok(told.keyUnits > 2)
})

test('when it was shot, as far as a container says it; 1904 and 1970 say nothing', {
  skip,
}, async () => {
  const source = film('h264', 'mp4')
  const written = async (name: string, time: string) =>
    (
      await whole(
        fromFfmpeg(name, '-i', source, '-c', 'copy', '-an', '-metadata', `creation_time=${time}`),
      )
    ).createdUs
  const us = Date.UTC(2024, 4, 6, 7, 8, 9) * 1000
  for (const [name, fields] of [
    ['said.mp4', ['mvhd', 'tkhd', 'mdhd']],
    ['said.mov', ['mvhd', 'tkhd', 'mdhd']],
    ['said.mkv', ['DateUTC']],
  ] as const) {
    const claims = await written(name, '2024-05-06T07:08:09Z')
    assert.deepEqual(
      claims.map(claim => claim.us),
      fields.map(() => us),
      name,
    )
    assert.deepEqual(
      claims.map(({ field }) => field),
      fields,
    )
  }
  assert.deepEqual(await written('1904.mp4', '1904-01-01T00:00:00Z'), [])
  assert.deepEqual(await written('1970.mp4', '1970-01-01T00:00:00Z'), [])
  assert.equal(
    (await written('2099.mkv', '2099-01-01T00:00:00Z'))[0]!.us,
    Date.UTC(2099, 0, 1) * 1000,
  )

  const apple = fromFfmpeg(
    'apple.mov',
    ...['-i', source, '-c', 'copy', '-an', '-movflags', 'use_metadata_tags'],
    ...['-metadata', 'com.apple.quicktime.creationdate=2024-05-06T16:08:09+0900'],
  )
  assert.deepEqual((await whole(apple)).createdUs, [
    { us, field: 'com.apple.quicktime.creationdate' },
  ])
  const avi = shot('dated.avi', '-c:v', 'mpeg4', '-metadata', 'date=2024-05-06 16:08:09')
  assert.deepEqual((await whole(avi)).createdUs, [{ us, field: 'date' }])
})

test('of several video tracks the largest is taken, and the others are told', {
  skip,
}, async () => {
  const two = shot(
    'two.mkv',
    ...['-f', 'lavfi', '-i', 'testsrc=s=160x120:r=25:d=2', '-map', '1', '-map', '0', ...h264],
  )
  const told = await whole(two)
  assert.deepEqual([told.width, told.height, told.notes], [320, 240, ['tracksLeftOut:1']])
})

test('what is no film is refused, with the reason', { skip }, async () => {
  const reason = async (bytes: Uint8Array) => {
    const told = await examined(bytes)
    return 'unreadable' in told ? told.unreadable : JSON.stringify(told)
  }
  assert.equal(await reason(new Uint8Array(0)), 'empty')
  assert.equal(await reason(Buffer.from('議事録\n'.repeat(500))), 'notVideo')
  assert.equal(await reason(new Uint8Array(100_000)), 'notVideo')
  assert.equal(await reason(bytesOf(shot('still.jpg', '-frames:v', '1'))), 'notVideo')
  const sound = fromFfmpeg('sound.mp4', '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac')
  assert.equal(await reason(bytesOf(sound)), 'noVideoTrack')
  const soundInAvi = fromFfmpeg('sound.avi', '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'mp2')
  assert.equal(await reason(bytesOf(soundInAvi)), 'noVideoTrack')
  // A playlist that names a file of this machine.
  const list = `ffconcat version 1.0\nfile '${film('h264', 'mp4')}'\n`
  assert.equal(await reason(Buffer.from(list)), 'notVideo')
})

test('of a file that breaks off, what is whole is kept and the loss is told', {
  skip,
}, async () => {
  const faststart = film('h264', 'fast.mp4', '-movflags', '+faststart')
  const paths = [
    faststart,
    film('h264', 'frag.mp4', '-movflags', 'frag_keyframe+empty_moov'),
    film('h264', 'mkv'),
    film('h264', 'ts'),
    shot('m4.avi', '-c:v', 'mpeg4'),
    shot('m2.mpg', '-c:v', 'mpeg2video', '-bf', '2'),
    shot('wmv.asf', '-c:v', 'wmv2'),
  ]
  for (const path of paths) {
    const bytes = bytesOf(path)
    const all = (await whole(path)).units
    for (const part of [0.6, 0.35]) {
      // An odd number of bytes: inside a packet of a transport stream.
      const at = Math.floor(bytes.length * part) | 1
      const told = await examined(bytes.subarray(0, at))
      assert.ok('units' in told, `${path} at ${part}: ${JSON.stringify(told)}`)
      assert.ok(told.units > 0 && told.units < all, `${path} at ${part}: ${told.units} of ${all}`)
      if (!/mpg$/.test(path)) {
        assert.ok(told.truncated, `${path} at ${part}`)
        assert.equal(told.truncated.atByte, at)
      }
    }
  }
  const tail = bytesOf(film('h264', 'mp4'))
  const told = await examined(tail.subarray(0, tail.length - 3000))
  assert.ok('unreadable' in told && told.unreadable === 'damaged')
  assert.match(told.detail, /moov/)
})

test('a transport stream whose clock wraps or starts anew goes on without a hole', {
  skip,
}, async () => {
  const source = film('h264', 'mp4')
  const words = ['-i', source, '-c', 'copy', '-an', '-muxdelay', '0']
  // 33 bits at 90 kHz are 95443.7 s: it wraps after its first second.
  const wrapping = fromFfmpeg('wrap.ts', ...words, '-output_ts_offset', '95442.7')
  const anew = fromFfmpeg('anew.ts', ...words, '-output_ts_offset', '5000')
  const later = fromFfmpeg('later.ts', ...words, '-output_ts_offset', '20')
  const joined = Buffer.concat([bytesOf(anew), bytesOf(later)])
  for (const [bytes, units, joins] of [
    [bytesOf(wrapping), 50, []],
    [joined, 100, ['timesJoined:1']],
  ] as const) {
    for (const reader of ['javascript', 'ffmpeg']) {
      const told = await examine(memoryFile(bytes), readers[reader]!)
      assert.ok('units' in told)
      assert.equal(told.units, units)
      assert.ok(
        Math.abs(told.durationUs - units * 40_000) < 100_000,
        `${reader} ${told.durationUs}`,
      )
      assert.deepEqual(
        told.notes.filter(note => note.startsWith('timesJoined')),
        joins,
        reader,
      )
      const times = unitsOf(await delivered(bytes, reader)).map(({ ptsUs }) => ptsUs)
      const sorted = times.toSorted((a, b) => a - b)
      for (const [i, us] of sorted.slice(1).entries()) {
        assert.ok(us - sorted[i]! < 150_000, `${reader}: a hole of ${us - sorted[i]!} µs`)
      }
    }
  }
})
