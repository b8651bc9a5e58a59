import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { open, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { deliverFile, examineFile } from '#commands/room/foreign-file.ts'
import { FrameReader } from '#intake/frame-reader.ts'
import { wholeEnd } from '#room/reading/breaking-off.ts'
import { configurationOf } from '#room/reading/configuration.ts'
import { matroskaFacts } from '#room/reading/matroska-facts.ts'
import { mp4Facts } from '#room/reading/mp4-facts.ts'
import type { RandomAccess } from '#room/reading/random-access.ts'
import { reframe } from '#room/reading/reframe.ts'
import { isWellFormed } from '#video/nal-units.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { bytesOf, film, shot } from './foreign-files.ts'
import { mutated, type Pieces } from './fuzz/mutation.ts'
import { folderFor } from './site.ts'

const skip = withoutFfmpeg
const times = Number(process.env.TACHIAI_FUZZ ?? 1)
const seed = Number(process.env.TACHIAI_SEED ?? 20261123)

const real = (): Uint8Array[] =>
  [
    film('h264', 'mp4'),
    film('h264', 'frag.mp4', '-movflags', 'frag_keyframe+empty_moov'),
    film('h265', 'mkv'),
    film('h264', 'ts'),
    shot('m4.avi', '-c:v', 'mpeg4'),
    shot('wmv.asf', '-c:v', 'wmv2'),
    shot('m2.mpg', '-c:v', 'mpeg2video', '-bf', '2'),
  ].map(bytesOf)

/** The index stands in front or behind: small pieces there, large ones between. */
const pieces: Pieces = whole => {
  const cuts = [16, 64, 256, 512, 1024, 2048, 4096]
  const edges = [...cuts, whole.length >> 1, ...cuts.map(cut => whole.length - cut).reverse()]
  const places = [0, ...edges.filter(at => at > 0 && at < whole.length), whole.length]
  const sorted = [...new Set(places)].sort((a, b) => a - b)
  return sorted.slice(1).map((end, i) => whole.subarray(sorted[i]!, end))
}
const words = [
  'moov',
  'trak',
  'stsz',
  'trun',
  'elst',
  'RIFF',
  'idx1',
  '\x1aE\xdf\xa3',
  '\x47',
  '\0\0\x01',
]

const readable = (bytes: Uint8Array, most: number): RandomAccess & { reads: () => number } => {
  let reads = 0
  return {
    size: bytes.length,
    failed: null,
    read(at, length) {
      assert.ok(++reads < most, 'it reads without end')
      return bytes.slice(at, at + length)
    },
    reads: () => reads,
  }
}

test('what we read ourselves of a container ends, and never throws', { skip }, () => {
  fc.assert(
    fc.property(mutated({ real: real(), pieces, words }), bytes => {
      const file = readable(bytes, 50_000)
      for (const claims of [mp4Facts(file).createdUs, matroskaFacts(file).createdUs]) {
        for (const { us } of claims) assert.ok(Number.isSafeInteger(us))
      }
      for (const container of ['mp4', 'mkv', 'ts', 'avi', 'asf']) {
        assert.ok(Number.isSafeInteger(wholeEnd(container, file)), container)
      }
    }),
    { numRuns: 300 * times, seed },
  )
})

test('a configuration record and a packet of any bytes give whole NAL units or nothing', () => {
  const record = fc.uint8Array({ maxLength: 300 }).map(bytes => {
    if (bytes.length > 0) bytes[0] = bytes[0]! % 3
    return bytes
  })
  const codec = fc.constantFrom('h264' as const, 'h265' as const)
  const lengthBytes = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)
  fc.assert(
    fc.property(codec, record, lengthBytes, (codec, bytes, lengthBytes) => {
      const { setup } = configurationOf(codec, bytes)
      assert.ok(setup.sps.length < 32)
      for (const framing of [{ lengthBytes }, 'startCodes' as const]) {
        const unit = reframe(bytes, framing)
        assert.ok(unit === null || isWellFormed(unit))
      }
    }),
    { numRuns: 1000 * times, seed },
  )
})

test('a damaged film through real rooms: pictures, or the reason, and the keeper’s reader holds', {
  skip,
}, async t => {
  const folder = await folderFor(t)
  let turn = 0
  let readAtAll = 0
  await fc.assert(
    fc.asyncProperty(mutated({ real: real(), pieces, words, most: 3 }), async bytes => {
      const path = join(folder, `film-${turn++}`)
      await writeFile(path, bytes)
      const file = await open(path)
      try {
        const told = await examineFile(file.fd, bytes.length)
        if ('unreadable' in told) return
        readAtAll++
        const { examination, reader } = told
        assert.equal(examination.sha256, createHash('sha256').update(bytes).digest('hex'))
        assert.ok(examination.units > 0 && examination.units <= bytes.length)
        assert.equal(await taken(t, file.fd, { examination, reader }), examination.units)
      } finally {
        await file.close()
      }
    }),
    { numRuns: 6 * times, seed, endOnFailure: true },
  )
  t.diagnostic(`${turn} films, ${readAtAll} of them readable`)
})

/** How many units arrive at a keeper that reads strictly. */
async function taken(
  t: TestContext,
  fd: number,
  { examination, reader }: Extract<Awaited<ReturnType<typeof examineFile>>, { reader: unknown }>,
): Promise<number> {
  const path = join(await folderFor(t), 'intake')
  const server = createServer()
  let units = 0
  const over = new Promise<void>((done, failed) =>
    server.once('connection', async socket => {
      try {
        const frames = new FrameReader()
        for await (const bytes of socket) {
          for (const { kind } of frames.read(bytes)) if (kind === 'unit') units++
        }
        frames.close()
        done()
      } catch (error) {
        failed(error)
      }
    }),
  )
  await once(server.listen(path), 'listening')
  const socket = connect(path)
  await once(socket, 'connect')
  const told = await deliverFile(fd, socket, { reader, token: 't', from: 0 }, examination)
  socket.destroy()
  server.close()
  assert.ok('units' in told, JSON.stringify(told))
  await over
  return units
}
