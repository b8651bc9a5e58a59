import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AccessUnit, Codec, ParameterSets } from '#video/access-unit.ts'
import { type Cut, packetise, type SentUnit, senderReport } from '../../test/packetiser.ts'
import { h264 as setsOf264, h265 as setsOf265 } from '../../test/parameter-sets.ts'
import { StreamFault } from './stream-end.ts'
import { type SenderReport, VideoTrack } from './video-track.ts'

const known: Record<Codec, ParameterSets> = { h264: setsOf264, h265: setsOf265 }
const none = (codec: Codec): ParameterSets => ({ codec, vps: [], sps: [], pps: [] })

function receiver(codec: Codec, sets = known[codec], unitBytes = 1_000_000) {
  const seen = {
    units: [] as AccessUnit[],
    sets: [] as ParameterSets[],
    order: [] as string[],
    arrivals: [] as number[],
    reports: [] as SenderReport[],
    packets: 0,
    lostUnits: 0,
  }
  const track = new VideoTrack(
    { codec, payloadType: 96, sets },
    { unitBytes },
    {
      unit: (unit, arrivedUs) => {
        seen.units.push({ ...unit, bytes: unit.bytes.slice() })
        seen.arrivals.push(arrivedUs)
        seen.order.push('unit')
      },
      parameterSets: changed => {
        seen.sets.push(changed)
        seen.order.push('sets')
      },
      loss: (packets, units) => {
        seen.packets += packets
        seen.lostUnits += units
      },
      senderReport: report => seen.reports.push(report),
    },
  )
  let nowUs = 0
  const buffer = new Uint8Array(70_000)
  /** Through one buffer that is overwritten, as the socket's is. */
  const take = (packets: readonly Uint8Array[]) => {
    for (const packet of packets) {
      buffer.set(packet, 7)
      track.media(buffer, 7, 7 + packet.length, nowUs)
      nowUs += 10
      buffer.fill(0x55, 0, 7 + packet.length)
    }
    return seen
  }
  return { track, seen, take }
}

/** The NAL units of a delivered access unit, as hex. */
function nalsOf({ bytes }: AccessUnit): string[] {
  const nals: string[] = []
  const view = Buffer.from(bytes)
  for (let at = 0; at < view.length; at += 4 + view.readUInt32BE(at)) {
    nals.push(view.subarray(at + 4, at + 4 + view.readUInt32BE(at)).toString('hex'))
  }
  return nals
}
const hex = (nals: readonly Uint8Array[]) => nals.map(nal => Buffer.from(nal).toString('hex'))

/** A NAL unit of a type; slices begin their picture unless said otherwise. */
function nal(codec: Codec, type: number, length = 40, first = true): Uint8Array {
  // Bits of the header besides the type: importance (H.264), a layer (H.265).
  const odd = length & 1
  const head = codec === 'h264' ? [(odd << 6) | 0x20 | type] : [(type << 1) | odd, 1 | (odd << 3)]
  const bytes = new Uint8Array(Math.max(length, head.length + 1)).map((_, i) => (i * 37 + type) | 1)
  bytes.set(head)
  bytes[head.length] = first ? 0x88 : 0x08
  return bytes
}
const types = {
  h264: { slice: 1, key: 5, sei: 6, aud: 9 },
  h265: { slice: 1, key: 19, sei: 39, aud: 35 },
} as const

/** `count` pictures: AUD, SEI and two slices each. */
const pictures = (codec: Codec, count: number, bytes = 100): SentUnit[] =>
  Array.from({ length: count }, (_, i) => ({
    stamp: 3000 * (i + 1),
    nals: [
      nal(codec, types[codec].aud, 3),
      nal(codec, types[codec].sei, 20 + i),
      nal(codec, i === 0 ? types[codec].key : types[codec].slice, bytes + i),
      nal(codec, i === 0 ? types[codec].key : types[codec].slice, bytes, false),
    ],
  }))

for (const codec of ['h264', 'h265'] as const) {
  const cut: Cut = { codec, mtu: 60, aggregate: true, marker: true }

  describe(`${codec} packets to access units`, () => {
    test('any NAL units, in packets of any size, come out as they went in', () => {
      const slice = codec === 'h264' ? fc.integer({ min: 1, max: 5 }) : fc.nat(21)
      const other =
        codec === 'h264' ? fc.constantFrom(6, 9, 12, 13, 19) : fc.constantFrom(35, 38, 39, 41, 47)
      const length = fc.oneof(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 60, max: 2000 }))
      const sent = fc.record({
        before: fc.array(fc.tuple(other, length), { maxLength: 3, size: 'max' }),
        slices: fc.array(fc.tuple(slice, length), { minLength: 1, maxLength: 3, size: 'max' }),
        step: fc.integer({ min: 1, max: 90_000 }),
      })
      const how = fc.record({
        mtu: fc.integer({ min: 4, max: 3000 }),
        aggregate: fc.boolean(),
        marker: fc.boolean(),
        sources: fc.nat(2),
        padding: fc.nat(3),
        firstSequence: fc.nat(0xffff),
      })
      fc.assert(
        fc.property(
          fc.array(sent, { minLength: 1, maxLength: 6, size: 'max' }),
          how,
          (list, cutting) => {
            let stamp = 0xfffff000
            const units = list.map(({ before, slices, step }) => {
              stamp += step
              const nals = [...before, ...slices].map(([type, bytes]) => nal(codec, type, bytes))
              return { stamp, nals }
            })
            const closing = { stamp: stamp + 1, nals: [nal(codec, types[codec].slice)] }
            const { take } = receiver(codec)
            const {
              units: got,
              packets,
              lostUnits,
            } = take(packetise([...units, closing], { ...cutting, codec }))
            const expected = cutting.marker ? [...units, closing] : units
            assert.deepEqual(
              got.map(nalsOf),
              expected.map(({ nals }) => hex(nals)),
            )
            assert.deepEqual(
              got.map(({ ptsTicks }) => ptsTicks - got[0]!.ptsTicks),
              expected.map(unit => unit.stamp - expected[0]!.stamp),
            )
            assert.deepEqual([packets, lostUnits], [0, 0])
          },
        ),
        { numRuns: 150 },
      )
    })

    test('delivered units stay what they are while later ones come', () => {
      const { take } = receiver(codec)
      const sent = pictures(codec, 400, 3000)
      const { units } = take(packetise(sent, { ...cut, mtu: 1400 }))
      assert.deepEqual(
        units.map(nalsOf),
        sent.map(({ nals }) => hex(nals)),
      )
      assert.deepEqual(
        units.map(({ key }) => key),
        sent.map((_, i) => i === 0),
      )
    })

    test('without one packet its unit is missing as a whole, and no other', () => {
      const sent = pictures(codec, 4)
      const all = packetise(sent, cut)
      const perUnit = all.length / 4
      assert.ok(perUnit >= 4)
      for (let lost = 1; lost < all.length - 1; lost++) {
        for (const marker of [true, false]) {
          const packets = packetise([...sent, ...closing(codec)], { ...cut, marker })
          const { take } = receiver(codec)
          const seen = take(packets.filter((_, i) => i !== lost))
          const hit = Math.floor(lost / perUnit)
          const expected = sent.filter((_, i) => i !== hit).map(({ nals }) => hex(nals))
          const got = seen.units.map(nalsOf).filter(nals => nals.length > 1)
          // Where the head is lost that has no picture, nothing shows that it is; it is the unit's own.
          const headOnly = lost % perUnit === 0
          // Without markers the end of the unit before may be what is missing: it goes too.
          if (headOnly) assert.ok(got.length >= 3 - Number(!marker), `${lost}`)
          else assert.deepEqual(got, expected, `${lost} ${marker}`)
          assert.equal(seen.packets, 1)
        }
      }
    })

    test('a lost first slice or first fragment is noticed where no marker was missed', () => {
      const [first, second, third] = pictures(codec, 3, 30)
      const slices = { stamp: second!.stamp, nals: second!.nals.slice(2) }
      const packets = packetise([first!, slices, third!], { ...cut, mtu: 50, aggregate: false })
      const { take } = receiver(codec)
      const at =
        packets.length - packetise([slices, third!], { ...cut, mtu: 50, aggregate: false }).length
      const seen = take(packets.filter((_, i) => i !== at))
      assert.deepEqual(
        seen.units.map(nalsOf),
        [first!, third!].map(({ nals }) => hex(nals)),
      )
      assert.deepEqual([seen.packets, seen.lostUnits], [1, 1])
    })

    test('any packets lost, doubled or swapped: only whole units, or units short of a head', () => {
      const sent = pictures(codec, 6)
      const originals = sent.map(({ nals }) => hex(nals))
      const packets = packetise(sent, cut)
      const act = fc.tuple(fc.nat(packets.length - 1), fc.constantFrom('drop', 'double', 'swap'))
      fc.assert(
        fc.property(fc.array(act, { maxLength: 6, size: 'max' }), acts => {
          let list = packets.slice()
          for (const [at, kind] of acts) {
            const packet = list[at % list.length]!
            if (kind === 'drop') list = list.toSpliced(at % list.length, 1)
            else if (kind === 'double') list = list.toSpliced(at % list.length, 0, packet)
            else if (at + 1 < list.length) {
              list = list.toSpliced(at, 2, list[at + 1]!, packet)
            }
          }
          const { take } = receiver(codec)
          for (const unit of take(list).units) {
            const nals = nalsOf(unit)
            const original = originals[Math.round((unit.ptsTicks - 2 ** 32) / 3000) - 1]
            if (original) assert.deepEqual(nals, original.slice(-nals.length))
          }
        }),
        { numRuns: 200 },
      )
    })

    test('parameter sets and SEI with a time or marker of their own go before the picture', () => {
      const sets = [...known[codec].vps, ...known[codec].sps, ...known[codec].pps]
      const units = [
        ...sets.map((set, i) => ({ stamp: 1000 + i, nals: [set] })),
        { stamp: 5000, nals: [nal(codec, types[codec].sei), nal(codec, types[codec].key)] },
      ]
      const { take } = receiver(codec, none(codec))
      const {
        units: got,
        sets: learnt,
        order,
      } = take(packetise(units, { ...cut, aggregate: false }))
      assert.deepEqual(got.map(nalsOf), [hex(units.flatMap(({ nals }) => nals))])
      assert.equal(got[0]!.ptsTicks - 2 ** 32, 5000)
      assert.deepEqual(order, ['sets', 'unit'])
      assert.deepEqual(learnt, [known[codec]])
    })

    test('without parameter sets nothing is passed on; a change in mid-stream comes first', () => {
      const { vps, sps, pps } = known[codec]
      const changedPps = Uint8Array.from([...pps[0]!.slice(0, -1), pps[0]!.at(-1)! ^ 0x10])
      const key = nal(codec, types[codec].key)
      const slice = nal(codec, types[codec].slice)
      const { take } = receiver(codec, none(codec))
      const seen = take(
        packetise(
          [
            { stamp: 1, nals: [slice] },
            { stamp: 2, nals: [...vps, ...sps, ...pps, key] },
            { stamp: 3, nals: [slice] },
            { stamp: 4, nals: [...vps, ...sps, ...pps, key] },
            { stamp: 5, nals: [changedPps, key] },
            { stamp: 6, nals: [slice] },
          ],
          cut,
        ),
      )
      assert.deepEqual(seen.order, ['sets', 'unit', 'unit', 'unit', 'sets', 'unit', 'unit'])
      assert.equal(seen.lostUnits, 1)
      assert.deepEqual(hex(seen.sets[1]!.pps), hex([changedPps]))
      assert.deepEqual(seen.sets[1]!.sps, sps)
    })

    test('another source begins anew and time goes on', () => {
      const sent = pictures(codec, 2)
      const { take, track, seen } = receiver(codec)
      take(packetise(sent, { ...cut, firstSequence: 9, ssrc: 1 }))
      take(packetise(pictures(codec, 3).slice(1), { ...cut, firstSequence: 40_000, ssrc: 2 }))
      assert.equal(seen.units.length, 4)
      assert.deepEqual([seen.packets, seen.lostUnits], [0, 0])
      const ticks = seen.units.map(({ ptsTicks }) => ptsTicks)
      assert.ok(ticks.every((tick, i) => i === 0 || tick > ticks[i - 1]!))
      assert.ok(ticks[3]! - ticks[0]! < 90_000)

      const report = senderReport(2, 2_208_988_801, 0, 9000 + 90)
      track.control(report, 0, report.length, 5)
      const foreign = senderReport(1, 2_208_988_801, 0, 1)
      track.control(foreign, 0, foreign.length, 5)
      assert.deepEqual(seen.reports, [{ ntpUs: 1_000_000, rtpTicks: ticks[3]! + 90, arrivedUs: 5 }])
      const bye = Uint8Array.of(0x81, 203, 0, 1, 0, 0, 0, 2)
      assert.throws(() => track.control(bye, 0, bye.length, 6), StreamFault)
    })

    test('packets of another payload type are not of this video', () => {
      const { take } = receiver(codec)
      const sent = pictures(codec, 2)
      const other = { ...cut, payloadType: 97, firstSequence: 40_000 }
      const foreign = packetise(pictures(codec, 2, 90), other)
      const { units } = take([...foreign, ...packetise(sent, cut)])
      assert.deepEqual(
        units.map(nalsOf),
        sent.map(({ nals }) => hex(nals)),
      )
    })

    test('arrival is that of the first packet', () => {
      const { take } = receiver(codec)
      const sent = pictures(codec, 2)
      const packets = packetise(sent, cut)
      const { arrivals } = take(packets)
      assert.deepEqual(arrivals, [0, (packets.length / 2) * 10])
    })

    test('a unit without end stops at its limit', () => {
      const endless = [{ stamp: 1, nals: [nal(codec, types[codec].key, 200_000)] }]
      const packets = packetise(endless, { ...cut, mtu: 1000, marker: false })
      const { take } = receiver(codec, known[codec], 50_000)
      assert.throws(
        () => take(packets),
        error => error instanceof StreamFault && error.end.kind === 'overShare',
      )
      const many = Array.from({ length: 3000 }, () => nal(codec, types[codec].sei, 30))
      assert.throws(
        () =>
          receiver(codec, known[codec], 50_000).take(packetise([{ stamp: 1, nals: many }], cut)),
        StreamFault,
      )
    })

    test('random payloads and flipped bits: no harm beyond a StreamFault', () => {
      const packets = packetise(pictures(codec, 3), cut)
      const flip = fc.tuple(fc.nat(packets.length - 1), fc.nat(70), fc.nat(255))
      const noise = fc.array(fc.uint8Array({ maxLength: 80, size: 'max' }), {
        maxLength: 20,
        size: 'max',
      })
      fc.assert(
        fc.property(fc.array(flip, { maxLength: 10, size: 'max' }), noise, (flips, payloads) => {
          const list = packets.map(packet => packet.slice())
          for (const [which, at, byte] of flips) list[which]![at % list[which]!.length] = byte
          const noisy = payloads.map(payload =>
            Buffer.concat([packets[0]!.subarray(0, 12), payload]),
          )
          const { take } = receiver(codec, known[codec], 5000)
          try {
            take([...list, ...noisy])
          } catch (error) {
            assert.ok(error instanceof StreamFault, String(error))
          }
        }),
        { numRuns: 300 },
      )
    })
  })
}

const closing = (codec: Codec): SentUnit[] => [
  { stamp: 900_000, nals: [nal(codec, types[codec].slice)] },
]

test('interleaved packets of H.264 mode 2 and a packet type inside another are not taken', () => {
  const packet = (payload: number[]) =>
    packetise([{ stamp: 1, nals: [Uint8Array.from(payload)] }], {
      codec: 'h264',
      mtu: 99,
      aggregate: false,
      marker: true,
    })
  for (const type of [25, 26, 27, 29]) {
    assert.throws(() => receiver('h264').take(packet([type, 0, 0, 0])), /mode 2/)
  }
  const nested = receiver('h264').take(packet([24, 0, 2, 28, 0x85, 0, 2, 0x65, 0x88]))
  assert.deepEqual([nested.units.length, nested.lostUnits], [0, 1])
})
