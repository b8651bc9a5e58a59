import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RtpStream } from './rtp.ts'

type Packet = { channel: number; marker: boolean; sequence: number; stamp: number; body: Buffer }

function packets(bytes: Buffer): Packet[] {
  const found: Packet[] = []
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt16BE(at + 2)) {
    assert.equal(bytes[at], 0x24)
    assert.equal(bytes[at + 4], 0x80)
    assert.equal(bytes[at + 5]! & 0x7f, 96)
    found.push({
      channel: bytes[at + 1]!,
      marker: (bytes[at + 5]! & 0x80) !== 0,
      sequence: bytes.readUInt16BE(at + 6),
      stamp: bytes.readUInt32BE(at + 8),
      body: bytes.subarray(at + 16, at + 4 + bytes.readUInt16BE(at + 2)),
    })
  }
  return found
}

/** RFC 6184 read backwards. */
function unpacked(bodies: readonly Buffer[]): Buffer[] {
  const units: Buffer[] = []
  for (const body of bodies) {
    const type = body[0]! & 0x1f
    if (type === 24) {
      for (let at = 1; at < body.length; at += 2 + body.readUInt16BE(at)) {
        units.push(body.subarray(at + 2, at + 2 + body.readUInt16BE(at)))
      }
    } else if (type === 28) {
      if (body[1]! & 0x80) units.push(Buffer.of((body[0]! & 0xe0) | (body[1]! & 0x1f)))
      units.push(Buffer.concat([units.pop()!, body.subarray(2)]))
    } else units.push(body)
  }
  return units
}

const unit = (type: number, length: number) => Buffer.alloc(length, 0xa5).fill(0x60 | type, 0, 1)

test('units of every length come out whole, in packets of at most 1400 bytes', () => {
  const length = fc.oneof(
    fc.integer({ min: 2, max: 5000 }),
    fc.constantFrom(1399, 1400, 1401, 2797, 2798),
  )
  fc.assert(
    fc.property(length, fc.boolean(), (size, key) => {
      const units = key ? [unit(7, 30), unit(8, 9), unit(5, size)] : [unit(1, size)]
      const sent = packets(new RtpStream(4).picture(units, 9000))
      assert.deepEqual(unpacked(sent.map(({ body }) => body)), units)
      assert.ok(sent.every(({ body, channel }) => body.length <= 1400 && channel === 4))
      assert.deepEqual(
        sent.map(({ marker }) => marker),
        sent.map((_, i) => i === sent.length - 1),
      )
      assert.equal(new Set(sent.map(({ stamp }) => stamp)).size, 1)
    }),
  )
})

test('sequence numbers count on through their wrap, stamps follow the ticks', () => {
  const stream = new RtpStream(0)
  const first = stream.nextSequence
  const stamp = stream.stamp(0)
  for (let i = 0; i < 70_000; i++) {
    const [packet] = packets(stream.picture([unit(1, 20)], i * 9000))
    assert.equal(packet!.sequence, (first + i) & 0xffff)
    assert.equal(packet!.stamp, (stamp + i * 9000) % 2 ** 32)
  }
})

test('a sender report names the wall clock as NTP time and what was sent so far', () => {
  const stream = new RtpStream(2)
  stream.picture([unit(1, 3000)], 90_000)
  const report = stream.senderReport(1_500_000, 180_000)
  assert.deepEqual([...report.subarray(0, 4)], [0x24, 3, 0, 28])
  assert.equal(report[5], 200)
  assert.equal(report.readUInt16BE(6), 6)
  assert.equal(report.readUInt32BE(8), stream.ssrc)
  assert.equal(report.readUInt32BE(12), 2_208_988_801)
  assert.equal(report.readUInt32BE(16), 2 ** 31)
  assert.equal(report.readUInt32BE(20), stream.stamp(180_000))
  assert.equal(report.readUInt32BE(24), 3)
  assert.equal(report.readUInt32BE(28), 2999 + 3 * 2)
})
