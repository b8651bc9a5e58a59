import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Cut, packetise, senderReport } from '../../test/packetiser.ts'
import { readControl } from './control-packets.ts'
import { RtpPacket } from './rtp-packet.ts'
import { Sequence } from './sequence.ts'
import { Share } from './share.ts'
import { StreamFault } from './stream-end.ts'
import { Ticks } from './ticks.ts'

describe('an RTP packet', () => {
  const packet = new RtpPacket()

  test('payload between CSRC, extension and padding', () => {
    const decoration = fc.record({
      sources: fc.nat(15),
      extensionWords: fc.option(fc.nat(20), { nil: undefined }),
      padding: fc.nat(255),
      before: fc.nat(9),
    })
    const payload = fc.uint8Array({ minLength: 2, maxLength: 50, size: 'max' })
    fc.assert(
      fc.property(decoration, payload, ({ before, extensionWords, ...rest }, nal) => {
        nal[0] = 1
        const cut: Cut = { codec: 'h264', mtu: 100, aggregate: false, marker: true, ...rest }
        const decorated = extensionWords === undefined ? cut : { ...cut, extensionWords }
        const [sent] = packetise([{ nals: [nal], stamp: 0xfffffff0 }], decorated)
        const bytes = Buffer.concat([Buffer.alloc(before), sent!, Buffer.alloc(3)])
        assert.ok(packet.read(bytes, before, before + sent!.length))
        assert.deepEqual([...bytes.subarray(packet.from, packet.to)], [...nal])
        const { marker, timestamp, ssrc, payloadType } = packet
        assert.deepEqual([marker, timestamp, ssrc, payloadType], [true, 0xfffffff0, 0x1234, 96])
      }),
    )
  })

  test('lengths that lead outside are refused, and random bytes never lead there', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60, size: 'max' }),
        fc.boolean(),
        (bytes, versioned) => {
          if (versioned && bytes.length > 0) bytes[0] = 0x80 | (bytes[0]! & 0x3f)
          if (!packet.read(bytes, 0, bytes.length)) return
          assert.ok(packet.from >= 12 && packet.from <= packet.to && packet.to <= bytes.length)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('sequence numbers', () => {
  const missing = (...numbers: number[]) => {
    const sequence = new Sequence()
    return numbers.map(number => sequence.missingBefore(number))
  }
  test('gaps, also across the wrap', () => {
    assert.deepEqual(missing(65534, 65535, 0, 3, 4), [0, 0, 0, 2, 0])
  })
  test('duplicates and latecomers are passed over', () => {
    assert.deepEqual(missing(10, 11, 11, 9, 12), [0, 0, -1, -1, 0])
    assert.deepEqual(missing(8, 10, 9, 10, 11), [0, 1, -1, -1, 0])
  })
  test('a row that begins anew is followed from its second packet', () => {
    assert.deepEqual(missing(30000, 100, 101, 102), [0, -1, 1, 0])
  })
})

describe('time stamps become ticks', () => {
  test('wrap, B-frames and the first picture', () => {
    const ticks = new Ticks()
    const first = ticks.next(0xffffff00, 0)
    const shown = [0xffffff00 + 9000, 0xffffff00 + 3000, 0xffffff00 + 6000, 0xffffff00 + 18000]
    const after = shown.map((stamp, i) => ticks.next(stamp >>> 0, (i + 1) * 33_333))
    assert.deepEqual(
      after.map(tick => tick - first),
      [9000, 3000, 6000, 18000],
    )
    const early = new Ticks()
    const key = early.next(0, 0)
    assert.equal(early.next(0xffffffff - 5999, 33_333), key - 6000)
    assert.ok(key - 6000 >= 0)
  })

  test('a clock that is set does not tear the row', () => {
    const ticks = new Ticks()
    const first = ticks.next(1_000_000, 0)
    assert.equal(ticks.next(1_003_000, 40_000), first + 3000)
    assert.equal(ticks.next(900_000_000, 80_000), first + 6600)
    assert.equal(ticks.next(900_003_000, 120_000), first + 9600)
    ticks.startAnew()
    assert.equal(ticks.of(77), null)
    assert.equal(ticks.next(77, 220_000), first + 18600)
    assert.equal(ticks.of(177), first + 18700)
  })

  test('never negative, never further from arrival than a jump, whatever a camera says', () => {
    const step = fc.tuple(fc.nat(0xffffffff), fc.nat(1_000_000), fc.boolean())
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50, size: 'max' }), steps => {
        const ticks = new Ticks()
        let nowUs = 0
        let last: number | null = null
        for (const [stamp, passedUs, anew] of steps) {
          if (anew) ticks.startAnew()
          nowUs += passedUs
          const next = ticks.next(stamp, nowUs)
          assert.ok(Number.isSafeInteger(next) && next >= 0)
          if (last !== null) assert.ok(Math.abs(next - last) <= 30 * 90_000)
          last = next
        }
      }),
    )
  })
})

describe('RTCP', () => {
  test('a sender report in a compound packet, before and after 2036', () => {
    const description = Buffer.from('81ca0001000012340', 'hex')
    const bytes = Buffer.concat([
      senderReport(7, 2_208_988_800 + 1000, 0x80000000, 99),
      Buffer.concat([Uint8Array.of(0x81, 202, 0, 1), Buffer.alloc(4)]),
      Uint8Array.of(0x81, 203, 0, 1, 0, 0, 0, 7),
      description.subarray(0, 3),
    ])
    assert.deepEqual(readControl(bytes, 0, bytes.length), {
      report: { ssrc: 7, ntpUs: 1_000_500_000, stamp: 99, ntpMiddle: 0x82688000 },
      gone: [7],
    })
    const later = senderReport(7, 5, 0, 1)
    const { report } = readControl(later, 0, later.length)
    assert.equal(report?.ntpUs, Date.parse('2036-02-07T06:28:21Z') * 1000)
  })

  test('random bytes are read without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80, size: 'max' }), bytes => {
        if (bytes.length > 0) bytes[0] = 0x80 | (bytes[0]! & 0x3f)
        readControl(bytes, 0, bytes.length)
      }),
      { numRuns: 500 },
    )
  })
})

test('the share: bursts are lent, more than the share in the long run is not', () => {
  const limits = { bytesPerSecond: 1000, burstSeconds: 4 }
  const steady = new Share(limits, 0)
  for (let second = 1; second < 100; second++) steady.take(1000, second * 1_000_000)
  steady.take(3000, 99_000_000)
  assert.throws(() => steady.take(1, 99_000_000), StreamFault)
  const greedy = new Share(limits, 0)
  assert.throws(() => {
    for (let second = 1; second < 100; second++) greedy.take(1100, second * 1_000_000)
  }, StreamFault)
})
