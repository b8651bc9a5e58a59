import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { packetise } from '../../test/packetiser.ts'
import { h264 } from '../../test/parameter-sets.ts'
import { Datagrams } from './datagrams.ts'
import { defaultLimits } from './limits.ts'
import { StreamFault } from './stream-end.ts'
import { VideoTrack } from './video-track.ts'

const rtp = (sequence: number, { ssrc = 7, stamp = 0, type = 96 } = {}) => {
  const packet = Buffer.alloc(20)
  packet.writeUInt16BE(0x8000 | type, 0)
  packet.writeUInt16BE(sequence & 0xffff, 2)
  packet.writeUInt32BE(stamp, 4)
  packet.writeUInt32BE(ssrc, 8)
  return packet
}
const senderReport = (ssrc: number) => {
  const packet = Buffer.alloc(28)
  packet.writeUInt32BE(0x80c80006, 0)
  packet.writeUInt32BE(ssrc, 4)
  packet.writeUInt32BE(0x1122_3344, 8)
  packet.writeUInt32BE(0x5566_7788, 12)
  return packet
}
const second = 1_000_000

function stream(source: number | null = null) {
  const passed: { readonly sequence: number; readonly ssrc: number }[] = []
  const reports: Buffer[] = []
  const datagrams = new Datagrams({
    limits: defaultLimits,
    payloadType: 96,
    source,
    random: bytes => new Uint8Array(bytes).fill(0x5a),
    send: report => reports.push(Buffer.from(report)),
    track: {
      media: (bytes, from) => {
        const view = Buffer.from(bytes)
        passed.push({ sequence: view.readUInt16BE(from + 2), ssrc: view.readUInt32BE(from + 8) })
      },
      control: () => {},
    },
  })
  return { datagrams, passed, reports }
}

describe('whose datagrams', () => {
  test('another source has no say while the first sends; alone for a second, it is let in', () => {
    const { datagrams, passed } = stream()
    for (let n = 0; n < 10; n++) {
      datagrams.media(rtp(n), n * 100_000)
      datagrams.media(rtp(500 + n, { ssrc: 8 }), n * 100_000)
    }
    datagrams.tick(2 * second)
    assert.ok(passed.length === 10 && passed.every(({ ssrc }) => ssrc === 7))
    datagrams.media(rtp(600, { ssrc: 8 }), 2 * second)
    datagrams.media(rtp(601, { ssrc: 8 }), 2 * second)
    datagrams.media(rtp(602, { ssrc: 8 }), 2 * second)
    datagrams.media(rtp(10), 2 * second)
    datagrams.tick(3 * second)
    assert.deepEqual(passed.slice(10), [
      { sequence: 601, ssrc: 8 },
      { sequence: 602, ssrc: 8 },
    ])
  })

  test('the source that SETUP named is waited for; one that never comes was named wrongly', () => {
    const { datagrams, passed } = stream(7)
    datagrams.media(rtp(1, { ssrc: 8 }), 0)
    datagrams.media(rtp(2), 1000)
    datagrams.tick(second)
    assert.deepEqual(passed, [{ sequence: 2, ssrc: 7 }])

    const wrong = stream(7)
    for (let n = 0; n < 20; n++) wrong.datagrams.media(rtp(n, { ssrc: 8 }), n * 100_000)
    wrong.datagrams.tick(4 * second)
    assert.deepEqual(
      wrong.passed.map(({ sequence }) => sequence),
      [11, 12, 13, 14, 15, 16, 17, 18, 19],
    )
  })

  test('neither another payload nor what is no RTP makes a source', () => {
    const { datagrams, passed } = stream()
    datagrams.media(rtp(1, { ssrc: 8, type: 97 }), 0)
    datagrams.media(rtp(1, { ssrc: 8 }).fill(0, 0, 1), 0)
    datagrams.media(Buffer.alloc(0), 0)
    datagrams.media(rtp(5), 0)
    datagrams.tick(second)
    assert.deepEqual(passed, [{ sequence: 5, ssrc: 7 }])
  })
})

describe('receiver reports (RFC 3550 6.4.2)', () => {
  test('at once, then every 5 s: loss, the highest number, jitter, the last sender report', () => {
    const { datagrams, reports } = stream()
    datagrams.tick(0)
    assert.deepEqual([...reports[0]!.subarray(0, 8)], [0x80, 201, 0, 1, 0x5a, 0x5a, 0x5a, 0x5a])
    const ticks = (us: number) => Math.round(us * 0.09)
    for (const n of [65_534, 65_535, 65_537, 65_538]) {
      const us = (n - 65_534) * 100_000
      datagrams.media(rtp(n, { stamp: ticks(us) }), us)
    }
    datagrams.control(senderReport(7), second)
    datagrams.tick(second)
    datagrams.tick(4 * second)
    assert.equal(reports.length, 1)
    datagrams.tick(5 * second)
    const report = reports[1]!
    assert.equal(report.readUInt16BE(0), 0x81c9)
    assert.equal(report.readUInt32BE(8), 7)
    assert.equal(report.readUInt8(12), Math.floor(256 / 5))
    assert.equal(report.readUIntBE(13, 3), 1)
    assert.equal(report.readUInt32BE(16), 0x1_0002)
    assert.equal(report.readUInt32BE(20), 0)
    assert.equal(report.readUInt32BE(24), 0x3344_5566)
    assert.equal(report.readUInt32BE(28), 4 * 65_536)
    const description = report.subarray(32)
    assert.deepEqual([...description.subarray(0, 2)], [0x81, 202])
    assert.equal((description.readUInt16BE(2) + 1) * 4, description.length)
    assert.equal(description.at(-1), 0)
    assert.deepEqual([...description.subarray(8, 10)], [1, 16])
  })
})

test('any datagrams at both ports: no harm beyond a StreamFault', () => {
  const bytes = fc.uint8Array({ maxLength: 60, size: 'max' })
  const kind = fc.constantFrom('media', 'control')
  const flip = fc.tuple(fc.nat(19), fc.nat(255))
  const act = fc.record({ bytes, kind, flip, sequence: fc.nat(65_535), laterUs: fc.nat(400_000) })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60, size: 'max' }), acts => {
      const units: number[] = []
      const track = new VideoTrack({ codec: 'h264', payloadType: 96, sets: h264 }, defaultLimits, {
        parameterSets: () => {},
        unit: ({ ptsTicks }) => units.push(ptsTicks),
        loss: () => {},
        senderReport: () => {},
      })
      const parts = { limits: defaultLimits, payloadType: 96, source: null, track }
      const datagrams = new Datagrams({ ...parts, send: () => {} })
      let nowUs = 0
      try {
        for (const { bytes, kind, flip, sequence, laterUs } of acts) {
          nowUs += laterUs
          const packet = rtp(sequence)
          packet[flip[0]] = flip[1]
          datagrams.media(packet, nowUs)
          datagrams[kind](bytes, nowUs)
          datagrams.tick(nowUs)
        }
      } catch (error) {
        assert.ok(error instanceof StreamFault, String(error))
      }
      assert.ok(units.length <= 2 * acts.length)
    }),
    { numRuns: 300 },
  )
})

test('pictures cut into datagrams that arrive anyhow: each as it was sent, or not at all', () => {
  const picture = (n: number, size: number) => ({
    stamp: 3000 * (n + 1),
    nals: [new Uint8Array(size).map((_, i) => (i === 0 ? 0x41 : i === 1 ? 0x88 : (i * 7 + n) | 1))],
  })
  const way = fc.record({
    sizes: fc.array(fc.integer({ min: 3, max: 400 }), { minLength: 3, maxLength: 12, size: 'max' }),
    first: fc.constantFrom(1, 65_530),
    late: fc.array(fc.nat(30), { minLength: 200, maxLength: 200 }),
    lost: fc.array(fc.nat(60), { maxLength: 4 }),
    twice: fc.array(fc.nat(60), { maxLength: 4 }),
  })
  fc.assert(
    fc.property(way, ({ sizes, first, late, lost, twice }) => {
      const sent = sizes.map((size, n) => picture(n, size))
      const cut = { codec: 'h264', mtu: 60, aggregate: false, marker: true } as const
      const packets = packetise(sent, { ...cut, firstSequence: first })
      const got: { readonly n: number; readonly bytes: Buffer }[] = []
      let missing = 0
      const track = new VideoTrack({ codec: 'h264', payloadType: 96, sets: h264 }, defaultLimits, {
        parameterSets: () => {},
        unit: ({ ptsTicks, bytes }) =>
          got.push({ n: (ptsTicks - 2 ** 32) / 3000 - 1, bytes: Buffer.from(bytes.slice(4)) }),
        loss: packets => {
          missing += packets
        },
        senderReport: () => {},
      })
      const parts = { limits: defaultLimits, payloadType: 96, source: null, track }
      const datagrams = new Datagrams({ ...parts, send: () => {} })
      const order = packets.flatMap((packet, n) =>
        lost.includes(n) ? [] : [...(twice.includes(n) ? [packet] : []), packet],
      )
      const arriving = order.map((packet, i) => ({ packet, at: i + late[i % late.length]! }))
      for (const { packet } of arriving.toSorted((a, b) => a.at - b.at)) datagrams.media(packet, 0)
      datagrams.tick(second)
      const numbers = got.map(({ n }) => n)
      assert.deepEqual(
        numbers,
        [...new Set(numbers)].toSorted((a, b) => a - b),
      )
      for (const { n, bytes } of got) assert.deepEqual(bytes, Buffer.from(sent[n]!.nals[0]!))
      if (lost.every(n => n >= packets.length)) {
        assert.deepEqual([got.length, missing], [sent.length, 0])
      }
    }),
    { numRuns: 200 },
  )
})
