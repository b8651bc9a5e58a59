import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { chooseVideo, parseSessionDescription } from './session-description.ts'
import { StreamFault } from './stream-end.ts'

const choose = (...lines: string[]) =>
  chooseVideo(parseSessionDescription(['v=0', 's=-', ...lines].join('\r\n')))

const endOf = (...lines: string[]) => {
  try {
    choose(...lines)
  } catch (error) {
    assert.ok(error instanceof StreamFault)
    return error.end
  }
  return null
}

const audio = ['m=audio 0 RTP/AVP 0 8', 'a=control:audio']
const metadata = ['m=application 0 RTP/AVP 107', 'a=rtpmap:107 vnd.onvif.metadata/90000']
const h264 = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:track1']

describe('choosing the video', () => {
  test('among sound and metadata, with its parameter sets', () => {
    const video = choose(
      ...audio,
      ...metadata,
      ...h264,
      'a=fmtp:96 packetization-mode=1; profile-level-id=64001E; ' +
        'sprop-parameter-sets=Z2QAHqzZQKAv+XARAAADAAEAAAMAPA8WLZY=,aOvjyyLA',
    )
    assert.equal(video.codec, 'h264')
    assert.equal(video.payloadType, 96)
    assert.equal(video.control, 'track1')
    assert.equal(video.sets.sps.length, 1)
    assert.deepEqual([...video.sets.pps[0]!], [...Buffer.from('aOvjyyLA', 'base64')])
  })

  test('a second video where the first cannot be recorded', () => {
    const jpeg = ['m=video 0 RTP/AVP 26', 'a=control:jpeg']
    assert.equal(choose(...jpeg, ...h264).control, 'track1')
  })

  test('H.265 with its three kinds of sets', () => {
    const { codec, sets } = choose(
      'm=video 0 RTP/AVP 98',
      'a=rtpmap:98 H265/90000',
      'a=fmtp:98 sprop-vps=QAEMAf//AWAAAAMAkAAAAwAAAwA8lZgJ; ' +
        'sprop-sps=QgEBAWAAAAMAkAAAAwAAAwA8oAoIDxZZWaSTK4BAAAADAEAAAAeC;sprop-pps=RAHBcrRiQA==',
    )
    assert.equal(codec, 'h265')
    assert.deepEqual([sets.vps.length, sets.sps.length, sets.pps.length], [1, 1, 1])
  })
})

describe('what is not recorded is named', () => {
  const named = (encoding: string) => endOf('m=video 0 RTP/AVP 97', `a=rtpmap:97 ${encoding}/90000`)

  test('codecs', () => {
    const mjpeg = endOf(...audio, 'm=video 0 RTP/AVP 26')
    assert.deepEqual(mjpeg, { kind: 'unsupported', detail: 'MJPEG is not recorded' })
    assert.match(named('AV1')!.detail, /^AV1 /)
    assert.match(named('MP4V-ES')!.detail, /^MPEG-4 /)
    assert.match(named('VP9')!.detail, /^VP9 /)
    assert.equal(named('\u001b[31mEVIL " \'')!.detail, '31MEVIL is not recorded')
  })

  test('forms of H.264 and H.265', () => {
    assert.match(endOf(...h264, 'a=fmtp:96 packetization-mode=2')!.detail, /mode 2/)
    assert.match(endOf('m=video 0 RTP/SAVP 96', h264[1]!)!.detail, /SRTP/)
    assert.match(endOf('m=video 0 UDP 96', h264[1]!)!.detail, /outside RTP/)
    assert.match(endOf(h264[0]!, 'a=rtpmap:96 H264/1000')!.detail, /clock/)
    const h265 = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H265/90000']
    assert.match(endOf(...h265, 'a=fmtp:96 sprop-max-don-diff=1')!.detail, /order/)
    assert.match(endOf('m=video 0 RTP/AVP 96')!.detail, /unnamed/)
  })

  test('no video at all', () => {
    assert.equal(endOf(...audio, ...metadata)?.kind, 'noVideo')
    assert.equal(endOf()?.kind, 'noVideo')
  })
})

test('any text ends in a choice or in a StreamFault', () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...audio,
      ...metadata,
      ...h264,
      'a=fmtp:96 sprop-parameter-sets=Z0,AA,,=',
      'm=',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12, size: 'max' }), lines => {
      endOf(...lines)
    }),
    { numRuns: 300 },
  )
})
