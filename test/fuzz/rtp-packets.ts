/** RTP and RTCP of one video whose packets are whole and say what they like: RFC 6184 and RFC 7798, mutated. */
import assert from 'node:assert/strict'
import { StreamFault } from '#rtsp/stream-end.ts'
import { VideoTrack } from '#rtsp/video-track.ts'
import type { Codec } from '#video/access-unit.ts'
import { isWellFormed } from '#video/nal-units.ts'
import { interleaved, packetise, senderReport } from '../packetiser.ts'
import { h264, h265 } from '../parameter-sets.ts'
import { mutated } from './mutation.ts'
import { conversationPieces } from './rtsp-conversation.ts'
import { captureNamed, type Subject } from './subject.ts'

const unitBytes = 30_000
const sets = { h264, h265 }

/** Small pictures in every kind of packet, with everything that may stand around a payload. */
function drawn(codec: Codec): Uint8Array {
  const { vps, sps, pps } = sets[codec]
  const picture = (key: boolean, size: number) => {
    const nal = Buffer.alloc(size, 0xa5)
    nal.set(codec === 'h264' ? [key ? 0x65 : 0x41, 0x88] : [key ? 0x26 : 0x02, 1, 0x80])
    return nal
  }
  const units = Array.from({ length: 12 }, (_, n) => ({
    stamp: 18_000 * n,
    nals: [
      ...(n % 4 === 0 ? [...vps, ...sps, ...pps] : []),
      ...[picture(n % 4 === 0, 40 + 97 * n), picture(n % 4 === 0, 20 + n)],
    ],
  }))
  const around = { aggregate: true, marker: true, sources: 1, extensionWords: 1, padding: 3 }
  const packets = packetise(units, { codec, mtu: 120, firstSequence: 65_530, ...around })
  const report = senderReport(0x1234, 0xe8_00_00_00, 1 << 30, 18_000)
  return Buffer.concat([
    ...packets.slice(0, 9).map(packet => interleaved(0, packet)),
    ...[interleaved(1, report), interleaved(1, Buffer.of(0x81, 203, 0, 1, 0, 0, 0, 9))],
    ...packets.slice(9).map(packet => interleaved(0, packet)),
  ])
}

/** Channel, then the packet. */
const packetsOf = (frames: Uint8Array): Uint8Array[] =>
  conversationPieces(frames)
    .filter(piece => piece[0] === 0x24)
    .map(frame => Buffer.concat([frame.subarray(1, 2), frame.subarray(4)]))

const framed = (packets: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(
    packets.map(packet => interleaved((packet[0] ?? 0) & 1, packet.subarray(1, 0x10000))),
  )

function subject(codec: Codec): Subject {
  return {
    name: `rtp ${codec}`,
    inputs: mutated({
      real: [captureNamed(`gstreamer-${codec}.rtsp`), drawn(codec)],
      pieces: packetsOf,
      join: framed,
      words: [
        ...[...sets[codec].sps, ...sets[codec].pps, ...sets[codec].vps],
        ...[Buffer.of(24), Buffer.of(28, 0x85), Buffer.of(28, 0x45), Buffer.of(28, 0xc5)],
        ...[Buffer.of(0x60, 1, 0, 3), Buffer.of(0x62, 1, 0x93), Buffer.of(0x62, 1, 0x53)],
        ...[Buffer.of(0x81, 203, 0, 1, 0, 0, 0x12, 0x34)],
      ],
    }),
    try(frames) {
      let given = 0
      let told = 0
      const note = (fits: boolean) => {
        assert.ok(fits)
        told += 1
      }
      const track = new VideoTrack(
        { codec, payloadType: 96, sets: { codec, vps: [], sps: [], pps: [] } },
        { unitBytes },
        {
          unit: ({ bytes, ptsTicks }) => {
            given += bytes.length
            note(isWellFormed(bytes) && bytes.length <= unitBytes && ptsTicks >= 0)
            assert.ok(Number.isSafeInteger(ptsTicks))
          },
          parameterSets: ({ vps, sps, pps }) =>
            note([vps, sps, pps].every(list => list.length <= 31)),
          loss: (packets, units) => note(packets >= 0 && units >= 0 && packets + units > 0),
          senderReport: ({ ntpUs, rtpTicks }) =>
            note(Number.isSafeInteger(ntpUs) && Number.isSafeInteger(rtpTicks)),
        },
      )
      const packets = packetsOf(frames)
      let sent = 0
      try {
        for (const [n, packet] of packets.entries()) {
          const take = packet[0] === 0 ? track.media : track.control
          // The bytes around a packet are the next camera's.
          const buffer = Buffer.concat([Buffer.alloc(7, 0x67), packet, Buffer.alloc(9, 0x65)])
          take.call(track, buffer, 8, 7 + packet.length, n * 1000)
          buffer.fill(0xff)
          sent += 4 + packet.length
        }
      } catch (fault) {
        assert.ok(fault instanceof StreamFault, String(fault))
        assert.ok(['overShare', 'unsupported', 'closed'].includes(fault.end.kind), fault.end.kind)
      }
      // Each NAL unit comes with its length, and in an aggregate had two bytes of it.
      assert.ok(given <= 2 * (sent + unitBytes), 'more comes out than went in')
      assert.ok(told <= 4 * packets.length, 'more is told than came')
    },
    stepsPerByte: 5,
    stepsAtLeast: 10_000,
    runs: 400,
  }
}

export const rtpH264 = subject('h264')
export const rtpH265 = subject('h265')
